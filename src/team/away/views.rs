//! The card on which somebody says until when a member is away, and the member's own page around it.

use askama::Template;

use super::form::{DEPUTY, MOST_DAYS, UNTIL, typed_day};
use crate::{
    auth::{Membership, Viewer},
    lang::{Lang, format::Format},
    team::{forms::Fields, queries::Member},
    web::{
        Chrome, Errors, Who, filters,
        page::FormKeys,
        parts::{Action, ErrorSummary, Field, part},
    },
};

/// What there is to choose from: the colleagues, and who of them is away.
#[derive(Debug, Clone, Copy)]
pub(in crate::team) struct Team<'a> {
    pub(in crate::team) members: &'a [Member],
    pub(in crate::team) place: &'a Membership,
}

/// Away or there, until when, and who stands in.
#[derive(Debug, Template)]
#[template(path = "team/away_card.html")]
pub(in crate::team) struct AwayCard {
    lang: Lang,
    keys: FormKeys,
    action: String,
    state: Option<String>,
    back: Option<Action>,
    until: Field,
    deputy: Field,
}

part!(AwayCard);

impl AwayCard {
    /// The card of a member; `action` is where its form goes, `typed` what was refused.
    pub(in crate::team) fn new(
        chrome: &Chrome,
        member: &Member,
        team: Team<'_>,
        (typed, errors): (Option<&Fields>, &Errors),
        (action, format): (String, &Format),
    ) -> Self {
        let lang = chrome.lang;
        let away = team.place.away_of(member.user_id);
        let value =
            |name, now: Option<String>| typed.map_or(now.unwrap_or_default(), |typed| typed.get(name).to_owned());
        let day = value(UNTIL, away.map(|away| typed_day(away.until, format)));
        let deputy = value(DEPUTY, away.and(member.deputy_id).map(|id| id.to_string()));
        Self {
            state: away.map(|_| team.place.named(member.user_id, &member.name, format)),
            back: away.map(|_| Action::post(format!("{action}/end"), lang.back_again(), chrome)),
            until: Field::date(lang, UNTIL, lang.away_until())
                .value(day)
                .hint(lang.away_until_hint(&MOST_DAYS.to_string(), &chrome.prefs.zone_name()))
                .required()
                .error(errors.get(UNTIL)),
            deputy: Field::select(lang, DEPUTY, lang.deputy(), deputies(member, team, format))
                .value(deputy)
                .hint(lang.deputy_hint())
                .error(errors.get(DEPUTY)),
            keys: chrome.keys(),
            action,
            lang,
        }
    }
}

fn deputies(member: &Member, team: Team<'_>, format: &Format) -> Vec<(String, String)> {
    let nobody = (String::new(), format.lang.no_deputy().into());
    let others = team.members.iter().filter(|one| one.can_stand_in_for(member));
    let named = others.map(|one| (one.user_id.to_string(), team.place.named(one.user_id, &one.name, format)));
    std::iter::once(nobody).chain(named).collect()
}

/// A member's own page.
#[derive(Debug, Template)]
#[template(path = "team/away.html")]
pub(super) struct AwayPage {
    chrome: Chrome,
    seller: String,
    summary: Option<ErrorSummary>,
    card: AwayCard,
}

impl AwayPage {
    pub(super) fn new(chrome: Chrome, viewer: &Viewer, seller: &str, errors: &Errors, card: AwayCard) -> Self {
        let lang = chrome.lang;
        Self {
            seller: seller.to_owned(),
            summary: errors.summary(lang),
            card,
            chrome: chrome.signed_in(Who::new(&viewer.name, viewer.place_name(lang))),
        }
    }
}
