//! The SQL of the queue: a page costs what it shows, whatever exists.
//!
//! Each list has its own index, so each has its own query; the page before is the same read backwards.

use chrono::{DateTime, Utc};
use sqlx::PgExecutor;

use super::filter::{Filter, Tab, Turn};
use crate::{
    cancellations::{Ground, Origin, State},
    id::{CancellationId, SellerId, UserId},
    inquiries::Category,
    public_no::PublicNo,
    web::{
        filters::COUNTED_TO,
        keyset::{Place, Rows},
    },
};

/// A case in the queue.
#[derive(Debug, Clone)]
pub(super) struct Row {
    pub(super) cancellation_id: CancellationId,
    pub(super) no: PublicNo,
    pub(super) state: State,
    pub(super) origin: Origin,
    pub(super) due_at: DateTime<Utc>,
    pub(super) opened_at: DateTime<Utc>,
    pub(super) taken_by: Option<UserId>,
    pub(super) taken_name: Option<String>,
    pub(super) seller_name_ko: String,
    pub(super) seller_name_en: String,
    pub(super) app_name_ko: String,
    pub(super) app_name_en: String,
    pub(super) customer_name: String,
    pub(super) category: Category,
    pub(super) ground: Option<Ground>,
    /// What staff entered, else what the customer told.
    pub(super) amount_minor: Option<i64>,
    pub(super) currency: Option<String>,
    /// Whether the developer answered after the case was opened.
    pub(super) answered_late: bool,
    /// Whom it waits for.
    pub(super) seller_asked: bool,
    pub(super) customer_asked: bool,
    /// Whether an answer to operations came that nobody who has the case has seen.
    pub(super) new_answer: bool,
}

impl Row {
    /// Where the row stands in its list.
    pub(super) fn place(&self) -> Place<CancellationId> {
        Place { at: self.due_at, key: self.cancellation_id }
    }
}

/// One list's query: its rows, which come next, in which order. The page is cut before anything is joined to it, and
/// `coalesce(x = $n, true)` is a filter that may be missing: the planner takes it for likely and keeps to the index' order.
macro_rules! page_query {
    ($list:literal, $next:literal, $order:literal, $args:expr $(, $more:expr)*) => {{
        let (db, filter, place): (_, Filter, Place<CancellationId>) = $args;
        sqlx::query_as!(
            Row,
            "with page as materialized (
                 select c.* from cancellations c
                 where " + $list + " and coalesce(c.origin = $1, true) and coalesce(c.seller_id = $2, true)
                   and (c.due_at, c.cancellation_id) " + $next + " ($3, $4)
                 order by " + $order + " limit 26
             )
             " + r#"select c.cancellation_id as "cancellation_id: CancellationId", c.case_no as "no: PublicNo",
                    c.state as "state: State", c.origin as "origin: Origin", c.due_at, c.opened_at,
                    c.taken_by as "taken_by: UserId", u.name as "taken_name?", s.name_ko as seller_name_ko,
                    s.name_en as seller_name_en, a.name_ko as app_name_ko, a.name_en as app_name_en,
                    customers.name as customer_name, i.category as "category: Category", c.ground as "ground: Ground",
                    coalesce(c.amount_minor, i.amount_minor) as amount_minor,
                    coalesce(c.currency, i.currency) as currency,
                    exists (select from messages m
                            where m.inquiry_id = i.inquiry_id and m.late and m.sent_at >= c.opened_at) as "answered_late!",
                    c.seller_asked_at is not null as "seller_asked!", c.customer_asked_at is not null as "customer_asked!",
                    c.answered_at is not null and c.answer_seen_at is null as "new_answer!"
             from page c
             join inquiries i using (inquiry_id)
             join customers using (customer_id)
             join apps a on a.app_id = c.app_id
             join sellers s on s.seller_id = c.seller_id
             left join users u on u.user_id = c.taken_by
             order by "# + $order,
            filter.origin as Option<Origin>,
            filter.seller as Option<SellerId>,
            place.at,
            place.key as CancellationId
            $(, $more)*
        )
        .fetch_all(db)
        .await
    }};
}

/// A page of the queue, as `viewer` sees it.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn rows(
    db: impl PgExecutor<'_>,
    filter: Filter,
    turn: Option<Turn>,
    viewer: UserId,
) -> sqlx::Result<Rows<Row>> {
    let rows = match turn {
        Some(Turn::Before(place)) => rows_before(db, filter, place, viewer).await,
        Some(Turn::After(place)) => rows_after(db, filter, place, viewer).await,
        None => rows_after(db, filter, filter.tab.first_place(), viewer).await,
    }?;
    Ok(Rows::cut(rows, turn))
}

