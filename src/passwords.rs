//! Password hashes: argon2id with 19 MiB and two passes (OWASP's first choice), off the async threads.

use std::sync::Arc;

use argon2::{
    Algorithm, Argon2, Params, Version,
    password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash},
};
use tokio::sync::Semaphore;

use crate::error::AppError;

/// Memory of one hash in KiB: 19 MiB.
const MEMORY_KIB: u32 = 19 * 1024;
/// Passes over the memory.
const PASSES: u32 = 2;
/// Hashes computed at once: a flood of sign-ins takes two cores and 38 MiB, not the machine.
const AT_ONCE: usize = 2;
/// Sign-ins that may wait for their turn; further ones are asked to come back.
const QUEUE: usize = 32;
/// The shortest password taken (ASVS 6.2.1).
pub const MIN_CHARACTERS: usize = 8;
/// The longest password taken.
pub const MAX_CHARACTERS: usize = 256;

/// Hashes and checks passwords, few at a time. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Passwords {
    turns: Arc<Semaphore>,
    queue: Arc<Semaphore>,
    nobody: Arc<str>,
}

/// A hash as it is stored, in the PHC string format.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PasswordHashText(pub String);

/// Why a password was not hashed.
#[derive(Debug, thiserror::Error)]
pub enum PasswordError {
    /// Too short to be safe.
    #[error("a password has at least {MIN_CHARACTERS} characters")]
    TooShort,
    /// Longer than any that people type.
    #[error("a password has at most {MAX_CHARACTERS} characters")]
    TooLong,
    /// The hash could not be computed.
    #[error("the password could not be hashed: {0}")]
    Hash(String),
}

impl Passwords {
    /// Prepares the hash that unknown addresses are checked against, so that they take as long as known ones.
    ///
    /// # Errors
    /// When the machine has no 19 MiB to spare.
    pub fn new() -> Result<Passwords, PasswordError> {
        let nobody = hash("nobody has this password")?;
        Ok(Passwords {
            turns: Arc::new(Semaphore::new(AT_ONCE)),
            queue: Arc::new(Semaphore::new(AT_ONCE + QUEUE)),
            nobody: nobody.0.into(),
        })
    }

    /// Whether `password` is the one of `stored`; without a stored one, `false` after the same time.
    ///
    /// # Errors
    /// [`AppError::TooMany`] when the queue is full.
    pub async fn check(&self, password: String, stored: Option<PasswordHashText>) -> Result<bool, AppError> {
        let Ok(_place) = self.queue.try_acquire() else {
            return Err(AppError::TooMany { retry_after: 2 });
        };
        let turn = self.turns.clone().acquire_owned().await.map_err(|closed| AppError::Unavailable(closed.into()))?;
        let (known, text) = match stored {
            Some(PasswordHashText(text)) => (true, text),
            None => (false, self.nobody.to_string()),
        };
        let matches = tokio::task::spawn_blocking(move || {
            let matches = verify(&password, &text);
            drop(turn);
            matches
        });
        Ok(matches.await.map_err(|failed| AppError::Internal(failed.into()))? && known)
    }
}

fn argon2() -> Result<Argon2<'static>, PasswordError> {
    let params = Params::new(MEMORY_KIB, PASSES, 1, None).map_err(|error| PasswordError::Hash(error.to_string()))?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

/// Hashes a new password. Takes some 20 ms of a core: not for the async threads.
///
/// # Errors
/// When it is too short or too long.
pub fn hash(password: &str) -> Result<PasswordHashText, PasswordError> {
    let characters = password.chars().count();
    if characters < MIN_CHARACTERS {
        return Err(PasswordError::TooShort);
    }
    if characters > MAX_CHARACTERS {
        return Err(PasswordError::TooLong);
    }
    let hash = argon2()?.hash_password(password.as_bytes()).map_err(|error| PasswordError::Hash(error.to_string()))?;
    Ok(PasswordHashText(hash.to_string()))
}

fn verify(password: &str, stored: &str) -> bool {
    let Ok(parsed) = PasswordHash::new(stored) else { return false };
    argon2().is_ok_and(|argon2| argon2.verify_password(password.as_bytes(), &parsed).is_ok())
}
