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

/// Looks at a page of bytes behind `after`, in the order of their hashes, and drops those that nothing names any more.
/// Returns where the next page begins, if there is one.
///
/// # Errors
/// When the database does not answer.
pub async fn forget_unused(
    db: impl PgExecutor<'_>,
    now: DateTime<Utc>,
    after: Option<ContentHash>,
) -> sqlx::Result<Option<ContentHash>> {
    // asked again of the row that goes: a form may have stored the same bytes meanwhile
    sqlx::query_scalar!(
        r#"with page as materialized (
               select hash, created_at from blobs where hash > coalesce($2, ''::bytea) order by hash limit 1000
           ), gone as (
               delete from blobs where created_at < $1 and hash in (
                   select hash from page
                   where created_at < $1 and not exists (select from attachments a where a.hash = page.hash)
                     and not exists (select from contact_us_files f where f.hash = page.hash))
           )
           select hash as "hash: ContentHash" from page order by hash offset 999 limit 1"#,
        now - UNUSED_KEPT,
        after as Option<ContentHash>
    )
    .fetch_optional(db)
    .await
}
