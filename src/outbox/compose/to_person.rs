//! Letters about an account, to the person who signs in with it. Each says what to do when it was somebody else.

use super::{ComposeFault, letter::Letter, scene::Scene};
use crate::{
    auth::{Side, change_token, reset_token},
    outbox::material::AddressChange,
    web::{ACCOUNT, FORGOT_PASSWORD, SECOND_FACTOR, SESSIONS, SIGN_IN},
};

/// With so few recovery codes left, the reader is told to make new ones.
const FEW_CODES: i32 = 3;

/// What all of them have: the subject is the heading, the button leads to `path`.
fn letter(scene: &Scene, heading: String, opening: String, button: (String, &str)) -> Letter {
    scene.notice(heading, opening, button, scene.lang.letter_why_account().into())
}

impl Letter {
    fn then(mut self, sentence: impl Into<String>) -> Self {
        self.closing.push(sentence.into());
        self
    }

    fn at_a_moment(mut self, scene: &Scene) -> Self {
        self.foot.push(scene.zone());
        self
    }
}

fn change<'a>(scene: &'a Scene<'_>) -> Result<&'a AddressChange, ComposeFault> {
    scene.material.account.change.as_ref().ok_or(ComposeFault::Missing("change of address"))
}

pub(super) fn password_reset(scene: &Scene) -> Result<Letter, ComposeFault> {
    let lang = scene.lang;
    let (reset, until) = scene.material.account.reset.ok_or(ComposeFault::Missing("link"))?;
    let token = reset_token(&scene.context.secret, reset);
    let path = format!("/reset-password/{}", token.reveal());
    let button = (lang.letter_reset_button().into(), path.as_str());
    Ok(letter(scene, lang.letter_reset().into(), lang.letter_reset_opening().into(), button)
        .then(lang.letter_reset_until(&scene.format.moment(until)))
        .then(lang.letter_reset_not_you())
        .at_a_moment(scene))
}

pub(super) fn password_changed(scene: &Scene) -> Letter {
    let lang = scene.lang;
    let opening = lang.letter_password_changed_opening(&scene.format.moment(scene.material.created_at));
    let button = (lang.letter_not_me_button().into(), FORGOT_PASSWORD);
    letter(scene, lang.letter_password_changed().into(), opening.into(), button)
        .then(lang.letter_password_changed_not_you())
        .at_a_moment(scene)
}

pub(super) fn new_sign_in(scene: &Scene) -> Letter {
    let (lang, material) = (scene.lang, scene.material);
    let browser = match material.account.browser.as_str() {
        "" => lang.unknown_browser().into_owned(),
        name => name.to_owned(),
    };
    let mut letter = letter(
        scene,
        lang.letter_new_sign_in().into(),
        lang.letter_new_sign_in_opening().into(),
        (lang.letter_new_sign_in_button().into(), SESSIONS),
    );
    letter.facts = vec![
        scene.fact(lang.letter_browser(), browser),
        scene.fact(lang.letter_when(), scene.format.moment(material.created_at)),
    ];
    letter.then(lang.letter_new_sign_in_not_you()).at_a_moment(scene)
}

/// Anybody who signs in can write any address into the form: the mail names no person.
pub(super) fn address_change_new(scene: &Scene) -> Result<Letter, ComposeFault> {
    let (lang, change) = (scene.lang, change(scene)?);
    let mut letter = letter(
        scene,
        lang.letter_change_new().into(),
        lang.letter_change_new_opening().into(),
        (lang.letter_change_button().into(), &change_path(scene, change, Side::New)),
    );
    letter.foot = vec![lang.letter_no_replies().into()];
    Ok(letter
        .then(lang.letter_change_until(&scene.format.moment(change.expires_at)))
        .then(lang.letter_change_new_not_you())
        .at_a_moment(scene))
}

pub(super) fn address_change_old(scene: &Scene) -> Result<Letter, ComposeFault> {
    let (lang, change) = (scene.lang, change(scene)?);
    let path = change_path(scene, change, Side::Old);
    let button = (lang.letter_change_old_button().into(), path.as_str());
    let mut letter = letter(scene, lang.letter_change_old().into(), lang.letter_change_old_opening().into(), button);
    letter.facts = vec![scene.fact(lang.new_address(), change.new_email.as_str())];
    Ok(letter
        .then(lang.letter_change_until(&scene.format.moment(change.expires_at)))
        .then(lang.letter_change_old_not_you())
        .at_a_moment(scene))
}

pub(super) fn address_changed(scene: &Scene) -> Result<Letter, ComposeFault> {
    let (lang, change) = (scene.lang, change(scene)?);
    let button = (lang.sign_in().into(), SIGN_IN);
    let mut letter = letter(scene, lang.letter_changed().into(), lang.letter_changed_opening().into(), button);
    letter.facts = vec![scene.fact(lang.new_address(), change.new_email.as_str())];
    letter.foot = vec![lang.letter_why_left().into(), lang.letter_no_replies().into()];
    Ok(letter.then(lang.letter_changed_not_you(scene.context.operations.as_str())))
}

pub(super) fn second_factor_set(scene: &Scene) -> Letter {
    let lang = scene.lang;
    let opening = lang.letter_second_factor_set_opening(&scene.format.moment(scene.material.created_at));
    let button = (lang.letter_open_account().into(), ACCOUNT);
    letter(scene, lang.letter_second_factor_set().into(), opening.into(), button)
        .then(lang.letter_second_factor_not_you(scene.context.operations.as_str()))
        .at_a_moment(scene)
}

pub(super) fn second_factor_removed(scene: &Scene) -> Letter {
    let lang = scene.lang;
    let opening = lang.letter_second_factor_removed_opening(&scene.format.moment(scene.material.created_at));
    let button = (lang.second_factor_set_up().into(), SECOND_FACTOR);
    letter(scene, lang.letter_second_factor_removed().into(), opening.into(), button)
        .then(lang.letter_second_factor_not_you(scene.context.operations.as_str()))
        .at_a_moment(scene)
}

pub(super) fn recovery_code_used(scene: &Scene) -> Result<Letter, ComposeFault> {
    let (lang, left) = (scene.lang, scene.material.many.ok_or(ComposeFault::Missing("number"))?);
    let opening = lang.letter_recovery_used_opening(&scene.format.moment(scene.material.created_at), left);
    let button = (lang.letter_open_account().into(), SECOND_FACTOR);
    let mut letter = letter(scene, lang.letter_recovery_used().into(), opening.into(), button);
    if left <= FEW_CODES {
        letter = letter.then(lang.letter_recovery_few());
    }
    Ok(letter.then(lang.letter_second_factor_not_you(scene.context.operations.as_str())).at_a_moment(scene))
}

pub(super) fn recovery_codes_made(scene: &Scene) -> Letter {
    let lang = scene.lang;
    let opening = lang.letter_recovery_made_opening(&scene.format.moment(scene.material.created_at));
    let button = (lang.letter_open_account().into(), SECOND_FACTOR);
    letter(scene, lang.letter_recovery_made().into(), opening.into(), button)
        .then(lang.letter_second_factor_not_you(scene.context.operations.as_str()))
        .at_a_moment(scene)
}

fn change_path(scene: &Scene, change: &AddressChange, side: Side) -> String {
    format!("/address-change/{}", change_token(&scene.context.secret, change.id, side).reveal())
}
