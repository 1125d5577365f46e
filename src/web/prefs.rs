//! How a viewer likes pages: language, brightness, time zone. One cookie; changed by a form, never by a link.

use askama::Template;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use chrono_tz::Tz;
use serde::Deserialize;

use super::{
    cookies,
    flash::{Flash, see_other},
    forms::Errors,
    page::{Chrome, Page},
    parts::Field,
    routes::{Access, Routes},
};
use crate::{lang::Lang, web::filters};
use axum::response::{IntoResponse, Response};

/// Where preferences are chosen and posted.
pub const PREFERENCES: &str = "/preferences";
/// The cookie's name, without its prefix.
const COOKIE: &str = "prefs";
/// How long the cookie lives: a year.
const YEAR_SECONDS: u32 = 365 * 86_400;
/// Zones that stand in the menu; the rest are searched for on their own page.
const COMMON_ZONES: [(Tz, &str, &str); 6] = [
    (Tz::Asia__Seoul, "서울", "Seoul"),
    (Tz::Asia__Tokyo, "도쿄", "Tokyo"),
    (Tz::Asia__Shanghai, "상하이", "Shanghai"),
    (Tz::Europe__London, "런던", "London"),
    (Tz::America__New_York, "뉴욕", "New York"),
    (Tz::America__Los_Angeles, "로스앤젤레스", "Los Angeles"),
];

/// Light or dark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Theme {
    /// As the device is set.
    #[default]
    System,
    /// Always light.
    Light,
    /// Always dark.
    Dark,
}

impl Theme {
    /// All of them, in the menu's order.
    pub const ALL: [Theme; 3] = [Theme::System, Theme::Light, Theme::Dark];

    /// Its name in the cookie, the form and `data-theme`.
    pub fn code(self) -> &'static str {
        match self {
            Theme::System => "system",
            Theme::Light => "light",
            Theme::Dark => "dark",
        }
    }

    /// Its icon.
    pub fn icon(self) -> &'static str {
        match self {
            Theme::System => "monitor",
            Theme::Light => "sun",
            Theme::Dark => "moon",
        }
    }

    /// What people call it.
    pub fn label(self, lang: Lang) -> String {
        match self {
            Theme::System => lang.theme_system(),
            Theme::Light => lang.theme_light(),
            Theme::Dark => lang.theme_dark(),
        }
        .into()
    }
}

/// What one viewer prefers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Prefs {
    /// The language of pages.
    pub lang: Lang,
    /// Light or dark.
    pub theme: Theme,
    /// Where the viewer's clock hangs.
    pub zone: Tz,
}

impl Prefs {
    /// From the cookie, else from what the browser says; never fails.
    pub fn read(headers: &HeaderMap, https: bool) -> Prefs {
        let asked = Prefs { lang: accepted(headers), theme: Theme::System, zone: Tz::Asia__Seoul };
        cookies::read(headers, https, COOKIE).and_then(|text| Prefs::parse(&text)).unwrap_or(asked)
    }

    /// `ko.dark.Asia/Seoul`.
    fn parse(text: &str) -> Option<Prefs> {
        let mut parts = text.splitn(3, '.');
        Some(Prefs {
            lang: Lang::from_code(parts.next()?)?,
            theme: theme(parts.next()?)?,
            zone: parts.next()?.parse().ok()?,
        })
    }

    fn text(&self) -> String {
        format!("{}.{}.{}", self.lang, self.theme.code(), self.zone)
    }

    /// The cookie that keeps them in this browser.
    pub fn cookie(&self, https: bool) -> Option<HeaderValue> {
        cookies::set(https, COOKIE, &self.text(), YEAR_SECONDS)
    }

    /// Those that a person's account keeps, by their codes; what is not understood stays.
    pub fn with(self, lang: Lang, theme_code: &str, zone_name: &str) -> Prefs {
        let zone = zone_name.parse().unwrap_or(self.zone);
        Prefs { lang, theme: theme(theme_code).unwrap_or(self.theme), zone }
    }

    /// The name of the viewer's zone: its city.
    pub fn zone_name(&self) -> String {
        zone_name(self.zone, self.lang)
    }
}

fn theme(code: &str) -> Option<Theme> {
    Theme::ALL.into_iter().find(|theme| theme.code() == code)
}

