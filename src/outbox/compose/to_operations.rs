//! Letters to operations: work came in.

use super::{
    ComposeFault,
    letter::{Letter, Quote},
    scene::Scene,
};
use crate::inquiries::exchange::CaseSide;

/// One case with what the customer wrote, or the number of many.
pub(super) fn escalated(scene: &Scene) -> Result<Letter, ComposeFault> {
    if scene.material.inquiry.is_some() { one_case(scene) } else { many_cases(scene) }
}

/// One case, to the colleague who is to decide it.
pub(super) fn assigned(scene: &Scene) -> Result<Letter, ComposeFault> {
    let (lang, case) = (scene.lang, scene.case()?);
    let opening = lang.letter_case_assigned_opening(&scene.format.moment(case.due_at));
    let mut facts = vec![
        scene.fact(lang.letter_inquiry(), scene.inquiry()?.subject.as_str()),
        scene.fact(lang.letter_seller(), scene.seller()?),
    ];
    facts.extend(scene.desk_facts()?);
    facts.push(scene.fact(lang.letter_case_no(), case.case_no.of_case()));
    Ok(Letter {
        lang,
        subject: scene.urgent_subject(&lang.letter_case_assigned())?,
        heading: lang.letter_case_assigned().into(),
        opening: vec![opening.into()],
        quote: None,
        due: None,
        facts,
        links: Vec::new(),
        button: scene.button(lang.letter_new_case_button(), &format!("/cases/{}", case.case_no.as_str())),
        closing: vec![lang.letter_no_replies_operations().into()],
        foot: vec![scene.number()?, lang.letter_why_assigned().into(), scene.zone()],
    })
}

/// A side answered, to the colleague who has the case; the customer perhaps in the thread.
pub(super) fn answered(scene: &Scene) -> Result<Letter, ComposeFault> {
    let (lang, case, message) = (scene.lang, scene.case()?, scene.material.case_message.as_ref());
    let what = match message.map(|message| message.side) {
        Some(CaseSide::Seller) => lang.letter_case_answered_by_seller(),
        Some(CaseSide::Customer) | None => lang.letter_case_answered_by_customer(),
    };
    let quote = match message {
        Some(message) => Quote { label: None, words: message.body.clone(), files: None },
        None => scene.quote(None)?,
    };
    let facts = vec![
        scene.fact(lang.letter_inquiry(), scene.inquiry()?.subject.as_str()),
        scene.fact(lang.letter_seller(), scene.seller()?),
        scene.fact(lang.letter_customer(), scene.inquiry()?.customer.as_str()),
        scene.fact(lang.letter_case_no(), case.case_no.of_case()),
    ];
    Ok(Letter {
        lang,
        subject: scene.urgent_subject(&what)?,
        heading: what.into(),
        opening: Vec::new(),
        quote: Some(quote),
        due: None,
        facts,
        links: Vec::new(),
        button: scene.button(lang.letter_new_case_button(), &format!("/cases/{}", case.case_no.as_str())),
        closing: vec![lang.letter_no_replies_operations().into()],
        foot: vec![scene.number()?, lang.letter_why_holder().into(), scene.zone()],
    })
}

fn one_case(scene: &Scene) -> Result<Letter, ComposeFault> {
    let (lang, case) = (scene.lang, scene.case()?);
    let mut facts = vec![
        scene.fact(lang.letter_inquiry(), scene.inquiry()?.subject.as_str()),
        scene.fact(lang.letter_seller(), scene.seller()?),
    ];
    facts.extend(scene.desk_facts()?);
    facts.push(scene.fact(lang.letter_case_no(), case.case_no.of_case()));
    Ok(Letter {
        lang,
        subject: scene.urgent_subject(&lang.letter_new_case())?,
        heading: lang.letter_new_case_heading().into(),
        opening: vec![lang.letter_new_case_opening(&scene.format.moment(case.due_at)).into()],
        quote: Some(scene.quote(Some(lang.letter_words_of_customer().into()))?),
        due: None,
        facts,
        links: Vec::new(),
        button: scene.button(lang.letter_new_case_button(), &format!("/cases/{}", case.case_no.as_str())),
        closing: vec![lang.letter_no_replies_operations().into()],
        foot: vec![scene.number()?, lang.letter_why_operations().into(), scene.zone()],
    })
}

fn many_cases(scene: &Scene) -> Result<Letter, ComposeFault> {
    let lang = scene.lang;
    let many = scene.material.many.ok_or(ComposeFault::Missing("number"))?.into();
    let what = lang.letter_new_cases(many);
    Ok(Letter {
        lang,
        subject: what.clone().into(),
        heading: what.into(),
        opening: vec![lang.letter_new_cases_opening(many).into()],
        quote: None,
        due: None,
        facts: Vec::new(),
        links: Vec::new(),
        button: scene.button(lang.letter_new_cases_button(), "/cases"),
        closing: vec![lang.letter_no_replies_operations().into()],
        foot: vec![lang.letter_why_operations().into()],
    })
}
