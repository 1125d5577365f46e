//! The SQL of the home page: two statements, whatever exists. Counts stop at one more than is shown; the response time looks at
//! the newest answers only, which an index holds by itself.

use chrono::{DateTime, TimeDelta, Utc};
use sqlx::PgConnection;

use crate::{
    auth::Membership,
    id::{AppId, SellerId, UserId},
    web::filters::COUNTED_TO,
};

/// First answers of so many days count.
pub(super) const DAYS: i64 = 30;
/// At most so many of them, the newest.
pub(super) const MOST: i64 = 1_000;
/// The ends of the bars, in hours; what took longer than the last stands in a bar of its own.
pub(super) const HOURS: [i32; 6] = [1, 4, 12, 24, 48, 72];

/// How much there is of what needs somebody.
#[derive(Debug, Clone, Copy)]
pub(super) struct Tiles {
    pub(super) open: i64,
    pub(super) today: i64,
    pub(super) within_four_hours: i64,
    pub(super) escalated: i64,
    pub(super) undelivered: i64,
    pub(super) mine: i64,
    pub(super) first_due: Option<DateTime<Utc>>,
}

/// Counts for a member; `today` ends where the viewer is.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn tiles(
    db: &mut PgConnection,
    place: &Membership,
    viewer: UserId,
    today: DateTime<Utc>,
    now: DateTime<Utc>,
) -> sqlx::Result<Tiles> {
    let mine = place.with_those_away(viewer);
    sqlx::query_as!(
        Tiles,
        r#"select open.n as "open!", open.today as "today!", open.within_four_hours as "within_four_hours!", open.first_due,
                  (select count(*) from (
                       select from inquiries where seller_id = $1 and state = 'escalated'
                         and coalesce(app_id = any($6), true) limit $5::bigint + 1) as escalated
                  ) as "escalated!",
                  (select count(*) from (
                       select from inquiries where seller_id = $1 and undelivered_at is not null and state <> 'closed'
                         and coalesce(app_id = any($6), true) limit $5::bigint + 1) as undelivered) as "undelivered!",
                  (select count(*) from (
                       select from inquiries where seller_id = $1 and assigned_to = any($2) and state = 'awaiting_developer'
                         and coalesce(app_id = any($6), true) limit $5::bigint + 1) as mine) as "mine!"
           from (select count(*) as n, count(*) filter (where reply_due_at <= $3) as today,
                        count(*) filter (where reply_due_at <= $4) as within_four_hours, min(reply_due_at) as first_due
                 from (select reply_due_at from inquiries
                       where seller_id = $1 and state = 'awaiting_developer' and coalesce(app_id = any($6), true)
                       order by reply_due_at limit $5::bigint + 1) as soonest) as open"#,
        place.seller_id as SellerId,
        &mine as &[UserId],
        today,
        now + crate::web::countdown::URGENT,
        COUNTED_TO,
        place.app_ids.as_deref() as Option<&[AppId]>
    )
    .fetch_one(db)
    .await
}

/// How soon first answers came.
#[derive(Debug, Clone)]
pub(super) struct Times {
    /// How many answers were looked at.
    pub(super) answers: i64,
    /// The middle value, in seconds.
    pub(super) median: Option<f64>,
    /// How many took up to each of [`HOURS`], and longer.
    pub(super) bars: Vec<i64>,
}

/// The newest first answers of a seller, of the apps that exist for the member.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn times(db: &mut PgConnection, place: &Membership, now: DateTime<Utc>) -> sqlx::Result<Times> {
    let ends = HOURS.map(|hours| hours * 3_600);
    sqlx::query_as!(
        Times,
        r#"with newest as (
               select first_answer_seconds as seconds from inquiries
               where seller_id = $1 and first_answered_at > $2 and coalesce(app_id = any($5), true)
               order by first_answered_at desc limit $3
           )
           select count(*) as "answers!", percentile_cont(0.5) within group (order by seconds) as median,
                  array(select (select count(*) from newest where width_bucket(seconds - 1, $4::int[]) = bar)
                        from generate_series(0, cardinality($4::int[])) as bar order by bar) as "bars!"
           from newest"#,
        place.seller_id as SellerId,
        now - TimeDelta::days(DAYS),
        MOST,
        &ends,
        place.app_ids.as_deref() as Option<&[AppId]>
    )
    .fetch_one(db)
    .await
}
