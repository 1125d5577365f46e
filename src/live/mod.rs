//! Pages that are open somewhere: what they show is looked at once a second for all tabs of a process, and who has a thread
//! open is written down.
//!
//! A change wakes nobody: an idle NOTIFY in every transaction costs a quarter of the replies per second. A process asks for
//! the versions of what its own tabs show, in one statement whatever their number, and only while there are tabs. A tab is
//! told when its version is another; it then fetches its page like any visitor. Whoever has lost the session or the role is
//! told that it is over within seconds. Used by the desk's streams; [`look`] is run by the background.

mod hub;
mod queries;

use std::time::{Duration, Instant};

use chrono::{DateTime, TimeDelta, Utc};
use sqlx::PgPool;

pub use hub::{Hub, News, Open, Place, Watcher};
pub use queries::{Present, be_present};

use crate::db::in_time;

/// How often tabs are looked after.
pub const LOOK_EVERY: Duration = Duration::from_secs(1);
/// How often it is written down that a tab is still open.
const BEAT_EVERY: Duration = Duration::from_secs(10);
/// For how long somebody counts as present after the last sign of life.
pub const PRESENT_FOR: TimeDelta = TimeDelta::seconds(30);
/// For how long somebody counts as writing after the last key that was kept.
pub const WRITING_FOR: TimeDelta = TimeDelta::seconds(20);
/// How often it is asked whether everybody may still look.
const CHECK_EVERY: Duration = Duration::from_secs(3);

/// One round for all open tabs of this process: presence written down, rights asked again, news told.
///
/// # Errors
/// When the database does not answer; the tabs stay open, and the next round tells them.
pub async fn look(db: &PgPool, hub: &Hub, now: DateTime<Utc>, session_idle: TimeDelta) -> sqlx::Result<()> {
    if hub.is_empty() {
        return Ok(());
    }
    let present = hub.to_write_down(Instant::now(), BEAT_EVERY);
    if !present.is_empty() {
        in_time(queries::write_presence(db, &present, now)).await?;
    }
    if let Some(watchers) = hub.to_check(Instant::now(), CHECK_EVERY) {
        let allowed = in_time(queries::allowed(db, &watchers, now, session_idle)).await?;
        hub.end_all_but(&watchers, &allowed);
    }
    let (threads, lists) = hub.places();
    if !threads.is_empty() {
        for (inquiry, news) in in_time(queries::threads(db, &threads, now)).await? {
            hub.tell(Place::Thread(inquiry), news);
        }
    }
    if !lists.is_empty() {
        for (seller, version) in in_time(queries::lists(db, &lists)).await? {
            hub.tell(Place::List(seller), News { version, others: Vec::new() });
        }
    }
    Ok(())
}
