//! Handing a case to a colleague.

use askama::Template;
use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use serde::Deserialize;

use super::{queries::Head, routes::show, views::Attempt};
use crate::{
    app::App,
    auth::{Operator, Verb},
    cancellations::{self, CaseRefusal},
    error::AppError,
    id::UserId,
    lang::Lang,
    operations::{
        access::{Decider, NamedCase},
        case_path,
    },
    web::{
        Access, Chrome, Errors, Flash, Form, Routes, filters,
        page::FormKeys,
        parts::{Field, part},
        see_other,
    },
};

pub(super) fn routes() -> Routes<App> {
    Routes::new().post("/cases/{no}/assign", Access::Staff(Verb::Decide), assign_case)
}

#[derive(Debug, Deserialize)]
struct Assigning {
    /// Who is to have it.
    #[serde(default)]
    to: String,
    /// Who had it on the page; empty when nobody did.
    #[serde(default)]
    holder: String,
}

async fn assign_case(
    State(app): State<App>,
    chrome: Chrome,
    decider: Decider,
    NamedCase(no): NamedCase,
    Form(assigning): Form<Assigning>,
) -> Result<Response, AppError> {
    let mut work = app.work(decider.actor()).await?;
    let assigned = match assigning.to.parse::<UserId>() {
        Ok(to) => cancellations::assign(&mut work, &no, to, assigning.holder.parse().ok()).await?,
        Err(_) => Err(CaseRefusal::NoColleague),
    };
    match assigned {
        Ok(()) => {
            work.commit().await?;
            app.wake.outbox.notify_one();
            Ok(see_other(case_path(&no)).flash(Flash::CaseAssigned).into_response())
        }
        Err(refusal) => {
            drop(work);
            let attempt = Attempt::assigning().refused(refusal, chrome.lang)?;
            show(&app, chrome, &decider.0, &no, attempt).await
        }
    }
}

/// The form, for a lead and for who has the case.
#[derive(Debug, Template)]
#[template(path = "operations/assign.html")]
pub(super) struct AssignForm {
    lang: Lang,
    action: String,
    keys: FormKeys,
    holder: String,
    to: Field,
}

part!(AssignForm);

impl AssignForm {
    /// None when nothing is to be decided, or there is nobody else.
    pub(super) fn new(head: &Head, operator: &Operator, chrome: &Chrome, errors: &Errors) -> Option<Self> {
        let lang = chrome.lang;
        let has_it = head.taken_by == Some(operator.viewer.user_id);
        let may = operator.role.may(Verb::Supervise) || operator.role.may(Verb::Decide) && has_it;
        let others = head.colleagues().filter(|(id, _)| Some(*id) != head.taken_by);
        let others: Vec<(String, String)> = others.map(|(id, name)| (id.to_string(), name.to_owned())).collect();
        (may && head.state.is_undecided() && !others.is_empty()).then(|| Self {
            lang,
            action: format!("{}/assign", case_path(&head.no)),
            keys: chrome.keys(),
            holder: head.taken_by.map(|by| by.to_string()).unwrap_or_default(),
            to: Field::select(lang, "to", lang.hand_case_to(), others).error(errors.get("to")),
        })
    }
}
