pub struct Material {
    pub delivery_id: crate::id::DeliveryId,
}
pub struct Recipient;
pub async fn material(_: impl sqlx::PgExecutor<'_>, ids: &[crate::id::DeliveryId]) -> sqlx::Result<Vec<Material>> {
    Ok(ids.iter().map(|i| Material { delivery_id: *i }).collect())
}
