//! The two pages.

use axum::extract::State;

use super::{
    HELP, PRIVACY,
    questions::Times,
    views::{HelpPage, PrivacyPage},
};
use crate::{
    app::App,
    lang::Lang,
    storefront::{span, time_to_answer},
    web::{Access, Chrome, Page, Routes},
};

/// The routes of help.
pub fn routes() -> Routes<App> {
    Routes::new().get(HELP, Access::Public, show_help).get(PRIVACY, Access::Public, show_privacy)
}

async fn show_help(State(app): State<App>, chrome: Chrome) -> Page<HelpPage> {
    let times = times(&app, chrome.lang);
    Page(HelpPage::new(chrome, &times))
}

async fn show_privacy(State(app): State<App>, chrome: Chrome) -> Page<PrivacyPage> {
    let confirm = span(app.config.contact.confirm_within, chrome.lang);
    Page(PrivacyPage::new(chrome, &confirm))
}

fn times(app: &App, lang: Lang) -> Times {
    let rules = app.rules.current();
    let in_words = |time| span(time, lang).into_owned();
    let lasting = |time: chrono::Duration| in_words(time.to_std().unwrap_or_default());
    Times {
        answer: time_to_answer(rules.policy, lang).into(),
        reminders: (in_words(rules.reminders.first), in_words(rules.reminders.second)),
        undo: (!rules.undo.is_zero()).then(|| lasting(rules.undo)),
        quiet: lasting(rules.quiet),
        confirm: in_words(app.config.contact.confirm_within),
    }
}
