//! Sessions: one row per signed-in browser, found by the hash of its token.

use chrono::{DateTime, Duration, Utc};
use sqlx::{PgConnection, PgExecutor};

use super::{PasswordHashText, StaffRole};
use crate::{
    crypto::{Token, TokenHash},
    id::{SellerId, SessionId, UserId},
    lang::Lang,
    text::EmailAddress,
};

/// Longest part of a browser's description that is kept.
const USER_AGENT_CHARACTERS: usize = 200;

/// What a sign-in is checked against.
#[derive(Debug)]
pub struct Credentials {
    /// Whose they are.
    pub user_id: UserId,
    /// The stored hash.
    pub password: PasswordHashText,
    /// Whether the password alone is not enough.
    pub second_factor: bool,
}

/// The credentials of an address, if somebody who may sign in has it.
///
/// # Errors
/// When the database does not answer.
pub async fn credentials(db: impl PgExecutor<'_>, email: &EmailAddress) -> sqlx::Result<Option<Credentials>> {
    let row = sqlx::query!(
        r#"select user_id as "user_id: UserId", password_hash,
                  exists (select from second_factors f
                          where f.user_id = users.user_id and f.confirmed_at is not null) as "second_factor!"
           from users
           where lower(email) = lower($1) and disabled_at is null"#,
        email.as_str()
    )
    .fetch_optional(db)
    .await?;
    Ok(row.map(|row| Credentials {
        user_id: row.user_id,
        password: PasswordHashText(row.password_hash),
        second_factor: row.second_factor,
    }))
}

/// A session that has begun.
#[derive(Debug)]
pub struct NewSession {
    /// Its row.
    pub session_id: SessionId,
    /// For the cookie, and nowhere else.
    pub token: Token,
    /// Whether it is the first of the account.
    pub first: bool,
}

/// Starts a session with a new token, which only the cookie holds. `None`: the password is another by now, or the person may
/// no longer sign in.
///
/// # Errors
/// When the database does not answer.
pub async fn start_session(
    db: &mut PgConnection,
    (user, password): (UserId, &PasswordHashText),
    user_agent: &str,
    now: DateTime<Utc>,
    ends_at: DateTime<Utc>,
) -> sqlx::Result<Option<NewSession>> {
    let (session_id, token) = (SessionId::new(), Token::long());
    let user_agent: String = user_agent.chars().take(USER_AGENT_CHARACTERS).collect();
    // the person is locked: a password that is changed at the same time ends this session too, or lets none begin
    let first = sqlx::query_scalar!(
        r#"with person as (
               select user_id, first_signed_in_at is null as first from users
               where user_id = $3 and password_hash = $7 and disabled_at is null
               for no key update
           ), marked as (
               update users u set first_signed_in_at = $4 from person where u.user_id = person.user_id and person.first
           ), begun as (
               insert into sessions (session_id, token_hash, user_id, created_at, last_seen_at, proved_at, ends_at,
                                     user_agent)
               select $1, $2, user_id, $4, $4, $4, $5, $6 from person
           )
           select first as "first!" from person"#,
        session_id as SessionId,
        token.hash() as TokenHash,
        user as UserId,
        now,
        ends_at,
        user_agent,
        password.0
    )
    .fetch_optional(db)
    .await?;
    Ok(first.map(|first| NewSession { session_id, token, first }))
}

/// Ends a session: its token opens nothing any more.
///
/// # Errors
/// When the database does not answer.
pub async fn end_session(db: impl PgExecutor<'_>, session: SessionId) -> sqlx::Result<()> {
    sqlx::query!("delete from sessions where session_id = $1", session as SessionId).execute(db).await?;
    Ok(())
}

/// Drops sessions that are over.
///
/// # Errors
/// When the database does not answer.
pub async fn forget_sessions(db: impl PgExecutor<'_>, now: DateTime<Utc>, idle: Duration) -> sqlx::Result<()> {
    sqlx::query!("delete from sessions where ends_at <= $1 or last_seen_at <= $2", now, now - idle).execute(db).await?;
    Ok(())
}

/// Ends the session of a token, as when somebody signs in anew in the same browser.
///
/// # Errors
/// When the database does not answer.
pub async fn end_session_of(db: impl PgExecutor<'_>, token: &Token) -> sqlx::Result<()> {
    sqlx::query!("delete from sessions where token_hash = $1", token.hash() as TokenHash).execute(db).await?;
    Ok(())
}

/// Opens another seller's inbox in this session, if the person is a member there.
///
/// # Errors
/// When the database does not answer.
pub async fn choose_seller(db: impl PgExecutor<'_>, session: SessionId, seller: SellerId) -> sqlx::Result<()> {
    sqlx::query!(
        "update sessions s set seller_id = $2
         where session_id = $1
           and exists (select from memberships m where m.user_id = s.user_id and m.seller_id = $2)",
        session as SessionId,
        seller as SellerId
    )
    .execute(db)
    .await?;
    Ok(())
}

/// How a person likes pages and mails.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Liking {
    /// The language of pages and mails.
    pub lang: Lang,
    /// `system`, `light` or `dark`.
    pub theme: String,
    /// The time zone, an IANA name.
    pub zone: String,
}

/// Who a person is to themselves.
#[derive(Debug, Clone)]
pub struct Profile {
    /// The address they sign in with.
    pub email: String,
    /// How they like pages.
    pub liking: Liking,
    /// Whether they belong to a seller.
    pub is_member: bool,
    /// Their role in operations.
    pub staff: Option<StaffRole>,
}

/// A person's own data.
///
/// # Errors
/// When the database does not answer, or there is no such person.
pub async fn profile(db: impl PgExecutor<'_>, user: UserId) -> sqlx::Result<Profile> {
    let row = sqlx::query!(
        r#"select u.email, u.lang as "lang: Lang", u.theme::text as "theme!", u.zone,
                  exists (select from memberships m where m.user_id = u.user_id) as "is_member!",
                  staff.role as "staff?: StaffRole"
           from users u left join staff using (user_id)
           where u.user_id = $1"#,
        user as UserId
    )
    .fetch_one(db)
    .await?;
    Ok(Profile {
        email: row.email,
        liking: Liking { lang: row.lang, theme: row.theme, zone: row.zone },
        is_member: row.is_member,
        staff: row.staff,
    })
}

/// Keeps how a person likes pages, for mails and the next browser.
///
/// # Errors
/// When the database does not answer.
pub async fn keep_liking(db: impl PgExecutor<'_>, user: UserId, liking: &Liking) -> sqlx::Result<()> {
    sqlx::query!(
        "update users set lang = $2, theme = $3::text::theme, zone = $4
         where user_id = $1 and (lang, theme, zone) is distinct from ($2, $3::text::theme, $4)",
        user as UserId,
        liking.lang as Lang,
        liking.theme,
        liking.zone
    )
    .execute(db)
    .await?;
    Ok(())
}
