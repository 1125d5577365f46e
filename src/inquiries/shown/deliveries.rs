//! What became of a mail, in words. «Sent» is not one of them.

use std::borrow::Cow;

use chrono::{DateTime, Utc};

use super::MessageRow;
use crate::{
    deliveries::{DeliveryKind, DeliveryRow, DeliveryState},
    lang::{Lang, format::Format},
    web::parts::{Badge, SentLine, Tone},
};

/// Where a mail stands, and what its server said.
#[derive(Debug, Clone, Copy)]
pub struct MailState<'a> {
    /// The state.
    pub state: DeliveryState,
    /// When its cause happened: moments of the same day are said by the clock alone.
    pub created_at: DateTime<Utc>,
    /// When it is tried next, while it waits.
    pub next_try_at: DateTime<Utc>,
    /// When it ended.
    pub ended_at: Option<DateTime<Utc>>,
    /// The server's last words, or our reason.
    pub answer: Option<&'a str>,
}

impl<'a> From<&'a DeliveryRow> for MailState<'a> {
    fn from(row: &'a DeliveryRow) -> Self {
        MailState {
            state: row.state,
            created_at: row.created_at,
            next_try_at: row.next_try_at,
            ended_at: row.ended_at,
            answer: row.answer.as_deref(),
        }
    }
}

impl<'a> MailState<'a> {
    /// That of the mail that carries a message to the customer, if one does.
    pub fn of_message(row: &'a MessageRow) -> Option<Self> {
        Some(MailState {
            state: row.mail_state?,
            created_at: row.sent_at,
            next_try_at: row.next_try_at?,
            ended_at: row.ended_at,
            answer: row.answer.as_deref(),
        })
    }

    /// The moment of its end: the clock alone on the day of its cause, else with the date. Empty before.
    pub fn ended(&self, format: &Format) -> String {
        match self.ended_at {
            None => String::new(),
            Some(at) if format.date(at) == format.date(self.created_at) => format.clock_s(at),
            Some(at) => format.moment_s(at),
        }
    }

    /// Whether nothing more will become of it by itself.
    pub fn is_final(&self) -> bool {
        match self.state {
            DeliveryState::HandedOver | DeliveryState::Bounced | DeliveryState::Failed | DeliveryState::Canceled => {
                true
            }
            DeliveryState::OutcomeUnknown => self.ended_at.is_some(),
            DeliveryState::Queued | DeliveryState::Sending | DeliveryState::Delayed => false,
        }
    }
}

/// The line under an answer. `counts` says whether a mail that did not arrive still counts as an answer: after the first
/// failure the inquiry waits for the developer again, after that it does not.
pub fn sent_line(mail: MailState<'_>, counts: bool, format: &Format) -> SentLine {
    let lang = format.lang;
    let ended = mail.ended(format);
    let line = match mail.state {
        DeliveryState::Queued => SentLine::queued(lang),
        DeliveryState::Sending => SentLine::sending(lang),
        DeliveryState::HandedOver => SentLine::handed_over(lang, &ended),
        DeliveryState::Delayed => {
            let next = format.near(mail.next_try_at);
            SentLine::delayed(lang, &next).text(lang.mail_delayed(&next))
        }
        DeliveryState::Bounced => SentLine::bounced(lang, &ended).text(lang.mail_bounced(counts)),
        DeliveryState::Failed => SentLine::failed(lang, &ended).text(lang.mail_failed(counts)),
        DeliveryState::OutcomeUnknown if mail.ended_at.is_some() => {
            SentLine::unknown(lang, &ended).text(lang.mail_unknown())
        }
        DeliveryState::OutcomeUnknown => {
            SentLine::unknown(lang, "").text(lang.mail_unknown_once_more(&format.near(mail.next_try_at)))
        }
        DeliveryState::Canceled => SentLine::canceled(lang),
    };
    line.said(mail.answer)
}

