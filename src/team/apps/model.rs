//! Apps as their seller runs them, and why a change is refused.

use chrono::{DateTime, Duration, Utc};

use crate::{
    deliveries::DeliveryState,
    error::AppError,
    id::{AppId, SupportChangeId},
    lang::Lang,
    sellers::SavedSettings,
    text::EmailAddress,
};

/// How long the new mailbox has time to agree.
pub(super) const TIME_TO_CONFIRM: Duration = Duration::hours(24);
/// Within which [`MOST_ASKED`] links go out.
pub(super) const ASKED_WITHIN: Duration = Duration::hours(24);
/// Links of one seller in that time, at most: the form must not become a mail cannon.
pub(super) const MOST_ASKED: i64 = 30;
/// For how long a change that came to nothing is remembered.
pub(super) const REMEMBERED: Duration = Duration::days(30);
/// Before so long ago, a notice that came back tells nothing of today.
pub(super) const BOUNCE_MATTERS: Duration = Duration::days(30);

/// An app in the list of its seller.
#[derive(Debug, Clone)]
pub(super) struct AppLine {
    pub(super) client_id: String,
    pub(super) name_ko: String,
    pub(super) name_en: String,
    pub(super) support_email: Option<String>,
    /// Another address has been asked.
    pub(super) asked: bool,
    pub(super) has_text: bool,
    pub(super) answer_langs: Option<Vec<Lang>>,
}

/// The app of a page.
#[derive(Debug, Clone)]
pub(super) struct OwnApp {
    pub(super) app_id: AppId,
    pub(super) client_id: String,
    pub(super) name_ko: String,
    pub(super) name_en: String,
}

impl OwnApp {
    pub(super) fn name(&self, lang: Lang) -> &str {
        match lang {
            Lang::Ko => &self.name_ko,
            Lang::En => &self.name_en,
        }
    }
}

/// A new address that has not agreed yet.
#[derive(Debug, Clone)]
pub(super) struct Waiting {
    pub(super) email: EmailAddress,
    pub(super) asked_at: DateTime<Utc>,
    pub(super) expires_at: DateTime<Utc>,
    /// What became of the mail with the link.
    pub(super) mail: Option<DeliveryState>,
}

/// A notice that did not reach the contact.
#[derive(Debug, Clone)]
pub(super) struct Bounce {
    pub(super) at: DateTime<Utc>,
    /// The server's words.
    pub(super) answer: Option<String>,
}

/// Where notices of an app go.
#[derive(Debug, Clone)]
pub(super) struct Contact {
    /// The newest change, whatever became of it: what a form has seen.
    pub(super) newest: Option<SupportChangeId>,
    pub(super) waiting: Option<Waiting>,
    pub(super) bounce: Option<Bounce>,
}

/// All of an app's page.
#[derive(Debug, Clone)]
pub(super) struct Read {
    pub(super) app: OwnApp,
    pub(super) saved: SavedSettings,
    pub(super) contact: Contact,
}

/// Why a change is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// There is no such app for this person.
    NotFound,
    /// The person sees it, but does not run it.
    NotAllowed,
    /// Somebody else changed it since the form was shown.
    SomethingNewer,
    /// It is the present address.
    Same,
    /// Too many links went out.
    TooMany,
    /// No change waits, or there is no contact.
    Nothing,
}

impl Refusal {
    /// Itself, where the page can say it.
    ///
    /// # Errors
    /// 404 for what does not exist for the viewer, 403 for who may not.
    pub(super) fn or_error(self) -> Result<Refusal, AppError> {
        match self {
            Refusal::NotFound => Err(AppError::NotFound),
            Refusal::NotAllowed => Err(AppError::Forbidden),
            other => Ok(other),
        }
    }
}
