//! Password hashes: argon2id with 19 MiB and two passes (OWASP's first choice), off the async threads.

use std::sync::Arc;

use argon2::{
    Algorithm, Argon2, Params, Version,
    password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash},
};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::error::AppError;

/// Memory of one hash in KiB: 19 MiB.
const MEMORY_KIB: u32 = 19 * 1024;
/// Passes over the memory.
const PASSES: u32 = 2;
/// Hashes computed at once for strangers: a flood of sign-ins takes two cores and 38 MiB, not the machine.
const AT_ONCE: usize = 2;
/// Strangers who may wait for their turn; further ones are asked to come back.
const QUEUE: usize = 32;
/// Hashes computed at once for people who are known: they do not stand behind a flood.
const AT_ONCE_FOR_KNOWN: usize = 1;
/// Known people who may wait.
const QUEUE_OF_KNOWN: usize = 16;
/// The shortest password taken (ASVS 6.2.1).
pub const MIN_CHARACTERS: usize = 8;
/// The longest password taken.
pub const MAX_CHARACTERS: usize = 256;

/// Hashes and checks passwords, few at a time. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Passwords {
    strangers: Lane,
    known: Lane,
    nobody: Arc<str>,
}

/// Who stands in one queue.
#[derive(Debug, Clone)]
struct Lane {
    turns: Arc<Semaphore>,
    queue: Arc<Semaphore>,
}

impl Lane {
    fn new(at_once: usize, waiting: usize) -> Lane {
        Lane { turns: Arc::new(Semaphore::new(at_once)), queue: Arc::new(Semaphore::new(at_once + waiting)) }
    }

    async fn turn(&self) -> Result<Turn, AppError> {
        let place = self.queue.clone().try_acquire_owned().map_err(|_| AppError::TooMany { retry_after: 2 })?;
        let turn = self.turns.clone().acquire_owned().await.map_err(|closed| AppError::Unavailable(closed.into()))?;
        Ok(Turn { _place: place, _turn: turn })
    }
}

/// Somebody's turn, until their password has been looked at. What goes before it in the store is done in the turn too, so that
/// a flood fills no pool of connections.
#[derive(Debug)]
pub struct Turn {
    _place: OwnedSemaphorePermit,
    _turn: OwnedSemaphorePermit,
}

/// A hash as it is stored, in the PHC string format.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PasswordHashText(pub String);

/// The 3,000 most used passwords of at least [`MIN_CHARACTERS`] characters, in lower case (ASVS 6.2.4), from the list of zxcvbn.
const COMMON: &str = include_str!("passwords/common.txt");

/// Who waits for a password to be looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Waiting {
    /// Anybody.
    Stranger,
    /// Who is signed in, or signed in before in the same browser.
    Known,
}

/// Why a password was not hashed.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum PasswordError {
    /// Too short to be safe.
    #[error("a password has at least {MIN_CHARACTERS} characters")]
    TooShort,
    /// Longer than any that people type.
    #[error("a password has at most {MAX_CHARACTERS} characters")]
    TooLong,
    /// Among those that are tried first.
    #[error("this password is one of the most used ones, which are tried first; choose another")]
    Common,
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
            strangers: Lane::new(AT_ONCE, QUEUE),
            known: Lane::new(AT_ONCE_FOR_KNOWN, QUEUE_OF_KNOWN),
            nobody: nobody.0.into(),
        })
    }

    /// Waits for a turn.
    ///
    /// # Errors
    /// [`AppError::TooMany`] when the queue is full.
    pub async fn turn(&self, who: Waiting) -> Result<Turn, AppError> {
        match who {
            Waiting::Stranger => self.strangers.turn().await,
            Waiting::Known => self.known.turn().await,
        }
    }

    /// Whether `password` is the one of `stored`; without a stored one, `false` after the same time.
    ///
    /// # Errors
    /// When the machine cannot compute it.
    pub async fn check(
        &self,
        turn: Turn,
        password: String,
        stored: Option<PasswordHashText>,
    ) -> Result<bool, AppError> {
        let (known, text) = match stored {
            Some(PasswordHashText(text)) => (true, text),
            None => (false, self.nobody.to_string()),
        };
        Ok(in_turn(turn, move || verify(&password, &text)).await? && known)
    }

    /// Hashes a password that somebody who is known has chosen; the inner error says what is wrong with it.
    ///
    /// # Errors
    /// [`AppError::TooMany`] when the queue is full.
    pub async fn choose(&self, password: String) -> Result<Result<PasswordHashText, PasswordError>, AppError> {
        let turn = self.turn(Waiting::Known).await?;
        in_turn(turn, move || hash_chosen(&password)).await
    }
}

