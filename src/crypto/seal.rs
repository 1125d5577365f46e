//! Sealing: what must be read again, but by nobody who has only the database.
//!
//! XChaCha20-Poly1305 with a random nonce before the text. The associated data names the row, so that a sealed text that is
//! moved into another row does not open there.

use std::fmt;

use chacha20poly1305::{
    KeyInit, XChaCha20Poly1305, XNonce,
    aead::{Aead, Payload},
};
use hmac::Mac;

use super::{Purpose, Secret, mac};
use crate::id;

const NONCE_BYTES: usize = 24;

/// A sealed text, as it is stored.
#[derive(Clone, sqlx::Type)]
#[sqlx(transparent)]
pub struct Sealed(Vec<u8>);

impl fmt::Debug for Sealed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Sealed(hidden)")
    }
}

/// The text could not be sealed, or was sealed with another key, for another purpose or another row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not sealed with this key for this row: was SECRET changed?")]
pub struct NotOurs;

/// Seals a text for one purpose and one row.
///
/// # Errors
/// When the text is longer than the cipher can take.
pub fn seal(secret: &Secret, purpose: Purpose, row: &[u8], text: &[u8]) -> Result<Sealed, NotOurs> {
    let nonce = id::random::<NONCE_BYTES>();
    let payload = Payload { msg: text, aad: row };
    let sealed = cipher(secret, purpose).encrypt(&XNonce::from(nonce), payload).map_err(|_| NotOurs)?;
    Ok(Sealed([nonce.as_slice(), &sealed].concat()))
}

/// Opens what [`seal`] sealed.
///
/// # Errors
/// When it was sealed with another key, for another purpose or another row, or was changed.
pub fn open(secret: &Secret, purpose: Purpose, row: &[u8], sealed: &Sealed) -> Result<Vec<u8>, NotOurs> {
    let (nonce, text) = sealed.0.split_first_chunk::<NONCE_BYTES>().ok_or(NotOurs)?;
    let payload = Payload { msg: text, aad: row };
    cipher(secret, purpose).decrypt(&XNonce::from(*nonce), payload).map_err(|_| NotOurs)
}

/// Each purpose has a key of its own.
fn cipher(secret: &Secret, purpose: Purpose) -> XChaCha20Poly1305 {
    XChaCha20Poly1305::new(&mac(secret, purpose, b"sealing key").finalize().into_bytes())
}

#[cfg(test)]
#[expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]
mod tests {
    use super::*;

    const CODES: Purpose = Purpose::new("codes");

    fn secret() -> Secret {
        Secret::from_text("a secret of thirty-two characters").unwrap()
    }

    #[test]
    fn a_sealed_text_opens_for_its_key_purpose_and_row_only() {
        let sealed = seal(&secret(), CODES, b"row 1", b"text").unwrap();
        assert_eq!(open(&secret(), CODES, b"row 1", &sealed).unwrap(), b"text");
        assert!(!sealed.0.windows(4).any(|part| part == b"text"));
        let other = Secret::from_text("another secret of thirty characters").unwrap();
        assert_eq!(open(&other, CODES, b"row 1", &sealed), Err(NotOurs));
        assert_eq!(open(&secret(), Purpose::new("mails"), b"row 1", &sealed), Err(NotOurs));
        assert_eq!(open(&secret(), CODES, b"row 2", &sealed), Err(NotOurs));
    }

    #[test]
    fn what_was_changed_or_cut_does_not_open() {
        let sealed = seal(&secret(), CODES, b"row", b"text").unwrap();
        for place in 0..sealed.0.len() {
            let mut changed = sealed.clone();
            changed.0[place] ^= 1;
            assert_eq!(open(&secret(), CODES, b"row", &changed), Err(NotOurs));
            assert_eq!(open(&secret(), CODES, b"row", &Sealed(sealed.0[..place].to_vec())), Err(NotOurs));
        }
    }

    #[test]
    fn the_same_text_is_sealed_differently_each_time() {
        let seal = || seal(&secret(), CODES, b"row", b"text").unwrap().0;
        assert_ne!(seal(), seal());
    }
}
