//! Doing something to many inquiries, and the page that tells what it did.

use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};

use super::{
    form::{AnswerForm, Deed, ListForm, Pairs},
    queries, run_path,
    views::{AnswerPage, RunPage},
};
use crate::{
    app::App,
    auth::{SellerDesk, Verb},
    error::AppError,
    id::{BulkRunId, InquiryId, SubmissionKey},
    inquiries::{
        DeskRefusal, MOST_AT_ONCE, Outcome, assign,
        bulk::{self, BulkKind, ManyAnswers, ManyRefusal, answer_many, undo_many},
        desk::{
            frame::waiting,
            list::queries::{Seat, all},
            thread::unresolved,
        },
        dismiss,
        tags::{self, WhichTag},
    },
    lang::Lang,
    public_no::PublicNo,
    text::{MessageBody, TextError},
    web::{Access, Chrome, Errors, Flash, Form, NoFields, Page, Routes, parts::Notice, see_other},
    work::{Actor, Work},
};

pub(in crate::inquiries::desk) fn routes() -> Routes<App> {
    Routes::new()
        .post("/inquiries/bulk", Access::Member(Verb::Answer), do_to_many)
        .post("/inquiries/bulk/answers", Access::Member(Verb::Answer), answer)
        .get("/inquiries/bulk/{run}", Access::Member(Verb::Answer), show_run)
        .post("/inquiries/bulk/{run}/undo", Access::Member(Verb::Answer), undo)
}

/// What is done at once leads to the page that tells it; an answer is written on a page of its own.
async fn do_to_many(
    State(app): State<App>,
    chrome: Chrome,
    mut desk: SellerDesk,
    Form(pairs): Form<Pairs>,
) -> Result<Response, AppError> {
    may_answer(&desk)?;
    let form = ListForm::of(&pairs);
    let nos = match form.deed {
        None => Vec::new(),
        Some(Deed::AnswerAll) => {
            let seat = Seat::of(&desk, form.list, app.clock.now(), chrome.zone());
            all(&mut desk.db, &seat, form.list).await?.into_iter().map(|row| row.no).take(MOST_AT_ONCE).collect()
        }
        Some(_) => form.picks.clone(),
    };
    match form.deed {
        Some(deed) if !nos.is_empty() => match deed {
            Deed::Answer | Deed::AnswerAll => {
                let typed = Typed { list: form.list.text(None), ..Typed::default() };
                write(&app, chrome, desk, &nos, typed).await
            }
            deed => act(&app, &desk, deed, &form, &pairs).await,
        },
        _ => Ok(see_other(form.list.path(None)).flash(Flash::NothingPicked).into_response()),
    }
}

fn may_answer(desk: &SellerDesk) -> Result<(), AppError> {
    if desk.place.role.may(Verb::Answer) { Ok(()) } else { Err(AppError::Forbidden) }
}

async fn act(app: &App, desk: &SellerDesk, deed: Deed, form: &ListForm, pairs: &Pairs) -> Result<Response, AppError> {
    let mut work = app.work(Actor::Member(desk.viewer.user_id)).await?;
    let first = bulk::begin(&mut work, form.key, &form.content(pairs)).await?;
    let run = match first {
        Ok(true) => match done(&mut work, deed, &form.picks).await? {
            Ok((kind, outcomes)) => bulk::record(&mut work, form.key, kind, &outcomes).await?,
            Err(refusal) => return Err(refusal.into()),
        },
        Ok(false) => BulkRunId(form.key.0),
        Err(_) => return Ok(see_other(form.list.path(None)).flash(Flash::FormUsed).into_response()),
    };
    work.commit().await?;
    app.wake.outbox.notify_one();
    Ok(see_other(run_path(run)).into_response())
}

/// What a deed did to each.
type Done = Result<(BulkKind, Vec<(InquiryId, Outcome)>), DeskRefusal>;

async fn done(work: &mut Work, deed: Deed, nos: &[PublicNo]) -> sqlx::Result<Done> {
    use crate::inquiries::Dismissal::{Duplicate, Spam};
    let (kind, outcomes) = match deed {
        Deed::Assign(to) => (BulkKind::Assign, assign(work, nos, to).await?),
        Deed::Tag(tag) => (BulkKind::Tag, tags::put_on(work, nos, &WhichTag::Known(tag)).await?),
        Deed::Close(Spam) => (BulkKind::Spam, dismiss(work, nos, Spam).await?),
        Deed::Close(Duplicate) => (BulkKind::Duplicate, dismiss(work, nos, Duplicate).await?),
        Deed::Answer | Deed::AnswerAll => return Ok(Err(DeskRefusal::NotFound)),
    };
    Ok(outcomes.map(|outcomes| (kind, outcomes)))
}

