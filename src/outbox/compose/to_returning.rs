//! Letters to customers who come back without a link, or with one that they do not trust any more.

use super::{ComposeFault, letter::Letter, scene::Scene};
use crate::customers::code_of;

/// Where a customer sees all inquiries.
const MY: &str = "/my";

/// Without an inquiry; each says the rest itself.
fn letter(scene: &Scene, subject: &str) -> Letter {
    let lang = scene.lang;
    Letter {
        lang,
        subject: subject.to_owned(),
        heading: subject.to_owned(),
        opening: Vec::new(),
        quote: None,
        due: None,
        facts: Vec::new(),
        links: Vec::new(),
        button: scene.button(lang.letter_my_button(), MY),
        closing: Vec::new(),
        foot: vec![lang.letter_no_replies().into(), lang.letter_why_asked().into()],
    }
}

/// The links of what is open or ended a short while ago.
pub(super) fn links(scene: &Scene) -> Result<Letter, ComposeFault> {
    let lang = scene.lang;
    if scene.material.links.is_empty() {
        return Err(ComposeFault::Missing("links"));
    }
    let mut letter = letter(scene, &lang.letter_links());
    letter.opening = vec![lang.letter_links_opening().into()];
    letter.links = scene.customer_links();
    letter.closing = vec![lang.letter_links_all().into()];
    letter.foot.push(lang.letter_links_keep().into());
    Ok(letter)
}

/// The digits stand in the text alone: on a locked telephone the subject is read by others.
pub(super) fn code(scene: &Scene) -> Result<Letter, ComposeFault> {
    let lang = scene.lang;
    let code = scene.material.code.ok_or(ComposeFault::Missing("code"))?;
    let mut letter = letter(scene, &lang.letter_code());
    letter.opening = vec![lang.letter_code_opening().into()];
    letter.facts = vec![scene.fact(lang.letter_code_fact(), code_of(&scene.context.secret, code))];
    letter.closing = vec![lang.letter_code_closing().into()];
    Ok(letter)
}

/// In place of a link that others may have seen.
pub(super) fn new_link(scene: &Scene) -> Result<Letter, ComposeFault> {
    let lang = scene.lang;
    let button = scene.customer_button(lang.letter_open_yours())?;
    Ok(Letter {
        subject: scene.subject(&lang.letter_new_link_short())?,
        opening: vec![lang.letter_new_link_opening().into()],
        facts: scene.inquiry_facts()?,
        button,
        closing: vec![lang.letter_new_link_not_you().into(), lang.letter_no_replies_customer().into()],
        foot: scene.foot_for_customer()?,
        ..letter(scene, &lang.letter_new_link())
    })
}
