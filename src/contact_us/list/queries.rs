//! The SQL of the lists: each has its own index, so each has its own query; the page before is the same read backwards.

use chrono::{DateTime, Utc};
use sqlx::PgExecutor;
use uuid::Uuid;

use crate::{
    contact_us::{Ending, State},
    id::EntryId,
    inquiries::Category,
    public_no::PublicNo,
    web::keyset::{self, LATEST, Place, Rows},
};

/// A list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tab {
    /// Not forwarded.
    Waiting,
    /// Forwarded or closed.
    Over,
}

impl Tab {
    pub(super) const ALL: [Tab; 2] = [Tab::Waiting, Tab::Over];

    pub(super) fn code(self) -> &'static str {
        match self {
            Tab::Waiting => "waiting",
            Tab::Over => "over",
        }
    }

    /// Before everything of the list.
    fn first_place(self) -> Place<EntryId> {
        match self {
            Tab::Waiting => Place { at: DateTime::UNIX_EPOCH, key: EntryId(Uuid::nil()) },
            Tab::Over => Place { at: LATEST, key: EntryId(Uuid::max()) },
        }
    }
}

/// Which way a list was turned.
pub(super) type Turn = keyset::Turn<EntryId>;

/// An entry in a list.
#[derive(Debug)]
pub(super) struct Row {
    pub(super) entry_id: EntryId,
    pub(super) no: PublicNo,
    pub(super) state: State,
    pub(super) ending: Option<Ending>,
    pub(super) category: Category,
    pub(super) subject: String,
    pub(super) customer_name: String,
    pub(super) app_name_ko: String,
    pub(super) app_name_en: String,
    pub(super) seller_name_ko: String,
    pub(super) seller_name_en: String,
    pub(super) arrived_at: DateTime<Utc>,
    pub(super) entered_name: String,
    pub(super) ended_name: Option<String>,
    pub(super) ended_at: Option<DateTime<Utc>>,
}

impl Row {
    /// Where the row stands in its list.
    pub(super) fn place(&self) -> Place<EntryId> {
        Place { at: self.ended_at.unwrap_or(self.arrived_at), key: self.entry_id }
    }
}

/// One list's query: its rows, which come next, in which order. The page is cut before anything is joined to it.
macro_rules! page_query {
    ($db:expr, $place:expr, $list:literal, $next:literal, $order:literal) => {
        sqlx::query_as!(
            Row,
            "with page as materialized (
                 select * from contact_us_entries e where "
                + $list
                + $next
                + " ($1, $2) order by "
                + $order
                + " limit 26)
             "
                + r#"select e.entry_id as "entry_id: EntryId", e.public_no as "no: PublicNo", e.state as "state: State",
                    e.ending as "ending: Ending", e.category as "category: Category", e.subject,
                    c.name as customer_name, a.name_ko as app_name_ko, a.name_en as app_name_en,
                    s.name_ko as seller_name_ko, s.name_en as seller_name_en, e.arrived_at,
                    u.name as entered_name, by.name as "ended_name?", e.ended_at
             from page e
             join customers c using (customer_id)
             join apps a on a.app_id = e.app_id
             join sellers s on s.seller_id = e.seller_id
             join users u on u.user_id = e.entered_by
             left join users by on by.user_id = e.ended_by
             order by "#
                + $order,
            $place.at,
            $place.key as EntryId
        )
        .fetch_all($db)
        .await
    };
}

/// A page of a list.
pub(super) async fn rows(db: impl PgExecutor<'_>, tab: Tab, turn: Option<Turn>) -> sqlx::Result<Rows<Row>> {
    let (backwards, place) = match turn {
        Some(Turn::Before(place)) => (true, place),
        Some(Turn::After(place)) => (false, place),
        None => (false, tab.first_place()),
    };
    let rows = match (tab, backwards) {
        (Tab::Waiting, false) => page_query!(
            db,
            place,
            "e.state = 'waiting' and (e.arrived_at, e.entry_id)",
            ">",
            "e.arrived_at, e.entry_id"
        ),
        (Tab::Waiting, true) => page_query!(
            db,
            place,
            "e.state = 'waiting' and (e.arrived_at, e.entry_id)",
            "<",
            "e.arrived_at desc, e.entry_id desc"
        ),
        (Tab::Over, false) => page_query!(
            db,
            place,
            "e.state <> 'waiting' and (e.ended_at, e.entry_id)",
            "<",
            "e.ended_at desc, e.entry_id desc"
        ),
        (Tab::Over, true) => {
            page_query!(db, place, "e.state <> 'waiting' and (e.ended_at, e.entry_id)", ">", "e.ended_at, e.entry_id")
        }
    }?;
    Ok(Rows::cut(rows, turn))
}