impl From<DeskRefusal> for AppError {
    fn from(refusal: DeskRefusal) -> Self {
        match refusal {
            DeskRefusal::NotFound => AppError::NotFound,
            DeskRefusal::ReadOnly => AppError::Forbidden,
            DeskRefusal::NotAColleague => AppError::Invalid("nobody who answers for this seller"),
            DeskRefusal::NameTaken => AppError::Invalid("a tag has this name"),
            DeskRefusal::FormUsed => AppError::Invalid("the form was used already"),
        }
    }
}

/// What stands on the page that answers many.
#[derive(Debug, Default)]
pub(super) struct Typed {
    pub(super) body: String,
    pub(super) errors: Errors,
    pub(super) key: SubmissionKey,
    /// The query of the list that it came from.
    pub(super) list: String,
    pub(super) notice: Option<Notice>,
}

/// The page to write one answer to these.
async fn write(
    app: &App,
    chrome: Chrome,
    mut desk: SellerDesk,
    nos: &[PublicNo],
    typed: Typed,
) -> Result<Response, AppError> {
    let chosen = queries::chosen(&mut desk.db, &desk.place, nos).await?;
    let waiting = waiting(&mut *desk.db, &desk.place).await?;
    let status = match (&typed.notice, typed.errors.is_empty()) {
        (Some(_), _) => StatusCode::CONFLICT,
        (None, false) => StatusCode::UNPROCESSABLE_ENTITY,
        (None, true) => StatusCode::OK,
    };
    Ok(Page(AnswerPage::new(chrome, &desk, &chosen, typed, (waiting, app.clock.now()))).with_status(status))
}

async fn answer(
    State(app): State<App>,
    chrome: Chrome,
    desk: SellerDesk,
    Form(pairs): Form<Pairs>,
) -> Result<Response, AppError> {
    may_answer(&desk)?;
    let AnswerForm { chosen, body, list, key } = AnswerForm::of(&pairs);
    if chosen.is_empty() {
        return Ok(see_other(list.path(None)).flash(Flash::NothingPicked).into_response());
    }
    let nos: Vec<PublicNo> = chosen.iter().map(|(no, _)| no.clone()).collect();
    let mut typed = Typed { body: body.clone(), key, list: list.text(None), ..Typed::default() };
    let Some(body) = typed.errors.take("body", MessageBody::parse(&body), |refusal| sentence(refusal, chrome.lang))
    else {
        return write(&app, chrome, desk, &nos, typed).await;
    };
    let mut work = app.work(Actor::Member(desk.viewer.user_id)).await?;
    match answer_many(&mut work, &app.rules.current(), &ManyAnswers { body, chosen, key }).await? {
        Ok(run) => {
            work.commit().await?;
            app.wake.scanner.notify_one();
            Ok(see_other(run_path(run)).into_response())
        }
        Err(ManyRefusal::Unresolved(why)) => {
            work.undo().await?;
            typed.errors.set("body", unresolved(&why, chrome.lang));
            write(&app, chrome, desk, &nos, typed).await
        }
        Err(ManyRefusal::Desk(DeskRefusal::FormUsed)) => {
            work.undo().await?;
            typed.key = SubmissionKey::new();
            let notice = Notice::new(crate::web::Tone::Soon).title(chrome.lang.used_form_title());
            typed.notice = Some(notice.text(chrome.lang.used_form_text()).alert());
            write(&app, chrome, desk, &nos, typed).await
        }
        Err(ManyRefusal::Desk(refusal)) => Err(refusal.into()),
    }
}

fn sentence(refusal: TextError, lang: Lang) -> String {
    match refusal {
        TextError::Empty => lang.reply_empty(),
        TextError::TooLong { max, is } => lang.reply_too_long(max, is),
        TextError::NotAllowed => lang.reply_not_allowed(),
    }
    .into()
}

async fn show_run(
    State(app): State<App>,
    chrome: Chrome,
    mut desk: SellerDesk,
    Path(run): Path<String>,
) -> Result<Page<RunPage>, AppError> {
    let run: BulkRunId = run.parse().map_err(|_| AppError::NotFound)?;
    let items = queries::items(&mut desk.db, run, desk.place.seller_id, desk.viewer.user_id).await?;
    if items.is_empty() {
        return Err(AppError::NotFound);
    }
    let waiting = waiting(&mut *desk.db, &desk.place).await?;
    Ok(Page(RunPage::new(chrome, &desk, run, &items, (waiting, app.clock.now()))))
}

async fn undo(
    State(app): State<App>,
    desk: SellerDesk,
    Path(run): Path<String>,
    Form(NoFields {}): Form<NoFields>,
) -> Result<Response, AppError> {
    let run: BulkRunId = run.parse().map_err(|_| AppError::NotFound)?;
    let mut work = app.work(Actor::Member(desk.viewer.user_id)).await?;
    let undone = undo_many(&mut work, run).await??;
    work.commit().await?;
    let flash = if undone > 0 { Flash::ManyTakenBack } else { Flash::TooLateToTakeBack };
    Ok(see_other(run_path(run)).flash(flash).into_response())
}
