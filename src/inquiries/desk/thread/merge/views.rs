//! The page that says what a merge will do, and what the thread says of one.

use std::borrow::Cow;

use askama::Template;
use chrono::{DateTime, Utc};

use super::queries::Candidate;
use crate::{
    inquiries::{
        State,
        desk::{
            frame::{Waiting, frame},
            thread::{access::SeenInquiry, queries::Head},
            thread_path,
        },
        merge::{Clock, MergeRefusal, UNDO_FOR},
    },
    lang::{
        Lang,
        format::{Format, Moment},
    },
    public_no::PublicNo,
    web::{
        Chrome, Tone, filters,
        parts::{Action, Art, Empty, Notice},
    },
};

/// The way to the page, where there is something to merge with.
pub(in crate::inquiries::desk::thread) fn way(SeenInquiry { head, around, .. }: &SeenInquiry) -> Option<String> {
    let goes_on = matches!(head.state, State::AwaitingDeveloper | State::Answered);
    (head.earlier > 0 && goes_on && around.goes_on_in.is_none()).then(|| path(&head.no))
}

fn path(no: &PublicNo) -> String {
    format!("{}/merge", thread_path(no))
}

/// What the thread says of merges: where it goes on, and what stands in it besides its own.
pub(in crate::inquiries::desk::thread) fn notices(
    chrome: &Chrome,
    SeenInquiry { head, around, .. }: &SeenInquiry,
    may_answer: bool,
    now: DateTime<Utc>,
) -> Vec<Notice> {
    let lang = chrome.lang;
    let goes_on = around.goes_on_in.iter().map(|into| {
        Notice::new(Tone::Calm)
            .icon("merge")
            .title(lang.goes_on_in(&into.no.of_inquiry()))
            .text(lang.goes_on_in_text())
            .action(Action::link(thread_path(&into.no), lang.open_other(&into.subject)).primary())
    });
    let merged = around.merged.iter().map(|other| {
        let link = Action::link(thread_path(&other.no), lang.open_other(&other.subject)).quiet();
        let notice = Notice::new(Tone::Mute).icon("merge").text(lang.holds_merged(&other.no.of_inquiry())).action(link);
        let undo = Action::post(format!("{}/unmerge", thread_path(&head.no)), lang.unmerge(), chrome)
            .with("with", other.no.as_str())
            .icon("undo-2");
        if may_answer && now < other.at + UNDO_FOR { notice.action(undo) } else { notice }
    });
    goes_on.chain(merged).collect()
}

/// Why two inquiries were not made one, or not taken apart.
pub(super) fn refusal_words(refusal: MergeRefusal, lang: Lang) -> Cow<'static, str> {
    match refusal {
        MergeRefusal::NotFound | MergeRefusal::ReadOnly => lang.merge_choose_one(),
        MergeRefusal::IntoClosed => lang.merge_into_closed(),
        MergeRefusal::AlreadyMerged => lang.merge_already(),
        MergeRefusal::CarriesOthers => lang.merge_carries_others(),
        MergeRefusal::WithOperations => lang.merge_with_operations(),
        MergeRefusal::AnswerWaits => lang.merge_answer_waits(),
        MergeRefusal::SomethingNewer => lang.merge_something_newer(),
        MergeRefusal::NotMerged => lang.merge_is_none(),
        MergeRefusal::TooLate => lang.unmerge_too_late(),
        MergeRefusal::WrittenSince => lang.unmerge_written_since(),
    }
}

/// One that can be chosen.
#[derive(Debug)]
struct Offer {
    no: String,
    number: String,
    subject: String,
    state: String,
    at: Moment,
    chosen: bool,
}

/// What will happen.
#[derive(Debug)]
struct Preview {
    with: String,
    seen: i32,
    seen_other: i32,
    sentences: Vec<String>,
}

/// The page.
#[derive(Debug, Template)]
#[template(path = "inquiries/together/merge.html")]
pub(super) struct MergePage {
    back: String,
    action: String,
    subject: String,
    number: String,
    offers: Vec<Offer>,
    empty: Option<Empty>,
    preview: Option<Preview>,
    notice: Option<Notice>,
    chrome: Chrome,
}

impl MergePage {
    pub(super) fn new(
        chrome: Chrome,
        seen: &SeenInquiry,
        candidates: &[Candidate],
        chosen: Option<&Candidate>,
        refused: Option<MergeRefusal>,
        now: DateTime<Utc>,
    ) -> Self {
        let (lang, format, head) = (chrome.lang, chrome.format(now), &seen.head);
        let offer = |one: &Candidate| Offer {
            no: one.no.as_str().to_owned(),
            number: one.no.of_inquiry(),
            subject: one.subject.clone(),
            state: one.state.name(lang).into(),
            at: format.time(one.created_at),
            chosen: chosen.is_some_and(|chosen| chosen.no == one.no),
        };
        let waiting = Waiting { count: head.awaiting, first_due: head.first_due };
        let notice = refused
            .map(|refusal| Notice::new(Tone::Soon).title(lang.not_merged()).text(refusal_words(refusal, lang)).alert());
        Self {
            back: thread_path(&head.no),
            action: path(&head.no),
            subject: head.subject.clone(),
            number: head.no.of_inquiry(),
            offers: candidates.iter().map(offer).collect(),
            empty: candidates
                .is_empty()
                .then(|| Empty::new(Art::Bubble, lang.nothing_to_merge(), lang.nothing_to_merge_text())),
            preview: chosen.map(|chosen| preview(head, chosen, &format)),
            notice,
            chrome: frame(chrome, &seen.viewer, &seen.place, waiting, now),
        }
    }
}

fn preview(head: &Head, other: &Candidate, format: &Format) -> Preview {
    let lang = format.lang;
    let own = Clock::of(head.state, Some(head.awaiting_since), Some(head.reply_due_at));
    let due = match own.with(other.clock()) {
        Clock::Runs(waits) => lang.merge_due(&format.moment(waits.due_at)),
        Clock::Stands => lang.merge_no_due(),
    };
    let (into, closed) = (head.no.of_inquiry(), other.no.of_inquiry());
    let sentences =
        [lang.merge_goes_on(&into, &closed, other.messages), due, lang.merge_customer(), lang.merge_can_be_undone()];
    Preview {
        with: other.no.as_str().to_owned(),
        seen: head.sequence,
        seen_other: other.sequence,
        sentences: sentences.map(Into::into).to_vec(),
    }
}
