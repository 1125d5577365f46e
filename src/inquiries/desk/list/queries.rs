//! The SQL of the list: a page costs what it shows, whatever exists.
//!
//! Each state has its own index, so each has its own query; the page before is the same read backwards.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use super::filter::{Filter, Turn, first_place};
use crate::{
    id::{AppId, InquiryId, SellerId, UserId},
    inquiries::{Category, State},
    lang::Lang,
    public_no::PublicNo,
    text::DisplayName,
    web::{
        filters::COUNTED_TO,
        keyset::{Place, Rows},
    },
};

/// An inquiry in the list.
#[derive(Debug, Clone)]
pub(super) struct Row {
    pub(super) inquiry_id: InquiryId,
    pub(super) no: PublicNo,
    pub(super) state: State,
    pub(super) category: Category,
    pub(super) subject: String,
    pub(super) awaiting_since: DateTime<Utc>,
    pub(super) reply_due_at: DateTime<Utc>,
    pub(super) customer_name: DisplayName,
    /// One of those of the [`Overview`].
    pub(super) app_id: AppId,
    /// How the customer's newest message begins.
    pub(super) newest: String,
}

impl Row {
    /// Where the row stands in its list.
    pub(super) fn place(&self) -> Place<InquiryId> {
        Place { at: self.reply_due_at, key: self.inquiry_id }
    }
}

/// One list's query: its state, which rows come next, in which order. What is looked up for a row is looked up for the page's
/// rows only, as it is not joined; `coalesce(x = $n, true)` is a filter that may be missing: the planner takes it for likely
/// and keeps to the index' order.
macro_rules! page_query {
    ($state:literal, $next:literal, $order:literal, $args:expr, $($place:expr),+) => {{
        let (db, seller, filter): (&mut PgConnection, SellerId, Filter) = $args;
        sqlx::query_as!(
            Row,
            r#"select i.inquiry_id as "inquiry_id: InquiryId", i.public_no as "no: PublicNo", i.state as "state: State",
                    i.category as "category: Category", i.subject, i.awaiting_since as "awaiting_since!",
                    i.reply_due_at as "reply_due_at!", i.app_id as "app_id: AppId",
                    (select c.name from customers c where c.customer_id = i.customer_id) as "customer_name!: DisplayName",
                    coalesce((select left(m.body, 200) from messages m
                              where m.inquiry_id = i.inquiry_id and m.author = 'customer'
                              order by m.sent_at desc, m.message_id desc limit 1), '') as "newest!"
             from inquiries i
             where i.seller_id = $1 and coalesce(i.app_id = $2, true) and coalesce(i.category = $3, true)
               and i.state = "# + $state + " and " + $next + " order by " + $order + " limit 26",
            seller as SellerId,
            filter.app as Option<AppId>,
            filter.category as Option<Category>,
            $($place),+
        )
        .fetch_all(db)
        .await
    }};
}

/// A page of a seller's inquiries.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn rows(
    db: &mut PgConnection,
    seller: SellerId,
    filter: Filter,
    turn: Option<Turn>,
    now: DateTime<Utc>,
) -> sqlx::Result<Rows<Row>> {
    let mut rows = match turn {
        Some(Turn::Before(place)) => rows_before(db, seller, filter, place).await,
        Some(Turn::After(place)) => rows_after(db, seller, filter, place).await,
        None => rows_after(db, seller, filter, first_place(filter.state)).await,
    }?;
    // rows come in the order in which they are due: those that are due later are at the end
    if let Some(within) = filter.within {
        rows.retain(|row| row.reply_due_at <= now + within.time());
    }
    Ok(Rows::cut(rows, turn))
}

async fn rows_after(
    db: &mut PgConnection,
    seller: SellerId,
    filter: Filter,
    Place { at, key }: Place<InquiryId>,
) -> sqlx::Result<Vec<Row>> {
    let args = (db, seller, filter);
    match filter.state {
        State::AwaitingDeveloper | State::Unconfirmed => page_query!(
            "'awaiting_developer'",
            "(i.reply_due_at, i.inquiry_id) > ($4, $5)",
            "i.reply_due_at, i.inquiry_id",
            args,
            at,
            key as InquiryId
        ),
        State::Escalated => page_query!(
            "'escalated'",
            "(i.reply_due_at, i.inquiry_id) > ($4, $5)",
            "i.reply_due_at, i.inquiry_id",
            args,
            at,
            key as InquiryId
        ),
        // newest first: what comes after is older
        State::Answered | State::Closed => page_query!(
            "$4",
            "i.turn > 0 and i.inquiry_id < $5",
            "i.inquiry_id desc",
            args,
            filter.state as State,
            key as InquiryId
        ),
    }
}

