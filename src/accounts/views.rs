//! The pages of signing in and of the account.

use askama::Template;
use chrono::{DateTime, Utc};

use super::{address::ADDRESS, password::PASSWORD};
use crate::{
    auth::{Profile, Verb, Viewer},
    id::SellerId,
    inquiries::desk::{INBOX, SELLER},
    lang::Lang,
    operations::{HEALTH, QUEUE},
    sellers::{away_path, leaving_path},
    web::{
        ACCOUNT, Chrome, Errors, FORGOT_PASSWORD, SECOND_FACTOR, SESSIONS, SIGN_IN, SIGN_OUT, Tone, Who, filters,
        parts::{Action, ErrorSummary, Facts, Field, Notice},
        prefs::{self, PREFERENCES, Theme, local_path},
    },
};

/// The form of signing in.
#[derive(Debug, Template)]
#[template(path = "accounts/sign_in.html")]
pub(super) struct SignInPage {
    chrome: Chrome,
    back: String,
    notice: Option<Notice>,
    summary: Option<ErrorSummary>,
    email: Field,
    password: Field,
}

impl SignInPage {
    /// An empty form, or one that keeps the address. The password is never given back.
    pub(super) fn new(chrome: Chrome, email: &str, back: &str) -> Self {
        let lang = chrome.lang;
        Self {
            back: local_path(back).to_owned(),
            notice: None,
            summary: None,
            email: Field::email(lang, "email", lang.email_address()).value(email).autocomplete("username"),
            password: Field::password(lang, "password", lang.password()),
            chrome,
        }
    }

    /// Somebody is signed in here.
    pub(super) fn already(mut self, who: &str) -> Self {
        let lang = self.chrome.lang;
        let on = if self.back == "/" { ACCOUNT } else { &self.back };
        let notice = Notice::new(Tone::Calm).text(lang.already_signed_in(who));
        self.notice = Some(notice.action(Action::link(on, lang.stay_signed_in())));
        self
    }

    /// Something was left out.
    pub(super) fn incomplete(mut self, email: &str, password: &str) -> Self {
        let lang = self.chrome.lang;
        let mut errors = Errors::new();
        if email.trim().is_empty() {
            errors.set("email", lang.email_missing());
        }
        if password.is_empty() {
            errors.set("password", lang.password_missing());
        }
        self.summary = errors.summary(lang);
        self.email = self.email.error(errors.get("email"));
        self.password = self.password.error(errors.get("password"));
        self
    }

    /// Address or password are wrong.
    pub(super) fn wrong(mut self) -> Self {
        let lang = self.chrome.lang;
        self.notice = Some(Notice::new(Tone::Urgent).title(lang.sign_in_wrong()).text(lang.sign_in_wrong_text()));
        self
    }

    /// Too many were wrong.
    pub(super) fn wait(mut self, seconds: u32) -> Self {
        let lang = self.chrome.lang;
        let text = lang.sign_in_wait_text(&lang.span(u64::from(seconds)));
        self.notice = Some(Notice::new(Tone::Soon).title(lang.sign_in_wait()).text(text).alert());
        self
    }
}

/// A seller that the person belongs to.
#[derive(Debug)]
struct Place {
    seller: SellerId,
    name: String,
    role: String,
    open: bool,
    /// Where they go away for some days, if they answer, and until when they are.
    away: Option<(String, String)>,
    leaving: String,
}

/// A way of signing in, and where it is looked after.
#[derive(Debug)]
struct SecurityRow {
    name: String,
    text: String,
    href: &'static str,
    action: String,
}

impl SecurityRow {
    fn all(lang: Lang, viewer: &Viewer, profile: &Profile) -> Vec<SecurityRow> {
        let second_factor = match viewer.second_factor {
            true => lang.second_factor_is_on().into_owned(),
            false => format!("{} {}", lang.second_factor_is_off(), lang.second_factor_row_off()),
        };
        let (change, manage) = (lang.change().into_owned(), lang.manage().into_owned());
        vec![
            SecurityRow::new(lang.password(), lang.password_row(), PASSWORD, change.clone()),
            SecurityRow::new(lang.second_factor(), second_factor, SECOND_FACTOR, manage.clone()),
            SecurityRow::new(lang.sessions_title(), lang.sessions_row(), SESSIONS, manage),
            SecurityRow::new(lang.email_address(), &profile.email, ADDRESS, change),
        ]
    }

    fn new(name: impl Into<String>, text: impl Into<String>, href: &'static str, action: String) -> Self {
        Self { name: name.into(), text: text.into(), href, action }
    }
}

/// Who am I, what may I do, how do I like pages.
#[derive(Debug, Template)]
#[template(path = "accounts/account.html")]
pub(super) struct AccountPage {
    chrome: Chrome,
    facts: Facts,
    places: Vec<Place>,
    staff: Option<String>,
    sees_queue: bool,
    security: Vec<SecurityRow>,
    lang_field: Field,
    theme_field: Field,
    zone_field: Field,
}

impl AccountPage {
    pub(super) fn new(chrome: Chrome, viewer: &Viewer, profile: &Profile, now: DateTime<Utc>) -> Self {
        let (lang, format) = (chrome.lang, chrome.format(now));
        let open = viewer.desk().map(|place| place.seller_id);
        let places = viewer.memberships.iter().map(|place| Place {
            seller: place.seller_id,
            name: place.name(lang).to_owned(),
            role: place.role.name(lang).into(),
            open: Some(place.seller_id) == open,
            away: place.role.may(Verb::Answer).then(|| {
                let away = place.away_of(viewer.user_id).map(|away| lang.away_row(&away.last_day(&format)));
                (away_path(&place.roster.seller_no), away.unwrap_or_else(|| lang.go_away_row()).into())
            }),
            leaving: leaving_path(&place.roster.seller_no),
        });
        let langs = [lang, lang.other()].map(|lang| (lang.code().to_owned(), lang.own_name().to_owned()));
        let themes = Theme::ALL.map(|theme| (theme.code().to_owned(), theme.label(lang)));
        let zones = prefs::menu_zones(&chrome.prefs).into_iter().map(|(name, label, _)| (name.to_owned(), label));
        Self {
            facts: Facts::new().fact(lang.name_of_person(), &viewer.name).fact(lang.email_address(), &profile.email),
            places: places.collect(),
            staff: profile.staff.map(|role| role.name(lang).into()),
            sees_queue: profile.staff.is_some_and(|role| role.may(Verb::See)),
            security: SecurityRow::all(lang, viewer, profile),
            lang_field: Field::select(lang, "lang", lang.language(), langs.into()).value(lang.code()),
            theme_field: Field::select(lang, "theme", lang.theme(), themes.into()).value(chrome.prefs.theme.code()),
            zone_field: Field::select(lang, "zone", lang.time_zone(), zones.collect()).value(chrome.zone().name()),
            chrome: chrome.signed_in(Who::new(&viewer.name, viewer.place_name(lang))),
        }
    }
}
