//! What was told to the seller, and what became of it: the proof that silence was silence.

use askama::Template;
use chrono::{DateTime, Utc};

use super::queries::{Entries, Head};
use crate::{
    cancellations::Origin,
    customers::masked_email,
    deadlines::DeadlineKind,
    deliveries::{DeliveryKind, DeliveryRow, DeliveryState},
    events::EventKind,
    id::CancellationId,
    inquiries::{
        MessageAuthor,
        shown::{MailState, MessageRow, delivery_badge, delivery_name},
    },
    lang::{
        Lang,
        format::{Format, Moment},
    },
    web::{
        Tone, filters,
        parts::{Badge, part},
    },
};

/// Up to so many mails are shown at once; of more, each notice is one line and the mails are folded below.
const SHOWN_AT_ONCE: usize = 8;

/// One notice with all its recipients as a row.
#[derive(Debug)]
struct NoticeLine {
    what: String,
    at: Moment,
    mails: String,
    badge: Badge,
}

impl NoticeLine {
    fn new(mails: &[&DeliveryRow], format: &Format) -> Option<Self> {
        let first = mails.first()?;
        Some(Self {
            what: name(first.kind, format.lang),
            at: format.exact_s(first.created_at),
            mails: format.lang.mails_sent(mails.len()).into(),
            badge: Tally::of(mails).badge(format.lang),
        })
    }
}

/// A mail as a row.
#[derive(Debug)]
struct MailLine {
    what: String,
    at: Moment,
    address: String,
    state: Badge,
    ended: String,
    answer: Option<String>,
}

impl MailLine {
    fn new(row: &DeliveryRow, format: &Format) -> Self {
        let mail = MailState::from(row);
        Self {
            what: name(row.kind, format.lang),
            at: format.exact_s(row.created_at),
            address: row.address.as_deref().map(masked_email).unwrap_or_default(),
            state: delivery_badge(mail, format.lang),
            ended: mail.ended(format),
            answer: row.answer.clone(),
        }
    }
}

/// Mails, each with its recipient and what the server said.
#[derive(Debug, Template)]
#[template(path = "operations/mails.html")]
pub(in crate::operations) struct Mails {
    lang: Lang,
    caption: String,
    /// Each notice in one line, where there are many mails.
    notices: Vec<NoticeLine>,
    lines: Vec<MailLine>,
}

part!(Mails);

/// The notices to the seller with a sentence that sums them up.
#[derive(Debug)]
pub(super) struct Proof {
    pub(super) badge: Badge,
    pub(super) sentences: Vec<String>,
    pub(super) mails: Option<Mails>,
}

impl Proof {
    pub(super) fn new(head: &Head, entries: &Entries, format: &Format) -> Proof {
        let lang = format.lang;
        let notices: Vec<&DeliveryRow> = entries.deliveries.iter().filter(|row| is_notice(row, head)).collect();
        let tally = Tally::of(&notices);
        let mut sentences = tally.sentences(lang);
        sentences.extend(head.skipped.iter().filter_map(|kind| skipped(*kind, lang)));
        sentences.extend(silence(head, entries, format));
        Proof { badge: tally.badge(lang), sentences, mails: mails(lang.proof_caption(), &notices, format) }
    }
}

/// That nothing went out to the customer in the turn that fell due, if that is so.
fn silence(head: &Head, entries: &Entries, format: &Format) -> Option<String> {
    let starts = [
        EventKind::Confirmed,
        EventKind::Forwarded,
        EventKind::Reopened,
        EventKind::UnansweredAgain,
        EventKind::Returned,
    ];
    let before = entries.events.iter().rev().filter(|event| event.at < head.opened_at);
    let began = before.filter(|event| starts.contains(&event.kind)).map(|event| event.at).next()?;
    let in_turn = |message: &MessageRow| began <= message.sent_at && message.sent_at < head.opened_at;
    let spoken = entries.messages.iter().any(|message| message.author == MessageAuthor::Developer && in_turn(message));
    let says = head.origin == Origin::Escalation && !spoken;
    says.then(|| format.lang.proof_no_answer(&format.moment(began), &format.moment(head.due_at)).into())
}

