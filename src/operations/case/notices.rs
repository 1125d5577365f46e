//! What must be read before a case is decided, and what stood in the way of a decision.

use chrono::{DateTime, Utc};

use super::queries::Head;
use crate::{
    cancellations::CaseRefusal,
    deliveries::DeliveryState,
    inquiries::shown::MessageRow,
    lang::{Lang, format::Format},
    web::{
        Tone,
        parts::{Action, Notice},
    },
};

/// Characters of a late answer that the notice shows; the whole stands among the messages.
const QUOTED_CHARACTERS: usize = 280;

/// Where the messages stand on the page.
const MESSAGES: &str = "#thread";

/// The developer answered after the case was opened, or is about to.
pub(super) fn before_deciding(head: &Head, messages: &[MessageRow], format: &Format) -> Vec<Notice> {
    let lang = format.lang;
    let late: Vec<&MessageRow> =
        messages.iter().filter(|message| message.late && message.sent_at >= head.opened_at).collect();
    let answered = late.first().map(|first| answered_late(head, first.sent_at, &late, format));
    let waits = (head.answer_waits && head.state.is_undecided())
        .then(|| Notice::new(Tone::Soon).icon("send").title(lang.answer_waits()).text(lang.answer_waits_text()));
    answered.into_iter().chain(waits).collect()
}

fn answered_late(head: &Head, first: DateTime<Utc>, late: &[&MessageRow], format: &Format) -> Notice {
    let lang = format.lang;
    let after = u64::try_from((first - head.due_at).num_seconds()).unwrap_or(0);
    let notice = Notice::new(Tone::Soon).icon("history").title(lang.answered_late_by(&lang.span(after)));
    let notice = late.iter().fold(notice, |notice, message| {
        let author = message.user_name.as_deref().unwrap_or_default();
        let quoted = quoted(&message.body);
        notice.text(lang.late_answer_quoted(author, head.seller_name(lang), &format.near(message.sent_at), &quoted))
    });
    let lost =
        |message: &&MessageRow| matches!(message.mail_state, Some(DeliveryState::Bounced | DeliveryState::Failed));
    let notice = if late.iter().all(lost) { notice.text(lang.late_answer_lost()) } else { notice };
    if head.state.is_undecided() {
        notice.text(lang.late_answer_advice()).action(Action::link(MESSAGES, lang.read_messages()))
    } else {
        notice
    }
}

/// The beginning of a message in one line.
fn quoted(body: &str) -> String {
    let line = body.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(QUOTED_CHARACTERS) {
        Some((end, _)) => format!("{}…", line.get(..end).unwrap_or_default()),
        None => line,
    }
}

/// The viewer's role decides nothing.
pub(super) fn reads_only(lang: Lang) -> Notice {
    Notice::new(Tone::Mute).icon("lock").text(lang.auditors_read_only())
}

/// Why nothing was done.
pub(super) fn refused(refusal: CaseRefusal, lang: Lang) -> Notice {
    let notice = Notice::new(Tone::Soon).alert();
    match refusal {
        CaseRefusal::NotTaken => notice.title(lang.refused_not_taken()).text(lang.refused_not_taken_text()),
        CaseRefusal::SomethingNewer => notice
            .title(lang.refused_news())
            .text(lang.refused_news_text())
            .action(Action::link(MESSAGES, lang.read_messages())),
        CaseRefusal::AnswerWaits => notice.title(lang.refused_answer_waits()).text(lang.refused_answer_waits_text()),
        CaseRefusal::TakenMeanwhile => notice.title(lang.refused_taken()).text(lang.refused_taken_text()),
        CaseRefusal::MovedOn
        | CaseRefusal::NotFound
        | CaseRefusal::MayNot
        | CaseRefusal::DueInPast
        | CaseRefusal::DueTooFar
        | CaseRefusal::PurchaseInFuture
        | CaseRefusal::NothingPaid
        | CaseRefusal::NoColleague
        | CaseRefusal::FormUsed => notice.title(lang.refused_moved_on()).text(lang.refused_moved_on_text()),
    }
}
