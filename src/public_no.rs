//! The number of an inquiry or a case that people read aloud: eight random characters and a check character.
//!
//! Crockford's base 32 has no I, L, O and U, so that nothing is mistaken for 1, 0 or V. The check character comes from the
//! same alphabet: a weighted sum over the field of 32 elements, which finds every wrong character and every two characters
//! that changed places. It names a row; it opens nothing.

use std::{fmt, str::FromStr};

use crate::id;

/// Crockford's base 32: the position of a character is its value.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// Random characters before the check character: 40 bits.
const DATA: usize = 8;

/// Longer texts are refused unread.
const MAX_INPUT_BYTES: usize = 64;

/// A public number, stored as nine characters, shown as `7K2M-94XQ-H`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize, sqlx::Type)]
#[serde(try_from = "String", into = "String")]
#[sqlx(transparent)]
pub struct PublicNo(String);

/// Why a text is no public number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PublicNoError {
    /// Not nine characters of the alphabet.
    #[error("not nine characters of the alphabet")]
    Malformed,
    /// The check character does not fit: a typo.
    #[error("the check character does not fit")]
    Mistyped,
}

impl PublicNo {
    /// A new random number.
    pub fn random() -> Self {
        Self::of(u64::from_be_bytes(id::random()))
    }

    /// The number that the lowest 40 bits of `seed` make: for demo and load data that must be the same each time.
    pub fn of(seed: u64) -> Self {
        let data = (0..DATA).rev().map(|place| ((seed >> (5 * place)) & 31) as u8);
        let mut values: Vec<u8> = data.collect();
        values.push(times_x(horner(&values)));
        Self(values.into_iter().map(character).collect())
    }

    /// The nine characters as they are stored and stand in addresses.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// As the number of an inquiry is shown: `Q-7K2M-94XQ-H`.
    pub fn of_inquiry(&self) -> String {
        format!("Q-{self}")
    }

    /// As the number of a case is shown: `C-7K2M-94XQ-H`.
    pub fn of_case(&self) -> String {
        format!("C-{self}")
    }

    /// Reads a number as people type it: with or without the letter before it, any case, O for 0, I or L for 1, with or without dashes and spaces.
    ///
    /// # Errors
    /// When it is no public number, or one with a typo.
    pub fn parse(text: &str) -> Result<Self, PublicNoError> {
        if text.len() > MAX_INPUT_BYTES {
            return Err(PublicNoError::Malformed);
        }
        let text = text.trim_start();
        let bare = ["Q-", "q-", "C-", "c-"].iter().find_map(|letter| text.strip_prefix(letter)).unwrap_or(text);
        let typed = bare.chars().filter(|c| !is_separator(*c));
        let values = typed.map(value).collect::<Option<Vec<u8>>>().ok_or(PublicNoError::Malformed)?;
        if values.len() != DATA + 1 {
            return Err(PublicNoError::Malformed);
        }
        if horner(&values) != 0 {
            return Err(PublicNoError::Mistyped);
        }
        Ok(Self(values.into_iter().map(character).collect()))
    }
}

impl fmt::Display for PublicNo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, character) in self.0.chars().enumerate() {
            if place > 0 && place % 4 == 0 {
                f.write_str("-")?;
            }
            write!(f, "{character}")?;
        }
        Ok(())
    }
}

impl FromStr for PublicNo {
    type Err = PublicNoError;

    fn from_str(text: &str) -> Result<Self, PublicNoError> {
        Self::parse(text)
    }
}

impl TryFrom<String> for PublicNo {
    type Error = PublicNoError;

    fn try_from(text: String) -> Result<Self, PublicNoError> {
        Self::parse(&text)
    }
}

impl From<PublicNo> for String {
    fn from(no: PublicNo) -> String {
        no.0
    }
}

/// The values as a polynomial at x, by Horner's rule, in GF(32). With the check character it is zero. A wrong character
/// adds a non-zero multiple of a power of x; two swapped ones add their difference times two different powers.
fn horner(values: &[u8]) -> u8 {
    values.iter().fold(0, |sum, value| times_x(sum) ^ value)
}

/// Multiplies by x in GF(32) = GF(2)\[x\] / (x⁵ + x² + 1), whose x has order 31: nine places get nine different weights.
fn times_x(value: u8) -> u8 {
    let doubled = value << 1;
    if doubled & 0b10_0000 == 0 { doubled } else { doubled ^ 0b10_0101 }
}

