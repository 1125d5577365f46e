//! The viewer's drafts: what they have begun to write and not sent, newest first.

use askama::Template;
use axum::extract::State;
use chrono::{DateTime, Utc};
use sqlx::PgExecutor;

use super::{
    INBOX,
    frame::{Waiting, frame},
    thread_path,
};
use crate::{
    app::App,
    auth::{SellerDesk, Verb},
    error::AppError,
    id::{SellerId, UserId},
    inquiries::State as InquiryState,
    lang::format::Moment,
    public_no::PublicNo,
    web::{
        Access, Chrome, Page, Routes, filters,
        filters::COUNTED_TO,
        parts::{Action, Art, Empty},
    },
};

/// Where they are listed.
pub(super) const DRAFTS: &str = "/drafts";
/// How many are listed: nobody writes so many answers at once.
const LISTED: i64 = 50;
/// Characters of a draft that a row shows.
const SNIPPET_CHARACTERS: usize = 120;

pub(super) fn routes() -> Routes<App> {
    Routes::new().get(DRAFTS, Access::Member(Verb::See), list_drafts)
}

/// A draft of the viewer.
#[derive(Debug)]
struct Row {
    no: PublicNo,
    subject: String,
    state: InquiryState,
    body: String,
    saved_at: DateTime<Utc>,
}

/// The viewer's drafts with a seller, and what waits there for the menu: one statement each.
async fn drafts(db: impl PgExecutor<'_>, seller: SellerId, viewer: UserId) -> sqlx::Result<Vec<Row>> {
    sqlx::query_as!(
        Row,
        r#"select i.public_no as "no: PublicNo", i.subject, i.state as "state: InquiryState", d.body, d.saved_at
           from drafts d join inquiries i using (inquiry_id)
           where d.user_id = $2 and i.seller_id = $1 and i.turn > 0
           order by d.saved_at desc limit $3"#,
        seller as SellerId,
        viewer as UserId,
        LISTED
    )
    .fetch_all(db)
    .await
}

async fn waiting(db: impl PgExecutor<'_>, seller: SellerId) -> sqlx::Result<Waiting> {
    let row = sqlx::query!(
        r#"select count(*) as "count!", min(reply_due_at) as first_due
           from (select reply_due_at from inquiries where seller_id = $1 and state = 'awaiting_developer'
                 order by reply_due_at limit $2::bigint + 1) as soonest"#,
        seller as SellerId,
        COUNTED_TO
    )
    .fetch_one(db)
    .await?;
    Ok(Waiting { count: row.count, first_due: row.first_due })
}

/// A draft as it is shown.
#[derive(Debug)]
struct ShownRow {
    href: String,
    subject: String,
    state: String,
    snippet: String,
    at: Moment,
}

#[derive(Debug, Template)]
#[template(path = "inquiries/drafts.html")]
struct DraftsPage {
    chrome: Chrome,
    rows: Vec<ShownRow>,
    empty: Empty,
}

async fn list_drafts(
    State(app): State<App>,
    chrome: Chrome,
    mut desk: SellerDesk,
) -> Result<Page<impl Template>, AppError> {
    let (seller, now) = (desk.place.seller_id, app.clock.now());
    let rows = drafts(&mut *desk.db, seller, desk.viewer.user_id).await?;
    let waiting = waiting(&mut *desk.db, seller).await?;
    let (lang, format) = (chrome.lang, chrome.format(now));
    let shown = rows.iter().map(|row| ShownRow {
        href: format!("{}#latest", thread_path(&row.no)),
        subject: row.subject.clone(),
        state: row.state.name(lang).into(),
        snippet: match row.body.is_empty() {
            true => lang.draft_files_only().into(),
            false => {
                row.body.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(SNIPPET_CHARACTERS).collect()
            }
        },
        at: format.time(row.saved_at),
    });
    let empty = Empty::new(Art::Bubble, lang.no_drafts(), lang.no_drafts_text())
        .action(Action::link(INBOX, lang.see_unanswered()).icon("inbox"));
    let rows = shown.collect();
    Ok(Page(DraftsPage { chrome: frame(chrome, &desk.viewer, &desk.place, waiting, now), rows, empty }))
}
