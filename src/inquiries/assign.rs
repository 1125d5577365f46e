//! Whose an inquiry is: nobody's, or one member's who may answer. The database lets go of who leaves the seller.

use serde_json::json;

use super::hold::{DeskRefusal, Outcome, hold};
use crate::{
    auth::{self, MemberRole, Verb},
    deliveries,
    events::{self, Audience, EventKind, NewEvent, Subject},
    id::{InquiryId, SellerId, UserId},
    public_no::PublicNo,
    work::Work,
};

/// Gives inquiries to a member, or to nobody. A colleague is told by mail; what was so already stays without a word. While a
/// colleague is away, who stands in gets them; what nobody stands in for stays whose it is. Who takes one gets it in any case.
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
        && !answers_for(work, hold.seller, to, &hold.ids()).await?
    {
        return Ok(Err(DeskRefusal::NotAColleague));
    }
    let taker = Taker::of(work, hold.seller, to).await?;
    let taken = taker.takes(work, hold.seller, hold.ids()).await?;
    let moved = give(work, hold.seller, &taken, taker).await?;
    let done = if taker.instead_of.is_some() { Outcome::Deputy } else { Outcome::Done };
    let outcome = |id| match id {
        id if moved.contains(&id) => done,
        id if taken.contains(&id) => Outcome::Unchanged,
        _ => Outcome::Away,
    };
    Ok(Ok(hold.ids().into_iter().map(|id| (id, outcome(id))).collect()))
}

/// Who gets inquiries.
#[derive(Debug, Clone, Copy)]
struct Taker {
    /// Nobody, if none was named, or nobody is there.
    to: Option<UserId>,
    /// Who was named, but is away.
    instead_of: Option<UserId>,
}

impl Taker {
    fn exactly(to: Option<UserId>) -> Taker {
        Taker { to, instead_of: None }
    }

    /// Who does the work of the member who was named.
    async fn of(work: &mut Work, seller: SellerId, named: Option<UserId>) -> sqlx::Result<Taker> {
        let (now, giver) = (work.now(), work.actor().user());
        let Some(named) = named.filter(|named| Some(*named) != giver) else { return Ok(Taker::exactly(named)) };
        let to = auth::stand_in(work.db(), (seller, named), now).await?;
        Ok(if to == Some(named) { Taker::exactly(to) } else { Taker { to, instead_of: Some(named) } })
    }

    /// Those that they get: who stands in gets what exists for them, and nothing when they left or lost their role meanwhile.
    async fn takes(self, work: &mut Work, seller: SellerId, inquiries: Vec<InquiryId>) -> sqlx::Result<Vec<InquiryId>> {
        match self {
            Taker { instead_of: None, .. } => Ok(inquiries),
            Taker { to: Some(to), .. } if answers_for(work, seller, to, &[]).await? => {
                seen_by(work, seller, to, &inquiries).await
            }
            Taker { .. } => Ok(Vec::new()),
        }
    }
}

/// Hands over every inquiry of a member that is not closed: to a colleague, or to nobody. What does not exist for the colleague
/// becomes nobody's, and notes call who leaves no more. For who leaves; whoever calls has asked that the actor may, and that the colleague answers for this
/// seller. Returns how many.
///
/// # Errors
/// When the database does not answer.
pub async fn hand_over(work: &mut Work, seller: SellerId, from: UserId, to: Option<UserId>) -> sqlx::Result<u64> {
    let open = assigned_and_open(work, seller, from).await?;
    let seen: Vec<InquiryId> = match to {
        Some(to) => seen_by(work, seller, to, &open).await?,
        None => Vec::new(),
    };
    let hidden: Vec<InquiryId> = open.iter().copied().filter(|id| !seen.contains(id)).collect();
    let given = give(work, seller, &seen, Taker::exactly(to)).await?.len();
    let given = given + give(work, seller, &hidden, Taker::exactly(None)).await?.len();
    let now = work.now();
    sqlx::query!(
        "update note_mentions set seen_at = $3 where seller_id = $1 and user_id = $2 and seen_at is null",
        seller as SellerId,
        from as UserId,
        now
    )
    .execute(work.db())
    .await?;
    Ok(given.try_into().unwrap_or(u64::MAX))
}

/// What a member may not see any more becomes nobody's, and calls in notes about it are not counted any more. For whoever changed the member's apps.
///
/// # Errors
/// When the database does not answer.
pub async fn let_go_of_hidden(work: &mut Work, seller: SellerId, member: UserId) -> sqlx::Result<()> {
    let open = assigned_and_open(work, seller, member).await?;
    let seen = seen_by(work, seller, member, &open).await?;
    let hidden: Vec<InquiryId> = open.into_iter().filter(|id| !seen.contains(id)).collect();
    give(work, seller, &hidden, Taker::exactly(None)).await?;
    let now = work.now();
    sqlx::query!(
        "update note_mentions x set seen_at = $3 from inquiries i, memberships m
         where x.user_id = $2 and x.seller_id = $1 and x.seen_at is null and i.inquiry_id = x.inquiry_id
           and m.seller_id = x.seller_id and m.user_id = x.user_id and i.app_id <> all(m.app_ids)",
        seller as SellerId,
        member as UserId,
        now
    )
    .execute(work.db())
    .await?;
    Ok(())
}

/// Locks what is a member's and not closed, in the order of keys.
async fn assigned_and_open(work: &mut Work, seller: SellerId, member: UserId) -> sqlx::Result<Vec<InquiryId>> {
    sqlx::query_scalar!(
        r#"select inquiry_id as "inquiry_id: InquiryId" from inquiries
           where seller_id = $1 and assigned_to = $2 and state <> 'closed'
           order by inquiry_id for no key update"#,
        seller as SellerId,
        member as UserId
    )
    .fetch_all(work.db())
    .await
}

/// Those of the inquiries that exist for a member.
async fn seen_by(
    work: &mut Work,
    seller: SellerId,
    member: UserId,
    inquiries: &[InquiryId],
) -> sqlx::Result<Vec<InquiryId>> {
    sqlx::query_scalar!(
        r#"select i.inquiry_id as "inquiry_id: InquiryId" from inquiries i join memberships m using (seller_id)
           where i.inquiry_id = any($3) and m.seller_id = $1 and m.user_id = $2
             and (m.app_ids is null or i.app_id = any(m.app_ids))"#,
        seller as SellerId,
        member as UserId,
        inquiries as &[InquiryId]
    )
    .fetch_all(work.db())
    .await
}

/// Whether a person may be given these inquiries of the seller. The membership stays until the work ends.
async fn answers_for(work: &mut Work, seller: SellerId, member: UserId, inquiries: &[InquiryId]) -> sqlx::Result<bool> {
    let role = sqlx::query_scalar!(
        r#"select m.role as "role: MemberRole" from memberships m join users u using (user_id)
           where m.seller_id = $1 and m.user_id = $2 and u.disabled_at is null
             and (m.app_ids is null or not exists (
                      select from inquiries i where i.inquiry_id = any($3) and i.app_id <> all(m.app_ids)))
           for key share of m"#,
        seller as SellerId,
        member as UserId,
        inquiries as &[InquiryId]
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
    Taker { to, instead_of }: Taker,
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
    let data = match (to, instead_of) {
        (None, _) => json!({}),
        (Some(member), Some(away)) => json!({ "to": "deputy", "member": member, "instead_of": away }),
        (Some(member), None) => json!({ "to": if oneself { "oneself" } else { "colleague" }, "member": member }),
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
        deliveries::to_assignee(work, (member, instead_of), seller, &ids).await?;
    }
    Ok(ids)
}
