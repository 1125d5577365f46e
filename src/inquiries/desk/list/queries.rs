//! The SQL of the list: a page costs what it shows, whatever exists.
//!
//! Each list has its own index, so each has its own query; the page before is the same read backwards, and «all that fit» is the
//! same read further. Filters that an index cannot serve are looked at row by row, in the order of the list's index.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use sqlx::PgConnection;

use super::filter::{Filter, Turn, Whose};
use crate::{
    auth::SellerDesk,
    id::{AppId, InquiryId, SellerId, TagId, UserId},
    inquiries::{Category, State},
    public_no::PublicNo,
    text::DisplayName,
    web::keyset::{Place, Rows},
};

/// An inquiry in the list.
#[derive(Debug, Clone)]
pub(in crate::inquiries::desk) struct Row {
    pub(in crate::inquiries::desk) inquiry_id: InquiryId,
    pub(in crate::inquiries::desk) no: PublicNo,
    pub(super) state: State,
    pub(super) category: Category,
    pub(super) subject: String,
    pub(super) awaiting_since: DateTime<Utc>,
    pub(super) reply_due_at: DateTime<Utc>,
    pub(super) customer_name: DisplayName,
    /// One of the roster's, as are the tags and whose it is.
    pub(super) app_id: AppId,
    /// How the customer's newest message begins.
    pub(super) newest: String,
    pub(super) assigned_to: Option<UserId>,
    pub(super) tags: Vec<TagId>,
}

impl Row {
    /// Where the row stands in its list.
    pub(super) fn place(&self) -> Place<InquiryId> {
        Place { at: self.reply_due_at, key: self.inquiry_id }
    }
}

/// Whose list it is, and until when something is due to be in it.
#[derive(Debug, Clone)]
pub(in crate::inquiries::desk) struct Seat {
    pub(in crate::inquiries::desk) seller: SellerId,
    pub(in crate::inquiries::desk) viewer: UserId,
    /// Whose inquiries are the viewer's work: their own, and those of the colleagues for whom they stand in.
    pub(in crate::inquiries::desk) mine: Vec<UserId>,
    /// Only these apps, if the member is limited to some.
    pub(in crate::inquiries::desk) apps: Option<Vec<AppId>>,
    pub(in crate::inquiries::desk) until: Option<DateTime<Utc>>,
}

impl Seat {
    /// The viewer's at their desk, for a filter.
    pub(in crate::inquiries::desk) fn of(desk: &SellerDesk, filter: Filter, now: DateTime<Utc>, zone: Tz) -> Seat {
        let until = filter.within.map(|within| within.until(now, zone));
        let viewer = desk.viewer.user_id;
        let mine = desk.place.with_those_away(viewer);
        Seat { seller: desk.place.seller_id, viewer, mine, apps: desk.place.app_ids.clone(), until }
    }

    /// The apps whose inquiries are shown: of those that exist for the member, the filter's; none: all.
    fn apps(&self, filter: Filter) -> Option<Vec<AppId>> {
        let Some(chosen) = filter.app else { return self.apps.clone() };
        let exists = self.apps.as_ref().is_none_or(|apps| apps.contains(&chosen));
        Some(if exists { vec![chosen] } else { Vec::new() })
    }
}

/// Which rows are read from a place on.
#[derive(Debug, Clone, Copy)]
enum Reach {
    /// A page and one row more.
    Behind(Place<InquiryId>),
    /// The same backwards, nearest first.
    Before(Place<InquiryId>),
    /// As many as one press may do something to, and one more, from the beginning.
    All(Place<InquiryId>),
}

impl Reach {
    fn place(self) -> Place<InquiryId> {
        match self {
            Reach::Behind(place) | Reach::Before(place) | Reach::All(place) => place,
        }
    }
}

