//! Letters about teams: the link that lets somebody in, and what was changed about somebody's place.

use super::{ComposeFault, letter::Letter, scene::Scene};
use crate::{
    auth::last_day,
    team::{TeamEventKind, invitation_path, invitation_token},
    web::ACCOUNT,
};

/// The team's name for the reader.
fn team(scene: &Scene) -> String {
    let seller = scene.material.seller.as_ref().map(|names| names.of(scene.lang).to_owned());
    seller.unwrap_or_else(|| scene.lang.operations_team().into_owned())
}

pub(super) fn invitation(scene: &Scene) -> Result<Letter, ComposeFault> {
    let lang = scene.lang;
    let invitation = scene.material.invitation.as_ref().ok_or(ComposeFault::Missing("invitation"))?;
    let token = invitation_token(&scene.context.secret, invitation.invitation_id);
    let role = invitation.role.map(|role| role.name(lang)).or(invitation.staff_role.map(|role| role.name(lang)));
    let mut facts = vec![scene.fact(lang.team_of(), team(scene))];
    facts.extend(role.map(|role| scene.fact(lang.role(), role)));
    facts.extend(invitation.invited_by.as_ref().map(|by| scene.fact(lang.invited_by(), by)));
    let what = lang.letter_invitation(&team(scene));
    Ok(Letter {
        links: Vec::new(),
        lang,
        subject: what.clone().into(),
        heading: what.into(),
        opening: vec![lang.letter_invitation_opening().into()],
        quote: None,
        due: None,
        facts,
        button: scene.button(lang.letter_invitation_button(), &invitation_path(token.reveal())),
        closing: vec![
            lang.letter_invitation_until(&scene.format.moment(invitation.expires_at)).into(),
            lang.letter_invitation_unwanted().into(),
        ],
        foot: vec![lang.letter_invitation_why().into()],
    })
}

pub(super) fn team_notice(scene: &Scene) -> Result<Letter, ComposeFault> {
    let lang = scene.lang;
    let event = scene.material.team_event.as_ref().ok_or(ComposeFault::Missing("change"))?;
    let heading = match event.kind {
        TeamEventKind::Removed | TeamEventKind::Left => lang.letter_place_over(&team(scene)),
        TeamEventKind::Disabled => lang.letter_disabled(),
        TeamEventKind::Enabled => lang.letter_enabled(),
        TeamEventKind::WentAway => lang.letter_marked_away(&team(scene)),
        TeamEventKind::CameBack => lang.letter_marked_back(&team(scene)),
        TeamEventKind::StandsIn => lang.letter_stand_in(event.other.as_deref().unwrap_or_default()),
        _ => lang.letter_place_changed(&team(scene)),
    };
    let role = event.detail.role.map(|role| role.name(lang));
    let role = role.or(event.detail.staff_role.map(|role| role.name(lang)));
    let mut facts = vec![scene.fact(lang.team_of(), team(scene))];
    facts.extend(role.map(|role| scene.fact(lang.new_role(), role)));
    if event.kind == TeamEventKind::AppsChanged {
        let names: Vec<&str> = event.apps.iter().map(|app| app.of(lang)).collect();
        let apps = if names.is_empty() { lang.all_apps().into_owned() } else { names.join(", ") };
        facts.push(scene.fact(lang.apps_seen(), apps));
    }
    let day = event.detail.until.map(|until| last_day(until, &scene.format));
    facts.extend(day.map(|day| scene.fact(lang.letter_away_through(), day)));
    facts.extend(event.by.as_ref().map(|by| scene.fact(lang.changed_by(), by)));
    Ok(Letter {
        links: Vec::new(),
        lang,
        subject: heading.clone().into(),
        heading: heading.into(),
        opening: Vec::new(),
        quote: None,
        due: None,
        facts,
        button: scene.button(lang.account(), ACCOUNT),
        closing: vec![lang.letter_place_questions().into()],
        foot: vec![lang.letter_place_why().into()],
    })
}
