//! Whose an inquiry is: nobody's, or one member's who may answer. The database lets go of who leaves the seller.

use serde_json::json;

use super::hold::{DeskRefusal, Outcome, hold};
use crate::{
    auth::{MemberRole, Verb},
    deliveries,
    events::{self, Audience, EventKind, NewEvent, Subject},
    id::{InquiryId, SellerId, UserId},
    public_no::PublicNo,
    work::Work,
};

/// Gives inquiries to a member, or to nobody. A colleague is told by mail; what was so already stays without a word.
///
/// # Errors
/// `Err` when the database does not answer; `Ok(Err)` is a refusal.
pub async fn assign(
    work: &mut Work,
    nos: &[PublicNo],
    to: Option<UserId>,
) -> sqlx::Result<Result<Vec<(InquiryId, Outcome)>, DeskRefusal>> {
    let hold = match hold(work, nos).await? {
        Ok(hold) => hold,
        Err(refusal) => return Ok(Err(refusal)),
    };
    if let Some(to) = to
        && !answers_for(work, hold.seller, to).await?
    {
        return Ok(Err(DeskRefusal::NotAColleague));
    }
    let moved = give(work, hold.seller, &hold.ids(), to).await?;
    let outcome = |id| if moved.contains(&id) { Outcome::Done } else { Outcome::Unchanged };
    Ok(Ok(hold.ids().into_iter().map(|id| (id, outcome(id))).collect()))
}

/// Hands over every inquiry of a member that is not closed: to a colleague, or to nobody. For who leaves; whoever calls has
/// asked that the actor may. Returns how many.
///
/// # Errors
/// `Err` when the database does not answer; `Ok(Err)` when the colleague does not answer for this seller.
pub async fn hand_over(
    work: &mut Work,
    seller: SellerId,
    from: UserId,
    to: Option<UserId>,
) -> sqlx::Result<Result<usize, DeskRefusal>> {
    if let Some(to) = to
        && !answers_for(work, seller, to).await?
    {
        return Ok(Err(DeskRefusal::NotAColleague));
    }
    let open = sqlx::query_scalar!(
        r#"select inquiry_id as "inquiry_id: InquiryId" from inquiries
           where seller_id = $1 and assigned_to = $2 and state <> 'closed'
           order by inquiry_id for no key update"#,
        seller as SellerId,
        from as UserId
    )
    .fetch_all(work.db())
    .await?;
    Ok(Ok(give(work, seller, &open, to).await?.len()))
}

/// Whether a person may be given inquiries of the seller. The membership stays until the work ends.
async fn answers_for(work: &mut Work, seller: SellerId, member: UserId) -> sqlx::Result<bool> {
    let role = sqlx::query_scalar!(
        r#"select m.role as "role: MemberRole" from memberships m join users u using (user_id)
           where m.seller_id = $1 and m.user_id = $2 and u.disabled_at is null
           for key share of m"#,
        seller as SellerId,
        member as UserId
    )
    .fetch_optional(work.db())
    .await?;
    Ok(role.is_some_and(|role| role.may(Verb::Answer)))
}

/// Gives locked inquiries, records it, tells who is not the giver. Returns those that changed hands.
async fn give(
    work: &mut Work,
    seller: SellerId,
    inquiries: &[InquiryId],
    to: Option<UserId>,
) -> sqlx::Result<Vec<InquiryId>> {
    let moved = sqlx::query!(
        r#"update inquiries set assigned_to = $2, sequence = sequence + 1
           where inquiry_id = any($1) and assigned_to is distinct from $2
           returning inquiry_id as "inquiry_id: InquiryId", sequence"#,
        inquiries as &[InquiryId],
        to as Option<UserId>
    )
    .fetch_all(work.db())
    .await?;
    let oneself = to == work.actor().user();
    let data = match to {
        None => json!({}),
        Some(member) => json!({ "to": if oneself { "oneself" } else { "colleague" }, "member": member }),
    };
    let events: Vec<NewEvent> = moved
        .iter()
        .map(|one| {
            NewEvent::new(Subject::Inquiry(one.inquiry_id), one.sequence, EventKind::Assigned)
                .with(data.clone())
                .for_audience(Audience::Seller)
        })
        .collect();
    events::record(work, &events).await?;
    let ids: Vec<InquiryId> = moved.into_iter().map(|one| one.inquiry_id).collect();
    if let Some(member) = to.filter(|_| !oneself && !ids.is_empty()) {
        deliveries::to_assignee(work, member, seller, &ids).await?;
    }
    Ok(ids)
}
