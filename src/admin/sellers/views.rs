//! The pages of sellers.

use askama::Template;
use chrono::{DateTime, Utc};

use super::queries::{AppRow, Seller, SellerRow};
use crate::{
    admin::fields::{APP_NAMES, NAMES, name_fields},
    lang::Lang,
    operations::SELLERS,
    team::{Fields, InvitationLine, InvitationRow, RecordLine, RecordRow, record_lines},
    web::{
        Chrome, Errors, Tone, filters,
        keyset::Rows,
        parts::{Art, Badge, Empty, ErrorSummary, Facts, Field, Pager},
    },
};

/// The page of a seller.
pub(super) fn seller_path(seller_no: &str) -> String {
    format!("{SELLERS}/{seller_no}")
}

/// What was typed into which form, and what is wrong with it.
#[derive(Debug, Default)]
pub(super) struct Typed {
    pub(super) form: Option<&'static str>,
    pub(super) fields: Fields,
    pub(super) errors: Errors,
}

impl Typed {
    /// What was typed into that form, if it was that one.
    fn of(&self, form: &str) -> (&Fields, &Errors) {
        static NOTHING: std::sync::LazyLock<(Fields, Errors)> = std::sync::LazyLock::new(Default::default);
        if self.form == Some(form) { (&self.fields, &self.errors) } else { (&NOTHING.0, &NOTHING.1) }
    }
}

#[derive(Debug)]
struct Line {
    href: String,
    seller_no: String,
    name: String,
    apps: i64,
    members: i64,
    owner: Option<Badge>,
}

/// All sellers by number.
#[derive(Debug, Template)]
#[template(path = "admin/sellers.html")]
pub(super) struct SellersPage {
    chrome: Chrome,
    search: String,
    lines: Vec<Line>,
    empty: Option<Empty>,
    pager: Pager,
    summary: Option<ErrorSummary>,
    number: Field,
    names: [Field; 2],
}

impl SellersPage {
    pub(super) fn new(chrome: Chrome, search: &str, rows: &Rows<SellerRow>, typed: &Typed) -> Self {
        let lang = chrome.lang;
        let line = |row: &SellerRow| Line {
            href: seller_path(&row.seller_no),
            seller_no: row.seller_no.clone(),
            name: of(lang, &row.name_ko, &row.name_en).to_owned(),
            apps: row.apps,
            members: row.members,
            owner: (!row.has_owner).then(|| Badge::new(Tone::Soon, "key-round", lang.no_owner())),
        };
        let at = |after: Option<&str>| {
            let mut query = url::form_urlencoded::Serializer::new(String::new());
            query.append_pair("q", search);
            query.extend_pairs(after.map(|after| ("after", after)));
            format!("{SELLERS}?{}", query.finish())
        };
        let after = rows.rows.last().filter(|_| rows.after).map(|row| at(Some(&row.seller_no)));
        let (fields, errors) = typed.of("seller");
        Self {
            search: search.to_owned(),
            lines: rows.rows.iter().map(line).collect(),
            empty: rows.rows.is_empty().then(|| Empty::new(Art::Bubble, lang.no_seller_found(), lang.no_seller_text())),
            pager: Pager::new(lang, lang.by_number()).before(rows.before.then(|| at(None))).after(after),
            summary: errors.summary(lang),
            number: Field::text(lang, "seller_no", lang.seller_no())
                .value(fields.get("seller_no"))
                .hint(lang.code_hint())
                .error(errors.get("seller_no")),
            names: name_fields(lang, NAMES, (fields.get(NAMES.0), fields.get(NAMES.1)), errors),
            chrome,
        }
    }
}

fn of<'a>(lang: Lang, ko: &'a str, en: &'a str) -> &'a str {
    match lang {
        Lang::Ko => ko,
        Lang::En => en,
    }
}

/// What a seller's page is made of.
pub(super) struct SellerRead {
    pub(super) seller: Seller,
    pub(super) apps: Vec<AppRow>,
    pub(super) invitations: Vec<InvitationRow>,
    pub(super) record: Vec<RecordRow>,
    pub(super) before: Option<i64>,
}

/// An app in the list.
#[derive(Debug)]
struct AppLine {
    href: String,
    client_id: String,
    name: String,
    support_email: String,
}

/// One seller: names, apps, the first owner, the record.
#[derive(Debug, Template)]
#[template(path = "admin/seller.html")]
pub(super) struct SellerPage {
    chrome: Chrome,
    title: String,
    path: String,
    summary: Option<ErrorSummary>,
    names: [Field; 2],
    apps: Vec<AppLine>,
    app_fields: Vec<Field>,
    owner_fields: Vec<Field>,
    invitations: Vec<InvitationLine>,
    record: Vec<RecordLine>,
    pager: Pager,
}

