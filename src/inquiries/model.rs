//! States and kinds of inquiries.

use serde::{Deserialize, Serialize};

/// What the customer asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, sqlx::Type, Serialize, Deserialize)]
#[sqlx(type_name = "inquiry_category", rename_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum Category {
    /// Use, settings, accounts, maintenance.
    Maintenance,
    /// Something does not work.
    ErrorReport,
    /// Money back.
    Refund,
    /// Anything else.
    Other,
}

impl Category {
    /// All of them, in the order of the form.
    pub const ALL: [Category; 4] = [Category::Maintenance, Category::ErrorReport, Category::Refund, Category::Other];

    /// The name in forms and addresses.
    pub fn code(self) -> &'static str {
        match self {
            Category::Maintenance => "maintenance",
            Category::ErrorReport => "error_report",
            Category::Refund => "refund",
            Category::Other => "other",
        }
    }

    /// The category of a name.
    pub fn from_code(code: &str) -> Option<Category> {
        Category::ALL.into_iter().find(|category| category.code() == code)
    }
}

/// Which way the inquiry came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, sqlx::Type)]
#[sqlx(type_name = "inquiry_channel", rename_all = "snake_case")]
pub enum Channel {
    /// «Contact Seller» on the app's page.
    ContactSeller,
    /// The store's own «Contact Us».
    StoreContactUs,
    /// The developer's own support, entered by the developer.
    DeveloperChannel,
    /// A mail.
    Email,
}

/// Where an inquiry stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, sqlx::Type, Serialize, Deserialize)]
#[sqlx(type_name = "inquiry_state", rename_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// The customer's address is not confirmed; nobody else sees it.
    Unconfirmed,
    /// The clock runs.
    AwaitingDeveloper,
    /// The developer answered.
    Answered,
    /// The due moment passed; operations decide.
    Escalated,
    /// Over; a customer's message opens it again.
    Closed,
}

impl State {
    /// The states that a list may be filtered by.
    pub const LISTED: [State; 4] = [State::AwaitingDeveloper, State::Escalated, State::Answered, State::Closed];

    /// The name in addresses.
    pub fn code(self) -> &'static str {
        match self {
            State::Unconfirmed => "unconfirmed",
            State::AwaitingDeveloper => "awaiting",
            State::Answered => "answered",
            State::Escalated => "escalated",
            State::Closed => "closed",
        }
    }

    /// The listed state of a name.
    pub fn from_code(code: &str) -> Option<State> {
        State::LISTED.into_iter().find(|state| state.code() == code)
    }

    /// Whether a new message of the customer starts a new turn.
    pub fn customer_message_starts_turn(self) -> bool {
        match self {
            State::Answered | State::Closed => true,
            State::Unconfirmed | State::AwaitingDeveloper | State::Escalated => false,
        }
    }
}

/// Why an inquiry is over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, sqlx::Type, Serialize, Deserialize)]
#[sqlx(type_name = "close_reason", rename_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum CloseReason {
    /// «Solved, thanks».
    Solved,
    /// Fourteen quiet days after an answer.
    Quiet,
    /// The customer withdrew.
    Withdrawn,
    /// The same as another.
    Duplicate,
    /// Not from a customer.
    Spam,
    /// The purchase was canceled.
    Canceled,
    /// It goes on in another inquiry of its customer.
    Merged,
}

/// Who wrote a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, sqlx::Type, serde::Deserialize)]
#[sqlx(type_name = "message_author", rename_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum MessageAuthor {
    /// The customer.
    Customer,
    /// A member of the seller.
    Developer,
    /// A person of operations.
    Operations,
}
