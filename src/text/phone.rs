//! Telephone numbers, as people write them down.

use super::{Lines, TextError, clean::tidied};

/// The most characters: a number abroad with its blanks and an extension.
const MAX: usize = 30;
/// The fewest digits: the short numbers of public services.
const FEWEST_DIGITS: usize = 3;

/// A number that customers can call. Kept as it was written: where the dashes stand differs from country to country.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::Type)]
#[sqlx(transparent)]
pub struct PhoneNumber(String);

impl PhoneNumber {
    /// The most characters.
    pub const MAX: usize = MAX;

    /// Digits, with blanks, dashes and brackets between them and a plus before them.
    ///
    /// # Errors
    /// When nothing was written, or it is no number.
    pub fn parse(text: &str) -> Result<PhoneNumber, TextError> {
        if text.len() > 4 * MAX {
            return Err(TextError::NotAllowed);
        }
        let number = tidied(text, Lines::One);
        if number.is_empty() {
            return Err(TextError::Empty);
        }
        let fits =
            |(at, c): (usize, char)| c.is_ascii_digit() || matches!(c, ' ' | '-' | '(' | ')') || (at == 0 && c == '+');
        let digits = number.chars().filter(char::is_ascii_digit).count();
        let is_number = number.len() <= MAX && digits >= FEWEST_DIGITS && number.char_indices().all(fits);
        if is_number { Ok(PhoneNumber(number)) } else { Err(TextError::NotAllowed) }
    }

    /// As it was written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// As telephones take it: digits, and a plus if there was one.
    pub fn dialled(&self) -> String {
        self.0.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect()
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn numbers_stay_as_they_were_written() {
        for (typed, kept, dialled) in [
            ("1588-0000", "1588-0000", "15880000"),
            (" +82 (2) 123-4567 ", "+82 (2) 123-4567", "+8221234567"),
            ("112", "112", "112"),
        ] {
            let number = PhoneNumber::parse(typed).unwrap();
            assert_eq!((number.as_str(), number.dialled().as_str()), (kept, dialled));
        }
    }

    #[test]
    fn what_cannot_be_called_is_refused() {
        assert_eq!(PhoneNumber::parse("  "), Err(TextError::Empty));
        for typed in ["12", "02-123-45a7", "1+2345", "javascript:1234", "(((", &"1".repeat(31), &"1".repeat(1_000_000)]
        {
            assert_eq!(PhoneNumber::parse(typed), Err(TextError::NotAllowed), "{}", typed.len());
        }
    }
}
