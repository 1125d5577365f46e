//! An address is confirmed by a button behind a mailed link: mail scanners fetch links, they press no buttons.

use chrono::{DateTime, Utc};
use sqlx::PgExecutor;

use crate::{
    config::Contact,
    crypto::{Purpose, Secret, Token, TokenHash},
    deliveries,
    id::{ConfirmationId, CustomerId, InquiryId},
    lang::Lang,
    text::{DisplayName, EmailAddress},
    work::Work,
};

const LINK: Purpose = Purpose::new("confirm address");

/// A person of a form.
#[derive(Debug, Clone)]
pub struct NewCustomer {
    /// Where the answer goes.
    pub email: EmailAddress,
    /// How the developer sees them.
    pub name: DisplayName,
    /// The language they read.
    pub lang: Lang,
    /// Their time zone, an IANA name.
    pub zone: String,
}

/// The customer of an address. A stranger's form changes nothing of an address that was confirmed.
///
/// # Errors
/// When the database does not answer.
pub async fn find_or_add(work: &mut Work, new: &NewCustomer) -> sqlx::Result<CustomerId> {
    let now = work.now();
    sqlx::query_scalar!(
        r#"insert into customers as c (customer_id, email, name, lang, zone, created_at) values ($1, $2, $3, $4, $5, $6)
           on conflict (lower(email)) do update
           set name = case when c.confirmed_at is null then excluded.name else c.name end,
               lang = case when c.confirmed_at is null then excluded.lang else c.lang end
           returning customer_id as "customer_id: CustomerId""#,
        CustomerId::new() as CustomerId,
        new.email.as_str(),
        new.name.as_str(),
        new.lang as Lang,
        new.zone,
        now
    )
    .fetch_one(work.db())
    .await
}

/// The customer of an address that a person of operations vouches for: it need not be confirmed.
///
/// # Errors
/// When the database does not answer.
pub async fn vouch_for(work: &mut Work, new: &NewCustomer) -> sqlx::Result<CustomerId> {
    let (customer, now) = (find_or_add(work, new).await?, work.now());
    sqlx::query!(
        "update customers set confirmed_at = $2 where customer_id = $1 and confirmed_at is null",
        customer as CustomerId,
        now
    )
    .execute(work.db())
    .await?;
    Ok(customer)
}

/// The token of a confirmation's link. It is derived, so that the mailer can write it and the table holds only its hash.
pub fn confirmation_token(secret: &Secret, confirmation: ConfirmationId) -> Token {
    Token::derived(secret, LINK, confirmation.0.as_bytes())
}

/// Queues the mail that asks to confirm, unless one went out a short while ago: its link confirms this one too.
/// The customer's row is locked by [`find_or_add`], so that two forms at once make one mail.
///
/// # Errors
/// When the database does not answer.
pub async fn ask_to_confirm(
    work: &mut Work,
    secret: &Secret,
    limits: &Contact,
    customer: CustomerId,
) -> sqlx::Result<()> {
    let now = work.now();
    let confirmation = ConfirmationId::new();
    let asked = sqlx::query_scalar!(
        "insert into confirmations (confirmation_id, token_hash, customer_id, created_at, expires_at)
         select $1, $2, $3, $4, $5
         where not exists (select from confirmations
                           where customer_id = $3 and created_at > $6 and used_at is null and expires_at > $4)
         returning confirmation_id",
        confirmation as ConfirmationId,
        confirmation_token(secret, confirmation).hash() as TokenHash,
        customer as CustomerId,
        now,
        now + limits.confirm_within,
        now - limits.confirmation_every
    )
    .fetch_optional(work.db())
    .await?;
    if asked.is_some() {
        deliveries::to_confirm_address(work, customer, confirmation).await?;
    }
    Ok(())
}

/// The mailed links of an address die, and those that have not gone out stay here, unless something else of it waits for them
/// than this inquiry, which is about to have another address.
///
/// # Errors
/// When the database does not answer.
pub async fn void_confirmations(work: &mut Work, customer: CustomerId, inquiry: InquiryId) -> sqlx::Result<()> {
    let now = work.now();
    let void = sqlx::query_scalar!(
        r#"update confirmations c set expires_at = $3
           where customer_id = $1 and used_at is null and expires_at > $3
             and not exists (select from inquiries i
                             where i.customer_id = $1 and i.state = 'unconfirmed' and i.inquiry_id <> $2)
           returning confirmation_id as "confirmation_id: ConfirmationId""#,
        customer as CustomerId,
        inquiry as InquiryId,
        now
    )
    .fetch_all(work.db())
    .await?;
    deliveries::cancel_confirmations(work, &void).await
}

/// A customer as a form told of them: to write the same from another address.
///
/// # Errors
/// When the database does not answer, or has no such customer.
pub async fn as_new(work: &mut Work, customer: CustomerId) -> sqlx::Result<NewCustomer> {
    sqlx::query_as!(
        NewCustomer,
        r#"select email as "email: EmailAddress", name as "name: DisplayName", lang as "lang: Lang", zone
           from customers where customer_id = $1"#,
        customer as CustomerId
    )
    .fetch_one(work.db())
    .await
}

/// A link before it is pressed.
#[derive(Debug, Clone)]
pub struct OpenConfirmation {
    /// Whose address it confirms.
    pub customer: CustomerId,
    /// That address.
    pub email: EmailAddress,
    /// Whether it was pressed before; pressing again leads to the same inquiries.
    pub used: bool,
    /// How many inquiries wait for it.
    pub waiting: i64,
}

/// The confirmation of a link. `None`: there is no such link, or it is over.
///
/// # Errors
/// When the database does not answer.
pub async fn open_confirmation(
    db: impl PgExecutor<'_>,
    token: &Token,
    now: DateTime<Utc>,
) -> sqlx::Result<Option<OpenConfirmation>> {
    sqlx::query_as!(
        OpenConfirmation,
        r#"select customer_id as "customer: CustomerId", email as "email: EmailAddress", used_at is not null as "used!",
                  (select count(*) from inquiries i where i.customer_id = c.customer_id and i.state = 'unconfirmed')
                      as "waiting!"
           from confirmations c join customers using (customer_id)
           where token_hash = $1 and expires_at > $2"#,
        token.hash() as TokenHash,
        now
    )
    .fetch_optional(db)
    .await
}

/// A link that was pressed.
#[derive(Debug, Clone, Copy)]
pub struct UsedConfirmation {
    /// Whose address it confirms.
    pub customer: CustomerId,
    /// Whether this press is its first; a later one confirms nothing new.
    pub first: bool,
}

/// Uses a link: its customer's address is confirmed now. `None`: there is no such link, or it is over.
///
/// # Errors
/// When the database does not answer.
pub async fn use_confirmation(work: &mut Work, token: &Token) -> sqlx::Result<Option<UsedConfirmation>> {
    let now = work.now();
    sqlx::query_as!(
        UsedConfirmation,
        r#"with used as (
               update confirmations set used_at = coalesce(used_at, $2)
               where token_hash = $1 and expires_at > $2
               returning customer_id, used_at = $2 as first
           )
           update customers set confirmed_at = coalesce(confirmed_at, $2)
           from used where customers.customer_id = used.customer_id
           returning customers.customer_id as "customer: CustomerId", used.first as "first!""#,
        token.hash() as TokenHash,
        now
    )
    .fetch_optional(work.db())
    .await
}