impl SellerPage {
    pub(super) fn new(chrome: Chrome, read: &SellerRead, typed: &Typed, page: usize, now: DateTime<Utc>) -> Self {
        let (lang, seller) = (chrome.lang, &read.seller);
        let path = seller_path(&seller.seller_no);
        let last = read.record.get(page.saturating_sub(1)).filter(|_| read.record.len() > page);
        let older = last.map(|row| format!("{path}?before={}", row.team_event_id));
        let invitations = read
            .invitations
            .iter()
            .filter(|_| !seller.has_owner)
            .map(|row| InvitationLine::new(row, &chrome, now, &format!("{path}/invitations")));
        Self {
            title: format!("{} · {}", seller.seller_no, of(lang, &seller.name_ko, &seller.name_en)),
            summary: typed.errors.summary(lang),
            names: renamed(lang, typed, (&seller.name_ko, &seller.name_en)),
            apps: read.apps.iter().map(|app| AppLine::new(app, &path, lang)).collect(),
            app_fields: app_fields(lang, typed),
            owner_fields: if seller.has_owner { Vec::new() } else { owner_fields(lang, typed) },
            invitations: invitations.collect(),
            record: record_lines(&read.record, &chrome.format(now), page),
            pager: Pager::new(lang, lang.newest_first()).before(read.before.map(|_| path.clone())).after(older),
            path,
            chrome,
        }
    }
}

impl AppLine {
    fn new(app: &AppRow, path: &str, lang: Lang) -> Self {
        Self {
            href: format!("{path}/apps/{}", app.app_id),
            client_id: app.client_id.clone(),
            name: of(lang, &app.name_ko, &app.name_en).to_owned(),
            support_email: app.support_email.clone().unwrap_or_default(),
        }
    }
}

fn app_fields(lang: Lang, typed: &Typed) -> Vec<Field> {
    let (fields, errors) = typed.of("app");
    let text = |name: &'static str, label: std::borrow::Cow<'static, str>| {
        Field::text(lang, name, label).value(fields.get(name)).error(errors.get(name))
    };
    let [ko, en] = name_fields(lang, APP_NAMES, (fields.get(APP_NAMES.0), fields.get(APP_NAMES.1)), errors);
    vec![
        text("client_id", lang.client_id()).hint(lang.code_hint()),
        text("package_name", lang.package_name()),
        ko,
        en,
        address(lang, "support_email", lang.support_contact(), (fields, errors)),
        mail_lang(lang, "support_lang", fields),
    ]
}

fn owner_fields(lang: Lang, typed: &Typed) -> Vec<Field> {
    let (fields, errors) = typed.of("owner");
    vec![address(lang, "email", lang.email_address(), (fields, errors)), mail_lang(lang, "lang", fields)]
}

fn address(
    lang: Lang,
    name: &'static str,
    label: std::borrow::Cow<'static, str>,
    (fields, errors): (&Fields, &Errors),
) -> Field {
    Field::email(lang, name, label).value(fields.get(name)).autocomplete("off").error(errors.get(name))
}

fn mail_lang(lang: Lang, name: &'static str, fields: &Fields) -> Field {
    let langs = [lang, lang.other()].map(|lang| (lang.code().to_owned(), lang.own_name().to_owned()));
    Field::select(lang, name, lang.language_of_mail(), langs.into()).value(fields.lang(name, lang).code())
}

/// The names as they are, or as they were typed.
fn renamed(lang: Lang, typed: &Typed, (ko, en): (&str, &str)) -> [Field; 2] {
    let (fields, errors) = typed.of("names");
    let names = if typed.form == Some("names") { (fields.get(NAMES.0), fields.get(NAMES.1)) } else { (ko, en) };
    name_fields(lang, NAMES, names, errors)
}

/// One app of a seller.
#[derive(Debug, Template)]
#[template(path = "admin/app.html")]
pub(super) struct AppPage {
    chrome: Chrome,
    title: String,
    back: String,
    seller: String,
    action: String,
    facts: Facts,
    summary: Option<ErrorSummary>,
    names: [Field; 2],
}

impl AppPage {
    pub(super) fn new(chrome: Chrome, seller: &Seller, app: &AppRow, typed: &Typed) -> Self {
        let lang = chrome.lang;
        let back = seller_path(&seller.seller_no);
        let facts = Facts::new().mono(lang.client_id(), &app.client_id);
        Self {
            title: of(lang, &app.name_ko, &app.name_en).to_owned(),
            action: format!("{back}/apps/{}", app.app_id),
            back,
            seller: of(lang, &seller.name_ko, &seller.name_en).to_owned(),
            facts: facts.maybe(lang.support_contact(), app.support_email.as_ref()),
            summary: typed.errors.summary(lang),
            names: renamed(lang, typed, (&app.name_ko, &app.name_en)),
            chrome,
        }
    }
}
