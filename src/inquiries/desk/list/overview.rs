//! The sizes of the lists.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use super::queries::Seat;
use crate::{
    id::{AppId, UserId},
    web::filters::COUNTED_TO,
};

/// The lists' sizes.
#[derive(Debug)]
pub(super) struct Overview {
    pub(super) awaiting: i64,
    pub(super) within_day: i64,
    pub(super) within_four_hours: i64,
    pub(super) escalated: i64,
    pub(super) undelivered: i64,
    pub(super) mine: i64,
    /// What the viewer has begun to write and not sent.
    pub(super) drafts: i64,
    pub(super) first_due: Option<DateTime<Utc>>,
}

/// Counts what is open, up to one more than is shown.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn overview(db: &mut PgConnection, seat: &Seat, now: DateTime<Utc>) -> sqlx::Result<Overview> {
    sqlx::query_as!(
        Overview,
        r#"select awaiting.n as "awaiting!", awaiting.within_day as "within_day!",
                  awaiting.within_four_hours as "within_four_hours!", awaiting.first_due,
                  (select count(*) from (
                       select from inquiries where seller_id = $1 and state = 'escalated'
                         and coalesce(app_id = any($6), true) limit $4::bigint + 1) as escalated
                  ) as "escalated!",
                  (select count(*) from (
                       select from inquiries where seller_id = $1 and undelivered_at is not null and state <> 'closed'
                         and coalesce(app_id = any($6), true) limit $4::bigint + 1) as undelivered) as "undelivered!",
                  (select count(*) from (
                       select from inquiries where seller_id = $1 and assigned_to = any($7) and state = 'awaiting_developer'
                         and coalesce(app_id = any($6), true) limit $4::bigint + 1) as mine) as "mine!",
                  (select count(*) from drafts d join inquiries i using (inquiry_id)
                   where d.user_id = $5 and i.seller_id = $1 and coalesce(i.app_id = any($6), true)) as "drafts!"
           from (select count(*) as n, count(*) filter (where reply_due_at <= $2) as within_day,
                        count(*) filter (where reply_due_at <= $3) as within_four_hours, min(reply_due_at) as first_due
                 from (select reply_due_at from inquiries
                       where seller_id = $1 and state = 'awaiting_developer' and coalesce(app_id = any($6), true)
                       order by reply_due_at limit $4::bigint + 1) as soonest) as awaiting"#,
        seat.seller as crate::id::SellerId,
        now + crate::web::countdown::SOON,
        now + crate::web::countdown::URGENT,
        COUNTED_TO,
        seat.viewer as UserId,
        seat.apps.as_deref() as Option<&[AppId]>,
        &seat.mine as &[UserId]
    )
    .fetch_one(db)
    .await
}
