//! Letters to the customer. Each but the first leads to the customer's own page of the inquiry.

use super::{
    ComposeFault, contact_us,
    letter::{Button, Letter, Quote},
    scene::Scene,
};
use crate::inquiries::State;

/// What all of them have; each says the rest itself. `short` stands in the subject.
fn letter(scene: &Scene, short: &str, heading: &str, button: Button) -> Result<Letter, ComposeFault> {
    Ok(Letter {
        lang: scene.lang,
        subject: scene.subject(short)?,
        heading: heading.to_owned(),
        opening: Vec::new(),
        quote: None,
        due: None,
        facts: Vec::new(),
        links: Vec::new(),
        button,
        closing: vec![scene.lang.letter_no_replies_customer().into()],
        foot: scene.foot_for_customer()?,
    })
}

/// About something that happened at a moment.
fn notice(scene: &Scene, short: &str, heading: &str) -> Result<Letter, ComposeFault> {
    let mut notice = letter(scene, short, heading, scene.customer_button(scene.lang.letter_open_yours())?)?;
    notice.foot.push(scene.zone());
    Ok(notice)
}

/// The purchase under the app's name.
fn purchase_facts(scene: &Scene) -> Result<Vec<(String, String)>, ComposeFault> {
    let mut facts = vec![scene.fact(scene.lang.letter_app(), scene.app()?)];
    facts.extend(scene.case_facts()?);
    Ok(facts)
}

impl Letter {
    fn closing_first(mut self, sentence: impl Into<String>) -> Self {
        self.closing.insert(0, sentence.into());
        self
    }
}

/// Nothing of the form is in it, not even a name: anybody can write anybody's address into a form.
pub(super) fn confirm_address(scene: &Scene) -> Result<Letter, ComposeFault> {
    let lang = scene.lang;
    let until = scene.format.moment(scene.confirmation()?.expires_at);
    Ok(Letter {
        lang,
        subject: lang.letter_confirm_subject().into(),
        heading: lang.letter_confirm_subject().into(),
        opening: vec![lang.letter_confirm_opening().into()],
        quote: None,
        due: None,
        facts: Vec::new(),
        links: Vec::new(),
        button: scene.confirm_button()?,
        closing: vec![lang.letter_confirm_until(&until).into(), lang.letter_confirm_not_you().into()],
        foot: vec![lang.letter_no_replies().into(), scene.zone()],
    })
}

pub(super) fn receipt(scene: &Scene) -> Result<Letter, ComposeFault> {
    let lang = scene.lang;
    Ok(Letter {
        opening: contact_us::passed_on(scene).into_iter().collect(),
        quote: Some(scene.quote(Some(lang.letter_your_words().into()))?),
        due: Some(scene.due(lang.letter_seller_answers_by(), scene.due_at()?, scene.then_for_customer())),
        facts: scene.inquiry_facts()?,
        ..notice(scene, &lang.letter_receipt_short(), &lang.letter_receipt())?.closing_first(lang.letter_receipt_more())
    })
}

pub(super) fn answer(scene: &Scene) -> Result<Letter, ComposeFault> {
    let lang = scene.lang;
    let next = match scene.inquiry()?.state {
        State::Escalated => lang.letter_answer_next_escalated(),
        State::Closed => lang.letter_answer_next_closed(),
        State::Answered | State::AwaitingDeveloper | State::Unconfirmed => lang.letter_answer_next(),
    };
    let button = scene.customer_button(lang.letter_answer_button())?;
    let heading = lang.letter_answer_heading(scene.seller()?);
    let mut letter = letter(scene, &lang.letter_answer(), &heading, button)?.closing_first(next);
    letter.quote = Some(scene.quote(None)?);
    letter.foot.insert(1, lang.letter_no_passwords().into());
    Ok(letter)
}

pub(super) fn escalated(scene: &Scene) -> Result<Letter, ComposeFault> {
    let lang = scene.lang;
    let due = scene.format.moment(scene.case()?.due_at);
    Ok(Letter {
        opening: vec![lang.letter_escalated_opening(&due).into()],
        facts: scene.inquiry_facts()?,
        ..notice(scene, &lang.letter_escalated_short(), &lang.letter_escalated())?
            .closing_first(lang.letter_escalated_still())
    })
}

pub(super) fn declined(scene: &Scene) -> Result<Letter, ComposeFault> {
    let lang = scene.lang;
    Ok(Letter {
        quote: Some(scene.reason()?),
        facts: scene.inquiry_facts()?,
        ..notice(scene, &lang.letter_declined_short(), &lang.letter_declined())?
            .closing_first(lang.letter_write_for_new_turn())
    })
}

pub(super) fn returned(scene: &Scene) -> Result<Letter, ComposeFault> {
    let lang = scene.lang;
    let due = scene.case()?.returned_due_at.ok_or(ComposeFault::Missing("new due moment"))?;
    let short = lang.letter_returned_short(&scene.format.moment(due));
    Ok(Letter {
        quote: Some(scene.reason()?),
        due: Some(scene.due(lang.letter_seller_new_answer_by(), due, scene.then_for_customer())),
        facts: scene.inquiry_facts()?,
        ..notice(scene, &short, &lang.letter_returned())?
    })
}

pub(super) fn approved(scene: &Scene) -> Result<Letter, ComposeFault> {
    let lang = scene.lang;
    Ok(Letter {
        quote: Some(scene.reason()?),
        facts: purchase_facts(scene)?,
        ..notice(scene, &lang.letter_approved_short(), &lang.letter_approved())?
            .closing_first(lang.letter_approved_next())
    })
}

pub(super) fn confirmed(scene: &Scene) -> Result<Letter, ComposeFault> {
    let lang = scene.lang;
    Ok(Letter {
        opening: vec![lang.letter_money_back().into()],
        facts: purchase_facts(scene)?,
        ..notice(scene, &lang.letter_confirmed_short(), &lang.letter_confirmed())?
            .closing_first(lang.letter_inquiry_closed())
    })
}

pub(super) fn billing_failed(scene: &Scene) -> Result<Letter, ComposeFault> {
    let lang = scene.lang;
    Ok(Letter {
        opening: vec![lang.letter_billing_failed_opening().into()],
        facts: purchase_facts(scene)?,
        ..notice(scene, &lang.letter_billing_failed_short(), &lang.letter_billing_failed())?
            .closing_first(lang.letter_write_for_new_turn())
    })
}

/// Operations write to the customer about the case; the seller does not get it.
pub(super) fn case_message(scene: &Scene) -> Result<Letter, ComposeFault> {
    let (lang, message) = (scene.lang, scene.case_message()?);
    let what = if message.waits { lang.letter_case_asks() } else { lang.letter_case_tells() };
    Ok(Letter {
        opening: vec![lang.letter_case_to_customer_opening().into()],
        quote: Some(Quote { label: None, words: message.body.clone(), files: None }),
        due: scene.wanted_by()?,
        facts: scene.inquiry_facts()?,
        button: scene.customer_button(scene.case_button()?)?,
        ..notice(scene, &what, &what)?.closing_first(scene.case_how()?)
    })
}
