//! Help and the privacy notice, as they are shown.

use askama::Template;

use super::{
    HELP,
    questions::{Question, Reader, Times, questions},
};
use crate::web::{
    Chrome, filters,
    parts::{Facts, Tab, Tabs},
};

/// The questions for one kind of reader.
#[derive(Debug)]
struct Part {
    id: &'static str,
    title: String,
    questions: Vec<Question>,
}

/// Help.
#[derive(Debug, Template)]
#[template(path = "help/help.html")]
pub(super) struct HelpPage {
    chrome: Chrome,
    tabs: Tabs,
    parts: Vec<Part>,
}

impl HelpPage {
    pub(super) fn new(chrome: Chrome, times: &Times) -> Self {
        let lang = chrome.lang;
        let part = |reader: Reader| Part {
            id: reader.code(),
            title: reader.title(lang).into(),
            questions: questions(reader, times, lang),
        };
        let tab = |reader: Reader| Tab::new(format!("{HELP}#{}", reader.code()), reader.title(lang));
        Self {
            tabs: Tabs::new(lang.help_title(), Reader::ALL.map(tab).into()),
            parts: Reader::ALL.map(part).into(),
            chrome,
        }
    }
}

/// The privacy notice.
#[derive(Debug, Template)]
#[template(path = "help/privacy.html")]
pub(super) struct PrivacyPage {
    chrome: Chrome,
    customers: Facts,
    people: Facts,
    kept: Facts,
    rights: Facts,
}

impl PrivacyPage {
    pub(super) fn new(chrome: Chrome, confirm: &str) -> Self {
        let lang = chrome.lang;
        Self {
            customers: Facts::new()
                .fact(lang.privacy_items(), lang.notice_customer_items())
                .fact(lang.privacy_purpose(), lang.notice_customer_purpose())
                .fact(lang.privacy_recipients(), lang.notice_customer_recipients()),
            people: Facts::new()
                .fact(lang.privacy_items(), lang.notice_people_items())
                .fact(lang.privacy_purpose(), lang.notice_people_purpose())
                .fact(lang.privacy_recipients(), lang.notice_people_recipients()),
            kept: Facts::new()
                .fact(lang.notice_kept_inquiries(), lang.notice_kept_inquiries_for())
                .fact(lang.notice_kept_cases(), lang.notice_kept_cases_for())
                .fact(lang.notice_kept_access(), lang.notice_kept_access_for())
                .fact(lang.notice_kept_unconfirmed(), lang.notice_kept_unconfirmed_for(confirm))
                .fact(lang.notice_kept_cookies(), lang.notice_kept_cookies_for()),
            rights: Facts::new()
                .fact(lang.notice_right_see(), lang.notice_right_see_how())
                .fact(lang.notice_right_correct(), lang.notice_right_correct_how())
                .fact(lang.notice_right_delete(), lang.notice_right_delete_how())
                .fact(lang.notice_right_complain(), lang.notice_right_complain_how()),
            chrome,
        }
    }
}
