//! The page of a case.

use askama::Template;
use axum::http::StatusCode;
use chrono::{DateTime, TimeDelta, Utc};

use super::{
    assign::AssignForm,
    decision,
    exchange::{self, ExchangeCard},
    facts,
    forms::{DecisionForm, OutcomeForm},
    notices, outcome,
    proof::{self, Mails, Proof},
    queries::{Entries, Head},
    timeline::{Entry, timeline},
    write,
};
use crate::{
    auth::{Operator, Verb},
    cancellations::{CaseRefusal, FURTHEST_DUE, State},
    customers::masked_name,
    error::AppError,
    events::{EventKind, EventRow},
    inquiries::{
        State as InquiryState,
        shown::{Reader, ThreadItem, ThreadRows, thread},
    },
    lang::{Lang, format::Format},
    operations::{
        QUEUE, case_path, file_path,
        frame::{Place, Undecided, frame},
        names::{Holder, late_badge, origin_badge, state_badge},
    },
    rules::Rules,
    web::{
        Chrome, Errors, Tone,
        countdown::{Audience, Countdown, CountdownPanel, DueState},
        filters,
        parts::{Action, Badge, Facts, Notice, Sentence},
    },
};

/// For how long after a decision the page looks by itself what became of its mails.
const WATCHED: TimeDelta = TimeDelta::minutes(2);

/// What stands in the forms, and what stood in their way.
#[derive(Debug)]
pub(super) struct Attempt {
    pub(super) status: StatusCode,
    decision: Option<decision::Typed>,
    outcome: Option<outcome::Typed>,
    letter: Option<write::Typed>,
    errors: Errors,
    notice: Option<Notice>,
}

impl Attempt {
    /// Nothing was tried.
    pub(super) fn none() -> Attempt {
        let (decision, outcome, letter) = (None, None, None);
        Attempt { status: StatusCode::OK, decision, outcome, letter, errors: Errors::new(), notice: None }
    }

    /// A decision with something to mend.
    pub(super) fn decision(typed: decision::Typed, errors: Errors) -> Attempt {
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        Attempt { status, decision: Some(typed), errors, ..Attempt::none() }
    }

    /// A result with something to mend.
    pub(super) fn outcome(typed: outcome::Typed, errors: Errors) -> Attempt {
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        Attempt { status, outcome: Some(typed), errors, ..Attempt::none() }
    }

    /// Nothing was tried yet: it is what its author sent when the session had ended.
    pub(super) fn given_back(self, lang: Lang) -> Attempt {
        let notice = Notice::new(Tone::Soon).text(lang.given_back()).alert();
        Attempt { status: StatusCode::OK, notice: Some(notice), ..self }
    }

    /// A message to one side that was not sent.
    pub(super) fn letter(typed: write::Typed, status: StatusCode, notice: Option<Notice>) -> Attempt {
        Attempt { status, letter: Some(typed), notice, ..Attempt::none() }
    }

    /// A colleague was chosen to have it.
    pub(super) fn assigning() -> Attempt {
        Attempt { status: StatusCode::UNPROCESSABLE_ENTITY, ..Attempt::none() }
    }

    /// The case stood in the way of it.
    pub(super) fn refused(mut self, refusal: CaseRefusal, lang: Lang) -> Result<Attempt, AppError> {
        match refusal {
            CaseRefusal::NotFound => return Err(AppError::NotFound),
            CaseRefusal::MayNot => return Err(AppError::Forbidden),
            CaseRefusal::DueInPast => self.errors.set("due", lang.error_due_past()),
            CaseRefusal::DueTooFar => self.errors.set("due", lang.error_due_far(FURTHEST_DUE.num_days())),
            CaseRefusal::NoColleague => self.errors.set("to", lang.error_colleague()),
            CaseRefusal::NothingPaid => self.errors.set("amount", lang.error_amount_paid()),
            CaseRefusal::PurchaseInFuture => self.errors.set("purchased_at", lang.error_purchased_at_future()),
            CaseRefusal::NotTaken
            | CaseRefusal::TakenMeanwhile
            | CaseRefusal::MovedOn
            | CaseRefusal::SomethingNewer
            | CaseRefusal::FormUsed
            | CaseRefusal::AnswerWaits => {
                self.status = StatusCode::CONFLICT;
                self.notice = Some(notices::refused(refusal, lang));
            }
        }
        Ok(self)
    }
}

