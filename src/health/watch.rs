//! The loop that looks after the scanner on behalf of the pages: they read what it saw from memory, without a statement.

use std::time::Duration;

use super::{model::ScannerTrouble, queries};
use crate::app::App;

/// How often it looks.
const LOOK_EVERY: Duration = Duration::from_secs(5);

/// Watches, until the task is dropped.
///
/// # Errors
/// When the database does not answer; what was seen before is then forgotten after a while.
pub async fn watch(app: App) -> sqlx::Result<()> {
    loop {
        look(&app).await?;
        app.heart.beat(&app.db, "watch", app.clock.now()).await?;
        tokio::time::sleep(LOOK_EVERY).await;
    }
}

/// Looks once.
///
/// # Errors
/// When the database does not answer.
pub async fn look(app: &App) -> sqlx::Result<()> {
    let behind = match queries::scanner(app).await?.trouble(app.clock.now()) {
        Some(ScannerTrouble::Behind(by) | ScannerTrouble::Silent(by)) => by.to_std().ok(),
        // a process that has just begun: its own scanner is about to be heard of
        Some(ScannerTrouble::Absent) | None => None,
    };
    app.heart.saw_scanner(behind);
    Ok(())
}