/// The mails about the case's decision and its result, to both sides.
pub(super) fn decision_mails(case: CancellationId, deliveries: &[DeliveryRow], format: &Format) -> Option<Mails> {
    let told: Vec<&DeliveryRow> =
        deliveries.iter().filter(|row| row.cancellation_id == Some(case) && decided_side(row.kind).is_some()).collect();
    mails(format.lang.decision_mails(), &told, format)
}

/// Whether a mail about the case's decision is about to be handed over.
pub(super) fn is_moving(case: CancellationId, deliveries: &[DeliveryRow], since: DateTime<Utc>) -> bool {
    deliveries.iter().any(|row| {
        row.cancellation_id == Some(case)
            && row.created_at > since
            && matches!(row.state, DeliveryState::Queued | DeliveryState::Sending)
    })
}

/// Mails as a table; none of none.
pub(in crate::operations) fn mails(
    caption: impl Into<String>,
    rows: &[&DeliveryRow],
    format: &Format,
) -> Option<Mails> {
    let lines = rows.iter().map(|row| MailLine::new(row, format)).collect();
    let notices = if rows.len() > SHOWN_AT_ONCE { notices(rows, format) } else { Vec::new() };
    (!rows.is_empty()).then(|| Mails { lang: format.lang, caption: caption.into(), notices, lines })
}

/// The mails of one notice were queued at one instant.
fn notices(mails: &[&DeliveryRow], format: &Format) -> Vec<NoticeLine> {
    let same = |one: &&DeliveryRow, next: &&DeliveryRow| (one.kind, one.created_at) == (next.kind, next.created_at);
    mails.chunk_by(same).filter_map(|mails| NoticeLine::new(mails, format)).collect()
}

/// A notice to the seller in the turns of the case. The mail that gave an inquiry back begins the turn after it.
fn is_notice(row: &DeliveryRow, head: &Head) -> bool {
    let of_these_turns = row.turn.is_none_or(|turn| head.turns.contains(&turn));
    let by_this_case = row.cancellation_id == Some(head.cancellation_id);
    match row.kind {
        DeliveryKind::NewInquiry
        | DeliveryKind::CustomerWrote
        | DeliveryKind::FirstReminder
        | DeliveryKind::SecondReminder
        | DeliveryKind::EscalatedSeller
        | DeliveryKind::EscalatedSellerDigest
        | DeliveryKind::AnswerFailed => of_these_turns,
        DeliveryKind::ReturnedSeller => of_these_turns && !by_this_case,
        _ => false,
    }
}

/// What a mail tells; one about a decision also whom, for both sides get one.
fn name(kind: DeliveryKind, lang: Lang) -> String {
    let name = delivery_name(kind, lang);
    match decided_side(kind) {
        Some(Side::Customer) => format!("{name} · {}", lang.author_customer()),
        Some(Side::Seller) => format!("{name} · {}", lang.seller_label()),
        None => name.into(),
    }
}

/// Whom a mail about a decision or its result tells.
enum Side {
    Customer,
    Seller,
}

/// The side of a mail about a decision; others are about none.
fn decided_side(kind: DeliveryKind) -> Option<Side> {
    match kind {
        DeliveryKind::DeclinedCustomer
        | DeliveryKind::ReturnedCustomer
        | DeliveryKind::ApprovedCustomer
        | DeliveryKind::ConfirmedCustomer
        | DeliveryKind::FailedCustomer => Some(Side::Customer),
        DeliveryKind::DeclinedSeller
        | DeliveryKind::ReturnedSeller
        | DeliveryKind::ApprovedSeller
        | DeliveryKind::ConfirmedSeller
        | DeliveryKind::FailedSeller => Some(Side::Seller),
        _ => None,
    }
}

/// How many of several mails were taken, as one sentence; of one mail its own line says enough.
pub(super) fn summary(mails: &[&DeliveryRow], lang: Lang) -> String {
    let taken = mails.iter().filter(|row| row.state == DeliveryState::HandedOver).count();
    if mails.len() > 1 { lang.case_mails_taken(mails.len(), taken).into() } else { String::new() }
}

