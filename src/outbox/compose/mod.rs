pub struct MailContext;
impl MailContext {
    pub fn of(_: &crate::app::App) -> Self {
        MailContext
    }
}
pub fn compose(m: &super::Material, _: &MailContext) -> Result<crate::deliveries::Rendered, String> {
    Ok(crate::deliveries::Rendered { delivery_id: m.delivery_id, to: "a@b.example".into(), bytes: b"x".to_vec() })
}
