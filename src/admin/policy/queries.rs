//! The SQL of `policies`.

use std::time::Duration;

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::PgExecutor;

use super::model::Policy;
use crate::{app::App, calendar::Reminders, id::UserId, rules::ContactLimits, web::keyset::PAGE_ROWS, work::Work};

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
    contact_window_seconds: Option<i64>,
    contact_per_email: Option<i32>,
    contact_per_network: Option<i32>,
    contact_per_link: Option<i32>,
    by: String,
    saved_at: DateTime<Utc>,
}

impl Row {
    fn version(self, shipped: &ContactLimits) -> sqlx::Result<Version> {
        let contact = self.contact().unwrap_or(*shipped);
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
                contact,
            },
            by: self.by,
            at: self.saved_at,
        })
    }

    /// None: the version says nothing of it.
    fn contact(&self) -> Option<ContactLimits> {
        Some(ContactLimits {
            window: time(self.contact_window_seconds?),
            per_email: self.contact_per_email?.unsigned_abs(),
            per_network: self.contact_per_network?.unsigned_abs(),
            per_link: self.contact_per_link?.unsigned_abs(),
        })
    }
}

fn time(seconds: i64) -> Duration {
    Duration::from_secs(seconds.unsigned_abs())
}

/// The version that holds, if one was ever saved. Of what it does not say, `shipped` holds.
pub(super) async fn newest(db: impl PgExecutor<'_>, shipped: &ContactLimits) -> sqlx::Result<Option<Version>> {
    Ok(page(db, shipped, None, 1).await?.into_iter().next())
}

/// Versions from before one, newest first: a page and one more, which the last of the page is compared with.
pub(super) async fn versions(
    db: impl PgExecutor<'_>,
    shipped: &ContactLimits,
    before: Option<i64>,
) -> sqlx::Result<Vec<Version>> {
    page(db, shipped, before, PAGE_ROWS as i64 + 1).await
}

async fn page(
    db: impl PgExecutor<'_>,
    shipped: &ContactLimits,
    before: Option<i64>,
    most: i64,
) -> sqlx::Result<Vec<Version>> {
    let rows = sqlx::query_as!(
        Row,
        r#"select p.policy_id, p.due_policy, p.holidays, p.first_reminder_seconds, p.second_reminder_seconds,
                  p.undo_seconds, p.quiet_seconds, p.contact_window_seconds, p.contact_per_email,
                  p.contact_per_network, p.contact_per_link, u.name as by, p.saved_at
           from policies p join users u on u.user_id = p.saved_by
           where p.policy_id < $1
           order by p.policy_id desc limit $2"#,
        before.unwrap_or(i64::MAX),
        most
    )
    .fetch_all(db)
    .await?;
    rows.into_iter().map(|row| row.version(shipped)).collect()
}

/// Writes a version of the person whose work it is.
pub(super) async fn insert(work: &mut Work, policy: &Policy) -> sqlx::Result<()> {
    let (now, by) = (work.now(), work.actor().user());
    let seconds = |time: Duration| i64::try_from(time.as_secs()).unwrap_or(i64::MAX);
    let number = |number: u32| i32::try_from(number).unwrap_or(i32::MAX);
    let contact = policy.contact;
    sqlx::query!(
        "insert into policies (due_policy, holidays, first_reminder_seconds, second_reminder_seconds, undo_seconds,
                               quiet_seconds, contact_window_seconds, contact_per_email, contact_per_network,
                               contact_per_link, saved_by, saved_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        policy.due.to_string(),
        &policy.holidays,
        seconds(policy.reminders.first),
        seconds(policy.reminders.second),
        seconds(policy.undo),
        seconds(policy.quiet),
        seconds(contact.window),
        number(contact.per_email),
        number(contact.per_network),
        number(contact.per_link),
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
    if let Some(version) = newest(&app.db, &ContactLimits::of(&app.config.contact)).await? {
        let rules = version.policy.rules().map_err(|refusal| sqlx::Error::Decode(Box::new(refusal)))?;
        if *app.rules.current() != rules {
            app.rules.replace(rules);
        }
    }
    Ok(())
}
