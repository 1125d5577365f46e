//! Queueing, set-based: one statement for one cause or for thousands.

use uuid::Uuid;

use super::{About, DeliveryKind};
use crate::{
    id::{CancellationId, ConfirmationId, CustomerId, DeliveryId, InquiryId, MessageId, NoteId, SellerId, UserId},
    work::Work,
};

/// The columns of many [`About`]s.
struct Columns {
    inquiries: Vec<InquiryId>,
    messages: Vec<Option<Uuid>>,
    cancellations: Vec<Option<Uuid>>,
}

impl Columns {
    fn of(about: &[About]) -> Self {
        Self {
            inquiries: about.iter().map(|one| one.inquiry).collect(),
            messages: about.iter().map(|one| one.message.map(|MessageId(id)| id)).collect(),
            cancellations: about.iter().map(|one| one.cancellation.map(|CancellationId(id)| id)).collect(),
        }
    }
}

/// Tells the customer of each inquiry.
///
/// # Errors
/// When the database does not answer.
pub async fn to_customer(work: &mut Work, kind: DeliveryKind, about: &[About]) -> sqlx::Result<()> {
    let columns = Columns::of(about);
    let now = work.now();
    sqlx::query!(
        "insert into deliveries (delivery_id, kind, lane, customer_id, inquiry_id, message_id, cancellation_id, turn,
                                 created_at, next_try_at)
         select uuid_v7(), $4, lower(split_part(c.email, '@', 2)), c.customer_id, about.inquiry_id, about.message_id,
                about.cancellation_id, i.turn, $5, $5
         from unnest($1::uuid[], $2::uuid[], $3::uuid[]) as about(inquiry_id, message_id, cancellation_id)
         join inquiries i using (inquiry_id)
         join customers c using (customer_id)",
        &columns.inquiries as &[InquiryId],
        &columns.messages as &[Option<Uuid>],
        &columns.cancellations as &[Option<Uuid>],
        kind as DeliveryKind,
        now
    )
    .execute(work.db())
    .await?;
    Ok(())
}

/// Tells the app's support contact and the seller's members who may answer and see the app. An address is told once. An app
/// without a contact falls back to the members: an owner is always among them.
///
/// # Errors
/// When the database does not answer.
pub async fn to_seller(work: &mut Work, kind: DeliveryKind, about: &[About]) -> sqlx::Result<()> {
    let columns = Columns::of(about);
    let now = work.now();
    sqlx::query!(
        "insert into deliveries (delivery_id, kind, lane, user_id, support_app_id, inquiry_id, seller_id, message_id,
                                 cancellation_id, turn, created_at, next_try_at)
         select uuid_v7(), $4, lower(split_part(told.email, '@', 2)), told.user_id, told.support_app_id,
                about.inquiry_id, i.seller_id, about.message_id, about.cancellation_id, i.turn, $5, $5
         from unnest($1::uuid[], $2::uuid[], $3::uuid[]) as about(inquiry_id, message_id, cancellation_id)
         join inquiries i using (inquiry_id)
         join apps a using (app_id)
         cross join lateral (
             select a.support_email as email, null::uuid as user_id, a.app_id as support_app_id
             where a.support_email is not null
             union all
             select u.email, u.user_id, null
             from memberships m join users u using (user_id)
             where m.seller_id = i.seller_id and m.role <> 'viewer' and u.disabled_at is null
               and (m.app_ids is null or i.app_id = any(m.app_ids))
               and lower(u.email) is distinct from lower(a.support_email)
         ) as told",
        &columns.inquiries as &[InquiryId],
        &columns.messages as &[Option<Uuid>],
        &columns.cancellations as &[Option<Uuid>],
        kind as DeliveryKind,
        now
    )
    .execute(work.db())
    .await?;
    Ok(())
}

/// Tells of inquiries that went to operations together, in one mail to an address: support contacts of those of their apps,
/// the seller's members who may answer of all that they may see and for which they are not the contact themselves.
///
/// # Errors
/// When the database does not answer.
pub async fn to_seller_digest(work: &mut Work, inquiries: &[InquiryId]) -> sqlx::Result<()> {
    let now = work.now();
    sqlx::query!(
        "with gone as (
             select i.seller_id, a.app_id, a.support_email
             from unnest($1::uuid[]) as about(inquiry_id) join inquiries i using (inquiry_id) join apps a using (app_id)
         ), told as (
             select min(lower(support_email)) as email, null::uuid as user_id,
                    (array_agg(app_id order by app_id))[1] as support_app_id, seller_id, count(*)::int as many
             from gone where support_email is not null group by seller_id, lower(support_email)
             union all
             select u.email, u.user_id, null, gone.seller_id, count(*)::int
             from gone join memberships m using (seller_id) join users u using (user_id)
             where m.role <> 'viewer' and u.disabled_at is null and lower(u.email) is distinct from lower(gone.support_email)
               and (m.app_ids is null or gone.app_id = any(m.app_ids))
             group by u.user_id, gone.seller_id
         )
         insert into deliveries (delivery_id, kind, lane, user_id, support_app_id, seller_id, many, created_at, next_try_at)
         select uuid_v7(), 'escalated_seller_digest', lower(split_part(email, '@', 2)), user_id, support_app_id, seller_id,
                many, $2, $2
         from told",
        inquiries as &[InquiryId],
        now
    )
    .execute(work.db())
    .await?;
    Ok(())
}

