//! The pages of teams.

use std::borrow::Cow;

use askama::Template;
use axum::{http::StatusCode, response::Response};
use chrono::{DateTime, Utc};

use super::{
    apps,
    forms::{APP, Fields, ROLE, SCOPE, SOME, role_code},
    join::OpenInvitation,
    model::{RecordRow, TeamEventKind},
    queries::{InvitationRow, Member},
    routes::{Who, invitation_path, member_path},
};
use crate::{
    auth::{MemberRole, SellerDesk, Verb, last_day},
    crypto::Token,
    deliveries::DeliveryState,
    id::AppId,
    lang::{Lang, format::Format},
    passwords::MIN_CHARACTERS,
    sellers::{TEAM, away_path, leaving_path},
    web::{
        Chrome, Errors, Page, SIGN_IN, Tone, filters,
        parts::{Action, Art, Badge, Empty, ErrorSummary, Facts, Field, Notice, Pager},
    },
};

/// What the team's page is made of.
pub(super) struct TeamRead {
    pub(super) members: Vec<Member>,
    pub(super) apps: Vec<(AppId, String)>,
    pub(super) invitations: Vec<InvitationRow>,
    pub(super) record: Vec<RecordRow>,
    pub(super) before: Option<i64>,
}

/// What was typed into the form of an invitation, and what is wrong with it.
#[derive(Debug, Default)]
pub(super) struct TeamTyped {
    pub(super) fields: Fields,
    pub(super) errors: Errors,
}

/// A member in the list.
#[derive(Debug)]
struct MemberLine {
    href: Option<String>,
    name: String,
    you: bool,
    email: String,
    role: Badge,
    away: Option<String>,
    apps: String,
    since: String,
    seen: String,
}

/// An invitation that nobody has used yet.
#[derive(Debug)]
pub struct InvitationLine {
    /// Where its link went.
    pub email: String,
    /// As what.
    pub role: String,
    /// Until when it works, and what became of its mail.
    pub state: Vec<Badge>,
    /// Sends it again, or takes it back.
    pub acts: Vec<Action>,
}

impl InvitationLine {
    /// A line; `path` is where its actions begin.
    pub fn new(row: &InvitationRow, chrome: &Chrome, now: DateTime<Utc>, path: &str) -> Self {
        let lang = chrome.lang;
        let until = chrome.format(now).moment(row.expires_at);
        let state = match row.expires_at <= now {
            true => Badge::new(Tone::Mute, "clock", lang.invitation_over()),
            false => Badge::new(Tone::Calm, "clock", lang.invitation_until(&until)),
        };
        let failed = matches!(row.mail, Some(DeliveryState::Failed | DeliveryState::Bounced));
        let failed = failed.then(|| Badge::new(Tone::Urgent, "mail-x", lang.mail_state_failed()));
        let role = row.role.map(|role| role.name(lang)).or(row.staff_role.map(|role| role.name(lang)));
        let at = |what: &str| format!("{path}/{}/{what}", row.invitation_id);
        Self {
            email: row.email.clone(),
            role: role.unwrap_or_default().into(),
            state: std::iter::once(state).chain(failed).collect(),
            acts: vec![
                Action::post(at("renew"), lang.send_again(), chrome).icon("send"),
                Action::post(at("revoke"), lang.revoke_invitation(), chrome).icon("x").quiet(),
            ],
        }
    }
}

/// A line of the record.
#[derive(Debug)]
pub struct RecordLine {
    /// When.
    pub at: String,
    /// What, as a sentence.
    pub what: String,
}

/// The lines of a page of the record.
pub fn record_lines(rows: &[RecordRow], format: &Format, most: usize) -> Vec<RecordLine> {
    let lines = rows.iter().take(most);
    lines.map(|row| RecordLine { at: format.moment(row.at), what: happened(row, format).into() }).collect()
}

