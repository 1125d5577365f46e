//! The page of one member, for whoever runs the team.

use askama::Template;
use chrono::{DateTime, Utc};

use super::{
    away::{AwayCard, Team},
    forms::Fields,
    queries::Member,
    routes::{NOBODY, member_path},
    views::GrantFields,
};
use crate::{
    auth::{Membership, Verb},
    id::{AppId, UserId},
    lang::Lang,
    sellers::TEAM,
    web::{
        Chrome, Errors, filters,
        parts::{ErrorSummary, Field},
    },
};

/// What was typed into a form of a member's page; without fields, what is so.
#[derive(Debug, Default)]
pub(super) struct MemberTyped {
    pub(super) fields: Option<Fields>,
    /// What was typed about being away.
    pub(super) away: Option<Fields>,
    pub(super) errors: Errors,
}

/// One member: role, apps, being away, removal.
#[derive(Debug, Template)]
#[template(path = "team/member.html")]
pub(super) struct MemberPage {
    chrome: Chrome,
    name: String,
    email: String,
    action: String,
    summary: Option<ErrorSummary>,
    grant: GrantFields,
    /// Who only reads has no work to be away from.
    away: Option<AwayCard>,
    heir: Field,
}

impl MemberPage {
    pub(super) fn new(
        chrome: Chrome,
        member: &Member,
        (members, apps): (&[Member], &[(AppId, String)]),
        (place, typed): (&Membership, &MemberTyped),
        now: DateTime<Utc>,
    ) -> Self {
        let (lang, format) = (chrome.lang, chrome.format(now));
        let grant = match &typed.fields {
            Some(fields) => GrantFields::typed(fields, &typed.errors, apps, lang),
            None => GrantFields::of(member, apps, lang),
        };
        let action = member_path(member.user_id);
        let away = AwayCard::new(
            &chrome,
            member,
            Team { members, place },
            (typed.away.as_ref(), &typed.errors),
            (format!("{action}/away"), &format),
        );
        Self {
            name: member.name.clone(),
            email: member.email.clone(),
            action,
            summary: typed.errors.summary(lang),
            grant,
            away: member.role.may(Verb::Answer).then_some(away),
            heir: heir_field(lang, member.user_id, (members, place), &typed.errors),
            chrome,
        }
    }
}

/// Who takes over from a member: a colleague who answers and is there, or nobody; it is chosen each time.
pub(super) fn heir_field(
    lang: Lang,
    leaves: UserId,
    (members, place): (&[Member], &Membership),
    errors: &Errors,
) -> Field {
    let takes =
        |one: &&Member| one.user_id != leaves && one.role.may(Verb::Answer) && place.away_of(one.user_id).is_none();
    let colleagues = members.iter().filter(takes);
    let colleagues = colleagues.map(|one| (one.user_id.to_string(), format!("{} · {}", one.name, one.email)));
    let choose = (String::new(), lang.choose_heir().into());
    let nobody = (NOBODY.to_owned(), lang.nobody_takes_over().into());
    let heirs = std::iter::once(choose).chain(colleagues).chain([nobody]).collect();
    Field::select(lang, "heir", lang.heir(), heirs).hint(lang.heir_hint()).error(errors.get("heir"))
}