fn character(value: u8) -> char {
    ALPHABET.get(usize::from(value)).copied().map_or('0', char::from)
}

fn value(typed: char) -> Option<u8> {
    let meant = match typed.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    ALPHABET.iter().zip(0..).find(|(letter, _)| char::from(**letter) == meant).map(|(_, value)| value)
}

fn is_separator(c: char) -> bool {
    c.is_whitespace() || matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

#[cfg(test)]
#[expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]
mod tests {
    use std::collections::HashSet;

    use proptest::prelude::*;

    use super::*;

    fn with(no: &PublicNo, change: impl FnOnce(&mut Vec<char>)) -> String {
        let mut characters: Vec<char> = no.as_str().chars().collect();
        change(&mut characters);
        characters.into_iter().collect()
    }

    #[test]
    fn every_place_has_its_own_weight() {
        let weights: HashSet<u8> =
            std::iter::successors(Some(1), |weight| Some(times_x(*weight))).take(DATA + 1).collect();
        assert_eq!(weights.len(), DATA + 1);
        assert!(!weights.contains(&0));
    }

    #[test]
    fn it_is_shown_in_groups_and_stored_without() {
        let no = PublicNo::of(0x12_3456_789A);
        assert_eq!(no.as_str().len(), 9);
        assert_eq!(no.to_string(), format!("{}-{}-{}", &no.0[..4], &no.0[4..8], &no.0[8..]));
        assert_eq!(PublicNo::of(0).to_string(), "0000-0000-0");
    }

    #[test]
    fn it_is_read_as_people_type_it() {
        let no = PublicNo::of(1);
        let check = no.as_str().chars().last().unwrap();
        for typed in [
            format!("0000-0001-{check}"),
            format!(" oooo oool {} ", check.to_ascii_lowercase()),
            format!("0000–000I–{check}"),
        ] {
            assert_eq!(PublicNo::parse(&typed), Ok(no.clone()), "{typed}");
        }
    }

    #[test]
    fn other_texts_are_refused() {
        for text in
            ["", "-", "0000-0000", "0000-0000-00", "U000-0000-0", "0000-0000-*", "０000-0000-0", &"0".repeat(1 << 20)]
        {
            assert_eq!(PublicNo::parse(text), Err(PublicNoError::Malformed), "{:.40}", text);
        }
    }

    #[test]
    fn random_numbers_differ() {
        let numbers: HashSet<PublicNo> = (0..1_000).map(|_| PublicNo::random()).collect();
        assert!(numbers.len() >= 999);
    }

    proptest! {
        #[test]
        fn what_is_shown_is_read_again(seed: u64) {
            let no = PublicNo::of(seed);
            prop_assert_eq!(PublicNo::parse(&no.to_string()), Ok(no.clone()));
            prop_assert_eq!(PublicNo::parse(&no.of_inquiry()), Ok(no.clone()));
            prop_assert_eq!(PublicNo::parse(&format!(" {}", no.of_case().to_lowercase())), Ok(no.clone()));
            prop_assert_eq!(PublicNo::parse(no.as_str()), Ok(no));
        }

        #[test]
        fn every_single_typo_is_found(seed: u64) {
            let no = PublicNo::of(seed);
            for place in 0..=DATA {
                for wrong in ALPHABET.iter().map(|letter| char::from(*letter)) {
                    let typed = with(&no, |characters| characters[place] = wrong);
                    let expected = if typed == no.as_str() { Ok(no.clone()) } else { Err(PublicNoError::Mistyped) };
                    prop_assert_eq!(PublicNo::parse(&typed), expected);
                }
            }
        }

        #[test]
        fn every_swap_is_found(seed: u64) {
            let no = PublicNo::of(seed);
            for (one, other) in (0..=DATA).flat_map(|one| (0..one).map(move |other| (one, other))) {
                let typed = with(&no, |characters| characters.swap(one, other));
                let expected = if typed == no.as_str() { Ok(no.clone()) } else { Err(PublicNoError::Mistyped) };
                prop_assert_eq!(PublicNo::parse(&typed), expected);
            }
        }

        #[test]
        fn any_text_is_read_or_refused(text in "\\PC{0,70}") {
            if let Ok(no) = PublicNo::parse(&text) {
                prop_assert_eq!(no.as_str().len(), 9);
            }
        }
    }
}
