//! The demo's data: two sellers with their apps and people, operations, and some thirty inquiries in all states.
//!
//! Nothing is written by hand: a portal whose clock is moved by hand lives through its last weeks, people act in it by the
//! portal's own actions, and what falls due in between is done by the scanner. So history, deadlines, mails and cases are
//! genuine. Then the real clock takes over, and inquiries fall due within minutes of every start.

mod acts;
mod apps;
mod cast;
mod contact_us;
mod life;
mod queries;
mod soon;
mod stories;

use chrono::{DateTime, Utc};

use crate::{app::App, auth, inquiries};

pub use cast::{DemoApp, DemoSeller, OPERATIONS, PASSWORD, Person, SELLERS};

/// Prepares a store for a start of the demo: fills it if it is empty, and sees to it that inquiries fall due within minutes.
/// Returns when they do.
///
/// # Errors
/// When the database does not answer, or a story does not go as it is told.
pub async fn prepare(app: &App) -> anyhow::Result<Vec<DateTime<Utc>>> {
    let password = tokio::task::spawn_blocking(|| auth::hash_printed_password(PASSWORD)).await??;
    let filled = inquiries::load::are_there_any(&app.db).await?;
    let cast = cast::add(app, &password).await?;
    if !filled {
        let stories = [stories::all(), soon::first(app)].concat();
        life::live(app, &cast, &stories).await?;
        acts::save_replies(app, &cast).await?;
        apps::set_up(app, &cast).await?;
        contact_us::enter(app, &cast).await?;
    }
    soon::prepare(app, &cast).await
}