/// One query: where rows come from, which, from which place on, in which order, how many. What is looked up for a row is looked
/// up for the rows read only, as it is not joined; `coalesce(x = $n, true)` is a filter that may be missing: the planner takes
/// it for likely and keeps to the index' order.
macro_rules! page_query {
    ($from:literal, $which:literal, $next:literal, $order:literal, $limit:literal, $args:expr, $($more:expr),*) => {{
        let (db, seat, filter): (&mut PgConnection, &Seat, Filter) = $args;
        sqlx::query_as!(
            Row,
            r#"select i.inquiry_id as "inquiry_id: InquiryId", i.public_no as "no: PublicNo", i.state as "state: State",
                    i.category as "category: Category", i.subject, i.awaiting_since as "awaiting_since!",
                    i.reply_due_at as "reply_due_at!", i.app_id as "app_id: AppId",
                    (select c.name from customers c where c.customer_id = i.customer_id) as "customer_name!: DisplayName",
                    coalesce((select left(m.body, 200) from messages m
                              where m.inquiry_id = i.inquiry_id and m.author = 'customer'
                              order by m.sent_at desc, m.message_id desc limit 1), '') as "newest!",
                    i.assigned_to as "assigned_to: UserId",
                    array(select t.tag_id from inquiry_tags t where t.inquiry_id = i.inquiry_id) as "tags!: Vec<TagId>"
             from "# + $from + " where i.seller_id = $1 and coalesce(i.app_id = any($2), true)
               and coalesce(i.category = $3, true) and " + $which + " and " + $next + " order by " + $order
               + " limit " + $limit,
            seat.seller as SellerId,
            seat.apps(filter) as Option<Vec<AppId>>,
            filter.category as Option<Category>,
            $($more),*
        )
        .fetch_all(db)
        .await
    }};
}

/// A list of what is due, soonest first: $4 and $5 are the place, $6 the tag, what follows is `$which`'s own.
macro_rules! by_due {
    ($which:literal, $reach:expr, $args:expr, $($more:expr),*) => {{
        let (place, tag) = ($reach.place(), $args.2.tag);
        match $reach {
            Reach::Behind(_) => page_query!("inquiries i", $which, "(i.reply_due_at, i.inquiry_id) > ($4, $5)
                and ($6::uuid is null or exists (select from inquiry_tags t where t.inquiry_id = i.inquiry_id and t.tag_id = $6))",
                "i.reply_due_at, i.inquiry_id", "26", $args,
                place.at, place.key as InquiryId, tag as Option<TagId>, $($more),*),
            Reach::Before(_) => page_query!("inquiries i", $which, "(i.reply_due_at, i.inquiry_id) < ($4, $5)
                and ($6::uuid is null or exists (select from inquiry_tags t where t.inquiry_id = i.inquiry_id and t.tag_id = $6))",
                "i.reply_due_at desc, i.inquiry_id desc", "26", $args,
                place.at, place.key as InquiryId, tag as Option<TagId>, $($more),*),
            Reach::All(_) => page_query!("inquiries i", $which, "(i.reply_due_at, i.inquiry_id) > ($4, $5)
                and ($6::uuid is null or exists (select from inquiry_tags t where t.inquiry_id = i.inquiry_id and t.tag_id = $6))",
                "i.reply_due_at, i.inquiry_id", "501", $args,
                place.at, place.key as InquiryId, tag as Option<TagId>, $($more),*),
        }
    }};
}

/// A list of what is over, newest first: $4 is the place, $5 the state, what follows is `$which`'s own.
macro_rules! by_age {
    ($from:literal, [$behind:literal, $before:literal, $newest:literal, $oldest:literal], $which:literal, $reach:expr,
     $args:expr, $($more:expr),*) => {{
        let (key, state) = ($reach.place().key, $args.2.state);
        match $reach {
            Reach::Behind(_) => page_query!($from, $which, $behind, $newest, "26", $args,
                key as InquiryId, state as State, $($more),*),
            Reach::Before(_) => page_query!($from, $which, $before, $oldest, "26", $args,
                key as InquiryId, state as State, $($more),*),
            Reach::All(_) => page_query!($from, $which, $behind, $newest, "501", $args,
                key as InquiryId, state as State, $($more),*),
        }
    }};
}

/// A page of a seller's inquiries.
///
/// # Errors
/// When the database does not answer.
pub(in crate::inquiries::desk) async fn rows(
    db: &mut PgConnection,
    seat: &Seat,
    filter: Filter,
    turn: Option<Turn>,
) -> sqlx::Result<Rows<Row>> {
    let reach = match turn {
        Some(Turn::Before(place)) => Reach::Before(place),
        Some(Turn::After(place)) => Reach::Behind(place),
        None => Reach::Behind(filter.first_place()),
    };
    Ok(Rows::cut(read(db, seat, filter, reach).await?, turn))
}