/// The file of a case.
#[derive(Debug, Template)]
#[template(path = "operations/case.html")]
pub(super) struct CasePage {
    chrome: Chrome,
    path: String,
    no: String,
    title: String,
    badges: Vec<Badge>,
    printed: String,
    notices: Vec<Notice>,
    proof: Proof,
    timeline: Vec<Entry>,
    zone: String,
    items: Vec<ThreadItem>,
    panel: CountdownPanel,
    purchase: Option<Facts>,
    inquiry: Facts,
    decided: Option<Facts>,
    reason: Option<String>,
    result: Option<Facts>,
    mails: Option<Mails>,
    watched: bool,
    step: Option<Notice>,
    decision: Option<DecisionForm>,
    outcome: Option<OutcomeForm>,
    assign: Option<AssignForm>,
    exchange: Vec<ExchangeCard>,
    undecided: bool,
}

impl CasePage {
    pub(super) fn new(
        chrome: Chrome,
        operator: &Operator,
        head: &Head,
        entries: &Entries,
        (rules, now): (&Rules, DateTime<Utc>),
        attempt: Attempt,
    ) -> Self {
        let (lang, format) = (chrome.lang, chrome.format(now));
        let Operator { viewer, role } = operator;
        let undecided = Undecided {
            count: head.undecided,
            first_due: head.first_due,
            entries: head.entries,
            first_arrived: head.first_arrived,
        };
        let holder = holder(head, operator);
        let mut notices: Vec<Notice> = attempt.notice.clone().into_iter().collect();
        notices.extend(exchange::new_answer(head, operator, lang));
        notices.extend(notices::before_deciding(head, &entries.messages, &format));
        notices.extend((!role.may(Verb::Decide)).then(|| notices::reads_only(lang)));
        Self {
            path: case_path(&head.no),
            no: head.no.of_case(),
            title: format!("{}, {}", masked_name(&head.customer_name), head.app_name(lang)),
            badges: badges(head, holder, entries, lang),
            printed: lang.printed_by(&format.moment_s(now), &viewer.name).into(),
            notices,
            proof: Proof::new(head, entries, &format),
            timeline: timeline(head, entries, &format),
            zone: lang.letter_zone(&chrome.prefs.zone_name()).into(),
            items: items(head, entries, &format),
            panel: panel(head, &format),
            purchase: facts::purchase_told(head, &format),
            inquiry: facts::inquiry(head, &format),
            decided: facts::decided(head, &format),
            reason: head.reason.clone(),
            result: facts::result(head, &format),
            mails: proof::decision_mails(head.cancellation_id, &entries.deliveries, &format),
            watched: proof::is_moving(head.cancellation_id, &entries.deliveries, now - WATCHED),
            step: step(head, holder, &chrome, &format).filter(|_| role.may(Verb::Decide)),
            decision: DecisionForm::new(head, operator, (rules, &chrome, now), attempt.decision, &attempt.errors),
            outcome: OutcomeForm::new(head, operator, &chrome, attempt.outcome, &attempt.errors),
            assign: AssignForm::new(head, operator, &chrome, &attempt.errors),
            exchange: exchange::cards(head, entries, operator, (&chrome, &format), attempt.letter.as_ref()),
            undecided: head.state.is_undecided(),
            chrome: frame(chrome, (viewer, *role), Place::Queue, undecided, now),
        }
    }
}

/// Who has the case.
fn holder<'a>(head: &'a Head, operator: &Operator) -> Option<Holder<'a>> {
    match (head.taken_by, &head.taken_name) {
        (Some(by), _) if by == operator.viewer.user_id => Some(Holder::Me),
        (_, Some(name)) => Some(Holder::Colleague(name)),
        (_, None) => None,
    }
}

