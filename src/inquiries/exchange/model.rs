//! The sides, their messages, and the event that tells of one.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::{
    events::{self, Audience, EventKind, NewEvent, Subject},
    id::{CaseMessageId, InquiryId},
    inquiries::{MessageAuthor, talk::next_sequence},
    work::Work,
};

/// With whom operations write about a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, sqlx::Type)]
#[serde(rename_all = "snake_case")]
#[sqlx(type_name = "case_side", rename_all = "snake_case")]
pub enum CaseSide {
    /// The seller's members.
    Seller,
    /// The customer.
    Customer,
}

impl CaseSide {
    /// Both.
    pub const ALL: [CaseSide; 2] = [CaseSide::Seller, CaseSide::Customer];

    /// The name in addresses.
    pub fn code(self) -> &'static str {
        match self {
            CaseSide::Seller => "seller",
            CaseSide::Customer => "customer",
        }
    }

    /// The side of a name.
    pub fn from_code(code: &str) -> Option<CaseSide> {
        CaseSide::ALL.into_iter().find(|side| side.code() == code)
    }

    /// Who may read in the inquiry's history that something was written. What the customer is asked, the seller does not read.
    fn audience(self) -> Audience {
        match self {
            CaseSide::Seller => Audience::Seller,
            CaseSide::Customer => Audience::Operations,
        }
    }
}

/// A message between operations and one side.
#[derive(Debug, Clone)]
pub struct CaseMessageRow {
    /// The row's key.
    pub case_message_id: CaseMessageId,
    /// With whom.
    pub side: CaseSide,
    /// Who wrote it.
    pub author: MessageAuthor,
    /// The person's name, if one signed in.
    pub user_name: Option<String>,
    /// The words.
    pub body: String,
    /// Whether it is a question.
    pub waits: bool,
    /// Whether its case waits for the answer to it at this moment.
    pub awaited: bool,
    /// Until when the answer is to come.
    pub wanted_by: Option<DateTime<Utc>>,
    /// When.
    pub sent_at: DateTime<Utc>,
    /// Whether its case is still work to be done, so that it can be answered.
    pub open: bool,
}

/// Why an answer to operations was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AnswerRefusal {
    /// The inquiry does not exist for this person.
    NotFound,
    /// The person's role reads only.
    ReadOnly,
    /// Operations ask nothing any more: the case is over.
    Over,
    /// Something was written after the page was read.
    SomethingNewer,
    /// The form was used already, for another text.
    FormUsed,
}

/// Records in the inquiry's history that a message was written; its inquiry is locked by the caller.
///
/// # Errors
/// When the database does not answer.
pub async fn record(
    work: &mut Work,
    inquiry: InquiryId,
    side: CaseSide,
    kind: EventKind,
    message: CaseMessageId,
) -> sqlx::Result<()> {
    let sequence = next_sequence(work, inquiry).await?;
    let event = NewEvent::new(Subject::Inquiry(inquiry), sequence, kind)
        .for_audience(side.audience())
        .with(json!({ "side": side, "case_message_id": message }));
    events::record(work, &[event]).await
}
