//! What mails say of the store's own Contact Us: in the first letters of an inquiry that came so, and in the letter to a
//! customer whose entry was closed.

use super::{
    ComposeFault,
    letter::{Letter, Quote},
    scene::Scene,
};

/// For the seller: when it came to the store.
pub(super) fn came_to_store(scene: &Scene) -> Option<String> {
    let came = scene.material.contact_us.as_ref()?;
    Some(scene.lang.letter_came_to_store(&scene.format.moment(came.arrived_at)).into())
}

/// For the seller alone: the note of operations.
pub(super) fn note(scene: &Scene) -> Option<(String, String)> {
    let note = scene.material.contact_us.as_ref()?.note.clone()?;
    Some((scene.lang.forwarded_note().into(), note))
}

/// For the customer: the store passed it on.
pub(super) fn passed_on(scene: &Scene) -> Option<String> {
    let came = scene.material.contact_us.as_ref()?;
    Some(scene.lang.letter_passed_on(&scene.format.moment(came.arrived_at)).into())
}

/// It was closed, and why. There is no inquiry whose page could be opened: the seller can still be written to.
pub(super) fn closed(scene: &Scene) -> Result<Letter, ComposeFault> {
    let lang = scene.lang;
    let came = scene.material.contact_us.as_ref().ok_or(ComposeFault::Missing("entry"))?;
    let words = came.told.clone().ok_or(ComposeFault::Missing("words"))?;
    let app = came.app.of(lang);
    let about = lang.letter_about(&lang.letter_entry_short(), &came.subject);
    Ok(Letter {
        lang,
        subject: lang.letter_about_app(app, &about).into(),
        heading: lang.letter_entry_heading().into(),
        opening: Vec::new(),
        quote: Some(Quote { label: Some(lang.letter_entry_words().into()), words, files: None }),
        due: None,
        facts: vec![
            scene.fact(lang.letter_app(), app),
            scene.fact(lang.letter_inquiry(), came.subject.as_str()),
            scene.fact(lang.entry_arrived_at(), scene.format.moment(came.arrived_at)),
        ],
        links: Vec::new(),
        button: scene.button(lang.letter_entry_button(), &format!("/apps/{}/contact", came.client_id)),
        closing: vec![lang.letter_entry_closing().into(), lang.letter_no_replies().into()],
        foot: vec![
            format!("{} {}", lang.letter_inquiry_no(), came.no.of_inquiry()),
            lang.letter_why_entry(app).into(),
            scene.zone(),
        ],
    })
}