/// What has to be looked at first among several mails.
pub(super) fn trouble(state: DeliveryState) -> u8 {
    match state {
        DeliveryState::HandedOver | DeliveryState::Canceled => 0,
        DeliveryState::Queued | DeliveryState::Sending => 1,
        DeliveryState::Delayed => 2,
        DeliveryState::OutcomeUnknown => 3,
        DeliveryState::Bounced | DeliveryState::Failed => 4,
    }
}

fn skipped(kind: DeadlineKind, lang: Lang) -> Option<String> {
    match kind {
        DeadlineKind::FirstReminder => Some(lang.proof_skipped_first().into()),
        DeadlineKind::SecondReminder => Some(lang.proof_skipped_second().into()),
        DeadlineKind::ReplyDue | DeadlineKind::QuietClose | DeadlineKind::SatisfactionQuestion => None,
    }
}

/// How many notices ended how.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
struct Tally {
    handed_over: usize,
    failed: usize,
    unknown: usize,
    under_way: usize,
    called_off: usize,
}

impl Tally {
    fn of(notices: &[&DeliveryRow]) -> Tally {
        let mut tally = Tally::default();
        for row in notices {
            let count = match row.state {
                DeliveryState::HandedOver => &mut tally.handed_over,
                DeliveryState::Bounced | DeliveryState::Failed => &mut tally.failed,
                DeliveryState::OutcomeUnknown => &mut tally.unknown,
                DeliveryState::Queued | DeliveryState::Sending | DeliveryState::Delayed => &mut tally.under_way,
                DeliveryState::Canceled => &mut tally.called_off,
            };
            *count += 1;
        }
        tally
    }

    fn all(self) -> usize {
        self.handed_over + self.failed + self.unknown + self.under_way + self.called_off
    }

    fn sentences(self, lang: Lang) -> Vec<String> {
        let all = self.all();
        let summary = match self.handed_over {
            _ if all == 0 => lang.proof_none(),
            0 => lang.proof_none_taken(all),
            taken if taken == all => lang.proof_all_taken(all),
            taken => lang.proof_some_taken(all, taken),
        };
        let rest = [
            (self.failed, lang.proof_failed(self.failed)),
            (self.unknown, lang.proof_unknown(self.unknown)),
            (self.under_way, lang.proof_under_way(self.under_way)),
            (self.called_off, lang.proof_called_off(self.called_off)),
        ];
        let rest = rest.into_iter().filter(|(n, _)| *n > 0).map(|(_, sentence)| sentence);
        std::iter::once(summary).chain(rest).map(Into::into).collect()
    }

    fn badge(self, lang: Lang) -> Badge {
        match self.handed_over {
            0 => Badge::new(Tone::Urgent, "mail-x", lang.proof_badge_none()),
            taken if taken == self.all() => Badge::new(Tone::Ok, "shield-check", lang.proof_badge_all()),
            _ => Badge::new(Tone::Soon, "triangle-alert", lang.proof_badge_some()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sentence_says_how_many_notices_were_taken_and_what_became_of_the_others() {
        let words = |tally: Tally| tally.sentences(Lang::En).join(" ");
        assert_eq!(words(Tally::default()), "Nothing was mailed to the seller.");
        let all = Tally { handed_over: 5, ..Tally::default() };
        assert_eq!(words(all), "All 5 notices to the seller were taken by their mail servers.");
        let mixed = Tally { handed_over: 3, failed: 1, unknown: 1, under_way: 1, called_off: 0 };
        assert_eq!(
            words(mixed),
            "3 of 6 notices to the seller were taken by their mail servers. 1 could not be handed over. Of 1 it is not \
             known whether it was taken. 1 is still on its way."
        );
        let nothing = Tally { failed: 2, ..Tally::default() };
        assert!(words(nothing).starts_with("Of 2 notices to the seller none was taken"), "{}", words(nothing));
    }
}