fn happened(row: &RecordRow, format: &Format) -> Cow<'static, str> {
    let lang = format.lang;
    let by = row.by.clone().unwrap_or_else(|| lang.command_line().into());
    let whom = row.whom.clone().unwrap_or_default();
    let role = row.detail.role.map(|role| role.name(lang)).or(row.detail.staff_role.map(|role| role.name(lang)));
    let role = role.unwrap_or_default();
    let app = match lang {
        Lang::Ko => row.app_ko.as_deref(),
        Lang::En => row.app_en.as_deref(),
    };
    let app = app.unwrap_or_default();
    let day = row.detail.until.map(|until| last_day(until, format)).unwrap_or_default();
    match row.kind {
        TeamEventKind::Invited => lang.record_invited(&by, &whom, &role),
        TeamEventKind::InvitationRenewed => lang.record_renewed(&by, &whom),
        TeamEventKind::InvitationRevoked => lang.record_revoked(&by, &whom),
        TeamEventKind::Joined => lang.record_joined(&whom, &role),
        TeamEventKind::RoleChanged => lang.record_role(&by, &whom, &role),
        TeamEventKind::AppsChanged if row.apps.is_empty() => lang.record_apps(&by, &whom, &lang.all_apps()),
        TeamEventKind::AppsChanged => lang.record_apps(&by, &whom, &row.apps.join(", ")),
        TeamEventKind::Removed => match &row.other {
            Some(heir) => lang.record_removed_to(&by, &whom, heir),
            None => lang.record_removed(&by, &whom),
        },
        TeamEventKind::Left => match &row.other {
            Some(heir) => lang.record_left_to(&whom, heir),
            None => lang.record_left(&whom),
        },
        TeamEventKind::Disabled => lang.record_disabled(&by, &whom),
        TeamEventKind::Enabled => lang.record_enabled(&by, &whom),
        TeamEventKind::SellerAdded => lang.record_seller_added(&by),
        TeamEventKind::SellerRenamed => lang.record_seller_renamed(&by),
        TeamEventKind::AppAdded => lang.record_app_added(&by, app),
        TeamEventKind::AppRenamed => lang.record_app_renamed(&by, app),
        TeamEventKind::AppSettingsChanged => lang.record_app_settings(&by, app, &apps::changed(&row.detail, lang)),
        TeamEventKind::SupportAsked => lang.record_support_asked(&by, app),
        TeamEventKind::SupportWithdrawn => lang.record_support_withdrawn(&by, app),
        TeamEventKind::SupportConfirmed => lang.record_support_confirmed(app),
        TeamEventKind::SupportRemoved => lang.record_support_removed(&by, app),
        TeamEventKind::WentAway => lang.record_went_away(&by, &whom, &day),
        TeamEventKind::StandsIn => lang.record_stands_in(&whom, row.other.as_deref().unwrap_or_default(), &day),
        TeamEventKind::CameBack => lang.record_came_back(&by, &whom),
    }
}

/// The people of a seller. Who runs the team invites and changes here.
#[derive(Debug, Template)]
#[template(path = "team/team.html")]
pub(super) struct TeamPage {
    chrome: Chrome,
    members: Vec<MemberLine>,
    /// Where the viewer goes away for some days, if they answer, and where they leave.
    own: (Option<String>, String),
    invite: Option<InviteForm>,
    invitations: Vec<InvitationLine>,
    record: Vec<RecordLine>,
    pager: Pager,
}

/// The form of an invitation.
#[derive(Debug)]
struct InviteForm {
    summary: Option<ErrorSummary>,
    email: Field,
    lang: Field,
    grant: GrantFields,
}

impl TeamPage {
    pub(super) fn new(
        chrome: Chrome,
        typed: Option<TeamTyped>,
        read: &TeamRead,
        (desk, page): (&SellerDesk, usize),
        now: DateTime<Utc>,
    ) -> Self {
        let (lang, format) = (chrome.lang, chrome.format(now));
        let runs = typed.is_some();
        let line = |member: &Member| MemberLine {
            href: runs.then(|| member_path(member.user_id)),
            name: member.name.clone(),
            you: member.user_id == desk.viewer.user_id,
            email: member.email.clone(),
            role: role_badge(member.role, lang),
            away: desk.place.away_of(member.user_id).map(|away| lang.away_row(&away.last_day(&format)).into()),
            apps: app_names(member.app_ids.as_deref(), &read.apps, lang),
            since: format.date(member.since),
            seen: member.last_seen.map_or_else(|| lang.not_seen().into(), |at| format.near(at)),
        };
        let invitations =
            read.invitations.iter().map(|row| InvitationLine::new(row, &chrome, now, "/team/invitations"));
        let last = read.record.get(page.saturating_sub(1)).filter(|_| read.record.len() > page);
        let older = last.map(|row| format!("{TEAM}?before={}", row.team_event_id));
        let newer = read.before.map(|_| TEAM.to_owned());
        Self {
            members: read.members.iter().map(line).collect(),
            own: (
                desk.place.role.may(Verb::Answer).then(|| away_path(&desk.place.roster.seller_no)),
                leaving_path(&desk.place.roster.seller_no),
            ),
            invite: typed.map(|typed| InviteForm::new(&typed, &read.apps, lang)),
            invitations: invitations.collect(),
            record: record_lines(&read.record, &format, page),
            pager: Pager::new(lang, lang.newest_first()).before(newer).after(older),
            chrome,
        }
    }
}

