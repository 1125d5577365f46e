//! The SQL of `policies`.

use std::time::Duration;

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::PgExecutor;

use super::model::Policy;
use crate::{app::App, calendar::Reminders, id::UserId, web::keyset::PAGE_ROWS, work::Work};

/// A saved version.
#[derive(Debug, Clone)]
pub(super) struct Version {
    pub(super) policy_id: i64,
    pub(super) policy: Policy,
    pub(super) by: String,
    pub(super) at: DateTime<Utc>,
}

struct Row {
    policy_id: i64,
    due_policy: String,
    holidays: Vec<NaiveDate>,
    first_reminder_seconds: i64,
    second_reminder_seconds: i64,
    undo_seconds: i64,
    quiet_seconds: i64,
    by: String,
    saved_at: DateTime<Utc>,
}

impl Row {
    fn version(self) -> sqlx::Result<Version> {
        let time = |seconds: i64| Duration::from_secs(seconds.unsigned_abs());
        Ok(Version {
            policy_id: self.policy_id,
            policy: Policy {
                due: self.due_policy.parse().map_err(|refusal| sqlx::Error::Decode(Box::new(refusal)))?,
                holidays: self.holidays,
                reminders: Reminders {
                    first: time(self.first_reminder_seconds),
                    second: time(self.second_reminder_seconds),
                },
                undo: time(self.undo_seconds),
                quiet: time(self.quiet_seconds),
            },
            by: self.by,
            at: self.saved_at,
        })
    }
}

/// The version that holds, if one was ever saved.
pub(super) async fn newest(db: impl PgExecutor<'_>) -> sqlx::Result<Option<Version>> {
    Ok(page(db, None, 1).await?.into_iter().next())
}

/// Versions from before one, newest first: a page and one more, which the last of the page is compared with.
pub(super) async fn versions(db: impl PgExecutor<'_>, before: Option<i64>) -> sqlx::Result<Vec<Version>> {
    page(db, before, PAGE_ROWS as i64 + 1).await
}

async fn page(db: impl PgExecutor<'_>, before: Option<i64>, most: i64) -> sqlx::Result<Vec<Version>> {
    let rows = sqlx::query_as!(
        Row,
        r#"select p.policy_id, p.due_policy, p.holidays, p.first_reminder_seconds, p.second_reminder_seconds,
                  p.undo_seconds, p.quiet_seconds, u.name as by, p.saved_at
           from policies p join users u on u.user_id = p.saved_by
           where p.policy_id < $1
           order by p.policy_id desc limit $2"#,
        before.unwrap_or(i64::MAX),
        most
    )
    .fetch_all(db)
    .await?;
    rows.into_iter().map(Row::version).collect()
}

/// Writes a version of the person whose work it is.
pub(super) async fn insert(work: &mut Work, policy: &Policy) -> sqlx::Result<()> {
    let (now, by) = (work.now(), work.actor().user());
    let seconds = |time: Duration| i64::try_from(time.as_secs()).unwrap_or(i64::MAX);
    sqlx::query!(
        "insert into policies (due_policy, holidays, first_reminder_seconds, second_reminder_seconds, undo_seconds,
                               quiet_seconds, saved_by, saved_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
        policy.due.to_string(),
        &policy.holidays,
        seconds(policy.reminders.first),
        seconds(policy.reminders.second),
        seconds(policy.undo),
        seconds(policy.quiet),
        by as Option<UserId>,
        now
    )
    .execute(work.db())
    .await?;
    Ok(())
}

/// Lets this process go by the version that holds; without one, it goes on by the settings.
///
/// # Errors
/// When the database does not answer.
pub async fn refresh(app: &App) -> sqlx::Result<()> {
    if let Some(version) = newest(&app.db).await? {
        let rules = version.policy.rules().map_err(|refusal| sqlx::Error::Decode(Box::new(refusal)))?;
        if *app.rules.current() != rules {
            app.rules.replace(rules);
        }
    }
    Ok(())
}
