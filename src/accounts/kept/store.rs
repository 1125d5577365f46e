//! The SQL of kept forms.

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};
use sqlx::{PgExecutor, PgPool, types::Json};

use super::body::Texts;
use crate::{
    crypto::TokenHash,
    id::{KeptFormId, UserId},
    web::{csrf, proof::PROOF},
};

/// For how long a form waits for its author.
pub(super) const KEPT_SECONDS: u32 = 24 * 3_600;
const KEPT_FOR: TimeDelta = TimeDelta::seconds(KEPT_SECONDS as i64);
/// Forms of one person.
const MOST: i64 = 10;
/// What our own pages put into a form; nobody typed it.
const NOT_TYPED: [&str; 4] = ["submission", "seen", "draft", "sequence"];

/// What was sent.
#[derive(Debug, Clone)]
pub(super) struct KeptForm {
    pub(super) path: String,
    pub(super) fields: BTreeMap<String, String>,
    pub(super) multipart: bool,
    pub(super) had_files: bool,
}

impl KeptForm {
    /// Without its tokens, and without the proof of who sends it; nothing when nothing was typed, or the store could not hold it.
    pub(super) fn of(path: &str, texts: Texts) -> Option<KeptForm> {
        let Texts { mut fields, multipart, had_files } = texts;
        fields.remove(csrf::FIELD);
        fields.remove(csrf::AUTHOR);
        fields.remove(PROOF);
        let typed = |(name, value): (&String, &String)| !NOT_TYPED.contains(&name.as_str()) && !value.trim().is_empty();
        let sound = !fields
            .iter()
            .any(|(name, value)| name.contains('\0') || value.contains('\0') || name.contains("password"));
        (sound && fields.iter().any(typed)).then(|| KeptForm { path: path.to_owned(), fields, multipart, had_files })
    }
}

/// Keeps a form; of the same page the newest stays, of one person the newest few.
pub(super) async fn keep(
    db: &PgPool,
    browser: TokenHash,
    author: UserId,
    form: &KeptForm,
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    sqlx::query!(
        "with crowded as (
             delete from kept_forms where kept_form_id in (
                 select kept_form_id from kept_forms where user_id = $3 order by kept_at desc offset $9)
         )
         insert into kept_forms (kept_form_id, browser, user_id, path, fields, multipart, had_files, kept_at)
         select $1, $2, user_id, $4, $5, $6, $7, $8 from users where user_id = $3
         on conflict (browser, user_id, path) do update
         set fields = excluded.fields, multipart = excluded.multipart, had_files = excluded.had_files,
             kept_at = excluded.kept_at, shown_at = null",
        KeptFormId::new() as KeptFormId,
        browser as TokenHash,
        author as UserId,
        form.path,
        Json(&form.fields) as _,
        form.multipart,
        form.had_files,
        now,
        MOST - 1
    )
    .execute(db)
    .await?;
    Ok(())
}

/// The newest form that this person sent from this browser; of those only that nobody was led to yet, if so asked.
pub(super) async fn newest(
    db: impl PgExecutor<'_>,
    browser: TokenHash,
    author: UserId,
    now: DateTime<Utc>,
    unseen: bool,
) -> sqlx::Result<Option<(KeptFormId, KeptForm)>> {
    let row = sqlx::query!(
        r#"select kept_form_id as "id: KeptFormId", path, fields as "fields: Json<BTreeMap<String, String>>", multipart,
                  had_files
           from kept_forms where browser = $1 and user_id = $2 and kept_at > $3 and (shown_at is null or not $4)
           order by kept_at desc limit 1"#,
        browser as TokenHash,
        author as UserId,
        now - KEPT_FOR,
        unseen
    )
    .fetch_optional(db)
    .await?;
    Ok(row.map(|row| {
        let (fields, multipart, had_files) = (row.fields.0, row.multipart, row.had_files);
        (row.id, KeptForm { path: row.path, fields, multipart, had_files })
    }))
}

/// The author has been led to it.
pub(super) async fn shown(db: impl PgExecutor<'_>, id: KeptFormId, now: DateTime<Utc>) -> sqlx::Result<()> {
    sqlx::query!("update kept_forms set shown_at = $2 where kept_form_id = $1", id as KeptFormId, now)
        .execute(db)
        .await?;
    Ok(())
}

/// Forgets one form of this person and browser.
pub(super) async fn forget(
    db: impl PgExecutor<'_>,
    browser: TokenHash,
    author: UserId,
    id: KeptFormId,
) -> sqlx::Result<()> {
    sqlx::query!(
        "delete from kept_forms where kept_form_id = $3 and browser = $1 and user_id = $2",
        browser as TokenHash,
        author as UserId,
        id as KeptFormId
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Forgets forms whose author did not come back in time.
///
/// # Errors
/// When the database does not answer.
pub async fn forget_kept_forms(db: impl PgExecutor<'_>, now: DateTime<Utc>) -> sqlx::Result<()> {
    sqlx::query!("delete from kept_forms where kept_at < $1", now - KEPT_FOR).execute(db).await?;
    Ok(())
}
