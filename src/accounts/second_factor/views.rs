//! The pages of one's own second factor.

use askama::Template;

use super::qr::{Qr, key_address};
use crate::{
    lang::Lang,
    web::{
        ACCOUNT, Chrome, Errors, SECOND_FACTOR, Tone, filters,
        parts::{ErrorSummary, Field, Notice},
    },
};

/// Letters of a key between two spaces.
const KEY_GROUP: usize = 4;

/// How the second factor stands.
#[derive(Debug)]
enum Stands {
    Off,
    SetUp { qr: Option<Qr>, key: String, code: Box<Field> },
    InUse { left: String, may_remove: bool },
}

/// Set-up, or what can be done with it.
#[derive(Debug, Template)]
#[template(path = "accounts/second_factor.html")]
pub(super) struct FactorPage {
    chrome: Chrome,
    back: String,
    notice: Option<Notice>,
    summary: Option<ErrorSummary>,
    error: Option<String>,
    stands: Stands,
}

impl FactorPage {
    /// While there is none.
    pub(super) fn new(chrome: Chrome, back: &str, errors: &Errors) -> Self {
        Self {
            back: back.to_owned(),
            notice: None,
            summary: errors.summary(chrome.lang),
            error: errors.get("code").map(str::to_owned),
            stands: Stands::Off,
            chrome,
        }
    }

    /// Nothing else opens before it.
    pub(super) fn needed_first(mut self, needed: bool) -> Self {
        let text = self.chrome.lang.second_factor_needed_first();
        self.notice = needed.then(|| Notice::new(Tone::Soon).icon("shield-check").text(text));
        self
    }

    /// A key waits for its first code.
    pub(super) fn set_up(mut self, account: &str, base32: &str) -> Self {
        let lang = self.chrome.lang;
        let qr = Qr::new(&key_address(&Lang::En.brand(), account, base32), lang.set_up_qr());
        let code = Field::text(lang, "code", lang.set_up_code()).autocomplete("one-time-code");
        let code = code.hint(lang.set_up_code_hint()).error(self.error.as_deref());
        self.stands = Stands::SetUp { qr, key: grouped(base32), code: Box::new(code) };
        self
    }

    /// It is on.
    pub(super) fn in_use(mut self, left: i64, may_remove: bool) -> Self {
        let left = self.chrome.lang.recovery_codes_left(left).into();
        self.stands = Stands::InUse { left, may_remove };
        self
    }

    fn lang(&self) -> Lang {
        self.chrome.lang
    }
}

fn grouped(base32: &str) -> String {
    let letters: Vec<char> = base32.chars().collect();
    letters.chunks(KEY_GROUP).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}

/// New recovery codes, shown this once.
#[derive(Debug, Template)]
#[template(path = "accounts/recovery_codes.html")]
pub(super) struct CodesPage {
    chrome: Chrome,
    title: String,
    codes: Vec<String>,
    next: String,
    replaced: bool,
}

impl CodesPage {
    pub(super) fn new(chrome: Chrome, codes: Vec<String>, next: &str) -> Self {
        let next = if next == "/" { ACCOUNT } else { next };
        Self { title: chrome.lang.recovery_codes().into(), next: next.to_owned(), codes, replaced: true, chrome }
    }

    /// The second factor has just been set up.
    pub(super) fn first(mut self) -> Self {
        self.title = self.chrome.lang.second_factor_on_title().into();
        self.replaced = false;
        self
    }
}