impl InviteForm {
    fn new(typed: &TeamTyped, apps: &[(AppId, String)], lang: Lang) -> Self {
        let (fields, errors) = (&typed.fields, &typed.errors);
        let langs = [lang, lang.other()].map(|lang| (lang.code().to_owned(), lang.own_name().to_owned()));
        let chosen = match fields.get("lang") {
            "" => lang.code(),
            code => code,
        };
        let email = Field::email(lang, "email", lang.email_address()).value(fields.get("email"));
        Self {
            summary: errors.summary(lang),
            email: email.autocomplete("off").error(errors.get("email")),
            lang: Field::select(lang, "lang", lang.language_of_mail(), langs.into()).value(chosen),
            grant: GrantFields::typed(fields, errors, apps, lang),
        }
    }
}

/// Role, and which apps.
#[derive(Debug, Template)]
#[template(path = "team/grant.html")]
pub(super) struct GrantFields {
    lang: Lang,
    role: Field,
    scope: Field,
    apps: Vec<(String, String, bool)>,
}

crate::web::parts::part!(GrantFields);

impl GrantFields {
    fn new(role: &str, some: bool, is_chosen: impl Fn(AppId) -> bool, apps: &[(AppId, String)], lang: Lang) -> Self {
        let roles = MemberRole::ALL.map(|role| (role_code(role).to_owned(), role_words(role, lang)));
        let scopes = vec![(String::new(), lang.all_apps().into()), (SOME.to_owned(), lang.some_apps().into())];
        Self {
            lang,
            role: Field::select(lang, ROLE, lang.role(), roles.into()).value(role),
            scope: Field::select(lang, SCOPE, lang.apps_seen(), scopes)
                .value(if some { SOME } else { "" })
                .hint(lang.apps_seen_hint()),
            apps: apps.iter().map(|(id, name)| (id.to_string(), name.clone(), is_chosen(*id))).collect(),
        }
    }

    pub(super) fn typed(fields: &Fields, errors: &Errors, apps: &[(AppId, String)], lang: Lang) -> Self {
        let role = match fields.get(ROLE) {
            "" => role_code(MemberRole::Agent),
            role => role,
        };
        let is_chosen = |app: AppId| fields.all(APP).any(|typed| typed == app.to_string());
        let own = Self::new(role, fields.get(SCOPE) == SOME, is_chosen, apps, lang);
        Self { role: own.role.error(errors.get(ROLE)), scope: own.scope.error(errors.get(SCOPE)), ..own }
    }

    pub(super) fn of(member: &Member, apps: &[(AppId, String)], lang: Lang) -> Self {
        let own = member.app_ids.as_deref();
        let is_chosen = |app: AppId| own.is_some_and(|own| own.contains(&app));
        Self::new(role_code(member.role), own.is_some(), is_chosen, apps, lang)
    }
}

fn role_badge(role: MemberRole, lang: Lang) -> Badge {
    match role {
        MemberRole::Owner => Badge::new(Tone::Calm, "key-round", role.name(lang)),
        MemberRole::Manager => Badge::outline("sliders-horizontal", role.name(lang)),
        MemberRole::Agent => Badge::outline("message-square", role.name(lang)),
        MemberRole::Viewer => Badge::outline("eye", role.name(lang)),
    }
}

/// A role with what it may do.
fn role_words(role: MemberRole, lang: Lang) -> String {
    let may = match role {
        MemberRole::Owner => lang.owner_may(),
        MemberRole::Manager => lang.manager_may(),
        MemberRole::Agent => lang.agent_may(),
        MemberRole::Viewer => lang.viewer_may(),
    };
    format!("{}: {may}", role.name(lang))
}

