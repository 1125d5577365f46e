//! The SQL of search: each list has its own index, so each has its own query; and the log of look-ups.

use chrono::{DateTime, Months, Utc};
use sqlx::PgExecutor;

use crate::{
    cancellations,
    crypto::{Purpose, Secret, sign},
    id::{AppId, CustomerId, SellerId, UserId},
    inquiries::State,
    public_no::PublicNo,
    text::EmailAddress,
    web::keyset::PAGE_ROWS,
    work::Work,
};

const ACCESS: Purpose = Purpose::new("access log");
/// How long the record of a look-up is kept: two years, from 50,000 customers on (safety standard of the Personal Information
/// Protection Act, article 8).
const LOOK_UPS_KEPT: Months = Months::new(2 * 12);
/// Records of one step of putting away.
const AT_ONCE: i64 = 500;
/// Sellers and apps of one search, at most.
const NAMES: i64 = 20;

/// Whose inquiries are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Of {
    Customer(CustomerId),
    Seller(SellerId),
    App(AppId),
}

/// How much of it exists for the viewer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scope {
    /// What a case is about.
    Cases,
    /// Every inquiry.
    Everything,
}

/// An inquiry that was found, with its newest case.
#[derive(Debug, Clone)]
pub(super) struct Found {
    /// What the list is ordered by: of agents the case, else the inquiry.
    pub(super) key: uuid::Uuid,
    pub(super) inquiry_no: PublicNo,
    pub(super) state: State,
    pub(super) subject: String,
    pub(super) created_at: DateTime<Utc>,
    pub(super) customer_name: String,
    pub(super) app_name_ko: String,
    pub(super) app_name_en: String,
    pub(super) seller_name_ko: String,
    pub(super) seller_name_en: String,
    pub(super) case_no: Option<PublicNo>,
    pub(super) case_state: Option<cancellations::State>,
}

/// Cases of one column's value, newest first, behind a key; none: from the first, so that the index is used for every page.
macro_rules! cases {
    ($db:expr, $whose:literal, $value:expr, $after:expr) => {
        sqlx::query_as!(
            Found,
            "with page as materialized (
                 select c.* from cancellations c join inquiries i using (inquiry_id)
                 where " + $whose + " and c.cancellation_id < $2
                 order by c.cancellation_id desc limit $3)
             select page.cancellation_id as key, i.public_no as \"inquiry_no: PublicNo\", i.state as \"state: State\",
                    i.subject, i.created_at, customers.name as customer_name,
                    a.name_ko as app_name_ko, a.name_en as app_name_en,
                    s.name_ko as seller_name_ko, s.name_en as seller_name_en,
                    page.case_no as \"case_no?: PublicNo\", page.state as \"case_state?: cancellations::State\"
             from page
             join inquiries i using (inquiry_id)
             join customers using (customer_id)
             join apps a on a.app_id = i.app_id
             join sellers s on s.seller_id = i.seller_id
             order by page.cancellation_id desc",
            $value,
            $after.unwrap_or(uuid::Uuid::max()),
            PAGE_ROWS as i64 + 1
        )
        .fetch_all($db)
        .await
    };
}

/// Inquiries of one column's value, newest first, behind a key; those whose address nobody confirmed exist for nobody.
macro_rules! inquiries {
    ($db:expr, $whose:literal, $value:expr, $after:expr) => {
        sqlx::query_as!(
            Found,
            "with page as materialized (
                 select i.* from inquiries i
                 where "
                + $whose
                + " and i.state <> 'unconfirmed' and i.inquiry_id < $2
                 order by i.inquiry_id desc limit $3)
             select i.inquiry_id as key, i.public_no as \"inquiry_no: PublicNo\", i.state as \"state: State\",
                    i.subject, i.created_at, customers.name as customer_name,
                    a.name_ko as app_name_ko, a.name_en as app_name_en,
                    s.name_ko as seller_name_ko, s.name_en as seller_name_en,
                    c.case_no as \"case_no?: PublicNo\", c.state as \"case_state?: cancellations::State\"
             from page i
             join customers using (customer_id)
             join apps a on a.app_id = i.app_id
             join sellers s on s.seller_id = i.seller_id
             left join lateral (
                 select case_no, state from cancellations where inquiry_id = i.inquiry_id
                 order by cancellation_id desc limit 1) as c on true
             order by i.inquiry_id desc",
            $value,
            $after.unwrap_or(uuid::Uuid::max()),
            PAGE_ROWS as i64 + 1
        )
        .fetch_all($db)
        .await
    };
}

