//! The letter that asks a customer how it was. Its links open a page with one button: mail scanners open links.

use super::{
    ComposeFault,
    letter::{Button, Letter, Look},
    scene::Scene,
};
use crate::{customers::questions_mark, deliveries::DeliveryKind};

/// Both answers weigh the same, and none is the portal's wish.
pub(super) fn letter(scene: &Scene) -> Result<Letter, ComposeFault> {
    let lang = scene.lang;
    let stop = scene.button(lang.letter_how_stop(), &questions_path(scene)?);
    Ok(Letter {
        lang,
        subject: scene.subject(&lang.letter_how_short())?,
        heading: lang.satisfaction_question().into(),
        opening: vec![lang.letter_how_opening().into()],
        quote: None,
        due: None,
        facts: scene.inquiry_facts()?,
        links: vec![scene.choice(lang.satisfaction_good(), "good")?, scene.choice(lang.satisfaction_bad(), "bad")?],
        button: Button { look: Look::Quiet, ..stop },
        closing: vec![lang.letter_how_closing().into(), lang.letter_no_replies_customer().into()],
        foot: scene.foot_for_customer()?,
    })
}

/// Where mail programs let the reader want no more of these. Only over HTTPS may they press for the reader.
pub(super) fn unsubscribe(scene: &Scene) -> Result<Option<String>, ComposeFault> {
    let asks = scene.material.kind == DeliveryKind::SatisfactionQuestion;
    if !asks || !scene.context.public_url.starts_with("https://") {
        return Ok(None);
    }
    Ok(Some(scene.link(&questions_path(scene)?)))
}

fn questions_path(scene: &Scene) -> Result<String, ComposeFault> {
    Ok(format!("/questions/{}", questions_mark(&scene.context.secret, scene.inquiry()?.inquiry_id)))
}
