//! Mails about an account: to the person who signs in with it, whatever their role.

use super::DeliveryKind;
use crate::{
    id::{AddressChangeId, DeliveryId, PasswordResetId, SessionId, UserId},
    work::Work,
};

/// What such a mail tells of.
#[derive(Debug, Clone, Copy, Default)]
pub struct AboutAccount {
    /// The change of address: decides also to which mailbox it goes.
    pub change: Option<AddressChangeId>,
    /// The sign-in.
    pub session: Option<SessionId>,
    /// How many recovery codes are left.
    pub left: Option<i32>,
}

impl AboutAccount {
    /// Of a change of address.
    pub fn change(change: AddressChangeId) -> Self {
        Self { change: Some(change), ..Self::default() }
    }

    /// Of a sign-in.
    pub fn session(session: SessionId) -> Self {
        Self { session: Some(session), ..Self::default() }
    }

    /// Of recovery codes of which so many are left.
    pub fn left(left: i32) -> Self {
        Self { left: Some(left), ..Self::default() }
    }
}

/// Tells a person of their account.
///
/// # Errors
/// When the database does not answer.
pub async fn to_person(work: &mut Work, kind: DeliveryKind, user: UserId, about: AboutAccount) -> sqlx::Result<()> {
    let now = work.now();
    sqlx::query!(
        "insert into deliveries (delivery_id, kind, lane, user_id, address_change_id, session_id, many, created_at,
                                 next_try_at)
         select $1, $2::delivery_kind, lower(split_part(case $2::delivery_kind when 'address_change_new' then c.new_email
                                                 when 'address_change_old' then c.old_email
                                                 when 'address_changed' then c.old_email
                                                 else u.email end, '@', 2)), u.user_id, $4, $5, $7, $6, $6
         from users u left join address_changes c on c.address_change_id = $4
         where u.user_id = $3",
        DeliveryId::new() as DeliveryId,
        kind as DeliveryKind,
        user as UserId,
        about.change as Option<AddressChangeId>,
        about.session as Option<SessionId>,
        now,
        about.left
    )
    .execute(work.db())
    .await?;
    Ok(())
}

/// Sends the link that sets a new password. An address that nobody has made no such row, and so no mail.
///
/// # Errors
/// When the database does not answer.
pub async fn to_reset_password(work: &mut Work, reset: PasswordResetId) -> sqlx::Result<()> {
    let now = work.now();
    sqlx::query!(
        "insert into deliveries (delivery_id, kind, lane, user_id, password_reset_id, created_at, next_try_at)
         select $1, 'password_reset', lower(split_part(email, '@', 2)), user_id, $2, $3, $3
         from password_resets join users using (user_id) where password_reset_id = $2",
        DeliveryId::new() as DeliveryId,
        reset as PasswordResetId,
        now
    )
    .execute(work.db())
    .await?;
    Ok(())
}