/// As [`rows_after`], backwards: nearest first.
async fn rows_before(
    db: &mut PgConnection,
    seller: SellerId,
    filter: Filter,
    Place { at, key }: Place<InquiryId>,
) -> sqlx::Result<Vec<Row>> {
    let args = (db, seller, filter);
    match filter.state {
        State::AwaitingDeveloper | State::Unconfirmed => page_query!(
            "'awaiting_developer'",
            "(i.reply_due_at, i.inquiry_id) < ($4, $5)",
            "i.reply_due_at desc, i.inquiry_id desc",
            args,
            at,
            key as InquiryId
        ),
        State::Escalated => page_query!(
            "'escalated'",
            "(i.reply_due_at, i.inquiry_id) < ($4, $5)",
            "i.reply_due_at desc, i.inquiry_id desc",
            args,
            at,
            key as InquiryId
        ),
        State::Answered | State::Closed => page_query!(
            "$4",
            "i.turn > 0 and i.inquiry_id > $5",
            "i.inquiry_id",
            args,
            filter.state as State,
            key as InquiryId
        ),
    }
}

/// The lists' sizes and the apps to choose from.
#[derive(Debug)]
pub(super) struct Overview {
    pub(super) awaiting: i64,
    pub(super) within_day: i64,
    pub(super) within_four_hours: i64,
    pub(super) escalated: i64,
    pub(super) first_due: Option<DateTime<Utc>>,
    /// What the viewer has begun to write and not sent.
    pub(super) drafts: i64,
    pub(super) app_ids: Vec<AppId>,
    pub(super) app_names_ko: Vec<String>,
    pub(super) app_names_en: Vec<String>,
}

impl Overview {
    /// The seller's apps by name: key and name.
    pub(super) fn apps(&self, lang: Lang) -> impl Iterator<Item = (AppId, &str)> {
        let names = match lang {
            Lang::Ko => &self.app_names_ko,
            Lang::En => &self.app_names_en,
        };
        self.app_ids.iter().copied().zip(names.iter().map(String::as_str))
    }

    /// What an app of the seller is called.
    pub(super) fn app_name(&self, app: AppId, lang: Lang) -> &str {
        self.apps(lang).find(|(id, _)| *id == app).map_or("", |(_, name)| name)
    }
}

/// Counts what is open, up to one more than is shown, and lists the seller's apps.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn overview(
    db: &mut PgConnection,
    seller: SellerId,
    viewer: UserId,
    now: DateTime<Utc>,
) -> sqlx::Result<Overview> {
    sqlx::query_as!(
        Overview,
        r#"select awaiting.n as "awaiting!", awaiting.within_day as "within_day!",
                  awaiting.within_four_hours as "within_four_hours!", awaiting.first_due,
                  (select count(*) from (
                       select from inquiries where seller_id = $1 and state = 'escalated' limit $4::bigint + 1) as escalated
                  ) as "escalated!",
                  (select count(*) from drafts d join inquiries i using (inquiry_id)
                   where d.user_id = $5 and i.seller_id = $1) as "drafts!",
                  coalesce(apps.ids, '{}') as "app_ids!: Vec<AppId>",
                  coalesce(apps.names_ko, '{}') as "app_names_ko!", coalesce(apps.names_en, '{}') as "app_names_en!"
           from (select count(*) as n, count(*) filter (where reply_due_at <= $2) as within_day,
                        count(*) filter (where reply_due_at <= $3) as within_four_hours, min(reply_due_at) as first_due
                 from (select reply_due_at from inquiries
                       where seller_id = $1 and state = 'awaiting_developer'
                       order by reply_due_at limit $4::bigint + 1) as soonest) as awaiting
           cross join (select array_agg(app_id) as ids, array_agg(name_ko) as names_ko, array_agg(name_en) as names_en
                       from (select app_id, name_ko, name_en from apps
                             where seller_id = $1 order by name_ko, app_id) as by_name) as apps"#,
        seller as SellerId,
        now + crate::web::countdown::SOON,
        now + crate::web::countdown::URGENT,
        COUNTED_TO,
        viewer as UserId
    )
    .fetch_one(db)
    .await
}
