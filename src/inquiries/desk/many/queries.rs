//! The SQL of pages about many inquiries: one statement for all of them.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use crate::{
    auth::Membership,
    id::{AppId, BulkRunId, SellerId, UserId},
    inquiries::{Outcome, State, bulk::BulkKind},
    public_no::PublicNo,
    text::DisplayName,
};

/// An inquiry that is about to be answered with others.
#[derive(Debug, Clone)]
pub(super) struct Chosen {
    pub(super) no: PublicNo,
    pub(super) subject: String,
    pub(super) customer_name: DisplayName,
    pub(super) state: State,
    pub(super) reply_due_at: DateTime<Utc>,
    pub(super) sequence: i32,
    /// An answer waits there to go out.
    pub(super) answering: bool,
}

/// Those of the numbers that are the seller's, soonest due first.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn chosen(db: &mut PgConnection, place: &Membership, nos: &[PublicNo]) -> sqlx::Result<Vec<Chosen>> {
    sqlx::query_as!(
        Chosen,
        r#"select i.public_no as "no: PublicNo", i.subject, c.name as "customer_name: DisplayName",
                  i.state as "state: State", i.reply_due_at as "reply_due_at!", i.sequence,
                  exists (select from pending_replies p
                          where p.inquiry_id = i.inquiry_id) as "answering!"
           from inquiries i join customers c using (customer_id)
           where i.public_no = any($1) and i.seller_id = $2 and i.turn > 0
             and coalesce(i.app_id = any($3), true)
           order by i.reply_due_at, i.inquiry_id"#,
        nos as &[PublicNo],
        place.seller_id as SellerId,
        place.app_ids.as_deref() as Option<&[AppId]>
    )
    .fetch_all(db)
    .await
}

/// What became of one inquiry of a run.
#[derive(Debug, Clone)]
pub(super) struct Item {
    pub(super) kind: BulkKind,
    pub(super) no: PublicNo,
    pub(super) subject: String,
    pub(super) customer_name: DisplayName,
    pub(super) outcome: Outcome,
    /// When the answer goes out, while it waits; none once it went out or was taken back.
    pub(super) release_at: Option<DateTime<Utc>>,
    /// Whether it was taken back.
    pub(super) undone: bool,
}

/// What a member's press did, soonest due first; nothing of another's.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn items(
    db: &mut PgConnection,
    run: BulkRunId,
    seller: SellerId,
    member: UserId,
) -> sqlx::Result<Vec<Item>> {
    sqlx::query_as!(
        Item,
        r#"select r.kind as "kind: BulkKind", i.public_no as "no: PublicNo", i.subject,
                  c.name as "customer_name: DisplayName", b.outcome as "outcome: Outcome",
                  p.release_at as "release_at?",
                  p.pending_reply_id is null and exists (
                      select from drafts d where d.inquiry_id = b.inquiry_id and d.user_id = r.user_id) as "undone!"
           from bulk_runs r
           join bulk_items b using (bulk_run_id)
           join inquiries i using (inquiry_id)
           join customers c using (customer_id)
           left join pending_replies p on p.pending_reply_id = b.pending_reply_id
           where r.bulk_run_id = $1 and r.seller_id = $2 and r.user_id = $3
           order by i.reply_due_at, i.inquiry_id"#,
        run as BulkRunId,
        seller as SellerId,
        member as UserId
    )
    .fetch_all(db)
    .await
}
