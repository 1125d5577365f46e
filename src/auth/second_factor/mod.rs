//! The second factor: a telephone that shows a new code every 30 seconds (RFC 6238), and recovery codes for when it is gone.
//!
//! The key is sealed in the store. A code is taken once: the newest step taken is kept in the row and judged under its lock.
//! Recovery codes are kept as keyed hashes, each good for one time. A right password alone begins a [`HalfSignIn`], which is no
//! session. Tries are counted by who asks, as those of passwords.

mod half;
mod phone;
mod recovery;
mod totp;

use crate::{app::App, error::AppError, id::UserId, work::Actor};

pub use half::{HalfSignIn, begin_half, end_half, forget_half, half_sign_in};
pub use phone::{BeingSetUp, Confirmed, begin_set_up, being_set_up, cancel_set_up, confirm, has_second_factor, remove};
pub use recovery::{CODES, codes_left, renew_codes};

/// Takes a code of the telephone, or else a recovery code; `false` when it is neither, or was taken before.
///
/// # Errors
/// When the database does not answer, or the key cannot be opened.
pub async fn take_code(app: &App, user: UserId, typed: &str) -> Result<bool, AppError> {
    let mut work = app.work(Actor::System).await?;
    let right = match totp::code(typed) {
        Some(code) => phone::take(&mut work, &app.secret, user, &code).await?,
        None => recovery::take(&mut work, &app.secret, user, typed).await?,
    };
    work.commit().await?;
    app.wake.outbox.notify_one();
    Ok(right)
}
