//! The SQL of open tabs: as many statements for a thousand as for one.

use std::collections::HashSet;

use chrono::{DateTime, TimeDelta, Utc};
use sqlx::{PgExecutor, PgPool};
use uuid::Uuid;

use super::{News, PRESENT_FOR, Place, WRITING_FOR, Watcher};
use crate::id::{InquiryId, SellerId, SessionId, UserId};

/// After how long a sign of life is swept away.
const SWEPT_AFTER: TimeDelta = TimeDelta::minutes(2);

/// Somebody who has a thread open.
#[derive(Debug, Clone, PartialEq, Eq, serde::Deserialize)]
pub struct Present {
    /// Who.
    pub user: UserId,
    /// How colleagues see them.
    pub name: String,
    /// Whether something they wrote was kept just now.
    pub writes: bool,
}

/// Writes down who has which thread open, and sweeps old signs away. The rows come sorted, so that processes do not wait for
/// each other in a circle.
pub(super) async fn write_presence(
    db: &PgPool,
    present: &[(InquiryId, UserId)],
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    let inquiries: Vec<InquiryId> = present.iter().map(|(inquiry, _)| *inquiry).collect();
    let users: Vec<UserId> = present.iter().map(|(_, user)| *user).collect();
    sqlx::query!(
        "with swept as (delete from presence where seen_at < $4)
         insert into presence (inquiry_id, user_id, seen_at)
         select inquiry_id, user_id, $3 from unnest($1::uuid[], $2::uuid[]) as open(inquiry_id, user_id)
         on conflict (inquiry_id, user_id) do update set seen_at = excluded.seen_at",
        &inquiries as &[InquiryId],
        &users as &[UserId],
        now,
        now - SWEPT_AFTER
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Writes down that somebody looks at a thread: for who found no room and comes back every few seconds.
///
/// # Errors
/// When the database does not answer.
pub async fn be_present(db: &PgPool, inquiry: InquiryId, user: UserId, now: DateTime<Utc>) -> sqlx::Result<()> {
    write_presence(db, &[(inquiry, user)], now).await
}

/// Those of the watchers who may go on: the session lives, and the person is a member who may see what is shown.
pub(super) async fn allowed(
    db: impl PgExecutor<'_>,
    watchers: &[Watcher],
    now: DateTime<Utc>,
    idle: TimeDelta,
) -> sqlx::Result<HashSet<Watcher>> {
    let sessions: Vec<SessionId> = watchers.iter().map(|watcher| watcher.session).collect();
    let sellers: Vec<SellerId> = watchers.iter().map(|watcher| watcher.seller).collect();
    let inquiries: Vec<Option<Uuid>> = watchers.iter().map(|watcher| thread_of(watcher.place)).collect();
    let places = sqlx::query_scalar!(
        r#"select w.place as "place!"
           from unnest($1::uuid[], $2::uuid[], $3::uuid[]) with ordinality as w(session_id, seller_id, inquiry_id, place)
           join sessions s on s.session_id = w.session_id
           join users u using (user_id)
           join memberships m on m.user_id = s.user_id and m.seller_id = w.seller_id
           left join inquiries i on i.inquiry_id = w.inquiry_id
           where s.ends_at > $4 and s.last_seen_at > $5 and u.disabled_at is null
             and (w.inquiry_id is null or m.app_ids is null or i.app_id = any(m.app_ids))"#,
        &sessions as &[SessionId],
        &sellers as &[SellerId],
        &inquiries as &[Option<Uuid>],
        now,
        now - idle
    )
    .fetch_all(db)
    .await?;
    let watcher = |place: i64| watchers.get(usize::try_from(place - 1).ok()?).copied();
    Ok(places.into_iter().filter_map(watcher).collect())
}

fn thread_of(place: Place) -> Option<Uuid> {
    match place {
        Place::Thread(InquiryId(id)) => Some(id),
        Place::List(_) => None,
    }
}

/// How things stand with threads.
pub(super) async fn threads(
    db: impl PgExecutor<'_>,
    inquiries: &[InquiryId],
    now: DateTime<Utc>,
) -> sqlx::Result<Vec<(InquiryId, News)>> {
    let rows = sqlx::query!(
        r#"select i.inquiry_id as "inquiry: InquiryId",
                  thread_version(i.sequence, (select p.pending_reply_id from pending_replies p where p.inquiry_id = i.inquiry_id),
                                 (select m.standing from answer_mails m where m.inquiry_id = i.inquiry_id)) as "version!",
                  coalesce(others.ids, '{}') as "ids!: Vec<UserId>", coalesce(others.names, '{}') as "names!: Vec<String>",
                  coalesce(others.writes, '{}') as "writes!: Vec<bool>"
           from inquiries i
           left join lateral (
               select array_agg(u.user_id order by u.name, u.user_id) as ids,
                      array_agg(u.name order by u.name, u.user_id) as names,
                      array_agg(exists (select from drafts d
                                        where d.inquiry_id = i.inquiry_id and d.user_id = u.user_id and d.saved_at > $3)
                                order by u.name, u.user_id) as writes
               from presence p join users u using (user_id)
               where p.inquiry_id = i.inquiry_id and p.seen_at > $2
           ) as others on true
           where i.inquiry_id = any($1)"#,
        inquiries as &[InquiryId],
        now - PRESENT_FOR,
        now - WRITING_FOR
    )
    .fetch_all(db)
    .await?;
    let news = rows.into_iter().map(|row| {
        let others = row.ids.into_iter().zip(row.names).zip(row.writes);
        let others = others.map(|((user, name), writes)| Present { user, name, writes }).collect();
        (row.inquiry, News { version: row.version, others })
    });
    Ok(news.collect())
}

/// How things stand with lists: as much of each as its first pages show.
pub(super) async fn lists(db: impl PgExecutor<'_>, sellers: &[SellerId]) -> sqlx::Result<Vec<(SellerId, String)>> {
    let rows = sqlx::query!(
        r#"select watched.id as "seller!: SellerId",
                  concat_ws('-', waiting.n, waiting.sum, escalated.n, escalated.sum, answered.n, answered.sum) as "version!"
           from unnest($1::uuid[]) as watched(id)
           cross join lateral (
               select count(*) as n, sum(sequence) as sum
               from (select sequence from inquiries where seller_id = watched.id and state = 'awaiting_developer'
                     order by reply_due_at, inquiry_id limit 101) as first) as waiting
           cross join lateral (
               select count(*) as n, sum(sequence) as sum
               from (select sequence from inquiries where seller_id = watched.id and state = 'escalated'
                     order by reply_due_at, inquiry_id limit 101) as first) as escalated
           cross join lateral (
               select count(*) as n, sum(sequence) as sum
               from (select sequence from inquiries where seller_id = watched.id and state = 'answered'
                     order by inquiry_id desc limit 26) as first) as answered"#,
        sellers as &[SellerId]
    )
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(|row| (row.seller, row.version)).collect())
}
