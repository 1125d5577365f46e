//! Keys of the tables, one type each, and the one source of randomness.

/// Random bytes from the operating system: the only source of tokens, keys and public numbers.
///
/// # Panics
/// When the operating system has no randomness to give: nothing could be kept secret then.
#[expect(clippy::expect_used, reason = "a program without randomness must not go on")]
pub fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).expect("the operating system gives random bytes");
    bytes
}

/// Makes a newtype over a UUIDv7 for one table's key.
macro_rules! key {
    ($($(#[$meta:meta])* $name:ident)*) => { $(
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize, sqlx::Type)]
        #[serde(transparent)]
        #[sqlx(transparent)]
        pub struct $name(pub uuid::Uuid);

        impl $name {
            /// A new key: time-ordered, so that indexes grow at one end.
            #[expect(clippy::disallowed_methods, reason = "the one place where keys are made")]
            pub fn new() -> Self {
                Self(uuid::Uuid::now_v7())
            }

            /// The key of something that happened then, with `random` for the rest: for history that is loaded.
            pub fn made_at(moment: chrono::DateTime<chrono::Utc>, random: [u8; 10]) -> Self {
                let millis = u64::try_from(moment.timestamp_millis()).unwrap_or(0);
                Self(uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid())
            }
        }

        impl Default for $name {
            fn default() -> Self {
                Self::new()
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }
    )* };
}

key! {
    /// A developer organisation.
    SellerId
    /// A person who signs in.
    UserId
    /// A published app.
    AppId
    /// A buyer who writes.
    CustomerId
    /// One mail that asks to confirm an address.
    ConfirmationId
    /// A thread of a customer with a seller about one app.
    InquiryId
    /// One entry of a thread.
    MessageId
    /// A developer's answer that can still be undone.
    PendingReplyId
    /// What a developer is writing.
    DraftId
    /// A file of a message.
    AttachmentId
    /// One thing to hand to the outside.
    DeliveryId
    /// A purchase cancellation.
    CancellationId
    /// One sign-in of one browser.
    SessionId
    /// A code that was mailed to a customer.
    CodeId
    /// One mail that invites somebody.
    InvitationId
    /// An internal note.
    NoteId
    /// A message between operations and one side of a case.
    CaseMessageId
    /// A text that a seller uses again.
    SavedReplyId
    /// Two inquiries made one.
    MergeId
    /// A form that was sent when its author's session had ended.
    KeptFormId
    /// One mail that leads to a new password.
    PasswordResetId
    /// One change of the address somebody signs in with.
    AddressChangeId
    /// One telephone that shows codes.
    SecondFactorId
    /// A right password that still lacks the second factor.
    HalfSignInId
    /// One press of a button: the same key twice is the same press.
    SubmissionKey
    /// A seller's tag.
    TagId
    /// One change of an app's support contact.
    SupportChangeId
    /// One press that did something to many inquiries; the press's own key.
    BulkRunId
    /// Something that came in through the store's own Contact Us; the key of the press that entered it.
    EntryId
}