/// A page of what was found, and one row more if there are more.
pub(super) async fn rows(
    db: impl PgExecutor<'_>,
    of: Of,
    scope: Scope,
    after: Option<uuid::Uuid>,
) -> sqlx::Result<Vec<Found>> {
    match (scope, of) {
        (Scope::Cases, Of::Customer(customer)) => {
            cases!(db, "i.customer_id = $1", customer as CustomerId, after)
        }
        (Scope::Cases, Of::Seller(seller)) => cases!(db, "c.seller_id = $1", seller as SellerId, after),
        (Scope::Cases, Of::App(app)) => cases!(db, "c.app_id = $1", app as AppId, after),
        (Scope::Everything, Of::Customer(customer)) => {
            inquiries!(db, "i.customer_id = $1", customer as CustomerId, after)
        }
        (Scope::Everything, Of::Seller(seller)) => inquiries!(db, "i.seller_id = $1", seller as SellerId, after),
        (Scope::Everything, Of::App(app)) => inquiries!(db, "i.app_id = $1", app as AppId, after),
    }
}

/// The cases of a number: its own, or those of the inquiry that has it, newest first.
pub(super) async fn cases_of_number(db: impl PgExecutor<'_>, no: &PublicNo) -> sqlx::Result<Vec<PublicNo>> {
    sqlx::query_scalar!(
        r#"select case_no as "no: PublicNo" from cancellations
           where case_no = $1 or inquiry_id = (select inquiry_id from inquiries where public_no = $1)
           order by cancellation_id desc limit 1"#,
        no.as_str()
    )
    .fetch_all(db)
    .await
}

/// The inquiry of a number as a list of one, for those who see every inquiry.
pub(super) async fn inquiry_of_number(db: impl PgExecutor<'_>, no: &PublicNo) -> sqlx::Result<Vec<Found>> {
    inquiries!(db, "i.public_no = $1", no.as_str(), None::<uuid::Uuid>)
}

/// A seller, or an app with its seller, whose name was found.
#[derive(Debug, Clone)]
pub(super) struct Named {
    pub(super) seller_id: SellerId,
    pub(super) app_id: Option<AppId>,
    pub(super) name_ko: String,
    pub(super) name_en: String,
}

/// Sellers and apps whose name begins so, or whose identifier it is.
pub(super) async fn named(db: impl PgExecutor<'_>, text: &str) -> sqlx::Result<Vec<Named>> {
    sqlx::query_as!(
        Named,
        r#"select seller_id as "seller_id!: SellerId", app_id as "app_id: AppId", name_ko as "name_ko!",
                  name_en as "name_en!"
           from (select seller_id, null::uuid as app_id, name_ko, name_en from sellers
                 where starts_with(lower(name_ko), $1) or starts_with(lower(name_en), $1) or lower(seller_no) = $1
                 union all
                 select seller_id, app_id, name_ko, name_en from apps
                 where starts_with(lower(name_ko), $1) or starts_with(lower(name_en), $1)
                    or lower(client_id) = $1 or lower(package_name) = $1) as named
           order by app_id is not null, name_ko limit $2"#,
        text.to_lowercase(),
        NAMES
    )
    .fetch_all(db)
    .await
}

/// Looks an address up, writing down who did: `None` for a person who may not, at this moment. Nobody has an unknown address;
/// that it was looked for is written down all the same.
pub(super) async fn look_up(
    work: &mut Work,
    secret: &Secret,
    by: UserId,
    email: &EmailAddress,
) -> sqlx::Result<Option<Option<CustomerId>>> {
    let now = work.now();
    let key = sign(secret, ACCESS, email.as_str().to_lowercase().as_bytes()).to_string().into_bytes();
    let logged = sqlx::query!(
        "insert into access_log (at, user_id, kind, key_hash)
         select $1, user_id, 'customer_address', $3 from staff join users using (user_id)
         where user_id = $2 and role in ('agent', 'lead') and disabled_at is null",
        now,
        by as UserId,
        key
    )
    .execute(work.db())
    .await?;
    if logged.rows_affected() == 0 {
        return Ok(None);
    }
    let customer = sqlx::query_scalar!(
        r#"select customer_id as "customer_id: CustomerId" from customers where lower(email) = lower($1)"#,
        email.as_str()
    )
    .fetch_optional(work.db())
    .await?;
    Ok(Some(customer))
}

/// Drops records of look-ups whose time is over.
///
/// # Errors
/// When the database does not answer.
pub async fn forget_look_ups(db: impl PgExecutor<'_>, now: DateTime<Utc>) -> sqlx::Result<()> {
    sqlx::query!(
        "delete from access_log where access_id in (select access_id from access_log where at < $1 order by at limit $2)",
        now.checked_sub_months(LOOK_UPS_KEPT),
        AT_ONCE
    )
    .execute(db)
    .await?;
    Ok(())
}
