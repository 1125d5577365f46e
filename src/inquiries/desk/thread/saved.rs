//! A saved reply put into the answer that is being written; what was typed stays before it.

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};
use chrono_tz::Tz;

use super::{
    access::{NamedInquiry, SeenInquiry},
    reply::{self, Typed},
    routes::show,
};
use crate::{
    app::App,
    auth::{Verb, Viewer},
    customers::masked_name,
    error::AppError,
    id::{AppId, SavedReplyId},
    inquiries::{
        State as InquiryState, attached,
        desk::thread_path,
        saved_replies::{self, SavedText, Unresolved, Values, expand},
    },
    lang::{Lang, format::Format},
    public_no::PublicNo,
    rosters::{self, Roster},
    web::{Access, Chrome, Routes, Upload, filters, parts::part},
    work::{Actor, Work},
};

/// The zone of a customer who told none that is known.
const STORE_ZONE: Tz = Tz::Asia__Seoul;
/// Saved replies that the thread offers; more are found by their words.
const SAVED_SHOWN: usize = rosters::SAVED_NAMED - 1;
/// The button that looks for saved replies instead of taking one.
const FIND: &str = "find";

pub(super) fn routes() -> Routes<App> {
    Routes::new().post("/inquiries/{no}/replies/saved", Access::Member(Verb::Answer), put_in)
}

async fn put_in(
    State(app): State<App>,
    chrome: Chrome,
    viewer: Viewer,
    NamedInquiry(no): NamedInquiry,
    upload: Upload,
) -> Result<Response, AppError> {
    let mut seen = SeenInquiry::find(&app, viewer, &no).await?;
    if !seen.place.role.may(Verb::Answer) {
        return Err(AppError::Forbidden);
    }
    let mut typed = Typed::unsent(&upload);
    if upload.field("do") == FIND {
        let found = saved_replies::find(&mut *seen.db, seen.head.inquiry_id, upload.field("find")).await?;
        typed.found = Some(found.into_iter().map(|(id, title)| SavedTitle { id, title }).collect());
    } else {
        take(&app, &chrome, &seen, &upload, &mut typed).await?;
    }
    let status = if typed.errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let (files, _) = attached(&upload, &app.config.attachments, chrome.lang);
    reply::files_again(&mut typed.errors, &files, chrome.lang);
    Ok(show(&app, chrome, seen, Some(typed), None).await?.with_status(status))
}

/// Fills the chosen text and counts its use; what cannot be filled is not put in.
async fn take(
    app: &App,
    chrome: &Chrome,
    seen: &SeenInquiry,
    upload: &Upload,
    typed: &mut Typed,
) -> Result<(), AppError> {
    let lang = chrome.lang;
    let Ok(chosen) = upload.field("saved").parse::<SavedReplyId>() else {
        typed.errors.set("saved", lang.choose_saved());
        return Ok(());
    };
    let mut work: Work = app.work(Actor::Member(seen.viewer.user_id)).await?;
    let Some(text) = saved_replies::take(&mut work, seen.head.inquiry_id, chosen).await? else {
        typed.errors.set("saved", lang.saved_is_gone());
        return Ok(());
    };
    let (words, in_lang) = text.in_lang(seen.head.lang);
    match expand(words, &values(seen, in_lang, app)) {
        Ok(words) => {
            typed.body = joined(&typed.body, &words);
            work.commit().await?;
        }
        Err(why) => typed.errors.set("saved", unresolved(&why, lang)),
    }
    Ok(())
}

fn joined(typed: &str, words: &str) -> String {
    match typed.trim_end() {
        "" => words.to_owned(),
        typed => format!("{typed}\n\n{words}"),
    }
}

/// What the gaps stand for in this inquiry; moments are the customer's.
fn values(seen: &SeenInquiry, lang: Lang, app: &App) -> Values {
    let head = &seen.head;
    let zone = head.zone.parse().unwrap_or(STORE_ZONE);
    let format = Format::new(lang, zone, app.clock.now());
    let runs = head.state == InquiryState::AwaitingDeveloper;
    Values {
        customer: masked_name(&head.customer_name),
        app: seen.roster.app_name(head.app_id, lang).to_owned(),
        due: runs.then(|| format.moment(head.reply_due_at)),
        inquiry: head.no.of_inquiry(),
        agent: seen.viewer.name.clone(),
        seller: seen.place.name(lang).to_owned(),
    }
}

/// Why a text was not put in, or not saved.
pub(in crate::inquiries::desk) fn unresolved(why: &Unresolved, lang: Lang) -> String {
    match why {
        Unresolved::Unknown(name) => lang.gap_unknown(name, &gaps()),
        Unresolved::Unbalanced => lang.gap_unbalanced(&gaps()),
        Unresolved::Missing(variable) => lang.gap_missing(&variable.gap()),
    }
    .into()
}

/// All gaps that can be filled.
fn gaps() -> String {
    saved_replies::Variable::ALL.map(saved_replies::Variable::gap).join(", ")
}

/// A saved reply to choose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct SavedTitle {
    pub(super) id: SavedReplyId,
    pub(super) title: String,
}

/// The menu of saved replies above the box.
#[derive(Debug, Template)]
#[template(path = "inquiries/together/saved_choice.html")]
pub(super) struct SavedChoice {
    lang: Lang,
    action: String,
    saved: Vec<SavedTitle>,
    /// Whether there are more than are shown.
    many: bool,
    /// Whether these were looked for.
    found: bool,
    error: Option<String>,
}

part!(SavedChoice);

impl SavedChoice {
    /// None while the seller has none.
    pub(super) fn new(chrome: &Chrome, roster: &Roster, (no, app): (&PublicNo, AppId), typed: &Typed) -> Option<Self> {
        let fits = roster.saved.iter().filter(|one| one.app_id.is_none_or(|for_app| for_app == app));
        let mut saved: Vec<SavedTitle> =
            fits.take(SAVED_SHOWN + 1).map(|one| SavedTitle { id: one.id, title: one.title.clone() }).collect();
        let many = saved.len() > SAVED_SHOWN;
        saved.truncate(SAVED_SHOWN);
        (!saved.is_empty()).then(|| Self {
            lang: chrome.lang,
            action: format!("{}/replies/saved", thread_path(no)),
            saved: typed.found.clone().unwrap_or(saved),
            many,
            found: typed.found.is_some(),
            error: typed.errors.get("saved").map(str::to_owned),
        })
    }
}

/// The text in a language, and which language it is.
impl SavedText {
    fn in_lang(&self, lang: Lang) -> (&str, Lang) {
        match (lang, self.ko.is_empty(), self.en.is_empty()) {
            (Lang::Ko, false, _) | (Lang::En, _, true) => (&self.ko, Lang::Ko),
            (Lang::En, _, false) | (Lang::Ko, true, _) => (&self.en, Lang::En),
        }
    }
}
