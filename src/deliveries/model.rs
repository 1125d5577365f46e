//! Kinds and states of deliveries.

use chrono::{DateTime, Utc};

use crate::id::{CancellationId, CaseMessageId, DeliveryId, InquiryId, MessageId};

/// What is told to whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, sqlx::Type)]
#[sqlx(type_name = "delivery_kind", rename_all = "snake_case")]
pub enum DeliveryKind {
    /// Customer: confirm that this address is yours. Holds none of the form's text.
    ConfirmAddress,
    /// Customer: your inquiry arrived, and must be answered by then.
    Receipt,
    /// Customer: the developer's answer.
    Answer,
    /// Customer: no answer came; operations look at it now.
    EscalatedCustomer,
    /// Customer: operations declined; their words are the answer.
    DeclinedCustomer,
    /// Customer: the developer was given a new due moment.
    ReturnedCustomer,
    /// Customer: the cancellation is approved and ordered.
    ApprovedCustomer,
    /// Customer: the purchase is canceled.
    ConfirmedCustomer,
    /// Customer: the store's billing could not cancel.
    FailedCustomer,
    /// Seller: a new inquiry, in full.
    NewInquiry,
    /// Seller: the customer wrote again.
    CustomerWrote,
    /// Seller: the first reminder, by default with 24 hours left.
    FirstReminder,
    /// Seller: the second reminder, by default with 4 hours left.
    SecondReminder,
    /// Seller: the due moment passed; operations decide.
    EscalatedSeller,
    /// Seller: the same for many inquiries at once.
    EscalatedSellerDigest,
    /// Seller: operations declined the cancellation.
    DeclinedSeller,
    /// Seller: operations gave the inquiry back, with a new due moment.
    ReturnedSeller,
    /// Seller: the cancellation is approved.
    ApprovedSeller,
    /// Seller: the purchase is canceled, on these grounds.
    ConfirmedSeller,
    /// Seller: the store's billing could not cancel.
    FailedSeller,
    /// Seller: an answer did not arrive, so the inquiry waits again.
    AnswerFailed,
    /// Operations: cases came in.
    EscalatedOperations,
    /// Customer: the links of all inquiries, asked for again.
    Links,
    /// Customer: a link in place of one that others may have seen.
    NewLink,
    /// Customer: a code to see all inquiries.
    CustomerCode,
    /// Somebody invited: the link that lets them in.
    Invitation,
    /// A person: their place in a team was changed.
    TeamNotice,
    /// Member: a colleague gave you one inquiry, or many.
    Assigned,
    /// A member: a colleague called them in an internal note.
    Mentioned,
    /// Whoever signs in: the link that sets a new password.
    PasswordReset,
    /// Whoever signs in: the password was changed.
    PasswordChanged,
    /// Whoever signs in: somebody signed in from a browser that was not seen before.
    NewSignIn,
    /// The mailbox that is to be signed in with: the link that agrees.
    AddressChangeNew,
    /// The mailbox that is signed in with: the link that agrees or refuses.
    AddressChangeOld,
    /// The mailbox that was left: it is not signed in with any more.
    AddressChanged,
    /// Whoever signs in: a second factor was set up.
    SecondFactorSet,
    /// Whoever signs in: the second factor was taken away.
    SecondFactorRemoved,
    /// A person of operations: a case was handed to them.
    CaseAssigned,
    /// Customer: how was it? Once per inquiry, after its end.
    SatisfactionQuestion,
    /// Whoever signs in: a recovery code was used; so many are left.
    RecoveryCodeUsed,
    /// Whoever signs in: recovery codes were made anew.
    RecoveryCodesMade,
    /// The mailbox that is to be an app's support contact: the link that confirms it.
    SupportConfirm,
    /// The mailbox that was an app's support contact: it is not any more.
    SupportLeft,
    /// Customer: what they wrote to the store's own Contact Us was closed, and why.
    ContactUsClosed,
    /// Seller: operations wrote about the case.
    CaseToSeller,
    /// Customer: operations wrote about the case.
    CaseToCustomer,
    /// Who has the case: the seller or the customer answered operations.
    CaseAnswered,
}

/// Where a delivery stands. «Sent» is not a word here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, sqlx::Type, serde::Deserialize)]
#[sqlx(type_name = "delivery_state", rename_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum DeliveryState {
    /// Waits for its turn.
    Queued,
    /// Is being handed over.
    Sending,
    /// The recipient's server took it; its answer is on record.
    HandedOver,
    /// The server put it off; it will be tried again.
    Delayed,
    /// It came back.
    Bounced,
    /// It was refused for good, or given up.
    Failed,
    /// The connection died after the final dot.
    OutcomeUnknown,
    /// Not wanted any more.
    Canceled,
}

/// What a delivery tells of.
#[derive(Debug, Clone, Copy)]
pub struct About {
    /// The inquiry.
    pub inquiry: InquiryId,
    /// The message that it carries or tells of.
    pub message: Option<MessageId>,
    /// The case that it tells of.
    pub cancellation: Option<CancellationId>,
}

impl About {
    /// Of an inquiry as a whole.
    pub fn inquiry(inquiry: InquiryId) -> Self {
        Self { inquiry, message: None, cancellation: None }
    }

    /// Of one message of it.
    pub fn message(inquiry: InquiryId, message: MessageId) -> Self {
        Self { inquiry, message: Some(message), cancellation: None }
    }

    /// Of its case.
    pub fn case(inquiry: InquiryId, cancellation: CancellationId) -> Self {
        Self { inquiry, message: None, cancellation: Some(cancellation) }
    }
}

/// A delivery as the pages of its cause show it.
#[derive(Debug, Clone)]
pub struct DeliveryRow {
    /// The row's key.
    pub delivery_id: DeliveryId,
    /// What is told.
    pub kind: DeliveryKind,
    /// Where it stands.
    pub state: DeliveryState,
    /// The message it carries.
    pub message_id: Option<MessageId>,
    /// The case it tells of.
    pub cancellation_id: Option<CancellationId>,
    /// The message of the case that it carries.
    pub case_message_id: Option<CaseMessageId>,
    /// The turn it belongs to.
    pub turn: Option<i32>,
    /// Where it goes; shown masked.
    pub address: Option<String>,
    /// When its cause happened.
    pub created_at: DateTime<Utc>,
    /// When it is tried next, while it waits.
    pub next_try_at: DateTime<Utc>,
    /// How often it was tried.
    pub attempts: i32,
    /// When it ended.
    pub ended_at: Option<DateTime<Utc>>,
    /// The last words of the server, or our reason.
    pub answer: Option<String>,
}
