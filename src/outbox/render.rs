//! Mails are made at their first claim, in one read for all of them, and kept: every later try sends the same bytes.

use std::panic::{AssertUnwindSafe, catch_unwind};

use tracing::error;

use super::{
    compose::{MailContext, compose},
    hand_over::Tried,
    material::{Material, material},
    record,
};
use crate::{
    app::App,
    deliveries::{self, Claim, Rendered},
    id::DeliveryId,
};

/// The claims with their bytes. One that cannot be made is recorded as delayed or failed and left out: a mail that nobody can
/// make holds up nothing behind it.
pub(super) async fn rendered(app: &App, claims: Vec<Claim>) -> sqlx::Result<Vec<Claim>> {
    let (mut ready, raw): (Vec<Claim>, Vec<Claim>) = claims.into_iter().partition(|claim| claim.rendered.is_some());
    if raw.is_empty() {
        return Ok(ready);
    }
    let ids: Vec<DeliveryId> = raw.iter().map(|claim| claim.delivery_id).collect();
    let material = material(&app.db, &ids).await?;
    let context = MailContext::of(app);
    let mut made = Vec::with_capacity(raw.len());
    for mut claim in raw {
        let found = material.iter().find(|one| one.delivery_id == claim.delivery_id);
        match make(found, &context) {
            Ok(mail) => {
                claim.rendered = Some(mail.bytes.clone());
                claim.rendered_to = Some(mail.to.clone());
                made.push(mail);
                ready.push(claim);
            }
            Err(reason) => {
                error!(delivery_id = %claim.delivery_id, kind = ?claim.kind, %reason, "a mail could not be made");
                record::record(app, &claim, Tried::Delayed(reason)).await;
            }
        }
    }
    deliveries::store_rendered(&app.db, &made).await?;
    Ok(ready)
}

fn make(material: Option<&Material>, context: &MailContext) -> Result<Rendered, String> {
    let material = material.ok_or("what it tells of is gone")?;
    let made = catch_unwind(AssertUnwindSafe(|| compose(material, context)));
    made.map_err(|_| "making it panicked".to_owned())?.map_err(|fault| fault.to_string())
}
