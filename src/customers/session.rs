//! A customer's session: short, in a cookie of its own, begun by a mailed code.

use axum::{
    extract::FromRequestParts,
    http::request::Parts,
    response::{IntoResponse, Response},
};
use chrono::{DateTime, Duration, Utc};
use sqlx::PgExecutor;

use crate::{
    app::App,
    crypto::{Token, TokenHash},
    error::AppError,
    id::CustomerId,
    text::EmailAddress,
    web::{cookies, see_other},
    work::Work,
};

/// The name of the session's cookie, without its prefix.
pub const COOKIE: &str = "customer";
/// How long a session lasts.
pub const SESSION_SECONDS: u32 = 2 * 60 * 60;
/// Where a customer signs in.
const MY: &str = "/my";

/// Starts a session with a new token, which only the cookie holds.
///
/// # Errors
/// When the database does not answer.
pub async fn start_session(work: &mut Work, customer: CustomerId) -> sqlx::Result<Token> {
    let (now, token) = (work.now(), Token::long());
    sqlx::query!(
        "insert into customer_sessions (token_hash, customer_id, created_at, ends_at) values ($1, $2, $3, $4)",
        token.hash() as TokenHash,
        customer as CustomerId,
        now,
        now + Duration::seconds(SESSION_SECONDS.into())
    )
    .execute(work.db())
    .await?;
    Ok(token)
}

/// Ends a session: its token opens nothing any more.
///
/// # Errors
/// When the database does not answer.
pub async fn end_session(db: impl PgExecutor<'_>, token: &Token) -> sqlx::Result<()> {
    sqlx::query!("delete from customer_sessions where token_hash = $1", token.hash() as TokenHash).execute(db).await?;
    Ok(())
}

/// Drops sessions that are over.
///
/// # Errors
/// When the database does not answer.
pub async fn forget_sessions(db: impl PgExecutor<'_>, now: DateTime<Utc>) -> sqlx::Result<()> {
    sqlx::query!("delete from customer_sessions where ends_at <= $1", now).execute(db).await?;
    Ok(())
}

/// A customer who proved an address with a mailed code. Handlers take it as an extractor; others are led to the form.
#[derive(Debug, Clone)]
pub struct SignedInCustomer {
    /// Who.
    pub customer_id: CustomerId,
    /// The address that was proved.
    pub email: EmailAddress,
    /// The session's token, to end it.
    pub token: Token,
}

/// Why there is no customer.
#[derive(Debug)]
pub enum SignInAsCustomer {
    /// Nobody is signed in, or no longer: a page that asks for the address.
    Nobody,
    /// Something else.
    App(AppError),
}

impl FromRequestParts<App> for SignedInCustomer {
    type Rejection = SignInAsCustomer;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, SignInAsCustomer> {
        let cookie = cookies::read(&parts.headers, app.config.public_url().is_https(), COOKIE);
        let token = cookie.and_then(|cookie| Token::parse(&cookie).ok()).ok_or(SignInAsCustomer::Nobody)?;
        let row = sqlx::query!(
            r#"select customer_id as "customer_id: CustomerId", email as "email: EmailAddress"
               from customer_sessions join customers using (customer_id)
               where token_hash = $1 and ends_at > $2"#,
            token.hash() as TokenHash,
            app.clock.now()
        )
        .fetch_optional(&app.db)
        .await
        .map_err(|error| SignInAsCustomer::App(error.into()))?
        .ok_or(SignInAsCustomer::Nobody)?;
        Ok(SignedInCustomer { customer_id: row.customer_id, email: row.email, token })
    }
}

impl IntoResponse for SignInAsCustomer {
    fn into_response(self) -> Response {
        match self {
            SignInAsCustomer::Nobody => see_other(MY).into_response(),
            SignInAsCustomer::App(error) => error.into_response(),
        }
    }
}
