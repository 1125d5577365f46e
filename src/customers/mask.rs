//! How a customer is shown to others: enough to tell two apart, not enough to write to them.

use crate::text::{DisplayName, EmailAddress};

/// What stands for a text that cannot be masked.
const HIDDEN: &str = "*";

/// A stored name as others see it: `김*늘`.
pub fn masked_name(name: &str) -> String {
    DisplayName::parse(name).map_or_else(|_| HIDDEN.to_owned(), |name| name.masked())
}

/// A stored address as others see it: `h•••••@mail.example`.
pub fn masked_email(email: &str) -> String {
    EmailAddress::parse(email).map_or_else(|_| HIDDEN.to_owned(), |email| email.masked())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_name_and_no_address_is_hidden_whole() {
        assert_eq!(
            (masked_name("김하늘").as_str(), masked_email("haneul@mail.example").as_str()),
            ("김*늘", "h•••••@mail.example")
        );
        assert_eq!((masked_name("").as_str(), masked_email("haneul").as_str()), ("*", "*"));
    }
}
