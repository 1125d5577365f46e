//! What people write, parsed once at the edge: inside, a value of these types is clean and within its limit.
//!
//! Clean means: normalised (NFC), no control characters, nothing invisible or reordering (bidi overrides, zero-width
//! characters; the joiners of emoji and of scripts that need them stay), few combining marks per letter, trimmed.
//! The size in bytes is looked at before anything else, so that a megabyte costs nothing.

mod amount;
mod clean;
mod email;
mod name;
mod phone;

pub use amount::{Amount, Currency, MAX_AMOUNT_MINOR};
pub use email::{EmailAddress, MAX_EMAIL_BYTES};
pub use name::DisplayName;
pub use phone::PhoneNumber;

/// Why a text is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TextError {
    /// Nothing to see in it.
    #[error("empty")]
    Empty,
    /// Longer than allowed, in characters as a person counts them.
    #[error("{is} characters of at most {max}")]
    TooLong {
        /// How many are allowed.
        max: usize,
        /// How many there are; at least so many when the text was too big to count exactly.
        is: usize,
    },
    /// Not of the form that is asked for.
    #[error("not of the form asked for")]
    NotAllowed,
}

/// How lines are treated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Lines {
    /// Any run of white space, line ends too, becomes one space.
    One,
    /// Line ends stay, all as LF.
    Many,
}

/// A short text of a machine or a file name in one line, without what nobody reads. The caller bounds its size.
pub(crate) fn one_line(text: &str) -> String {
    clean::tidied(text, Lines::One)
}

/// Makes a newtype over a clean text. `Debug` shows the length only: logs hold nothing that a person wrote.
macro_rules! text {
    ($($(#[$meta:meta])* $name:ident: $lines:ident, $max:expr;)*) => { $(
        $(#[$meta])*
        #[derive(Clone, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize, sqlx::Type)]
        #[serde(try_from = "String", into = "String")]
        #[sqlx(transparent)]
        pub struct $name(String);

        impl $name {
            /// The most characters, as a person counts them.
            pub const MAX: usize = $max;

            /// Cleans and checks a text from outside.
            ///
            /// # Errors
            /// When nothing is left of it, or it is too long.
            pub fn parse(text: &str) -> Result<Self, $crate::text::TextError> {
                $crate::text::clean::clean(text, Self::MAX, $crate::text::Lines::$lines).map(Self)
            }

            /// The clean text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(f, concat!(stringify!($name), "({} bytes)"), self.0.len())
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::text::TextError;

            fn from_str(text: &str) -> Result<Self, $crate::text::TextError> {
                Self::parse(text)
            }
        }

        impl TryFrom<String> for $name {
            type Error = $crate::text::TextError;

            fn try_from(text: String) -> Result<Self, $crate::text::TextError> {
                Self::parse(&text)
            }
        }

        impl From<$name> for String {
            fn from(text: $name) -> String {
                text.0
            }
        }
    )* };
}
use text;

text! {
    /// What an inquiry is about, in one line.
    Subject: One, 100;
    /// What a customer, a developer or operations write in a thread.
    MessageBody: Many, 4_000;
    /// The purchased thing, as the customer names it.
    Item: One, 100;
    /// The app's version, as the customer reads it.
    AppVersion: One, 100;
    /// The customer's device, as the customer names it.
    Device: One, 100;
    /// Why somebody decided so; the other side reads it.
    Reason: Many, 1_000;
    /// What a purchase or a result is known from, as staff write it.
    Evidence: Many, 1_000;
    /// A seller's own word for its inquiries.
    TagName: One, 30;
    /// A few words of a customer on how it was.
    Remark: Many, 500;
    /// What a seller says to customers before they write.
    PublicText: Many, 600;
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn the_limits_are_those_of_the_forms() {
        assert_eq!(
            [Subject::MAX, MessageBody::MAX, Item::MAX, AppVersion::MAX, Device::MAX, Reason::MAX, Evidence::MAX],
            [100, 4_000, 100, 100, 100, 1_000, 1_000]
        );
        assert!(Subject::parse(&"가".repeat(100)).is_ok());
        assert_eq!(Subject::parse(&"가".repeat(101)), Err(TextError::TooLong { max: 100, is: 101 }));
        assert!(MessageBody::parse(&"글\n".repeat(2_000)).is_ok());
    }

    #[test]
    fn a_subject_is_one_line_whatever_was_pasted() {
        let subject = Subject::parse(" 별자리 정원\r\nBcc: all@mail.example\u{2028}\t끝 ").unwrap();
        assert_eq!(subject.as_str(), "별자리 정원 Bcc: all@mail.example 끝");
    }

    #[test]
    fn a_message_keeps_its_lines() {
        let body = MessageBody::parse("\r\n안녕하세요.\r\n\r\n구매가 안 돼요.\rOld Mac\u{2029}끝\n\n").unwrap();
        assert_eq!(body.as_str(), "안녕하세요.\n\n구매가 안 돼요.\nOld Mac\n끝");
    }

    #[test]
    fn what_a_person_wrote_is_not_printed() {
        assert_eq!(format!("{:?}", Subject::parse("비밀").unwrap()), "Subject(6 bytes)");
    }

    #[test]
    fn json_is_parsed_as_a_form_is() {
        let subject: Subject = serde_json::from_str(r#"" a\u202e\u0000b ""#).unwrap();
        assert_eq!(serde_json::to_string(&subject).unwrap(), r#""ab""#);
        assert!(serde_json::from_str::<Subject>(r#""\u200b""#).is_err());
    }
}
