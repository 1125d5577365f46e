//! Writing to one side of a case: the form as it was typed, read into a letter, or given back with what is wrong.

use std::borrow::Cow;

use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use chrono::{DateTime, Utc};
use serde::Deserialize;

use super::{decision::Reading, routes::show, views::Attempt};
use crate::{
    app::App,
    auth::Verb,
    cancellations::{
        CaseRefusal, FURTHEST_DUE, Seen,
        messages::{self, CaseLetter},
    },
    error::AppError,
    id::SubmissionKey,
    inquiries::exchange::CaseSide,
    lang::Lang,
    operations::{access::Decider, case_path},
    public_no::PublicNo,
    text::MessageBody,
    web::{
        Access, Chrome, Errors, Flash, Form, Routes, Tone,
        parts::Notice,
        see_other,
        typed::{MomentError, read_moment, too_long_or},
    },
};

pub(super) fn routes() -> Routes<App> {
    Routes::new().post("/cases/{no}/messages/{side}", Access::Staff(Verb::Decide), write_message)
}

/// The fields of a side's form: each stands once on the page, so that what is typed for one side is nowhere in the other's form.
pub(super) struct Names {
    pub(super) words: &'static str,
    pub(super) waits: &'static str,
    pub(super) until: &'static str,
}

impl Names {
    pub(super) fn of(side: CaseSide) -> Names {
        match side {
            CaseSide::Seller => Names { words: "to_seller", waits: "seller_waits", until: "seller_until" },
            CaseSide::Customer => Names { words: "to_customer", waits: "customer_waits", until: "customer_until" },
        }
    }
}

/// What stands in a side's form.
#[derive(Debug, Clone)]
pub(super) struct Typed {
    pub(super) side: CaseSide,
    pub(super) words: String,
    pub(super) waits: bool,
    pub(super) until: String,
    pub(super) seen: i32,
    pub(super) key: SubmissionKey,
    pub(super) errors: Errors,
}

impl Typed {
    /// Nothing yet.
    pub(super) fn empty(side: CaseSide) -> Typed {
        Typed {
            side,
            words: String::new(),
            waits: false,
            until: String::new(),
            seen: 0,
            key: SubmissionKey::new(),
            errors: Errors::new(),
        }
    }
}

/// The fields as a browser sends them, of either side.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Fields {
    to_seller: String,
    seller_waits: String,
    seller_until: String,
    to_customer: String,
    customer_waits: String,
    customer_until: String,
    seen: String,
    submission: String,
}

impl Fields {
    /// Those of the side that the address names; the other's are not read.
    fn of(self, side: CaseSide) -> Typed {
        let (words, waits, until) = match side {
            CaseSide::Seller => (self.to_seller, self.seller_waits, self.seller_until),
            CaseSide::Customer => (self.to_customer, self.customer_waits, self.customer_until),
        };
        Typed {
            words,
            waits: !waits.is_empty(),
            until,
            seen: self.seen.parse().unwrap_or(0),
            key: self.submission.parse().unwrap_or_default(),
            ..Typed::empty(side)
        }
    }
}

async fn write_message(
    State(app): State<App>,
    chrome: Chrome,
    decider: Decider,
    Path((no, side)): Path<(String, String)>,
    Form(fields): Form<Fields>,
) -> Result<Response, AppError> {
    let no = PublicNo::parse(&no).map_err(|_| AppError::NotFound)?;
    let mut typed = fields.of(CaseSide::from_code(&side).ok_or(AppError::NotFound)?);
    let reading = Reading { lang: chrome.lang, zone: chrome.zone(), now: app.clock.now() };
    let Some(letter) = parse(&mut typed, reading) else {
        let attempt = Attempt::letter(typed, StatusCode::UNPROCESSABLE_ENTITY, None);
        return show(&app, chrome, &decider.0, &no, attempt).await;
    };
    let mut work = app.work(decider.actor()).await?;
    match messages::write(&mut work, &no, &letter).await? {
        Ok(()) => {
            work.commit().await?;
            app.wake.outbox.notify_one();
            let flash = if letter.waits { Flash::CaseAsked } else { Flash::CaseMessageSent };
            Ok(see_other(format!("{}#with-{}", case_path(&no), letter.side.code())).flash(flash).into_response())
        }
        Err(refusal) => {
            work.undo().await?;
            let attempt = refused(typed, refusal, chrome.lang)?;
            show(&app, chrome, &decider.0, &no, attempt).await
        }
    }
}

/// A letter, if nothing is wrong; what is wrong is kept with what was typed.
fn parse(typed: &mut Typed, reading: Reading) -> Option<CaseLetter> {
    let (lang, names) = (reading.lang, Names::of(typed.side));
    let body = MessageBody::parse(&typed.words);
    let body = typed.errors.take(names.words, body, |it| too_long_or(it, lang, lang.error_case_words()));
    let wanted_by = typed.errors.take(names.until, until(typed, reading), |sentence| sentence);
    Some(CaseLetter {
        side: typed.side,
        body: body?,
        waits: typed.waits,
        wanted_by: wanted_by?,
        seen: Seen { sequence: typed.seen, key: typed.key },
    })
}

/// Until when the answer is wanted; nothing typed is no moment.
fn until(typed: &Typed, reading: Reading) -> Result<Option<DateTime<Utc>>, Cow<'static, str>> {
    let lang = reading.lang;
    match read_moment(&typed.until, reading.zone) {
        Err(MomentError::Empty) => Ok(None),
        Err(MomentError::Unreadable) => Err(lang.error_wanted_by()),
        Ok(_) if !typed.waits => Err(lang.error_wanted_without_waiting()),
        Ok(at) if at <= reading.now => Err(lang.error_due_past()),
        Ok(at) if at > reading.now + FURTHEST_DUE => Err(lang.error_due_far(FURTHEST_DUE.num_days())),
        Ok(at) => Ok(Some(at)),
    }
}

/// The page says why nothing was sent; the words stand in the form of their side.
fn refused(mut typed: Typed, refusal: CaseRefusal, lang: Lang) -> Result<Attempt, AppError> {
    let (title, text) = match refusal {
        CaseRefusal::NotFound => return Err(AppError::NotFound),
        CaseRefusal::MayNot => return Err(AppError::Forbidden),
        CaseRefusal::NotTaken | CaseRefusal::TakenMeanwhile => {
            (lang.not_sent_not_taken(), lang.not_sent_not_taken_text())
        }
        CaseRefusal::SomethingNewer | CaseRefusal::AnswerWaits => {
            (lang.not_sent_case_news(), lang.not_sent_case_news_text())
        }
        CaseRefusal::FormUsed => {
            typed.key = SubmissionKey::new();
            (lang.used_form_title(), lang.used_form_text())
        }
        CaseRefusal::DueInPast | CaseRefusal::DueTooFar => {
            typed.errors.set(Names::of(typed.side).until, lang.error_due_past());
            return Ok(Attempt::letter(typed, StatusCode::UNPROCESSABLE_ENTITY, None));
        }
        CaseRefusal::MovedOn | CaseRefusal::PurchaseInFuture | CaseRefusal::NothingPaid | CaseRefusal::NoColleague => {
            (lang.not_sent_case_moved(), lang.refused_moved_on_text())
        }
    };
    let notice = Notice::new(Tone::Soon).title(title).text(text).alert();
    Ok(Attempt::letter(typed, StatusCode::CONFLICT, Some(notice)))
}
