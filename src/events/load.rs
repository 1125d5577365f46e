//! History by COPY, for `load`.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use super::{
    NewEvent,
    queries::{cancellation_of, inquiry_of},
};
use crate::{db::Rows, id::UserId, work::ActorKind};

/// Something that happened then.
#[derive(Debug, Clone)]
pub struct LoadedEvent {
    /// What.
    pub event: NewEvent,
    /// What kind of actor did it.
    pub actor: ActorKind,
    /// The person, if one signed in.
    pub user: Option<UserId>,
    /// When.
    pub at: DateTime<Utc>,
}

/// Appends history.
///
/// # Errors
/// When the database refuses an event or does not answer.
pub async fn load(db: &mut PgConnection, events: &[LoadedEvent]) -> sqlx::Result<()> {
    let mut rows = Rows::default();
    for one in events {
        let what = &one.event;
        let row = rows.row().field(inquiry_of(what.subject))?.field(cancellation_of(what.subject))?;
        row.field(what.sequence)?.field(what.kind)?.field(one.actor)?.field(one.user)?;
        row.field(what.audience)?.field(one.at)?.field(&what.data)?;
    }
    rows.copy(
        db,
        "copy events (inquiry_id, cancellation_id, sequence, kind, actor, user_id, audience, at, data)
         from stdin (format binary)",
    )
    .await
}