/// The state alone, for tables.
pub fn delivery_badge(mail: MailState<'_>, lang: Lang) -> Badge {
    let (tone, icon, text) = match mail.state {
        DeliveryState::Queued => (Tone::Mute, "send", lang.sent_queued()),
        DeliveryState::Sending => (Tone::Mute, "send", lang.sending()),
        DeliveryState::HandedOver => (Tone::Ok, "mail-check", lang.mail_state_handed_over()),
        DeliveryState::Delayed => (Tone::Soon, "hourglass", lang.delayed()),
        DeliveryState::Bounced => (Tone::Urgent, "mail-x", lang.mail_state_bounced()),
        DeliveryState::Failed => (Tone::Urgent, "circle-x", lang.mail_state_failed()),
        DeliveryState::OutcomeUnknown => (Tone::Soon, "circle-alert", lang.mail_state_unknown()),
        DeliveryState::Canceled => (Tone::Mute, "ban", lang.sent_canceled()),
    };
    Badge::new(tone, icon, text)
}

/// What a mail tells, as a name for tables.
pub fn delivery_name(kind: DeliveryKind, lang: Lang) -> Cow<'static, str> {
    match kind {
        DeliveryKind::ConfirmAddress => lang.mail_confirm_address(),
        DeliveryKind::Receipt => lang.mail_receipt(),
        DeliveryKind::Answer => lang.mail_answer(),
        DeliveryKind::EscalatedCustomer | DeliveryKind::EscalatedSeller | DeliveryKind::EscalatedOperations => {
            lang.mail_escalated()
        }
        DeliveryKind::EscalatedSellerDigest => lang.mail_escalated_digest(),
        DeliveryKind::DeclinedCustomer | DeliveryKind::DeclinedSeller => lang.mail_declined(),
        DeliveryKind::ReturnedCustomer | DeliveryKind::ReturnedSeller => lang.mail_returned(),
        DeliveryKind::ApprovedCustomer | DeliveryKind::ApprovedSeller => lang.mail_approved(),
        DeliveryKind::ConfirmedCustomer | DeliveryKind::ConfirmedSeller => lang.mail_confirmed(),
        DeliveryKind::FailedCustomer | DeliveryKind::FailedSeller => lang.mail_billing_failed(),
        DeliveryKind::NewInquiry => lang.mail_new_inquiry(),
        DeliveryKind::CustomerWrote => lang.mail_customer_wrote(),
        DeliveryKind::FirstReminder => lang.mail_first_reminder(),
        DeliveryKind::SecondReminder => lang.mail_second_reminder(),
        DeliveryKind::AnswerFailed => lang.mail_answer_failed(),
        DeliveryKind::Links => lang.mail_links(),
        DeliveryKind::NewLink => lang.mail_new_link(),
        DeliveryKind::CustomerCode => lang.mail_customer_code(),
        DeliveryKind::Invitation => lang.mail_invitation(),
        DeliveryKind::TeamNotice => lang.mail_team_notice(),
        DeliveryKind::Assigned => lang.mail_assigned(),
        DeliveryKind::Mentioned => lang.mail_mentioned(),
        DeliveryKind::PasswordReset => lang.letter_reset(),
        DeliveryKind::PasswordChanged => lang.letter_password_changed(),
        DeliveryKind::NewSignIn => lang.letter_new_sign_in(),
        DeliveryKind::AddressChangeNew => lang.letter_change_new(),
        DeliveryKind::AddressChangeOld => lang.letter_change_old(),
        DeliveryKind::AddressChanged => lang.letter_changed(),
        DeliveryKind::SecondFactorSet => lang.letter_second_factor_set(),
        DeliveryKind::SecondFactorRemoved => lang.letter_second_factor_removed(),
        DeliveryKind::SupportConfirm => lang.support_confirm_title(),
        DeliveryKind::SupportLeft => lang.support_left_title(),
        DeliveryKind::CaseAssigned => lang.mail_case_assigned(),
        DeliveryKind::SatisfactionQuestion => lang.mail_satisfaction_question(),
        DeliveryKind::RecoveryCodeUsed => lang.letter_recovery_used(),
        DeliveryKind::RecoveryCodesMade => lang.letter_recovery_made(),
        DeliveryKind::ContactUsClosed => lang.mail_contact_us_closed(),
        DeliveryKind::CaseToSeller | DeliveryKind::CaseToCustomer => lang.mail_case_message(),
        DeliveryKind::CaseAnswered => lang.mail_case_answered(),
    }
}
