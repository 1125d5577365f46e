//! What can happen, to what, and who may read of it.

use chrono::{DateTime, Utc};
use serde_json::Value;

use crate::{
    id::{CancellationId, InquiryId, UserId},
    work::ActorKind,
};

/// What an event, a deadline or a delivery is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Subject {
    /// An inquiry.
    Inquiry(InquiryId),
    /// A purchase cancellation.
    Cancellation(CancellationId),
}

/// What happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, sqlx::Type, serde::Deserialize)]
#[sqlx(type_name = "event_kind", rename_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum EventKind {
    /// The form was sent.
    Received,
    /// The customer's address was confirmed; the clock starts.
    Confirmed,
    /// The customer wrote again.
    CustomerWrote,
    /// The developer's answer was released.
    Answered,
    /// The developer's answer was released after the due moment.
    AnsweredLate,
    /// An answered or closed inquiry waits for the developer again; a new turn.
    Reopened,
    /// The answer did not arrive, so the inquiry waits for the developer again; a new turn.
    UnansweredAgain,
    /// Another answer did not arrive; the inquiry stays answered.
    Undeliverable,
    /// A reminder was sent.
    Reminded,
    /// A reminder was found too late to be of use.
    ReminderSkipped,
    /// The due moment passed without an answer.
    Escalated,
    /// Operations declined; their message is the answer.
    OperationsAnswered,
    /// Operations gave the inquiry back; a new turn.
    Returned,
    /// «Solved, thanks».
    Solved,
    /// The customer withdrew.
    Withdrawn,
    /// Closed for another reason.
    Closed,
    /// A case was opened.
    CaseOpened,
    /// The inquiry fell due again while its case was open.
    CaseCauseAdded,
    /// Somebody of operations took the case.
    CaseTaken,
    /// The case was declined.
    CaseDeclined,
    /// The case was returned to the developer.
    CaseReturned,
    /// The case was approved.
    CaseApproved,
    /// The cancellation was ordered at the store's billing.
    CaseSubmitted,
    /// The store's billing canceled the purchase.
    CaseConfirmed,
    /// The store's billing refused.
    CaseFailed,
    /// The customer withdrew before the order.
    CaseWithdrawn,
    /// The address of the form was corrected before it was confirmed.
    AddressCorrected,
    /// The customer's link was replaced; the old one opens nothing.
    LinkReplaced,
    /// Given to a member, or to nobody.
    Assigned,
    /// A member took back that it was closed.
    ReopenedBySeller,
    /// A member of the seller wrote an internal note.
    Noted,
    /// Another inquiry of the customer was merged into this one.
    Merged,
    /// This one was merged into another.
    MergedInto,
    /// A merge was taken back.
    Unmerged,
    /// The case was handed to a colleague.
    CaseAssigned,
    /// The customer said how it was.
    SatisfactionGiven,
    /// The customer was asked by mail how it was.
    SatisfactionAsked,
    /// Operations forwarded what came in through the store's own Contact Us; the clock starts.
    Forwarded,
    /// Operations wrote with the seller, or with the customer, about the case.
    OperationsWrote,
    /// The seller, or the customer, answered operations.
    ToldOperations,
    /// The case waits for an answer.
    CaseWaits,
    /// The answer came; the case is reviewed again.
    CaseResumed,
}

impl EventKind {
    /// Whether an answer is stopped whose author has not seen it: somebody else wrote, decided, or moved the inquiry. What only
    /// the seller's own people do around an answer, and what the clock does by itself, stops none.
    pub fn stops_an_answer(self) -> bool {
        match self {
            EventKind::Received
            | EventKind::Confirmed
            | EventKind::Forwarded
            | EventKind::CustomerWrote
            | EventKind::Answered
            | EventKind::AnsweredLate
            | EventKind::Reopened
            | EventKind::UnansweredAgain
            | EventKind::Undeliverable
            | EventKind::Escalated
            | EventKind::OperationsAnswered
            | EventKind::Returned
            | EventKind::Solved
            | EventKind::Withdrawn
            | EventKind::Closed
            | EventKind::ReopenedBySeller
            | EventKind::Merged
            | EventKind::MergedInto
            | EventKind::Unmerged => true,
            EventKind::Reminded
            | EventKind::ReminderSkipped
            | EventKind::AddressCorrected
            | EventKind::LinkReplaced
            | EventKind::Assigned
            | EventKind::Noted
            | EventKind::SatisfactionAsked
            | EventKind::SatisfactionGiven
            | EventKind::OperationsWrote
            | EventKind::ToldOperations => false,
            // of a case, not of its inquiry, which has events of its own for what a case leads to
            EventKind::CaseOpened
            | EventKind::CaseCauseAdded
            | EventKind::CaseTaken
            | EventKind::CaseAssigned
            | EventKind::CaseDeclined
            | EventKind::CaseReturned
            | EventKind::CaseApproved
            | EventKind::CaseSubmitted
            | EventKind::CaseConfirmed
            | EventKind::CaseFailed
            | EventKind::CaseWithdrawn
            | EventKind::CaseWaits
            | EventKind::CaseResumed => false,
        }
    }
}

/// Who may read of an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, sqlx::Type)]
#[sqlx(type_name = "event_audience", rename_all = "snake_case")]
pub enum Audience {
    /// Customer, seller and operations.
    Everyone,
    /// Seller and operations.
    Seller,
    /// Operations.
    Operations,
}

/// An event about to be recorded, in the transaction that makes it true.
#[derive(Debug, Clone)]
pub struct NewEvent {
    /// What it happened to.
    pub subject: Subject,
    /// The subject's number for it, taken from the locked row.
    pub sequence: i32,
    /// What happened.
    pub kind: EventKind,
    /// Who may read of it.
    pub audience: Audience,
    /// Ids and codes that the kind needs; an object.
    pub data: Value,
    /// The person who did it, where that is not the work's actor: an answer is released later than it was given.
    pub by: Option<UserId>,
}

impl NewEvent {
    /// An event that everybody may read of, without further data.
    pub fn new(subject: Subject, sequence: i32, kind: EventKind) -> Self {
        Self {
            subject,
            sequence,
            kind,
            audience: Audience::Everyone,
            data: Value::Object(Default::default()),
            by: None,
        }
    }

    /// Done by a member before the work that makes it true.
    pub fn by(mut self, member: UserId) -> Self {
        self.by = Some(member);
        self
    }

    /// With `data`.
    pub fn with(mut self, data: Value) -> Self {
        self.data = data;
        self
    }

    /// Readable by `audience` only.
    pub fn for_audience(mut self, audience: Audience) -> Self {
        self.audience = audience;
        self
    }
}

/// An event as it is read.
#[derive(Debug, Clone, serde::Deserialize)]
pub struct EventRow {
    /// Its number within the subject.
    pub sequence: i32,
    /// What happened.
    pub kind: EventKind,
    /// What kind of actor did it.
    pub actor: ActorKind,
    /// The person, if one signed in.
    pub user_id: Option<UserId>,
    /// That person's name.
    pub user_name: Option<String>,
    /// When.
    pub at: DateTime<Utc>,
    /// Ids and codes of the kind.
    pub data: Value,
}

impl EventRow {
    /// The due moment that the kind tells of.
    pub fn due_at(&self) -> Option<DateTime<Utc>> {
        self.data.get("due_at").and_then(Value::as_str)?.parse().ok()
    }
}
