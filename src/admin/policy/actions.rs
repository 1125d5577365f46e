//! Saving a version.

use super::{
    model::Policy,
    queries::{self, Version},
};
use crate::{auth::Verb, team::lock_staff, work::Work};

/// Why a version is not saved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Refusal {
    /// The person may not.
    NotAllowed,
    /// Somebody saved another version meanwhile.
    SomethingNewer,
}

/// Saves a version over the one that its author had seen. One that changes nothing is not written.
pub(super) async fn save(
    work: &mut Work,
    verb: Verb,
    (seen, held): (Option<i64>, &Policy),
    policy: &Policy,
) -> sqlx::Result<Result<(), Refusal>> {
    if lock_staff(work, verb).await?.is_err() {
        return Ok(Err(Refusal::NotAllowed));
    }
    let newest = queries::newest(work.db(), &held.contact).await?.map(|Version { policy_id, .. }| policy_id);
    if newest != seen {
        return Ok(Err(Refusal::SomethingNewer));
    }
    if policy != held {
        queries::insert(work, policy).await?;
    }
    Ok(Ok(()))
}