fn app_names(own: Option<&[AppId]>, apps: &[(AppId, String)], lang: Lang) -> String {
    let Some(own) = own else { return lang.all_apps().into() };
    let names = apps.iter().filter(|(id, _)| own.contains(id)).map(|(_, name)| name.as_str());
    names.collect::<Vec<_>>().join(", ")
}

/// The page behind a mailed link.
#[derive(Debug, Template)]
#[template(path = "team/join.html")]
pub(super) struct JoinPage {
    chrome: Chrome,
    title: String,
    facts: Facts,
    notice: Option<Notice>,
    summary: Option<ErrorSummary>,
    action: String,
    fields: Vec<Field>,
    button: Option<String>,
}

impl JoinPage {
    pub(super) fn new(chrome: Chrome, token: &Token, open: &OpenInvitation, who: Who) -> Self {
        let lang = chrome.lang;
        let team = match (&open.seller, lang) {
            (Some((ko, _)), Lang::Ko) => ko.clone(),
            (Some((_, en)), Lang::En) => en.clone(),
            (None, _) => lang.operations_team().into(),
        };
        let role = open.role.map(|role| role.name(lang)).or(open.staff_role.map(|role| role.name(lang)));
        let mut facts = Facts::new().fact(lang.team_of(), team.as_str()).fact(lang.role(), role.unwrap_or_default());
        if let Some(by) = &open.invited_by {
            facts = facts.fact(lang.invited_by(), by);
        }
        let action = invitation_path(token.reveal());
        let (notice, button) = match who {
            Who::Owner(_) => (None, Some(lang.join_button())),
            Who::Newcomer => (None, Some(lang.make_account())),
            Who::Unknown => {
                let sign_in = Action::link(format!("{SIGN_IN}?back={action}"), lang.sign_in()).primary();
                (Some(Notice::new(Tone::Calm).text(lang.join_sign_in_first()).action(sign_in)), None)
            }
            Who::Another => (Some(Notice::new(Tone::Soon).text(lang.join_not_yours())), None),
        };
        Self {
            title: lang.join_title(&team).into(),
            facts: facts.fact(lang.email_address(), open.email.masked()),
            notice,
            summary: None,
            action,
            fields: if who == Who::Newcomer { newcomer_fields(lang, "", &Errors::new()) } else { Vec::new() },
            button: button.map(Into::into),
            chrome,
        }
    }

    /// The form once more, with what is wrong.
    pub(super) fn refused(self, name: &str, errors: &Errors) -> Self {
        let lang = self.chrome.lang;
        Self { summary: errors.summary(lang), fields: newcomer_fields(lang, name, errors), ..self }
    }

    pub(super) fn already_there(mut self) -> Response {
        let notice = Notice::new(Tone::Calm).text(self.chrome.lang.join_already_there());
        (self.notice, self.button) = (Some(notice), None);
        self.respond(StatusCode::CONFLICT)
    }

    pub(super) fn respond(self, status: StatusCode) -> Response {
        secret(Page(self).with_status(status))
    }
}

fn newcomer_fields(lang: Lang, name: &str, errors: &Errors) -> Vec<Field> {
    let name = Field::text(lang, "name", lang.name_of_person()).value(name).autocomplete("name");
    let password = Field::password(lang, "password", lang.password()).autocomplete("new-password");
    vec![
        name.hint(lang.name_hint()).error(errors.get("name")),
        password.hint(lang.password_hint(MIN_CHARACTERS)).error(errors.get("password")),
    ]
}

/// A link that opens nothing.
#[derive(Debug, Template)]
#[template(path = "team/over.html")]
pub(super) struct OverPage {
    chrome: Chrome,
    empty: Empty,
}

impl OverPage {
    pub(super) fn respond(chrome: Chrome) -> Response {
        let lang = chrome.lang;
        let sign_in = Action::link(SIGN_IN, lang.sign_in()).primary();
        let empty = Empty::page(Art::Bubble, lang.join_over_title(), lang.join_over_text()).action(sign_in);
        secret(Page(OverPage { chrome, empty }).with_status(StatusCode::NOT_FOUND))
    }
}

/// The address of the page is a secret: nothing keeps it, and no other page learns it by a link.
pub(super) fn secret(mut response: Response) -> Response {
    use axum::http::{HeaderValue, header};
    let headers = response.headers_mut();
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("strict-origin"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}
