//! Letters to the seller's members and to the app's support contact. They lead to the desk, behind the sign-in; the
//! customer's words are in them in full, the name is masked, the address is not in them at all.

use super::{
    ComposeFault, contact_us,
    letter::{DueBox, Letter, Quote},
    scene::Scene,
};
use crate::inquiries::State;

/// What those about one inquiry have; each says the rest itself. `short` stands in the subject.
fn letter(scene: &Scene, short: &str, heading: &str) -> Result<Letter, ComposeFault> {
    let lang = scene.lang;
    Ok(Letter {
        lang,
        subject: scene.subject(short)?,
        heading: heading.to_owned(),
        opening: Vec::new(),
        quote: None,
        due: None,
        facts: scene.desk_facts()?,
        links: Vec::new(),
        button: scene.desk_button(lang.letter_open_answer())?,
        closing: vec![lang.letter_no_replies_seller().into()],
        foot: scene.foot_for_seller()?,
    })
}

/// With the inquiry's subject among the facts, where the heading does not say it.
fn letter_with_subject(scene: &Scene, short: &str, heading: &str) -> Result<Letter, ComposeFault> {
    let mut letter = letter(scene, short, heading)?;
    letter.facts.insert(0, scene.fact(scene.lang.letter_inquiry(), scene.inquiry()?.subject.as_str()));
    Ok(letter)
}

/// The due moment of the running turn.
fn due(scene: &Scene) -> Result<DueBox, ComposeFault> {
    Ok(scene.due(scene.lang.letter_answer_by(), scene.due_at()?, scene.lang.then_seller().into()))
}

fn customers_words(scene: &Scene) -> Result<Quote, ComposeFault> {
    scene.quote(Some(scene.lang.letter_words_of_customer().into()))
}

pub(super) fn new_inquiry(scene: &Scene) -> Result<Letter, ComposeFault> {
    let what = scene.lang.letter_new_inquiry();
    let mut letter = letter(scene, &what, &scene.lang.letter_about(&what, &scene.inquiry()?.subject))?;
    letter.opening.extend(contact_us::came_to_store(scene));
    letter.facts.extend(contact_us::note(scene));
    letter.quote = Some(scene.quote(None)?);
    letter.due = Some(due(scene)?);
    letter.foot.insert(1, scene.lang.letter_reminded_again().into());
    Ok(letter)
}

pub(super) fn customer_wrote(scene: &Scene) -> Result<Letter, ComposeFault> {
    let what = scene.lang.letter_customer_wrote();
    let mut letter = letter_with_subject(scene, &what, &what)?;
    letter.quote = Some(scene.quote(None)?);
    match scene.inquiry()?.state {
        State::AwaitingDeveloper => letter.due = Some(due(scene)?),
        State::Escalated => letter.closing.insert(0, scene.lang.letter_with_operations_next().into()),
        State::Answered | State::Closed | State::Unconfirmed => {}
    }
    Ok(letter)
}

pub(super) fn reminder(scene: &Scene) -> Result<Letter, ComposeFault> {
    let left = scene.left(scene.due_at()?);
    let short = scene.lang.letter_left_before_due(&left);
    Ok(Letter {
        subject: scene.urgent_subject(&short)?,
        quote: Some(customers_words(scene)?),
        due: Some(due(scene)?),
        ..letter_with_subject(scene, &short, &scene.lang.letter_left_heading(&left))?
    })
}

pub(super) fn escalated(scene: &Scene) -> Result<Letter, ComposeFault> {
    let lang = scene.lang;
    let due = scene.format.moment(scene.case()?.due_at);
    Ok(Letter {
        opening: vec![lang.letter_gone_opening(&due).into()],
        quote: Some(customers_words(scene)?),
        ..letter_with_subject(scene, &lang.letter_gone_short(), &lang.letter_gone_to_operations())?
    })
}

/// Many at once: told in one mail.
pub(super) fn escalated_digest(scene: &Scene) -> Result<Letter, ComposeFault> {
    let lang = scene.lang;
    let many = scene.material.many.ok_or(ComposeFault::Missing("number"))?;
    let what = lang.letter_digest(many.into());
    Ok(Letter {
        lang,
        subject: what.clone().into(),
        heading: what.into(),
        opening: vec![lang.letter_digest_opening().into()],
        quote: None,
        due: None,
        facts: Vec::new(),
        links: Vec::new(),
        button: scene.button(lang.letter_digest_button(), "/inquiries?state=escalated"),
        closing: vec![lang.letter_no_replies_seller().into()],
        foot: vec![scene.why_digest()?],
    })
}

pub(super) fn declined(scene: &Scene) -> Result<Letter, ComposeFault> {
    let lang = scene.lang;
    let mut letter = letter_with_subject(scene, &lang.letter_declined_short(), &lang.letter_declined_seller())?;
    letter.quote = Some(scene.reason()?);
    letter.button.label = lang.letter_open_inquiry().into();
    letter.closing.insert(0, lang.letter_told_customer_too().into());
    Ok(letter)
}

pub(super) fn returned(scene: &Scene) -> Result<Letter, ComposeFault> {
    let lang = scene.lang;
    let due = scene.case()?.returned_due_at.ok_or(ComposeFault::Missing("new due moment"))?;
    let short = lang.letter_returned_short(&scene.format.moment(due));
    Ok(Letter {
        subject: scene.urgent_subject(&short)?,
        quote: Some(scene.reason()?),
        due: Some(scene.due(lang.letter_new_answer_by(), due, lang.then_seller().into())),
        ..letter_with_subject(scene, &short, &lang.letter_returned_seller())?
    })
}

