//! Inquiries of a seller, locked in the order of their keys for a member who may answer: one, or hundreds at once.

use chrono::{DateTime, Utc};

use super::State;
use crate::{
    auth::{MemberRole, Verb},
    id::{InquiryId, SellerId, UserId},
    public_no::PublicNo,
    work::Work,
};

/// The most inquiries that one press does something to.
pub const MOST_AT_ONCE: usize = 500;

/// An inquiry under its lock.
#[derive(Debug, Clone)]
pub(super) struct Held {
    pub(super) inquiry_id: InquiryId,
    pub(super) no: PublicNo,
    pub(super) seller_id: SellerId,
    pub(super) state: State,
    pub(super) turn: i32,
    pub(super) reply_due_at: Option<DateTime<Utc>>,
    role: MemberRole,
}

/// Inquiries of one seller, and the member who holds them.
#[derive(Debug)]
pub(super) struct Hold {
    pub(super) member: UserId,
    pub(super) seller: SellerId,
    pub(super) held: Vec<Held>,
}

impl Hold {
    /// The keys of all of them.
    pub(super) fn ids(&self) -> Vec<InquiryId> {
        self.held.iter().map(|one| one.inquiry_id).collect()
    }
}

/// Why nothing was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DeskRefusal {
    /// None of the inquiries, or no such tag, exists for this person.
    NotFound,
    /// The person's role does not go so far.
    ReadOnly,
    /// Who was named does not answer for this seller.
    NotAColleague,
    /// The seller has a tag of this name.
    NameTaken,
    /// The form was used already, for something else.
    FormUsed,
}

/// What became of one of the inquiries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, sqlx::Type)]
#[sqlx(type_name = "bulk_outcome", rename_all = "snake_case")]
pub enum Outcome {
    /// It was done.
    Done,
    /// It was so already.
    Unchanged,
    /// The answer waits to go out.
    Waits,
    /// Something newer is in the thread: the answer was kept as a draft.
    Newer,
    /// Another answer waits there: this one was kept as a draft.
    Answering,
    /// The person had written a draft there: it was left as it is, and nothing went out.
    OwnDraft,
    /// A case of operations is open.
    HasCase,
    /// An answer waits to go out.
    AnswerWaits,
    /// Whoever stands in for the colleague, who is away, got it.
    Deputy,
    /// The colleague is away and nobody stands in: it stays whose it was.
    Away,
}

/// Locks those of the inquiries that the member whose work it is may answer. Those of a second seller are left out: one press
/// is about one seller's.
pub(super) async fn hold(work: &mut Work, nos: &[PublicNo]) -> sqlx::Result<Result<Hold, DeskRefusal>> {
    let Some(member) = work.actor().member() else { return Ok(Err(DeskRefusal::NotFound)) };
    let mut held = sqlx::query_as!(
        Held,
        r#"select i.inquiry_id as "inquiry_id: InquiryId", i.public_no as "no: PublicNo",
                  i.seller_id as "seller_id: SellerId", i.state as "state: State", i.turn, i.reply_due_at,
                  m.role as "role: MemberRole"
           from inquiries i join memberships m using (seller_id) join users u using (user_id)
           where i.public_no = any($1) and m.user_id = $2 and (m.app_ids is null or i.app_id = any(m.app_ids)) and u.disabled_at is null and i.turn > 0
             and i.merged_into is null
           order by i.inquiry_id for no key update of i"#,
        nos as &[PublicNo],
        member as UserId
    )
    .fetch_all(work.db())
    .await?;
    let none = if held.is_empty() { DeskRefusal::NotFound } else { DeskRefusal::ReadOnly };
    held.retain(|one| one.role.may(Verb::Answer));
    let Some(seller) = held.first().map(|one| one.seller_id) else { return Ok(Err(none)) };
    held.retain(|one| one.seller_id == seller);
    Ok(Ok(Hold { member, seller, held }))
}
