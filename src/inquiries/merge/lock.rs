//! Both inquiries under their locks, and what stands in the way.

use chrono::{DateTime, Utc};

use super::Clock;
use crate::{
    auth::{MemberRole, Verb},
    id::{CustomerId, InquiryId, SellerId, UserId},
    inquiries::{CloseReason, State},
    public_no::PublicNo,
    work::Work,
};

/// Why two inquiries were not made one, or not taken apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MergeRefusal {
    /// One does not exist for this person, or they are not of one customer and one seller.
    NotFound,
    /// The person's role reads only.
    ReadOnly,
    /// The one that was to go on is closed.
    IntoClosed,
    /// One of them was merged already.
    AlreadyMerged,
    /// Others were merged into the one that was to be closed.
    CarriesOthers,
    /// Operations have one of them.
    WithOperations,
    /// An answer to one of them waits to go out.
    AnswerWaits,
    /// Something happened that the person had not seen.
    SomethingNewer,
    /// They are not one.
    NotMerged,
    /// Too long ago to be taken back.
    TooLate,
    /// Something was written or happened since.
    WrittenSince,
}

/// One of the two.
#[derive(Debug, Clone)]
pub(super) struct Locked {
    pub(super) inquiry_id: InquiryId,
    pub(super) no: PublicNo,
    pub(super) seller_id: SellerId,
    pub(super) customer_id: CustomerId,
    pub(super) state: State,
    pub(super) close_reason: Option<CloseReason>,
    pub(super) closed_at: Option<DateTime<Utc>>,
    pub(super) turn: i32,
    pub(super) awaiting_since: Option<DateTime<Utc>>,
    pub(super) reply_due_at: Option<DateTime<Utc>>,
    pub(super) due_policy: Option<String>,
    pub(super) sequence: i32,
    pub(super) merged_into: Option<InquiryId>,
    pub(super) role: MemberRole,
}

impl Locked {
    pub(super) fn clock(&self) -> Clock {
        Clock::of(self.state, self.awaiting_since, self.reply_due_at)
    }
}

/// Who presses, and the two.
pub(super) struct Pair {
    pub(super) by: UserId,
    pub(super) into: Locked,
    pub(super) other: Locked,
}

/// Locks both in the order of their keys, for the member whose work it is.
pub(super) async fn lock(
    work: &mut Work,
    into: &PublicNo,
    other: &PublicNo,
) -> sqlx::Result<Result<Pair, MergeRefusal>> {
    let Some(by) = work.actor().member() else { return Ok(Err(MergeRefusal::NotFound)) };
    let numbers = [into.as_str().to_owned(), other.as_str().to_owned()];
    let locked = sqlx::query_as!(
        Locked,
        r#"select i.inquiry_id as "inquiry_id: InquiryId", i.public_no as "no: PublicNo", i.seller_id as "seller_id: SellerId",
                  i.customer_id as "customer_id: CustomerId", i.state as "state: State",
                  i.close_reason as "close_reason: CloseReason", i.closed_at, i.turn, i.awaiting_since, i.reply_due_at,
                  i.due_policy, i.sequence, i.merged_into as "merged_into: InquiryId", m.role as "role: MemberRole"
           from inquiries i join memberships m using (seller_id) join users u using (user_id)
           where i.public_no = any($1) and m.user_id = $2 and u.disabled_at is null and i.turn > 0
           order by i.inquiry_id
           for no key update of i"#,
        &numbers,
        by as UserId
    )
    .fetch_all(work.db())
    .await?;
    let find = |no: &PublicNo| locked.iter().find(|one| one.no == *no).cloned();
    let (Some(into), Some(other)) = (find(into), find(other)) else { return Ok(Err(MergeRefusal::NotFound)) };
    let of_one = into.seller_id == other.seller_id && into.customer_id == other.customer_id;
    if !of_one || into.inquiry_id == other.inquiry_id {
        return Ok(Err(MergeRefusal::NotFound));
    }
    let pair = Pair { by, into, other };
    Ok(if pair.into.role.may(Verb::Answer) { Ok(pair) } else { Err(MergeRefusal::ReadOnly) })
}

/// What is read under the locks.
pub(super) struct Around {
    pub(super) answer_waits: bool,
    pub(super) has_case: bool,
    pub(super) carries_others: bool,
}

pub(super) async fn around(work: &mut Work, pair: &Pair) -> sqlx::Result<Around> {
    sqlx::query_as!(
        Around,
        r#"select exists (select from pending_replies p
                          where p.inquiry_id in ($1, $2)) as "answer_waits!",
                  exists (select from cancellations c
                          where c.inquiry_id in ($1, $2)
                            and c.state not in ('declined', 'returned', 'confirmed', 'failed', 'withdrawn')) as "has_case!",
                  exists (select from inquiries i where i.merged_into = $2) as "carries_others!""#,
        pair.into.inquiry_id as InquiryId,
        pair.other.inquiry_id as InquiryId
    )
    .fetch_one(work.db())
    .await
}