/// Computes off the async threads. The turn ends with it, also when whoever asked has hung up.
async fn in_turn<T: Send + 'static>(turn: Turn, compute: impl FnOnce() -> T + Send + 'static) -> Result<T, AppError> {
    let computed = tokio::task::spawn_blocking(move || {
        let computed = compute();
        drop(turn);
        computed
    });
    computed.await.map_err(|failed| AppError::Internal(failed.into()))
}

fn argon2() -> Result<Argon2<'static>, PasswordError> {
    let params = Params::new(MEMORY_KIB, PASSES, 1, None).map_err(|error| PasswordError::Hash(error.to_string()))?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

/// Hashes a new password that somebody chose: any characters, but not too few, and none that everybody tries first. Takes
/// some 20 ms of a core: not for the async threads.
///
/// # Errors
/// When it is too short, too long or too common.
pub fn hash_chosen(password: &str) -> Result<PasswordHashText, PasswordError> {
    let characters = password.chars().count();
    if characters < MIN_CHARACTERS {
        return Err(PasswordError::TooShort);
    }
    if characters > MAX_CHARACTERS {
        return Err(PasswordError::TooLong);
    }
    let lower = password.to_lowercase();
    if COMMON.lines().any(|common| common == lower) {
        return Err(PasswordError::Common);
    }
    hash(password)
}

/// Hashes a password as it is: for those that are printed for everybody to read, as the demo's.
///
/// # Errors
/// When the machine has no 19 MiB to spare.
pub fn hash(password: &str) -> Result<PasswordHashText, PasswordError> {
    let hash = argon2()?.hash_password(password.as_bytes()).map_err(|error| PasswordError::Hash(error.to_string()))?;
    Ok(PasswordHashText(hash.to_string()))
}

fn verify(password: &str, stored: &str) -> bool {
    let Ok(parsed) = PasswordHash::new(stored) else { return false };
    argon2().is_ok_and(|argon2| argon2.verify_password(password.as_bytes(), &parsed).is_ok())
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn what_everybody_tries_first_is_no_password() {
        for common in ["password", "PassWord", "qwer1234", "1q2w3e4r", "12345678"] {
            assert_eq!(hash_chosen(common), Err(PasswordError::Common), "{common}");
        }
    }

    #[test]
    fn eight_characters_of_any_kind_and_long_sentences_are_taken() {
        assert_eq!(hash_chosen("일곱글자입니다"), Err(PasswordError::TooShort));
        let longest = "글".repeat(MAX_CHARACTERS);
        for password in ["여덟글자입니다요", "aaaabbbbcccc", &longest] {
            assert!(verify(password, &hash_chosen(password).unwrap().0), "{password}");
        }
        assert_eq!(hash_chosen(&"글".repeat(MAX_CHARACTERS + 1)), Err(PasswordError::TooLong));
    }

    #[test]
    fn every_password_of_the_list_could_be_chosen_otherwise() {
        assert_eq!(COMMON.lines().count(), 3_000);
        assert!(COMMON.lines().all(|one| one.chars().count() >= MIN_CHARACTERS && one == one.to_lowercase()));
    }
}
