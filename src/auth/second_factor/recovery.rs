//! Recovery codes: for when the telephone is gone.

use sqlx::PgExecutor;

use crate::{
    crypto::{Purpose, Secret, Tag, sign},
    deliveries::{self, AboutAccount, DeliveryKind},
    id::{self, UserId},
    work::Work,
};

/// How many a person gets at a time.
pub const CODES: usize = 10;
/// Letters and digits that are not taken for each other when they are read from paper (Crockford's).
const LETTERS: [char; 32] = [
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'j', 'k', 'm', 'n', 'p',
    'q', 'r', 's', 't', 'v', 'w', 'x', 'y', 'z',
];
/// 60 random bits.
const LENGTH: usize = 12;
const GROUP: usize = 4;
const PURPOSE: Purpose = Purpose::new("recovery code");

/// Makes new codes; older ones open nothing any more. They are returned this once: the table holds keyed hashes.
pub(super) async fn new_codes(work: &mut Work, secret: &Secret, user: UserId) -> sqlx::Result<Vec<String>> {
    let now = work.now();
    let codes: Vec<String> = (0..CODES).map(|_| new_code()).collect();
    let hashes: Vec<Tag> = codes.iter().map(|code| hash(secret, user, code)).collect();
    sqlx::query!("delete from recovery_codes where user_id = $1", user as UserId).execute(work.db()).await?;
    sqlx::query!(
        "insert into recovery_codes (user_id, code_hash, created_at) select $1, code_hash, $3 from unnest($2::bytea[]) as of(code_hash)",
        user as UserId,
        &hashes as &[Tag],
        now
    )
    .execute(work.db())
    .await?;
    Ok(codes.iter().map(|code| grouped(code)).collect())
}

/// How many codes are left.
///
/// # Errors
/// When the database does not answer.
pub async fn codes_left(db: impl PgExecutor<'_>, user: UserId) -> sqlx::Result<i64> {
    sqlx::query_scalar!(
        r#"select count(*) as "left!" from recovery_codes where user_id = $1 and used_at is null"#,
        user as UserId
    )
    .fetch_one(db)
    .await
}

/// Makes new codes in place of those that the person has, and tells the person by mail.
///
/// # Errors
/// When the database does not answer.
pub async fn renew_codes(work: &mut Work, secret: &Secret, user: UserId) -> sqlx::Result<Vec<String>> {
    deliveries::to_person(work, DeliveryKind::RecoveryCodesMade, user, AboutAccount::default()).await?;
    new_codes(work, secret, user).await
}

/// Uses a code up and tells the person by mail; of two who bring the same one at once, one is refused.
pub(super) async fn take(work: &mut Work, secret: &Secret, user: UserId, typed: &str) -> sqlx::Result<bool> {
    let now = work.now();
    let done = sqlx::query!(
        "update recovery_codes set used_at = $3 where user_id = $1 and code_hash = $2 and used_at is null",
        user as UserId,
        hash(secret, user, &read(typed)) as Tag,
        now
    )
    .execute(work.db())
    .await?;
    if done.rows_affected() == 0 {
        return Ok(false);
    }
    let left = codes_left(work.db(), user).await?;
    let about = AboutAccount::left(i32::try_from(left).unwrap_or(i32::MAX));
    deliveries::to_person(work, DeliveryKind::RecoveryCodeUsed, user, about).await?;
    Ok(true)
}

fn new_code() -> String {
    let letter = |byte: &u8| LETTERS.get(usize::from(byte % 32)).copied().unwrap_or_default();
    id::random::<LENGTH>().iter().map(letter).collect()
}

/// `7k2m-94xq-hd3v`.
fn grouped(code: &str) -> String {
    let letters: Vec<char> = code.chars().collect();
    let groups: Vec<String> = letters.chunks(GROUP).map(|group| group.iter().collect()).collect();
    groups.join("-")
}

/// What was typed, as it was made: case, hyphens and look-alikes do not count.
fn read(typed: &str) -> String {
    let letters = typed.chars().filter(|c| c.is_ascii_alphanumeric()).map(|c| c.to_ascii_lowercase());
    letters
        .map(|c| {
            if c == 'o' {
                '0'
            } else if matches!(c, 'i' | 'l') {
                '1'
            } else {
                c
            }
        })
        .collect()
}

fn hash(secret: &Secret, user: UserId, code: &str) -> Tag {
    sign(secret, PURPOSE, &[user.0.as_bytes(), code.as_bytes()].concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_as_it_stands_on_paper() {
        for _ in 0..100 {
            let code = new_code();
            let shown = grouped(&code);
            assert_eq!(shown.len(), LENGTH + 2);
            let as_typed = shown.to_uppercase().replace('-', " ").replace('0', "O").replace('1', "l");
            assert_eq!(read(&as_typed), code);
        }
    }

    #[test]
    fn a_recovery_code_is_never_taken_for_one_of_the_telephone() {
        assert!(super::super::totp::code(&grouped(&new_code())).is_none());
    }
}