/// `서울`, `New York`, `Argentina/Ushuaia` → `Ushuaia`.
fn zone_name(zone: Tz, lang: Lang) -> String {
    let common = COMMON_ZONES.iter().find(|(common, ..)| *common == zone);
    match (common, lang) {
        (Some((_, ko, _)), Lang::Ko) => (*ko).to_owned(),
        (Some((.., en)), Lang::En) => (*en).to_owned(),
        (None, _) => zone.name().rsplit('/').next().unwrap_or_default().replace('_', " "),
    }
}

/// The language that the browser likes best among ours; Korean when it names none.
fn accepted(headers: &HeaderMap) -> Lang {
    let header = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let liked = header.split(',').filter_map(|entry| {
        let (code, rest) = entry.split_once(';').unwrap_or((entry, ""));
        let weight = rest.trim().strip_prefix("q=").map_or(Some(1.0), |q| q.parse::<f32>().ok())?;
        Some((Lang::from_code(code.trim())?, weight)).filter(|(_, weight)| *weight > 0.0)
    });
    // of equals the first: browsers list the best first
    liked
        .fold(None, |best: Option<(Lang, f32)>, next| best.filter(|(_, weight)| *weight >= next.1).or(Some(next)))
        .map_or(Lang::Ko, |(lang, _)| lang)
}

/// A path on this site that may stand behind `back`: no other site can be reached through it.
pub fn local_path(text: &str) -> &str {
    let fits = text.starts_with('/')
        && !text.starts_with("//")
        && text.bytes().all(|b| b.is_ascii_graphic() && b != b'\\')
        && text.len() <= 2_000;
    if fits { text } else { "/" }
}

/// The rows of the zone menu.
pub fn menu_zones(prefs: &Prefs) -> Vec<(&'static str, String, bool)> {
    let mut zones: Vec<_> = COMMON_ZONES.iter().map(|(zone, ..)| *zone).collect();
    if !zones.contains(&prefs.zone) {
        zones.insert(0, prefs.zone);
    }
    zones.into_iter().map(|zone| (zone.name(), zone_name(zone, prefs.lang), zone == prefs.zone)).collect()
}

/// What a viewer changes of their preferences; what is left out stays.
#[derive(Debug, Deserialize)]
pub struct PreferencesForm {
    lang: Option<Lang>,
    theme: Option<Theme>,
    zone: Option<String>,
    #[serde(default)]
    back: String,
}

#[derive(Debug, Deserialize)]
struct BackQuery {
    #[serde(default)]
    back: String,
}

#[derive(Template)]
#[template(path = "preferences.html")]
struct PreferencesPage {
    chrome: Chrome,
    back: String,
    zone: Field,
}

impl PreferencesPage {
    fn new(chrome: Chrome, back: &str, zone: &str, errors: &Errors) -> Self {
        let lang = chrome.lang;
        let zones = chrono_tz::TZ_VARIANTS.iter().map(|zone| zone.name().to_owned()).collect();
        let field = Field::suggest(lang, "zone", lang.time_zone(), zones)
            .hint(lang.time_zone_hint())
            .value(zone)
            .required()
            .below(lang.time_zone_is(&chrome.prefs.zone_name()));
        Self { back: local_path(back).to_owned(), zone: field.error(errors.get("zone")), chrome }
    }
}

/// Their page: the same for everybody. The change itself is `accounts`', which also keeps it for who is signed in.
pub fn routes<S: Clone + Send + Sync + 'static>() -> Routes<S> {
    Routes::new().get(PREFERENCES, Access::Public, show_preferences)
}

async fn show_preferences(chrome: Chrome, query: axum::extract::Query<BackQuery>) -> Page<impl Template> {
    // an empty field: a filled one would make browsers suggest nothing else
    Page(PreferencesPage::new(chrome, &query.back, "", &Errors::new()))
}

