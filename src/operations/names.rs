//! Badges of cases: how they came, where they stand.

use crate::{
    cancellations::{Origin, State},
    lang::Lang,
    web::{Tone, parts::Badge},
};

/// Who has a case, as the viewer calls them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Holder<'a> {
    /// The viewer.
    Me,
    /// A colleague.
    Colleague(&'a str),
}

impl Holder<'_> {
    fn name(self, lang: Lang) -> String {
        match self {
            Holder::Me => lang.author_you().into(),
            Holder::Colleague(name) => name.to_owned(),
        }
    }
}

/// How a case was opened.
pub(super) fn origin_badge(origin: Origin, lang: Lang) -> Badge {
    match origin {
        Origin::Escalation => Badge::new(Tone::Ops, "forward", origin.name(lang)),
        Origin::DeveloperRequest => Badge::new(Tone::Mute, "store", origin.name(lang)),
    }
}

/// Where a case stands, and with whom while it is reviewed.
pub(super) fn state_badge(state: State, holder: Option<Holder<'_>>, lang: Lang) -> Badge {
    let (tone, icon, text) = match state {
        State::Open => (Tone::Mute, "inbox", lang.case_open()),
        State::InReview => {
            let text = match holder {
                Some(holder) => lang.case_in_review_of(&holder.name(lang)),
                None => lang.case_in_review(),
            };
            (Tone::Calm, "eye", text)
        }
        State::NeedsInformation => (Tone::Mute, "clock", lang.case_needs_information()),
        State::Declined => (Tone::Mute, "scale", lang.case_declined()),
        State::Returned => (Tone::Calm, "undo-2", lang.case_returned()),
        State::Approved => (Tone::Calm, "circle-check", lang.case_approved()),
        State::Submitting | State::PendingAtStore => (Tone::Soon, "refresh-cw", lang.case_at_billing()),
        State::Confirmed => (Tone::Ok, "receipt", lang.case_confirmed()),
        State::Failed => (Tone::Urgent, "circle-x", lang.case_failed()),
        State::NeedsAttention => (Tone::Urgent, "triangle-alert", lang.case_needs_attention()),
        State::Withdrawn => (Tone::Mute, "ban", lang.case_withdrawn()),
    };
    Badge::new(tone, icon, text)
}

/// The developer answered after the case was opened.
pub(super) fn late_badge(lang: Lang) -> Badge {
    Badge::new(Tone::Soon, "history", lang.badge_late_answer())
}

/// For whom a case waits.
pub(super) fn waits_badge(seller: bool, customer: bool, lang: Lang) -> Badge {
    let text = match (seller, customer) {
        (true, true) => lang.badge_waits_for_both(),
        (true, false) => lang.badge_waits_for_seller(),
        (false, true) => lang.badge_waits_for_customer(),
        (false, false) => lang.case_needs_information(),
    };
    Badge::new(Tone::Mute, "clock", text)
}

/// An answer to operations came that was not seen.
pub(super) fn answer_badge(lang: Lang) -> Badge {
    Badge::new(Tone::Soon, "message-square", lang.badge_new_answer())
}
