//! Bytes by their hash, at most 10 MB each; the same bytes are kept once.

use chrono::{DateTime, Utc};
use sqlx::PgExecutor;

use crate::{files::ContentHash, work::Work};

/// The most bytes of one blob.
pub const MAX_BYTES: usize = 10 * 1024 * 1024;

/// Keeps bytes under their hashes.
///
/// # Errors
/// When the database does not answer.
pub async fn store(work: &mut Work, blobs: &[(ContentHash, &[u8])]) -> sqlx::Result<()> {
    let (hashes, bytes): (Vec<ContentHash>, Vec<&[u8]>) = blobs.iter().copied().unzip();
    let now = work.now();
    sqlx::query!(
        "insert into blobs (hash, bytes, created_at)
         select distinct on (hash) hash, bytes, $3 from unnest($1::bytea[], $2::bytea[]) as new(hash, bytes)
         on conflict (hash) do update set created_at = excluded.created_at",
        &hashes as &[ContentHash],
        &bytes as &[&[u8]],
        now
    )
    .execute(work.db())
    .await?;
    Ok(())
}

/// The bytes of a hash.
///
/// # Errors
/// When the database does not answer.
pub async fn read(db: impl PgExecutor<'_>, hash: ContentHash) -> sqlx::Result<Option<Vec<u8>>> {
    sqlx::query_scalar!("select bytes from blobs where hash = $1", hash as ContentHash).fetch_optional(db).await
}

/// Bytes that no attachment names are dropped after this long; younger ones may belong to a form that is being stored.
const UNUSED_KEPT: chrono::Duration = chrono::Duration::days(1);

/// Drops bytes that nothing names any more, some at a time.
///
/// # Errors
/// When the database does not answer.
pub async fn forget_unused(db: impl PgExecutor<'_>, now: DateTime<Utc>) -> sqlx::Result<()> {
    sqlx::query!(
        "delete from blobs where hash in (
             select hash from blobs b
             where created_at < $1 and not exists (select from attachments a where a.hash = b.hash)
             limit 100)",
        now - UNUSED_KEPT
    )
    .execute(db)
    .await?;
    Ok(())
}
