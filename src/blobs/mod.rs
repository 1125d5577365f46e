//! Bytes by their hash, at most 10 MB each; the same bytes are kept once.

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
         on conflict (hash) do nothing",
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
