//! The list of apps and an app's page, as they are shown.

use askama::Template;

use super::app_path;
use crate::{
    calendar::DuePolicy,
    inquiries::desk::HOME,
    lang::Lang,
    operations::QUEUE,
    sellers::{AppRow, PublicApp},
    storefront::{
        contact_path,
        parts::{AppIcon, BeforeYouWrite, time_to_answer},
    },
    text::PhoneNumber,
    web::{
        Chrome, SIGN_IN, filters,
        keyset::Rows,
        parts::{Art, Empty, Facts, Pager},
    },
};

/// One app of the list.
#[derive(Debug)]
struct AppCard {
    href: String,
    icon: AppIcon,
    name: String,
    seller: String,
}

impl AppCard {
    fn new(row: &AppRow, lang: Lang) -> Self {
        Self {
            href: app_path(&row.client_id),
            icon: AppIcon::new(&row.icon),
            name: row.name(lang).into(),
            seller: row.seller_name(lang).into(),
        }
    }
}

/// The start page.
#[derive(Debug, Template)]
#[template(path = "storefront/home.html")]
pub(super) struct HomePage {
    chrome: Chrome,
    time: String,
    apps: Vec<AppCard>,
    pager: Option<Pager>,
    empty: Option<Empty>,
    /// Where the visitor works, and what that is called.
    desk: Option<(&'static str, String)>,
}

impl HomePage {
    pub(super) fn new(chrome: Chrome, policy: DuePolicy, apps: &Rows<AppRow>, desk: Option<&'static str>) -> Self {
        let lang = chrome.lang;
        let empty = Empty::new(Art::Tray, lang.home_empty_title(), lang.home_empty_text());
        Self {
            time: time_to_answer(policy, lang).into(),
            apps: apps.rows.iter().map(|row| AppCard::new(row, lang)).collect(),
            pager: pager(lang, apps),
            empty: apps.rows.is_empty().then_some(empty),
            desk: desk.map(|path| (path, desk_name(path, lang))),
            chrome,
        }
    }
}

/// The pages beside this one; none when all apps are here.
fn pager(lang: Lang, apps: &Rows<AppRow>) -> Option<Pager> {
    let turned = |side: &str, row: Option<&AppRow>| row.map(|row| format!("/?{side}={}", row.client_id));
    let before = turned("before", apps.rows.first()).filter(|_| apps.before);
    let after = turned("after", apps.rows.last()).filter(|_| apps.after);
    let shown = lang.apps_shown(apps.rows.len());
    (apps.before || apps.after).then(|| Pager::new(lang, shown).before(before).after(after))
}

fn desk_name(path: &str, lang: Lang) -> String {
    match path {
        HOME => lang.to_home(),
        QUEUE => lang.to_queue(),
        _ => lang.account(),
    }
    .into()
}

/// An app's public page.
#[derive(Debug, Template)]
#[template(path = "storefront/app.html")]
pub(super) struct AppPage {
    chrome: Chrome,
    time: String,
    icon: AppIcon,
    name: String,
    seller: String,
    about: String,
    contact: String,
    facts: Facts,
    before: Option<BeforeYouWrite>,
    phone: Option<PhoneNumber>,
}

impl AppPage {
    pub(super) fn new(chrome: Chrome, policy: DuePolicy, public: &PublicApp) -> Self {
        let (lang, row) = (chrome.lang, &public.app);
        let facts = Facts::new()
            .fact(lang.seller_info_name(), row.seller_name(lang))
            .mono(lang.seller_info_client_id(), row.client_id.as_str())
            .maybe(lang.answers_in(), public.settings.languages(lang));
        Self {
            time: time_to_answer(policy, lang).into(),
            icon: AppIcon::new(&row.icon).hero(),
            name: row.name(lang).into(),
            seller: row.seller_name(lang).into(),
            about: row.about(lang).into(),
            contact: contact_path(&row.client_id),
            facts,
            before: BeforeYouWrite::new(&public.settings, lang),
            phone: public.settings.phone.clone(),
            chrome,
        }
    }
}
