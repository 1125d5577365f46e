//! Asking for another address, in the account.

use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use serde::Deserialize;

use super::ADDRESS;
use crate::{
    accounts::form_page::{FormPage, mails_wait, own, refused},
    app::App,
    auth::{self, AskRefusal, Verdict, Viewer},
    error::AppError,
    text::EmailAddress,
    web::{
        ACCOUNT, Chrome, Errors, Flash, Form, Page, Tone,
        client::ClientNetwork,
        parts::{Facts, Field, Notice},
        proof::{proof_fault, proof_field},
        see_other,
    },
    work::Actor,
};

#[derive(Debug, Default, Deserialize)]
pub(super) struct AddressForm {
    #[serde(default)]
    email: String,
    #[serde(default)]
    proof: String,
}

pub(super) async fn show(State(app): State<App>, chrome: Chrome, viewer: Viewer) -> Result<Page<FormPage>, AppError> {
    let form = AddressForm::default();
    Ok(Page(page(&app, chrome, &viewer, &form, &Errors::new()).await?))
}

pub(super) async fn ask(
    State(app): State<App>,
    chrome: Chrome,
    viewer: Viewer,
    network: ClientNetwork,
    Form(form): Form<AddressForm>,
) -> Result<Response, AppError> {
    let (errors, wait) = match judge(&app, &chrome, &viewer, &form).await? {
        Ok(new) => match carry_out(&app, &viewer, &new, &network.to_string()).await? {
            Asked::Yes => return Ok(see_other(ACCOUNT).flash(Flash::ChangeAsked).into_response()),
            Asked::Same => (Errors::new().with("email", chrome.lang.address_same()), None),
            Asked::Wait(seconds) => {
                let notice = mails_wait(chrome.lang, seconds);
                let page = page(&app, chrome, &viewer, &form, &Errors::new()).await?;
                return Ok(refused(page.notice(Some(notice)), Some(seconds)));
            }
        },
        Err(faults) => faults,
    };
    Ok(refused(page(&app, chrome, &viewer, &form, &errors).await?, wait))
}

/// The new address of somebody who has proved who they are.
async fn judge(
    app: &App,
    chrome: &Chrome,
    viewer: &Viewer,
    form: &AddressForm,
) -> Result<Result<EmailAddress, (Errors, Option<u32>)>, AppError> {
    let lang = chrome.lang;
    let Ok(new) = EmailAddress::parse(&form.email) else {
        let fault = if form.email.trim().is_empty() { lang.email_missing() } else { lang.email_malformed() };
        return Ok(Err((Errors::new().with("email", fault), None)));
    };
    let Some(kind) = viewer.proof_needed(app) else { return Ok(Ok(new)) };
    let proved = auth::prove(app, viewer, &form.proof).await?;
    Ok(match proof_fault(proved, kind, lang) {
        None => Ok(new),
        Some((sentence, wait)) => Err((Errors::new().with("proof", sentence), wait)),
    })
}

/// What became of it.
enum Asked {
    Yes,
    Same,
    Wait(u32),
}

/// Counted, for the mail goes to an address that may be a stranger's.
async fn carry_out(app: &App, viewer: &Viewer, new: &EmailAddress, network: &str) -> sqlx::Result<Asked> {
    let mut work = app.work(Actor::System).await?;
    let limits = &app.config.sign_in;
    if let Verdict::Wait(seconds) = auth::count_mail(&mut work, &app.secret, limits, new, network).await? {
        return Ok(Asked::Wait(seconds));
    }
    match auth::ask_change(&mut work, &app.secret, viewer.user_id, new).await? {
        Err(AskRefusal::Same) => Ok(Asked::Same),
        Ok(()) => {
            work.commit().await?;
            app.wake.outbox.notify_one();
            Ok(Asked::Yes)
        }
    }
}

async fn page(
    app: &App,
    chrome: Chrome,
    viewer: &Viewer,
    form: &AddressForm,
    errors: &Errors,
) -> Result<FormPage, AppError> {
    let lang = chrome.lang;
    let present = auth::profile(&app.db, viewer.user_id).await?.email;
    let waiting = auth::waiting_change(&app.db, viewer.user_id, app.clock.now()).await?;
    let notice = waiting.map(|new| Notice::new(Tone::Calm).text(lang.change_waits(new.as_str())));
    let field = Field::email(lang, "email", lang.new_address()).value(&form.email).error(errors.get("email"));
    let page = FormPage::new(own(chrome, viewer), lang.change_address(), ADDRESS, lang.send_links())
        .text(lang.change_address_text())
        .notice(notice)
        .facts(Facts::new().fact(lang.present_address(), present))
        .field(field)
        .errors(errors)
        .link(ACCOUNT, lang.back_to_account());
    Ok(match viewer.proof_needed(app) {
        Some(kind) => page.field(proof_field(lang, kind, errors)),
        None => page,
    })
}