/// All that a filter lets through, up to one more than one press may do something to.
///
/// # Errors
/// When the database does not answer.
pub(in crate::inquiries::desk) async fn all(
    db: &mut PgConnection,
    seat: &Seat,
    filter: Filter,
) -> sqlx::Result<Vec<Row>> {
    read(db, seat, filter, Reach::All(filter.first_place())).await
}

async fn read(db: &mut PgConnection, seat: &Seat, filter: Filter, reach: Reach) -> sqlx::Result<Vec<Row>> {
    let mut rows = match filter.is_by_due() {
        true => rows_by_due(db, seat, filter, reach).await,
        false => rows_by_age(db, seat, filter, reach).await,
    }?;
    // rows come in the order in which they are due: those that are due later are at the end
    if let Some(until) = seat.until {
        rows.retain(|row| row.reply_due_at <= until);
    }
    Ok(rows)
}

async fn rows_by_due(db: &mut PgConnection, seat: &Seat, filter: Filter, reach: Reach) -> sqlx::Result<Vec<Row>> {
    let args = (db, seat, filter);
    let nobodys = filter.whose == Some(Whose::Nobodys);
    let mine = (filter.whose == Some(Whose::Mine)).then_some(seat.mine.as_slice());
    match (filter.undelivered, filter.state, mine) {
        (true, ..) => by_due!(
            "i.undelivered_at is not null and i.state <> 'closed' and (not $7 or i.assigned_to is null)
             and ($8::uuid[] is null or i.assigned_to = any($8))",
            reach,
            args,
            nobodys,
            mine as Option<&[UserId]>
        ),
        (false, State::Escalated, _) => by_due!(
            "i.state = 'escalated' and (not $7 or i.assigned_to is null)
             and ($8::uuid[] is null or i.assigned_to = any($8))",
            reach,
            args,
            nobodys,
            mine as Option<&[UserId]>
        ),
        // one person's stand in the order of an index of their own, those of several do not
        (false, _, Some([mine])) => {
            by_due!("i.state = 'awaiting_developer' and i.assigned_to = $7", reach, args, *mine as UserId)
        }
        (false, _, Some(mine)) => {
            by_due!("i.state = 'awaiting_developer' and i.assigned_to = any($7)", reach, args, mine as &[UserId])
        }
        (false, _, None) => {
            by_due!("i.state = 'awaiting_developer' and (not $7 or i.assigned_to is null)", reach, args, nobodys)
        }
    }
}

async fn rows_by_age(db: &mut PgConnection, seat: &Seat, filter: Filter, reach: Reach) -> sqlx::Result<Vec<Row>> {
    let args = (db, seat, filter);
    let nobodys = filter.whose == Some(Whose::Nobodys);
    let mine = (filter.whose == Some(Whose::Mine)).then_some(seat.viewer);
    match (filter.tag, mine) {
        (Some(tag), mine) => by_age!(
            "inquiry_tags t join inquiries i using (inquiry_id)",
            ["t.inquiry_id < $4", "t.inquiry_id > $4", "t.inquiry_id desc", "t.inquiry_id"],
            "i.state = $5 and i.turn > 0 and t.tag_id = $6 and (not $7 or i.assigned_to is null)
             and ($8::uuid is null or i.assigned_to = $8)",
            reach,
            args,
            tag as TagId,
            nobodys,
            mine as Option<UserId>
        ),
        (None, Some(mine)) => by_age!(
            "inquiries i",
            ["i.inquiry_id < $4", "i.inquiry_id > $4", "i.inquiry_id desc", "i.inquiry_id"],
            "i.state = $5 and i.turn > 0 and i.assigned_to = $6",
            reach,
            args,
            mine as UserId
        ),
        (None, None) => by_age!(
            "inquiries i",
            ["i.inquiry_id < $4", "i.inquiry_id > $4", "i.inquiry_id desc", "i.inquiry_id"],
            "i.state = $5 and i.turn > 0 and (not $6 or i.assigned_to is null)",
            reach,
            args,
            nobodys
        ),
    }
}
