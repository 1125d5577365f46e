//! Tokens, signatures and the secret behind them.
//!
//! A token is shown once and stored only as its hash. A signature says that this program wrote a message for one purpose:
//! a tag made for one purpose is worth nothing for another.

use std::fmt;

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256, Sha512};
use subtle::ConstantTimeEq;

use crate::id;

mod seal;

pub use seal::{Sealed, open, seal};

/// Characters of a token of 128 random bits.
const SHORT_TOKEN_CHARACTERS: usize = 22;
/// Characters of a token of 256 random bits.
const LONG_TOKEN_CHARACTERS: usize = 43;
/// A secret given as a setting has at least this many characters: 128 bits even if they are only hexadecimal digits.
pub const MIN_SECRET_CHARACTERS: usize = 32;
/// Bytes of a tag: half of HMAC-SHA256, the least that RFC 2104 section 5 advises.
const TAG_BYTES: usize = 16;

/// A random bearer token, as it stands in a link or a cookie. Stored only as [`Token::hash`].
#[derive(Clone)]
pub struct Token(String);

/// What is stored of a token.
#[derive(Clone, Copy, sqlx::Type)]
#[sqlx(transparent)]
pub struct TokenHash([u8; 32]);

/// The text is no token of ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a token")]
pub struct NotAToken;

impl Token {
    /// A token of 128 random bits: the customer's link.
    pub fn short() -> Token {
        Token(URL_SAFE_NO_PAD.encode(id::random::<16>()))
    }

    /// A token of 256 random bits: a session.
    pub fn long() -> Token {
        Token(URL_SAFE_NO_PAD.encode(id::random::<32>()))
    }

    /// The token that belongs to a message: the same each time, so that a link can be written again and needs no storing.
    pub fn derived(secret: &Secret, purpose: Purpose, message: &[u8]) -> Token {
        Token(sign(secret, purpose, message).to_string())
    }

    /// Reads a token from a link or a cookie.
    ///
    /// # Errors
    /// When it does not have the form of a token; nothing needs to be looked up then.
    pub fn parse(text: &str) -> Result<Token, NotAToken> {
        let fits = matches!(text.len(), SHORT_TOKEN_CHARACTERS | LONG_TOKEN_CHARACTERS);
        if fits && URL_SAFE_NO_PAD.decode(text).is_ok() { Ok(Token(text.to_owned())) } else { Err(NotAToken) }
    }

    /// What to store, and to look for.
    pub fn hash(&self) -> TokenHash {
        TokenHash(Sha256::digest(self.0.as_bytes()).into())
    }

    /// The text itself, for the one link or cookie that carries it.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(hidden)")
    }
}

impl fmt::Debug for TokenHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TokenHash(hidden)")
    }
}

impl PartialEq for TokenHash {
    /// In the same time whatever differs.
    fn eq(&self, other: &Self) -> bool {
        self.0.ct_eq(&other.0).into()
    }
}

impl Eq for TokenHash {}

/// The key behind all signatures of this installation: one whole block of HMAC-SHA256.
#[derive(Clone)]
pub struct Secret([u8; 64]);

/// The setting is too short to be a secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a secret has at least {MIN_SECRET_CHARACTERS} characters")]
pub struct WeakSecret;

impl Secret {
    /// A new random secret and the text to keep it by: [`Secret::from_text`] reads it again.
    pub fn generate() -> (Secret, String) {
        let text = URL_SAFE_NO_PAD.encode(id::random::<32>());
        (Secret::derive(&text), text)
    }

    /// The secret of a setting or a kept file; spaces and line ends around it do not count.
    ///
    /// # Errors
    /// When it is shorter than [`MIN_SECRET_CHARACTERS`].
    pub fn from_text(text: &str) -> Result<Secret, WeakSecret> {
        let text = text.trim();
        if text.chars().count() < MIN_SECRET_CHARACTERS { Err(WeakSecret) } else { Ok(Secret::derive(text)) }
    }

    fn derive(text: &str) -> Secret {
        Secret(Sha512::digest(text.as_bytes()).into())
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(hidden)")
    }
}

/// What a signature is for; each use names its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Purpose(&'static str);

impl Purpose {
    /// A purpose by its name, which is part of what is signed: renaming it voids all its signatures.
    pub const fn new(name: &'static str) -> Purpose {
        Purpose(name)
    }
}

/// A signature: 128 bits, shown as 22 characters. Also a keyed hash, to find what must not be stored in clear.
#[derive(Debug, Clone, Copy, sqlx::Type)]
#[sqlx(transparent)]
pub struct Tag([u8; TAG_BYTES]);

impl Tag {
    /// Reads a tag from a link or a form.
    ///
    /// # Errors
    /// When it does not have the form of a tag.
    pub fn parse(text: &str) -> Result<Tag, NotAToken> {
        let mut bytes = [0; TAG_BYTES];
        match URL_SAFE_NO_PAD.decode_slice(text, &mut bytes) {
            Ok(TAG_BYTES) => Ok(Tag(bytes)),
            _ => Err(NotAToken),
        }
    }
}

impl fmt::Display for Tag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&URL_SAFE_NO_PAD.encode(self.0))
    }
}

/// Signs a message for one purpose.
pub fn sign(secret: &Secret, purpose: Purpose, message: &[u8]) -> Tag {
    let mut tag = [0; TAG_BYTES];
    let mac = mac(secret, purpose, message).finalize().into_bytes();
    tag.iter_mut().zip(mac).for_each(|(to, from)| *to = from);
    Tag(tag)
}

