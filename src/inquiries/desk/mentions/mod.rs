//! The notes that call the viewer, newest first.

use askama::Template;
use axum::extract::{Query as QueryOf, State};
use chrono::{DateTime, Utc};
use serde::Deserialize;
use sqlx::PgExecutor;

use super::{
    MENTIONS,
    frame::{Line, frame_at, waiting},
    thread_path,
};
use crate::{
    app::App,
    auth::{SellerDesk, Verb},
    error::AppError,
    id::{NoteId, UserId},
    lang::format::{Format, Moment},
    public_no::PublicNo,
    web::{
        Access, Chrome, Page, Routes, filters,
        keyset::PAGE_ROWS,
        parts::{Art, Empty, Pager},
    },
};

/// Characters of a note that a row shows at most.
const SNIPPET_CHARACTERS: usize = 160;

pub(super) fn routes() -> Routes<App> {
    Routes::new().get(MENTIONS, Access::Member(Verb::See), list_mentions)
}

/// The address' query.
#[derive(Debug, Deserialize)]
struct Query {
    /// The last note of the page before.
    after: Option<String>,
}

struct Row {
    note_id: NoteId,
    no: PublicNo,
    subject: String,
    author: String,
    body: String,
    written_at: DateTime<Utc>,
    seen_at: Option<DateTime<Utc>>,
}

/// The notes that call a person, of sellers whose member that person still is.
async fn rows(db: impl PgExecutor<'_>, person: UserId, after: Option<NoteId>) -> sqlx::Result<Vec<Row>> {
    let most = i64::try_from(PAGE_ROWS).unwrap_or(i64::MAX).saturating_add(1);
    sqlx::query_as!(
        Row,
        r#"select n.note_id as "note_id: NoteId", i.public_no as "no: PublicNo", i.subject, w.name as author, n.body,
                  n.written_at, x.seen_at
           from note_mentions x
           join memberships m on m.user_id = x.user_id and m.seller_id = x.seller_id
           join notes n using (note_id)
           join inquiries i on i.inquiry_id = n.inquiry_id
           join users w on w.user_id = n.user_id
           where x.user_id = $1 and ($2::uuid is null or x.note_id < $2)
             and (m.app_ids is null or i.app_id = any(m.app_ids))
           order by x.note_id desc limit $3"#,
        person as UserId,
        after as Option<NoteId>,
        most
    )
    .fetch_all(db)
    .await
}

async fn list_mentions(
    State(app): State<App>,
    chrome: Chrome,
    mut desk: SellerDesk,
    QueryOf(query): QueryOf<Query>,
) -> Result<Page<MentionsPage>, AppError> {
    let after = query.after.and_then(|after| after.parse().ok());
    let found = rows(&mut *desk.db, desk.viewer.user_id, after).await?;
    let waiting = waiting(&mut *desk.db, &desk.place).await?;
    let now = app.clock.now();
    let format = chrome.format(now);
    let chrome = frame_at(chrome, (&desk.viewer, &desk.place), Line::Mentions, waiting, now);
    Ok(Page(MentionsPage::new(chrome, &found, &format)))
}

/// A row as it is shown.
#[derive(Debug)]
struct Shown {
    href: String,
    subject: String,
    author: String,
    snippet: String,
    at: Moment,
    is_new: bool,
}

impl Shown {
    fn new(row: &Row, format: &Format) -> Self {
        let words = row.body.split_whitespace().collect::<Vec<_>>().join(" ");
        Self {
            href: format!("{}#note-{}", thread_path(&row.no), row.note_id),
            subject: row.subject.clone(),
            author: row.author.clone(),
            snippet: words.chars().take(SNIPPET_CHARACTERS).collect(),
            at: format.time(row.written_at),
            is_new: row.seen_at.is_none(),
        }
    }
}

#[derive(Debug, Template)]
#[template(path = "inquiries/together/mentions.html")]
struct MentionsPage {
    rows: Vec<Shown>,
    empty: Option<Empty>,
    pager: Pager,
    chrome: Chrome,
}

impl MentionsPage {
    fn new(chrome: Chrome, found: &[Row], format: &Format) -> Self {
        let lang = chrome.lang;
        let page = found.iter().take(PAGE_ROWS);
        let last = page.clone().next_back().filter(|_| found.len() > PAGE_ROWS);
        let older = last.map(|row| format!("{MENTIONS}?after={}", row.note_id));
        Self {
            rows: page.map(|row| Shown::new(row, format)).collect(),
            empty: found.is_empty().then(|| Empty::new(Art::Bubble, lang.no_mentions(), lang.no_mentions_text())),
            pager: Pager::new(lang, lang.newest_notes_first()).after(older),
            chrome,
        }
    }
}
