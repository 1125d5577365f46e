//! The form, and what was found.

use axum::{
    extract::{Query, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde::Deserialize;
use uuid::Uuid;

use super::{
    entries,
    queries::{self, Of, Scope},
    views::SearchPage,
};
use crate::{
    app::App,
    auth::{Operator, StaffRole, Verb},
    error::AppError,
    id::CustomerId,
    operations::{SEARCH, case_path, entry_path, frame},
    public_no::{PublicNo, PublicNoError},
    text::EmailAddress,
    web::{Access, Chrome, Errors, Form, Page, Routes, see_other},
    work::Actor,
};

pub(in crate::operations) fn routes() -> Routes<App> {
    Routes::new().get(SEARCH, Access::Staff(Verb::See), show_found).post(SEARCH, Access::Staff(Verb::See), search)
}

/// What the address asks for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    pub(super) q: String,
    customer: String,
    seller: String,
    app: String,
    after: String,
}

impl Asked {
    /// Whose inquiries are asked for; what is not understood is nobody's.
    fn of(&self) -> Option<Of> {
        let customer = self.customer.parse().ok().map(Of::Customer);
        let seller = || self.seller.parse().ok().map(Of::Seller);
        customer.or_else(seller).or_else(|| self.app.parse().ok().map(Of::App))
    }
}

/// The address of a list.
pub(super) fn list_path(of: Of, after: Option<Uuid>) -> String {
    let whose = match of {
        Of::Customer(id) => format!("customer={id}"),
        Of::Seller(id) => format!("seller={id}"),
        Of::App(id) => format!("app={id}"),
    };
    let after = after.map(|key| format!("&after={key}")).unwrap_or_default();
    format!("{SEARCH}?{whose}{after}")
}

/// Agents see what a case is about.
fn scope(role: StaffRole) -> Scope {
    if role == StaffRole::Agent { Scope::Cases } else { Scope::Everything }
}

async fn show_found(
    State(app): State<App>,
    chrome: Chrome,
    operator: Operator,
    Query(asked): Query<Asked>,
) -> Result<Response, AppError> {
    let mut page = page(&app, chrome, &operator).await?;
    if let Some(of) = asked.of() {
        if matches!(of, Of::Customer(_)) && !operator.role.may(Verb::Reveal) {
            return Err(AppError::Forbidden);
        }
        let after = asked.after.parse().ok();
        let rows = queries::rows(&app.db, of, scope(operator.role), after).await?;
        page = page.with_rows(rows, Some(of), app.clock.now());
        if let Of::Customer(customer) = of {
            let found = entries::of_customer(&app.db, customer).await?;
            page = page.with_entries(found, app.clock.now());
        }
    } else if let Ok(no) = PublicNo::parse(&asked.q) {
        let rows = match scope(operator.role) {
            Scope::Everything => queries::inquiry_of_number(&app.db, &no).await?,
            Scope::Cases => Vec::new(),
        };
        page = page.with_rows(rows, None, app.clock.now());
    } else if !asked.q.trim().is_empty() {
        page = page.with_names(queries::named(&app.db, asked.q.trim()).await?);
    }
    Ok(Page(page.typed(&asked.q)).into_response())
}

async fn page(app: &App, chrome: Chrome, operator: &Operator) -> Result<SearchPage, AppError> {
    let undecided = frame::undecided(&app.db).await?;
    Ok(SearchPage::new(chrome, operator, undecided, app.clock.now()))
}

#[derive(Debug, Deserialize)]
struct Typed {
    #[serde(default)]
    q: String,
}

/// Leads to what was typed: an address never stands in a link.
async fn search(
    State(app): State<App>,
    chrome: Chrome,
    operator: Operator,
    Form(typed): Form<Typed>,
) -> Result<Response, AppError> {
    let (q, lang) = (typed.q.trim(), chrome.lang);
    if q.is_empty() {
        return refuse(&app, chrome, &operator, q, lang.error_search()).await;
    }
    if let Ok(email) = EmailAddress::parse(q) {
        return look_up(&app, &operator, &email).await;
    }
    match PublicNo::parse(q) {
        Ok(no) => match queries::cases_of_number(&app.db, &no).await?.first() {
            Some(case) => Ok(see_other(case_path(case)).into_response()),
            None => match entries::of_number(&app.db, &no, scope(operator.role)).await? {
                Some(entry) => Ok(see_other(entry_path(&entry)).into_response()),
                None => Ok(see_other(words_path(no.as_str())).into_response()),
            },
        },
        Err(PublicNoError::Mistyped) => refuse(&app, chrome, &operator, q, lang.error_search_number()).await,
        // half an address is not kept in a link either
        Err(PublicNoError::Malformed) if q.contains('@') => {
            refuse(&app, chrome, &operator, q, lang.error_email_form()).await
        }
        Err(PublicNoError::Malformed) => Ok(see_other(words_path(q)).into_response()),
    }
}

fn words_path(q: &str) -> String {
    let query = url::form_urlencoded::Serializer::new(String::new()).append_pair("q", q).finish();
    format!("{SEARCH}?{query}")
}

async fn look_up(app: &App, operator: &Operator, email: &EmailAddress) -> Result<Response, AppError> {
    let by = operator.viewer.user_id;
    let mut work = app.work(Actor::Staff(by)).await?;
    let found = queries::look_up(&mut work, &app.secret, by, email).await?.ok_or(AppError::Forbidden)?;
    work.commit().await?;
    let customer = found.unwrap_or(CustomerId(Uuid::nil()));
    Ok(see_other(list_path(Of::Customer(customer), None)).into_response())
}

async fn refuse(
    app: &App,
    chrome: Chrome,
    operator: &Operator,
    q: &str,
    sentence: impl Into<String>,
) -> Result<Response, AppError> {
    let chrome = Chrome { here: SEARCH.to_owned(), ..chrome };
    let page = page(app, chrome, operator).await?.typed(q).mend(Errors::new().with("q", sentence));
    Ok(Page(page).with_status(StatusCode::UNPROCESSABLE_ENTITY))
}