/// Tells operations' mailbox that `many` cases came in; `lane` is the domain of its address.
///
/// # Errors
/// When the database does not answer.
pub async fn to_operations(work: &mut Work, lane: &str, about: Option<About>, many: i32) -> sqlx::Result<()> {
    let now = work.now();
    sqlx::query!(
        "insert into deliveries (delivery_id, kind, lane, to_operations, inquiry_id, cancellation_id, many, created_at,
                                 next_try_at)
         values ($1, 'escalated_operations', $2, true, $3, $4, $5, $6, $6)",
        DeliveryId::new() as DeliveryId,
        lane,
        about.map(|about| about.inquiry) as Option<InquiryId>,
        about.and_then(|about| about.cancellation) as Option<CancellationId>,
        many,
        now
    )
    .execute(work.db())
    .await?;
    Ok(())
}

/// Asks the customer to confirm the address.
///
/// # Errors
/// When the database does not answer.
pub async fn to_confirm_address(
    work: &mut Work,
    customer: CustomerId,
    confirmation: ConfirmationId,
) -> sqlx::Result<()> {
    let now = work.now();
    sqlx::query!(
        "insert into deliveries (delivery_id, kind, lane, customer_id, confirmation_id, created_at, next_try_at)
         select $1, 'confirm_address', lower(split_part(email, '@', 2)), customer_id, $3, $4, $4
         from customers where customer_id = $2",
        DeliveryId::new() as DeliveryId,
        customer as CustomerId,
        confirmation as ConfirmationId,
        now
    )
    .execute(work.db())
    .await?;
    Ok(())
}

/// Tells a member that inquiries of the seller are theirs now, perhaps in place of a colleague who is away: of one in a mail
/// about it, of many in one mail.
///
/// # Errors
/// When the database does not answer.
pub async fn to_assignee(
    work: &mut Work,
    (member, instead_of): (UserId, Option<UserId>),
    seller: SellerId,
    inquiries: &[InquiryId],
) -> sqlx::Result<()> {
    let now = work.now();
    sqlx::query!(
        "insert into deliveries (delivery_id, kind, lane, user_id, inquiry_id, seller_id, turn, many, created_at, next_try_at,
                                 stands_in_for)
         select $1, 'assigned', lower(split_part(u.email, '@', 2)), u.user_id, one.inquiry_id,
                case when one.inquiry_id is null then $3::uuid end, one.turn,
                case when one.inquiry_id is null then cardinality($4::uuid[]) end, $5, $5, $6
         from users u
         left join inquiries one on cardinality($4::uuid[]) = 1 and one.inquiry_id = any($4)
         where u.user_id = $2",
        DeliveryId::new() as DeliveryId,
        member as UserId,
        seller as SellerId,
        inquiries as &[InquiryId],
        now,
        instead_of as Option<UserId>
    )
    .execute(work.db())
    .await?;
    Ok(())
}

/// Tells members that a colleague called them in a note; of who is away, whoever stands in, unless that is the one who writes
/// or the app does not exist for them. Each is told once. Nobody else can be told of a note: the schema refuses it.
///
/// # Errors
/// When the database does not answer.
pub async fn to_mentioned(work: &mut Work, inquiry: InquiryId, note: NoteId, members: &[UserId]) -> sqlx::Result<()> {
    let (now, writer) = (work.now(), work.actor().user());
    sqlx::query!(
        "with told as (
             select distinct on (reader.user_id) reader.user_id, nullif(called.user_id, reader.user_id) as stands_in_for
             from inquiries i
             cross join unnest($3::uuid[]) as called(user_id)
             left join memberships m on m.seller_id = i.seller_id and m.user_id <> $5
                                    and m.user_id = stand_in(i.seller_id, called.user_id, $4)
                                    and (m.app_ids is null or i.app_id = any(m.app_ids))
             cross join lateral (select coalesce(m.user_id, called.user_id) as user_id) as reader
             where i.inquiry_id = $1
             order by reader.user_id, called.user_id <> reader.user_id
         )
         insert into deliveries (delivery_id, kind, lane, user_id, inquiry_id, note_id, turn, created_at, next_try_at,
                                 stands_in_for)
         select uuid_v7(), 'mentioned', lower(split_part(u.email, '@', 2)), u.user_id, i.inquiry_id, $2, i.turn, $4, $4,
                told.stands_in_for
         from told join users u using (user_id) cross join inquiries i
         where i.inquiry_id = $1",
        inquiry as InquiryId,
        note as NoteId,
        members as &[UserId],
        now,
        writer as Option<UserId>
    )
    .execute(work.db())
    .await?;
    Ok(())
}

/// Takes back reminders, and the question how it was, that have not gone out: their moment is over. One that may have gone out
/// is not sent again.
///
/// # Errors
/// When the database does not answer.
pub async fn cancel_reminders(work: &mut Work, inquiries: &[InquiryId]) -> sqlx::Result<()> {
    let now = work.now();
    sqlx::query!(
        "update deliveries
         set state = case state when 'outcome_unknown' then state else 'canceled' end, ended_at = $2, rendered = null,
             rendered_to = null
         where inquiry_id = any($1) and kind in ('first_reminder', 'second_reminder', 'satisfaction_question')
           and state in ('queued', 'delayed', 'outcome_unknown') and ended_at is null",
        inquiries as &[InquiryId],
        now
    )
    .execute(work.db())
    .await?;
    Ok(())
}
