//! Letters to the mailboxes of a support contact that changes.

use super::{ComposeFault, letter::Letter, scene::Scene};
use crate::{
    outbox::material::{Recipient, SupportChange},
    team::{support_path, support_token},
};

fn change<'a>(scene: &'a Scene<'_>) -> Result<&'a SupportChange, ComposeFault> {
    scene.material.support.as_ref().ok_or(ComposeFault::Missing("change of contact"))
}

/// The app's name for the reader.
fn app<'a>(scene: &'a Scene<'_>) -> Result<&'a str, ComposeFault> {
    match &scene.material.recipient {
        Recipient::Support(_, app) => Ok(app.of(scene.lang)),
        _ => Err(ComposeFault::Missing("app")),
    }
}

fn letter(scene: &Scene, heading: String, opening: String, button: (String, &str)) -> Letter {
    scene.notice(heading, opening, button, scene.lang.letter_support_why().into())
}

/// The address may be a stranger's: the mail names the app, no person, and nothing that the seller wrote.
pub(super) fn confirm(scene: &Scene) -> Result<Letter, ComposeFault> {
    let (lang, change, app) = (scene.lang, change(scene)?, app(scene)?);
    let path = support_path(support_token(&scene.context.secret, change.id).reveal());
    let mut letter = letter(
        scene,
        lang.letter_support_confirm(app).into(),
        lang.letter_support_confirm_opening(app).into(),
        (lang.support_confirm_title().into(), &path),
    );
    letter.closing = vec![
        lang.letter_support_until(&scene.format.moment(change.expires_at)).into(),
        lang.letter_support_not_you().into(),
    ];
    letter.foot.push(scene.zone());
    Ok(letter)
}

pub(super) fn left(scene: &Scene) -> Result<Letter, ComposeFault> {
    let (lang, change, app) = (scene.lang, change(scene)?, app(scene)?);
    let mut letter = letter(
        scene,
        lang.letter_support_left(app).into(),
        lang.letter_support_left_opening(app).into(),
        (lang.menu_apps().into(), crate::sellers::APPS),
    );
    letter.facts.extend(change.new_email.as_ref().map(|email| scene.fact(lang.letter_support_new(), email)));
    letter.closing = vec![lang.letter_support_left_unknown(scene.context.operations.as_str()).into()];
    Ok(letter)
}
