//! The pages of operations' people.

use askama::Template;
use chrono::{DateTime, Utc};

use super::queries::Staff;
use crate::{
    auth::StaffRole,
    lang::Lang,
    operations::STAFF,
    team::{Fields, InvitationLine, InvitationRow, RecordLine, RecordRow, record_lines},
    web::{
        Chrome, Errors, Tone, filters,
        parts::{Badge, ErrorSummary, Field, Pager},
    },
};

/// What was typed, and what is wrong with it.
#[derive(Debug, Default)]
pub(super) struct Typed {
    pub(super) fields: Fields,
    pub(super) errors: Errors,
}

fn code(role: StaffRole) -> &'static str {
    match role {
        StaffRole::Agent => "agent",
        StaffRole::Lead => "lead",
        StaffRole::Auditor => "auditor",
        StaffRole::Admin => "admin",
    }
}

/// The role of a form.
pub(super) fn role_of(text: &str) -> Option<StaffRole> {
    StaffRole::ALL.into_iter().find(|role| code(*role) == text)
}

fn role_words(role: StaffRole, lang: Lang) -> String {
    let may = match role {
        StaffRole::Agent => lang.staff_agent_may(),
        StaffRole::Lead => lang.staff_lead_may(),
        StaffRole::Auditor => lang.staff_auditor_may(),
        StaffRole::Admin => lang.staff_admin_may(),
    };
    format!("{}: {may}", role.name(lang))
}

fn role_field(lang: Lang, chosen: &str, errors: &Errors) -> Field {
    let roles = StaffRole::ALL.map(|role| (code(role).to_owned(), role_words(role, lang)));
    Field::select(lang, "role", lang.role(), roles.into()).value(chosen).error(errors.get("role"))
}

/// What the list is made of.
pub(super) struct StaffRead {
    pub(super) staff: Vec<Staff>,
    pub(super) invitations: Vec<InvitationRow>,
    pub(super) record: Vec<RecordRow>,
    pub(super) before: Option<i64>,
}

#[derive(Debug)]
struct Line {
    href: String,
    name: String,
    email: String,
    role: Badge,
    disabled: Option<Badge>,
    seen: String,
}

/// The people of operations.
#[derive(Debug, Template)]
#[template(path = "admin/staff.html")]
pub(super) struct StaffPage {
    chrome: Chrome,
    lines: Vec<Line>,
    summary: Option<ErrorSummary>,
    fields: [Field; 3],
    invitations: Vec<InvitationLine>,
    record: Vec<RecordLine>,
    pager: Pager,
}

impl StaffPage {
    pub(super) fn new(chrome: Chrome, read: &StaffRead, typed: &Typed, page: usize, now: DateTime<Utc>) -> Self {
        let (lang, format) = (chrome.lang, chrome.format(now));
        let line = |one: &Staff| Line {
            href: person_path(one),
            name: one.name.clone(),
            email: one.email.clone(),
            role: Badge::outline("shield-check", one.role.name(lang)),
            disabled: one.disabled_at.map(|_| Badge::new(Tone::Mute, "ban", lang.disabled())),
            seen: one.last_seen.map_or_else(|| lang.not_seen().into(), |at| format.near(at)),
        };
        let invitations =
            read.invitations.iter().map(|row| InvitationLine::new(row, &chrome, now, "/admin/staff/invitations"));
        let last = read.record.get(page.saturating_sub(1)).filter(|_| read.record.len() > page);
        let older = last.map(|row| format!("{STAFF}?before={}", row.team_event_id));
        let (fields, errors) = (&typed.fields, &typed.errors);
        let langs = [lang, lang.other()].map(|lang| (lang.code().to_owned(), lang.own_name().to_owned()));
        let email = Field::email(lang, "email", lang.email_address()).value(fields.get("email"));
        Self {
            lines: read.staff.iter().map(line).collect(),
            summary: errors.summary(lang),
            fields: [
                email.autocomplete("off").error(errors.get("email")),
                Field::select(lang, "lang", lang.language_of_mail(), langs.into())
                    .value(fields.lang("lang", lang).code()),
                role_field(lang, fields.get("role"), errors),
            ],
            invitations: invitations.collect(),
            record: record_lines(&read.record, &format, page),
            pager: Pager::new(lang, lang.newest_first()).before(read.before.map(|_| STAFF.to_owned())).after(older),
            chrome,
        }
    }
}

fn person_path(person: &Staff) -> String {
    format!("{STAFF}/{}", person.user_id)
}

/// One person: role, and whether they are let in.
#[derive(Debug, Template)]
#[template(path = "admin/person.html")]
pub(super) struct PersonPage {
    chrome: Chrome,
    name: String,
    email: String,
    action: String,
    summary: Option<ErrorSummary>,
    role: Field,
    access: Field,
}

impl PersonPage {
    pub(super) fn new(chrome: Chrome, person: &Staff, typed: &Typed) -> Self {
        let lang = chrome.lang;
        let or = |field: &str, own: &'static str| match typed.fields.get(field) {
            "" => own.to_owned(),
            typed => typed.to_owned(),
        };
        let choices =
            vec![("works".to_owned(), lang.access_works().into()), ("none".to_owned(), lang.disabled().into())];
        let own = if person.disabled_at.is_some() { "none" } else { "works" };
        Self {
            name: person.name.clone(),
            email: person.email.clone(),
            action: person_path(person),
            summary: typed.errors.summary(lang),
            role: role_field(lang, &or("role", code(person.role)), &typed.errors),
            access: Field::select(lang, "access", lang.access(), choices)
                .value(or("access", own))
                .hint(lang.access_hint())
                .error(typed.errors.get("access")),
            chrome,
        }
    }
}