pub(super) fn approved(scene: &Scene) -> Result<Letter, ComposeFault> {
    let lang = scene.lang;
    let mut letter = decided(scene, &lang.letter_approved_short(), &lang.letter_approved_seller())?;
    letter.quote = Some(scene.reason()?);
    letter.closing.insert(0, lang.letter_approved_next().into());
    Ok(letter)
}

/// The notice that the store owes the seller of a canceled purchase: what, when, on which ground.
pub(super) fn confirmed(scene: &Scene) -> Result<Letter, ComposeFault> {
    let lang = scene.lang;
    let mut letter = decided(scene, &lang.letter_confirmed_short(), &lang.letter_confirmed())?;
    letter.opening = vec![lang.letter_confirmed_opening_seller().into()];
    letter.quote = Some(scene.reason()?);
    Ok(letter)
}

pub(super) fn billing_failed(scene: &Scene) -> Result<Letter, ComposeFault> {
    let lang = scene.lang;
    let mut letter = decided(scene, &lang.letter_billing_failed_short(), &lang.letter_billing_failed())?;
    letter.opening = vec![lang.letter_billing_failed_opening_seller().into()];
    Ok(letter)
}

/// About a decision on a purchase: the facts are those of the case.
fn decided(scene: &Scene, short: &str, heading: &str) -> Result<Letter, ComposeFault> {
    let lang = scene.lang;
    let mut facts = vec![
        scene.fact(lang.letter_inquiry(), scene.inquiry()?.subject.as_str()),
        scene.fact(lang.letter_app(), scene.app()?),
        scene.fact(lang.letter_customer(), scene.inquiry()?.customer.as_str()),
    ];
    facts.extend(scene.case_facts()?);
    let button = scene.desk_button(lang.letter_open_inquiry())?;
    Ok(Letter { facts, button, ..letter(scene, short, heading)? })
}

/// The server's own words are left out: they may name the customer's address.
pub(super) fn answer_failed(scene: &Scene) -> Result<Letter, ComposeFault> {
    let lang = scene.lang;
    let short = lang.letter_answer_failed_short();
    let mut letter = letter_with_subject(scene, &short, &lang.letter_answer_failed())?;
    letter.subject = scene.urgent_subject(&short)?;
    letter.quote = Some(scene.quote(Some(lang.letter_answer_not_arrived().into()))?);
    letter.due = Some(scene.due(lang.letter_new_answer_by(), scene.due_at()?, lang.then_seller().into()));
    letter.closing.insert(0, lang.letter_answer_failed_next().into());
    Ok(letter)
}

/// A colleague gave the reader one inquiry, or many at once.
pub(super) fn assigned(scene: &Scene) -> Result<Letter, ComposeFault> {
    let lang = scene.lang;
    if let Some(many) = scene.material.many {
        let what = lang.letter_assigned_many(many.into());
        return Ok(Letter {
            links: Vec::new(),
            lang,
            subject: what.clone().into(),
            heading: what.into(),
            opening: opening_of_assigned(scene),
            quote: None,
            due: None,
            facts: Vec::new(),
            button: scene.button(lang.letter_assigned_button(), "/inquiries?who=me"),
            closing: vec![lang.letter_no_replies_seller().into()],
            foot: vec![scene.why_digest()?],
        });
    }
    let mut letter = letter_with_subject(scene, &lang.letter_assigned_short(), &lang.letter_assigned())?;
    if scene.inquiry()?.state == State::AwaitingDeveloper {
        letter.due = Some(due(scene)?);
    }
    letter.opening = opening_of_assigned(scene);
    Ok(letter)
}

/// Who stands in for a colleague is told so.
fn opening_of_assigned(scene: &Scene) -> Vec<String> {
    let lang = scene.lang;
    let instead = scene.material.instead_of.as_ref().map(|name| lang.letter_instead_of(name).into());
    std::iter::once(lang.letter_assigned_opening().into()).chain(instead).collect()
}

/// A colleague called the reader in a note. Only members get it: the contact's mailbox may be read by others.
pub(super) fn mentioned(scene: &Scene) -> Result<Letter, ComposeFault> {
    let lang = scene.lang;
    let note = scene.material.note.as_ref().ok_or(ComposeFault::Missing("note"))?;
    let (short, heading) = match &scene.material.instead_of {
        Some(away) => {
            let words = lang.letter_mentioned_instead(&note.author, away);
            (words.clone(), words)
        }
        None => (lang.letter_mentioned_short(&note.author), lang.letter_mentioned(&note.author)),
    };
    let mut letter = letter_with_subject(scene, &short, &heading)?;
    letter.opening.extend(scene.material.instead_of.as_ref().map(|away| lang.letter_instead_of(away).into()));
    letter.quote = Some(Quote { label: None, words: note.body.clone(), files: None });
    letter.button.label = lang.letter_open_inquiry().into();
    letter.closing.insert(0, lang.letter_note_is_internal().into());
    Ok(letter)
}

/// Operations write to the seller about the case; the customer does not get it.
pub(super) fn case_message(scene: &Scene) -> Result<Letter, ComposeFault> {
    let (lang, message) = (scene.lang, scene.case_message()?);
    let what = if message.waits { lang.letter_case_asks() } else { lang.letter_case_tells() };
    let mut letter = letter_with_subject(scene, &what, &what)?;
    letter.opening = vec![lang.letter_case_to_seller_opening().into()];
    letter.quote = Some(Quote { label: None, words: message.body.clone(), files: None });
    letter.due = scene.wanted_by()?;
    letter.button.label = scene.case_button()?;
    letter.closing.insert(0, scene.case_how()?);
    Ok(letter)
}
