//! Ways and endings of entries.

use std::borrow::Cow;

use crate::lang::Lang;

/// How it came to the store.
#[derive(Debug, Clone, Copy, PartialEq, Eq, sqlx::Type)]
#[sqlx(type_name = "contact_us_way", rename_all = "snake_case")]
pub enum Way {
    /// The form of the store's own app or site.
    Form,
    /// A call.
    Phone,
    /// A letter.
    Letter,
}

impl Way {
    /// All of them, in the order of the form.
    pub const ALL: [Way; 3] = [Way::Form, Way::Phone, Way::Letter];

    /// The name in forms.
    pub fn code(self) -> &'static str {
        match self {
            Way::Form => "form",
            Way::Phone => "phone",
            Way::Letter => "letter",
        }
    }

    /// The way of a name.
    pub fn from_code(code: &str) -> Option<Way> {
        Way::ALL.into_iter().find(|way| way.code() == code)
    }

    /// What people call it.
    pub fn name(self, lang: Lang) -> Cow<'static, str> {
        match self {
            Way::Form => lang.way_form(),
            Way::Phone => lang.way_phone(),
            Way::Letter => lang.way_letter(),
        }
    }
}

/// Why an entry was closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, sqlx::Type)]
#[sqlx(type_name = "contact_us_ending", rename_all = "snake_case")]
pub enum Ending {
    /// The store answered it itself.
    Answered,
    /// It is the store's business, not the seller's.
    StoreMatter,
    /// The same as another.
    Duplicate,
    /// Not from a customer.
    Spam,
    /// Entered by mistake.
    Mistake,
}

impl Ending {
    /// All of them, in the order of the form.
    pub const ALL: [Ending; 5] =
        [Ending::Answered, Ending::StoreMatter, Ending::Duplicate, Ending::Spam, Ending::Mistake];

    /// The name in forms.
    pub fn code(self) -> &'static str {
        match self {
            Ending::Answered => "answered",
            Ending::StoreMatter => "store_matter",
            Ending::Duplicate => "duplicate",
            Ending::Spam => "spam",
            Ending::Mistake => "mistake",
        }
    }

    /// The ending of a name.
    pub fn from_code(code: &str) -> Option<Ending> {
        Ending::ALL.into_iter().find(|ending| ending.code() == code)
    }

    /// What people call it.
    pub fn name(self, lang: Lang) -> Cow<'static, str> {
        match self {
            Ending::Answered => lang.ending_answered(),
            Ending::StoreMatter => lang.ending_store_matter(),
            Ending::Duplicate => lang.ending_duplicate(),
            Ending::Spam => lang.ending_spam(),
            Ending::Mistake => lang.ending_mistake(),
        }
    }

    /// Whether the customer is told. Who wrote twice hears of the other; who is no customer, or wrote nothing, hears nothing.
    pub fn is_told(self) -> bool {
        match self {
            Ending::Answered | Ending::StoreMatter => true,
            Ending::Duplicate | Ending::Spam | Ending::Mistake => false,
        }
    }
}