/// Changes a viewer's preferences: the answer, and what they are now; none when the form was refused.
pub fn change(chrome: Chrome, form: &PreferencesForm) -> (Response, Option<Prefs>) {
    let mut prefs = chrome.prefs;
    prefs.lang = form.lang.unwrap_or(prefs.lang);
    prefs.theme = form.theme.unwrap_or(prefs.theme);
    if let Some(text) = &form.zone {
        match find_zone(text) {
            Some(zone) => prefs.zone = zone,
            None => {
                let errors = Errors::new().with("zone", chrome.lang.time_zone_unknown());
                let page = PreferencesPage::new(chrome, &form.back, text, &errors);
                return (Page(page).with_status(StatusCode::UNPROCESSABLE_ENTITY), None);
            }
        }
    }
    let mut response = see_other(local_path(&form.back)).flash(Flash::PreferencesSaved).into_response();
    response.headers_mut().extend(prefs.cookie(chrome.https).map(|value| (header::SET_COOKIE, value)));
    (response, Some(prefs))
}

/// A zone by its name, as people type it: case does not count, a blank is an underscore, the city alone will do.
fn find_zone(text: &str) -> Option<Tz> {
    let wanted = text.trim().replace(' ', "_");
    let is = |name: &str| name.eq_ignore_ascii_case(&wanted);
    let all = || chrono_tz::TZ_VARIANTS.iter();
    all()
        .find(|zone| is(zone.name()))
        .or_else(|| all().find(|zone| zone.name().rsplit('/').next().is_some_and(is)))
        .copied()
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn asking(language: &'static str) -> HeaderMap {
        let mut headers = HeaderMap::new();
        headers.insert(header::ACCEPT_LANGUAGE, language.parse().unwrap());
        headers
    }

    #[test]
    fn without_a_cookie_the_browser_decides_the_language() {
        for (header, lang) in [
            ("en-GB,en;q=0.9,ko;q=0.8", Lang::En),
            ("ko-KR,ko;q=0.9,en-US;q=0.8", Lang::Ko),
            ("de,ja;q=0.9,en;q=0.2", Lang::En),
            ("en;q=0.2,ko;q=0.9", Lang::Ko),
            ("en;q=0, ko;q=0.1", Lang::Ko),
            ("fr", Lang::Ko),
            ("", Lang::Ko),
            (";;,q=x,en;q=zz", Lang::Ko),
        ] {
            assert_eq!(Prefs::read(&asking(header), false).lang, lang, "{header}");
        }
    }

    #[test]
    fn the_cookie_decides_over_the_browser() {
        let mut headers = asking("ko");
        headers.insert(header::COOKIE, "prefs=en.dark.America/New_York".parse().unwrap());
        let prefs = Prefs::read(&headers, false);
        assert_eq!(prefs, Prefs { lang: Lang::En, theme: Theme::Dark, zone: Tz::America__New_York });
    }

    #[test]
    fn a_broken_cookie_is_as_none() {
        for value in ["", "en", "en.dark", "xx.dark.Asia/Seoul", "en.pink.Asia/Seoul", "en.dark.Moon/Base"] {
            assert_eq!(Prefs::parse(value), None, "{value}");
        }
    }

    #[test]
    fn what_is_written_is_read_again() {
        for zone in chrono_tz::TZ_VARIANTS {
            let prefs = Prefs { lang: Lang::En, theme: Theme::Light, zone };
            assert_eq!(Prefs::parse(&prefs.text()), Some(prefs));
            assert!(cookies::set(true, COOKIE, &prefs.text(), 1).is_some());
        }
    }

    #[test]
    fn only_paths_of_this_site_are_gone_back_to() {
        for path in ["/", "/inquiries?app=3&due=1", "/a/b"] {
            assert_eq!(local_path(path), path);
        }
        for path in [
            "",
            "a",
            "//evil.example",
            "/\\evil.example",
            "https://evil.example",
            "/\r\nLocation: x",
            "/\t/evil.example",
            "/가",
            "javascript:alert(1)",
        ] {
            assert_eq!(local_path(path), "/", "{path}");
        }
    }

    #[test]
    fn a_zone_is_found_as_people_type_it() {
        for text in ["America/New_York", "america/new york", "New York", " new_york "] {
            assert_eq!(find_zone(text), Some(Tz::America__New_York), "{text}");
        }
        assert_eq!(find_zone("Moon"), None);
        assert_eq!(find_zone(""), None);
    }

    proptest! {
        #[test]
        fn going_back_never_leaves_the_site(text in "\\PC{0,40}") {
            let base: url::Url = "https://portal.example/a/b".parse().unwrap();
            prop_assert_eq!(base.join(local_path(&text)).unwrap().origin(), base.origin());
        }
    }
}
