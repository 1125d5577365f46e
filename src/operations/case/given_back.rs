//! A form of a case that was sent when its author's session had ended, back where it was written.

use std::collections::BTreeMap;

use axum::response::Response;
use serde::de::DeserializeOwned;

use super::{queries, routes::show, views::Attempt};
use crate::{
    app::App,
    auth::{Operator, Verb, Viewer},
    cancellations::State,
    error::AppError,
    operations::QUEUE,
    public_no::PublicNo,
    web::Chrome,
};

/// The page of the case whose form stood at `path`, with what was typed in it; nothing is decided by that. `None`: it was no
/// form of a case, or the case has none like it for this person any more.
///
/// # Errors
/// When the database does not answer.
pub async fn given_back(
    app: &App,
    chrome: Chrome,
    viewer: &Viewer,
    path: &str,
    fields: &BTreeMap<String, String>,
) -> Result<Option<Response>, AppError> {
    let Some(role) = viewer.staff.filter(|role| role.may(Verb::Decide)) else { return Ok(None) };
    let Some((no, form)) = form_of(path) else { return Ok(None) };
    let Some(head) = queries::head(&app.db, &no).await? else { return Ok(None) };
    let attempt = match form {
        "decision" if head.state.is_undecided() => Attempt::decision(read(fields)?, Default::default()),
        "result" if head.state == State::PendingAtStore => Attempt::outcome(read(fields)?, Default::default()),
        _ => return Ok(None),
    };
    let operator = Operator { viewer: viewer.clone(), role };
    let attempt = attempt.given_back(chrome.lang);
    show(app, chrome, &operator, &no, attempt).await.map(Some)
}

fn form_of(path: &str) -> Option<(PublicNo, &str)> {
    let (no, form) = path.strip_prefix(QUEUE)?.strip_prefix('/')?.split_once('/')?;
    Some((PublicNo::parse(no).ok()?, form))
}

fn read<T: DeserializeOwned>(fields: &BTreeMap<String, String>) -> Result<T, AppError> {
    let value = serde_json::to_value(fields).and_then(serde_json::from_value);
    value.map_err(|error| AppError::Internal(error.into()))
}
