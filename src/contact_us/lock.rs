//! Locking an entry for whoever may act on it at this moment.

use super::State;
use crate::{
    auth::{StaffRole, Verb},
    error::AppError,
    id::{EntryId, SubmissionKey, UserId},
    inquiries::Category,
    public_no::PublicNo,
    work::{Pressed, Work},
};

/// Why nothing was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EntryRefusal {
    /// There is no such entry.
    NotFound,
    /// The person's role does no such work, or does it no more.
    MayNot,
    /// The form was used already, for something else.
    FormUsed,
    /// It was forwarded or closed meanwhile.
    MovedOn,
    /// A complaint about a payment goes to the seller.
    MustBeForwarded,
}

impl EntryRefusal {
    /// The answer to those that no page explains; the others are said on the page.
    pub(super) fn fault(self) -> Option<AppError> {
        match self {
            EntryRefusal::NotFound => Some(AppError::NotFound),
            EntryRefusal::MayNot => Some(AppError::Forbidden),
            EntryRefusal::FormUsed | EntryRefusal::MovedOn | EntryRefusal::MustBeForwarded => None,
        }
    }
}

/// An entry under its lock.
pub(super) struct Locked {
    pub(super) id: EntryId,
    pub(super) category: Category,
    /// The person of operations whose work it is.
    pub(super) by: UserId,
}

/// Whether to go on with an action.
pub(super) enum Go {
    /// The entry is locked, waits, and may be acted on.
    On(Locked),
    /// The same press was carried out before.
    Repeated,
    /// It may not.
    Refused(EntryRefusal),
}

/// The person of operations whose work it is, if they may do it at this moment.
pub(super) async fn who_may(work: &mut Work) -> sqlx::Result<Option<UserId>> {
    let Some(by) = work.actor().staff() else { return Ok(None) };
    let role = sqlx::query_scalar!(
        r#"select staff.role as "role: StaffRole" from staff join users using (user_id)
           where user_id = $1 and disabled_at is null"#,
        by as UserId
    )
    .fetch_optional(work.db())
    .await?;
    Ok(role.filter(|role| role.may(Verb::Decide)).map(|_| by))
}

/// Locks an entry that still waits. Of two people who press at once, the second is told that it has moved on; who presses
/// twice is led on.
pub(super) async fn lock(work: &mut Work, no: &PublicNo, key: SubmissionKey, content: &[&str]) -> sqlx::Result<Go> {
    let row = sqlx::query!(
        r#"select entry_id as "id: EntryId", state as "state: State", category as "category: Category"
           from contact_us_entries where public_no = $1 for no key update"#,
        no.as_str()
    )
    .fetch_optional(work.db())
    .await?;
    let Some(row) = row else { return Ok(Go::Refused(EntryRefusal::NotFound)) };
    let Some(by) = who_may(work).await? else { return Ok(Go::Refused(EntryRefusal::MayNot)) };
    match work.once(key, no.as_str(), content).await? {
        Pressed::First if row.state == State::Waiting => Ok(Go::On(Locked { id: row.id, category: row.category, by })),
        // a form is used by what it makes of the entry
        Pressed::First | Pressed::Reused => Ok(Go::Refused(EntryRefusal::MovedOn)),
        Pressed::Repeated(_) => Ok(Go::Repeated),
    }
}
