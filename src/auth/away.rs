//! Members who are away until a date, and who stands in for them. Who that is, is said by the schema's function `stand_in`
//! alone: here, in the seller's roster and in what is mailed.

use chrono::{DateTime, Duration, Utc};
use sqlx::{PgConnection, PgExecutor};

use super::Membership;
use crate::{
    id::{SellerId, UserId},
    lang::format::Format,
};

pub use crate::rosters::Away;

impl Away {
    /// The last day on which they are away, where the reader is.
    pub fn last_day(&self, format: &Format) -> String {
        last_day(self.until, format)
    }
}

/// The last day before a moment, where the reader is.
pub fn last_day(until: DateTime<Utc>, format: &Format) -> String {
    format.date(until - Duration::seconds(1))
}

impl Membership {
    /// Since when on a colleague is back, and who stands in; none: the colleague is there.
    pub fn away_of(&self, user: UserId) -> Option<&Away> {
        self.roster.away.iter().find(|away| away.user_id == user)
    }

    /// The person, and all those for whom they stand in.
    pub fn with_those_away(&self, user: UserId) -> Vec<UserId> {
        let others = self.roster.away.iter().filter(|away| away.stand_in == Some(user)).map(|away| away.user_id);
        std::iter::once(user).chain(others).collect()
    }

    /// A colleague's name, and until when they are away.
    pub fn named(&self, user: UserId, name: &str, format: &Format) -> String {
        let Some(away) = self.away_of(user) else { return name.to_owned() };
        let day = away.last_day(format);
        match &away.stand_in_name {
            Some(stand_in) => format.lang.name_away_with_deputy(name, &day, stand_in),
            None => format.lang.name_away(name, &day),
        }
        .into()
    }
}

/// Who does a member's work at a moment; `None`: nobody.
///
/// # Errors
/// When the database does not answer.
pub async fn stand_in(
    db: impl PgExecutor<'_>,
    (seller, user): (SellerId, UserId),
    now: DateTime<Utc>,
) -> sqlx::Result<Option<UserId>> {
    sqlx::query_scalar!(r#"select stand_in($1, $2, $3) as "user_id: UserId""#, seller as SellerId, user as UserId, now)
        .fetch_one(db)
        .await
}

/// Marks a member as away until a moment, or as back with `None`; a deputy is named only with a moment.
///
/// # Errors
/// When the database does not answer, or the deputy is no other member of the seller.
pub async fn set_away(
    db: &mut PgConnection,
    (seller, user): (SellerId, UserId),
    until: Option<DateTime<Utc>>,
    deputy: Option<UserId>,
) -> sqlx::Result<()> {
    sqlx::query!(
        "update memberships set away_until = $3, deputy_id = $4 where seller_id = $1 and user_id = $2",
        seller as SellerId,
        user as UserId,
        until,
        deputy as Option<UserId>
    )
    .execute(db)
    .await?;
    Ok(())
}
