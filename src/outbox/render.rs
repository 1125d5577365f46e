//! Mails are made at their first claim, in one read for all of them, and kept: every later try sends the same bytes, unless the
//! customer's link in them was replaced meanwhile.

use std::panic::{AssertUnwindSafe, catch_unwind};

use tracing::error;

use super::{
    compose::{ComposeFault, MailContext, compose},
    hand_over::Tried,
    material::{Material, material},
    record,
};
use crate::{
    app::App,
    deliveries::{self, Claim, Rendered},
    id::DeliveryId,
};

/// How often a mail may panic while it is made.
const PANICS: i32 = 3;

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
                claim.link_generation = found.and_then(|one| one.inquiry.as_ref()).map(|one| one.link_generation);
                claim.rendered = Some(mail.bytes);
                claim.rendered_to = Some(mail.to);
                made.push(claim);
            }
            Err(unmade) => {
                error!(delivery_id = %claim.delivery_id, kind = ?claim.kind, %unmade, "a mail could not be made");
                record::record(app, &claim, unmade.end(claim.attempts)).await;
            }
        }
    }
    deliveries::store_rendered(&app.db, &made).await?;
    ready.extend(made);
    Ok(ready)
}

/// Why a mail could not be made.
#[derive(Debug, thiserror::Error)]
enum Unmade {
    #[error("what it tells of is gone")]
    Gone,
    #[error(transparent)]
    Fault(#[from] ComposeFault),
    #[error("making it panicked")]
    Panicked,
}

impl Unmade {
    /// The same material always makes the same mail: what is wrong with it stays wrong. Settings can be mended, and a fault of
    /// the program gets some tries.
    fn end(&self, attempts: i32) -> Tried {
        match self {
            Unmade::Panicked if attempts < PANICS => Tried::Delayed(self.to_string()),
            Unmade::Fault(fault) if fault.is_of_settings() => Tried::Delayed(self.to_string()),
            Unmade::Gone | Unmade::Fault(_) | Unmade::Panicked => Tried::Rejected(self.to_string()),
        }
    }
}

fn make(material: Option<&Material>, context: &MailContext) -> Result<Rendered, Unmade> {
    let material = material.ok_or(Unmade::Gone)?;
    let made = catch_unwind(AssertUnwindSafe(|| compose(material, context)));
    Ok(made.map_err(|_| Unmade::Panicked)??)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mail::AddressFault;

    #[test]
    fn a_mail_whose_making_panics_is_given_up_at_its_third_try() {
        let ends: Vec<_> = (1..=3).map(|attempts| Unmade::Panicked.end(attempts)).collect();
        assert!(matches!(ends.as_slice(), [Tried::Delayed(_), Tried::Delayed(_), Tried::Rejected(_)]), "{ends:?}");
    }

    #[test]
    fn a_mail_that_lacks_what_it_tells_of_is_given_up_at_once_and_one_without_a_sender_is_not() {
        assert!(matches!(Unmade::Gone.end(1), Tried::Rejected(_)));
        assert!(matches!(Unmade::Fault(ComposeFault::Missing("message")).end(1), Tried::Rejected(_)));
        assert!(matches!(Unmade::Fault(ComposeFault::Sender(AddressFault::Malformed)).end(9), Tried::Delayed(_)));
    }
}
