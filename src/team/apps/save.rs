//! Saving what a seller says of an app.

use super::{model::Refusal, queries};
use crate::{
    id::{AppId, SellerId},
    sellers::{self, AppSettings},
    team::{
        model::{Detail, TeamEventKind},
        record::{NewTeamEvent, record},
    },
    work::Work,
};

/// Saves it over the version that its author had seen. What changes nothing is not written.
///
/// # Errors
/// `Err` when the database does not answer; `Ok(Err)` is a refusal.
pub async fn save(
    work: &mut Work,
    (seller, app): (SellerId, AppId),
    seen: Option<i32>,
    settings: &AppSettings,
) -> sqlx::Result<Result<(), Refusal>> {
    let saved = match queries::lock_app(work, (seller, app)).await? {
        Ok(saved) => saved,
        Err(refusal) => return Ok(Err(refusal)),
    };
    if seen != Some(saved.version) {
        return Ok(Err(Refusal::SomethingNewer));
    }
    let changed = settings.differences(&saved.settings);
    if changed.is_empty() {
        return Ok(Ok(()));
    }
    sellers::save_settings(work.db(), app, settings).await?;
    let detail = Detail { settings: Some(changed), ..Detail::default() };
    happened(work, TeamEventKind::AppSettingsChanged, (seller, app), detail).await?;
    Ok(Ok(()))
}

/// Writes into the record what happened to an app.
pub(super) async fn happened(
    work: &mut Work,
    kind: TeamEventKind,
    (seller, app): (SellerId, AppId),
    detail: Detail,
) -> sqlx::Result<()> {
    record(work, kind, &NewTeamEvent { seller: Some(seller), app: Some(app), detail, ..NewTeamEvent::default() }).await
}