/// Whether this installation signed the message for this purpose. Takes the same time whatever differs.
pub fn verify(secret: &Secret, purpose: Purpose, message: &[u8], tag: &Tag) -> bool {
    sign(secret, purpose, message).0.ct_eq(&tag.0).into()
}

/// Six digits that belong to a message, to be read in a mail and typed. There are a million of them: whoever asks for them
/// counts the tries.
pub fn six_digits(secret: &Secret, purpose: Purpose, message: &[u8]) -> String {
    let [a, b, c, d, e, f, g, h, ..] = sign(secret, purpose, message).0;
    format!("{:06}", u64::from_be_bytes([a, b, c, d, e, f, g, h]) % 1_000_000)
}

/// The length before the purpose keeps `ab` + `c` and `a` + `bc` apart.
fn mac(secret: &Secret, purpose: Purpose, message: &[u8]) -> Hmac<Sha256> {
    let mut mac = Hmac::<Sha256>::new(&secret.0.into());
    mac.update(&(purpose.0.len() as u64).to_be_bytes());
    mac.update(purpose.0.as_bytes());
    mac.update(message);
    mac
}

#[cfg(test)]
#[expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]
mod tests {
    use std::collections::HashSet;

    use proptest::prelude::*;

    use super::*;

    const LINK: Purpose = Purpose::new("link");

    fn secret() -> Secret {
        Secret::from_text("a secret of thirty-two characters").unwrap()
    }

    #[test]
    fn tokens_differ_and_are_read_again() {
        let tokens: Vec<Token> = (0..100).flat_map(|_| [Token::short(), Token::long()]).collect();
        let texts: HashSet<&str> = tokens.iter().map(Token::reveal).collect();
        assert_eq!(texts.len(), 200);
        for token in &tokens {
            assert!(token.hash() == Token::parse(token.reveal()).unwrap().hash());
        }
        assert_eq!(Token::short().reveal().len(), SHORT_TOKEN_CHARACTERS);
        assert_eq!(Token::long().reveal().len(), LONG_TOKEN_CHARACTERS);
    }

    #[test]
    fn what_is_no_token_is_refused() {
        let not_canonical = format!("{}B", "A".repeat(21));
        for text in ["", "short", "AAAAAAAAAAAAAAAAAAAA+/", &not_canonical, &"A".repeat(1 << 20)] {
            assert!(Token::parse(text).is_err(), "{text:.30}");
        }
    }

    #[test]
    fn a_derived_token_is_the_same_each_time_and_only_for_its_message() {
        let token = |message: &[u8]| Token::derived(&secret(), LINK, message);
        assert_eq!(token(b"1").reveal(), token(b"1").reveal());
        assert_ne!(token(b"1").reveal(), token(b"2").reveal());
        assert!(Token::parse(token(b"1").reveal()).is_ok());
    }

    #[test]
    fn hashes_tell_tokens_apart() {
        assert!(Token::short().hash() != Token::short().hash());
        let known = Token::parse("AAAAAAAAAAAAAAAAAAAAAA").unwrap().hash();
        assert_eq!(known.0[..4], Sha256::digest(b"AAAAAAAAAAAAAAAAAAAAAA")[..4]);
    }

    #[test]
    fn secrets_and_tokens_are_not_printed() {
        let token = Token::short();
        let shown = format!("{token:?} {:?} {:?}", token.hash(), secret());
        assert_eq!(shown, "Token(hidden) TokenHash(hidden) Secret(hidden)");
    }

    #[test]
    fn a_short_secret_is_refused() {
        assert_eq!(Secret::from_text(&"x".repeat(31)).unwrap_err(), WeakSecret);
        assert_eq!(Secret::from_text(&format!("x{}", " ".repeat(40))).unwrap_err(), WeakSecret);
    }

    #[test]
    fn a_generated_secret_is_read_again_from_its_text() {
        let (secret, text) = Secret::generate();
        let again = Secret::from_text(&format!("{text}\n")).unwrap();
        assert!(verify(&again, LINK, b"message", &sign(&secret, LINK, b"message")));
    }

    #[test]
    fn a_tag_stays_the_same_from_release_to_release() {
        // computed apart from this program, with Python's hmac
        assert_eq!(sign(&secret(), LINK, b"message").to_string(), "e-hKp_1v5LAzMwlcGLhXJg");
    }

    proptest! {
        #[test]
        fn a_signature_holds_for_its_message_purpose_and_secret_only(message: Vec<u8>, other: Vec<u8>) {
            let tag = sign(&secret(), LINK, &message);
            let read = Tag::parse(&tag.to_string()).unwrap();
            prop_assert!(verify(&secret(), LINK, &message, &read));
            prop_assert_eq!(verify(&secret(), LINK, &other, &read), message == other);
            prop_assert!(!verify(&secret(), Purpose::new("lin"), &[b"k".as_slice(), &message].concat(), &read));
            prop_assert!(!verify(&Secret::generate().0, LINK, &message, &read));
        }

        #[test]
        fn a_changed_bit_voids_the_tag(message: Vec<u8>, place in 0..TAG_BYTES, bit in 0..8_u32) {
            let mut tag = sign(&secret(), LINK, &message);
            tag.0[place] ^= 1_u8 << bit;
            prop_assert!(!verify(&secret(), LINK, &message, &tag));
        }

        #[test]
        fn any_text_is_a_tag_or_refused(text in "\\PC{0,40}") {
            if let Ok(tag) = Tag::parse(&text) {
                prop_assert_eq!(tag.to_string(), text);
            }
        }
    }
}