fn badges(head: &Head, holder: Option<Holder<'_>>, entries: &Entries, lang: Lang) -> Vec<Badge> {
    let late = entries.messages.iter().any(|message| message.late && message.sent_at >= head.opened_at);
    let category = Badge::outline(head.category.icon(), head.category.name(lang));
    [origin_badge(head.origin, lang), state_badge(head.state, holder, lang)]
        .into_iter()
        .chain(late.then(|| late_badge(lang)))
        .chain([category])
        .collect()
}

/// The clock of the inquiry, in words for who decides.
fn panel(head: &Head, format: &Format) -> CountdownPanel {
    let lang = format.lang;
    let due = head.reply_due_at;
    let state = match head.inquiry_state {
        InquiryState::Unconfirmed | InquiryState::AwaitingDeveloper => DueState::Running,
        InquiryState::Escalated => DueState::WithOperations { since: head.opened_at },
        InquiryState::Answered => DueState::Answered { at: head.result_at.or(head.decided_at).unwrap_or(due) },
        InquiryState::Closed => DueState::Closed { at: head.closed_at.unwrap_or(due) },
    };
    let panel = Countdown::new(head.awaiting_since, due, format.now, state).panel(format, Audience::Operations);
    let span = |since: DateTime<Utc>| lang.span(u64::try_from((format.now - since).num_seconds()).unwrap_or(0));
    match head.inquiry_state {
        InquiryState::Escalated if head.state.is_undecided() => panel
            .with_word(lang.open_for(&span(head.opened_at)))
            .with_then(vec![Sentence::new("user", lang.customer_waits(&span(head.awaiting_since)))]),
        InquiryState::Escalated => panel.with_word(lang.case_at_billing()).with_then(Vec::new()),
        InquiryState::Answered if !head.state.is_open() => {
            panel.with_word(lang.author_operations()).with_then(Vec::new())
        }
        _ => panel,
    }
}

/// The messages; of the history only what says that an answer did not arrive.
fn items(head: &Head, entries: &Entries, format: &Format) -> Vec<ThreadItem> {
    let counts = |event: &&EventRow| matches!(event.kind, EventKind::UnansweredAgain | EventKind::Undeliverable);
    let events: Vec<EventRow> = entries.events.iter().filter(counts).cloned().collect();
    let rows = ThreadRows {
        customer_name: &head.customer_name,
        messages: &entries.messages,
        events: &events,
        files: &entries.files,
    };
    thread(rows, Reader::Operations, format, |file| file_path(&head.no, file))
}

/// Taking it, or taking it over.
fn step(head: &Head, holder: Option<Holder<'_>>, chrome: &Chrome, format: &Format) -> Option<Notice> {
    let lang = format.lang;
    let holder_id = head.taken_by.map(|by| by.to_string()).unwrap_or_default();
    let take = |label| {
        Action::post(format!("{}/take", case_path(&head.no)), label, chrome).with("holder", &holder_id).icon("eye")
    };
    if !head.state.is_undecided() {
        return None;
    }
    match (head.state, holder) {
        (State::InReview, Some(Holder::Me)) => None,
        (State::NeedsInformation, Some(Holder::Me)) => {
            let waits = exchange::waiting_for(head, format);
            let notice = waits.into_iter().fold(Notice::new(Tone::Calm).icon("clock"), Notice::text);
            Some(notice.text(lang.decide_while_waiting()).action(take(lang.stop_waiting())))
        }
        (State::InReview | State::NeedsInformation, Some(Holder::Colleague(name))) => {
            let since = head.taken_at.map(|at| format.near(at)).unwrap_or_default();
            Some(Notice::new(Tone::Mute).icon("lock").text(lang.taken_by(name, &since)).action(take(lang.take_over())))
        }
        _ => {
            let take = take(lang.take_case()).primary();
            Some(Notice::new(Tone::Calm).icon("scale").text(lang.take_first()).action(take))
        }
    }
}