async fn rows_after(
    db: impl PgExecutor<'_>,
    filter: Filter,
    place: Place<CancellationId>,
    viewer: UserId,
) -> sqlx::Result<Vec<Row>> {
    let args = (db, filter, place);
    match filter.tab {
        Tab::Undecided => page_query!(
            "c.state in ('open', 'in_review', 'needs_information')",
            ">",
            "c.due_at, c.cancellation_id",
            args
        ),
        Tab::Mine => page_query!(
            "c.taken_by = $5 and c.state not in ('declined', 'returned', 'confirmed', 'failed', 'withdrawn')",
            ">",
            "c.due_at, c.cancellation_id",
            args,
            viewer as UserId
        ),
        Tab::Waiting => {
            page_query!("c.state = 'needs_information'", ">", "c.due_at, c.cancellation_id", args)
        }
        Tab::AtBilling => page_query!(
            "c.state in ('approved', 'submitting', 'pending_at_store', 'needs_attention')",
            ">",
            "c.due_at, c.cancellation_id",
            args
        ),
        Tab::Over => page_query!(
            "c.state in ('declined', 'returned', 'confirmed', 'failed', 'withdrawn')",
            "<",
            "c.due_at desc, c.cancellation_id desc",
            args
        ),
    }
}

/// As [`rows_after`], backwards: nearest first.
async fn rows_before(
    db: impl PgExecutor<'_>,
    filter: Filter,
    place: Place<CancellationId>,
    viewer: UserId,
) -> sqlx::Result<Vec<Row>> {
    let args = (db, filter, place);
    match filter.tab {
        Tab::Undecided => page_query!(
            "c.state in ('open', 'in_review', 'needs_information')",
            "<",
            "c.due_at desc, c.cancellation_id desc",
            args
        ),
        Tab::Mine => page_query!(
            "c.taken_by = $5 and c.state not in ('declined', 'returned', 'confirmed', 'failed', 'withdrawn')",
            "<",
            "c.due_at desc, c.cancellation_id desc",
            args,
            viewer as UserId
        ),
        Tab::Waiting => {
            page_query!("c.state = 'needs_information'", "<", "c.due_at desc, c.cancellation_id desc", args)
        }
        Tab::AtBilling => page_query!(
            "c.state in ('approved', 'submitting', 'pending_at_store', 'needs_attention')",
            "<",
            "c.due_at desc, c.cancellation_id desc",
            args
        ),
        Tab::Over => page_query!(
            "c.state in ('declined', 'returned', 'confirmed', 'failed', 'withdrawn')",
            ">",
            "c.due_at, c.cancellation_id",
            args
        ),
    }
}

/// The lists' sizes and the sellers to choose from.
#[derive(Debug)]
pub(super) struct Overview {
    pub(super) undecided: i64,
    pub(super) first_due: Option<DateTime<Utc>>,
    pub(super) entries: i64,
    pub(super) first_arrived: Option<DateTime<Utc>>,
    pub(super) mine: i64,
    pub(super) waiting: i64,
    pub(super) at_billing: i64,
    pub(super) seller_ids: Vec<SellerId>,
    pub(super) seller_names_ko: Vec<String>,
    pub(super) seller_names_en: Vec<String>,
}

/// Counts what is not over, up to one more than is shown, and lists the sellers that have cases.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn overview(db: impl PgExecutor<'_>, viewer: UserId) -> sqlx::Result<Overview> {
    sqlx::query_as!(
        Overview,
        r#"with undecided as materialized (
               select due_at from cancellations where state in ('open', 'in_review', 'needs_information')
               order by due_at limit $2::bigint + 1
           )
           select (select count(*) from undecided) as "undecided!", (select min(due_at) from undecided) as first_due,
                  (select count(*) from (select from contact_us_entries where state = 'waiting'
                                         limit $2::bigint + 1) as waiting) as "entries!",
                  (select min(arrived_at) from contact_us_entries where state = 'waiting') as first_arrived,
                  (select count(*) from (
                       select from cancellations
                       where taken_by = $1
                         and state not in ('declined', 'returned', 'confirmed', 'failed', 'withdrawn')
                       limit $2::bigint + 1) as mine) as "mine!",
                  (select count(*) from (
                       select from cancellations
                       where state = 'needs_information' order by due_at limit $2::bigint + 1) as waiting) as "waiting!",
                  (select count(*) from (
                       select from cancellations
                       where state in ('approved', 'submitting', 'pending_at_store', 'needs_attention')
                       limit $2::bigint + 1) as at_billing) as "at_billing!",
                  coalesce(sellers.ids, '{}') as "seller_ids!: Vec<SellerId>",
                  coalesce(sellers.names_ko, '{}') as "seller_names_ko!",
                  coalesce(sellers.names_en, '{}') as "seller_names_en!"
           from (select array_agg(s.seller_id order by s.name_ko, s.seller_id) as ids,
                        array_agg(s.name_ko order by s.name_ko, s.seller_id) as names_ko,
                        array_agg(s.name_en order by s.name_ko, s.seller_id) as names_en
                 from sellers s
                 where exists (select from cancellations c where c.seller_id = s.seller_id)) as sellers"#,
        viewer as UserId,
        COUNTED_TO
    )
    .fetch_one(db)
    .await
}
