//! States, origins and grounds of purchase cancellations.

/// Where a case stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, sqlx::Type)]
#[sqlx(type_name = "cancellation_state", rename_all = "snake_case")]
pub enum State {
    /// Nobody has it.
    Open,
    /// Somebody looks at it.
    InReview,
    /// Something is missing.
    NeedsInformation,
    /// Refused, with a reason.
    Declined,
    /// Given back to the developer, with a new due moment.
    Returned,
    /// To be ordered at billing.
    Approved,
    /// The order is on its way.
    Submitting,
    /// Billing took the order; the result is awaited.
    PendingAtStore,
    /// The purchase is canceled.
    Confirmed,
    /// Billing refused for good.
    Failed,
    /// Billing does not say what became of it; a person must look.
    NeedsAttention,
    /// The customer withdrew in time.
    Withdrawn,
}

impl State {
    /// Whether the case is work to be done.
    pub fn is_open(self) -> bool {
        match self {
            State::Open
            | State::InReview
            | State::NeedsInformation
            | State::Approved
            | State::Submitting
            | State::PendingAtStore
            | State::NeedsAttention => true,
            State::Declined | State::Returned | State::Confirmed | State::Failed | State::Withdrawn => false,
        }
    }

    /// Whether somebody may take it, or take it over; nothing was decided yet, so the customer may withdraw as well.
    pub fn is_undecided(self) -> bool {
        matches!(self, State::Open | State::InReview | State::NeedsInformation)
    }
}

/// What opened a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, sqlx::Type)]
#[sqlx(type_name = "cancellation_origin", rename_all = "snake_case")]
pub enum Origin {
    /// The due moment passed without an answer.
    Escalation,
    /// The developer asked through Help > Contact Us.
    DeveloperRequest,
}

impl Origin {
    /// All of them.
    pub const ALL: [Origin; 2] = [Origin::Escalation, Origin::DeveloperRequest];

    /// The name in addresses.
    pub fn code(self) -> &'static str {
        match self {
            Origin::Escalation => "escalation",
            Origin::DeveloperRequest => "request",
        }
    }

    /// The origin of a name.
    pub fn from_code(code: &str) -> Option<Origin> {
        Origin::ALL.into_iter().find(|origin| origin.code() == code)
    }
}

/// Why a purchase is canceled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, sqlx::Type)]
#[sqlx(type_name = "cancellation_ground", rename_all = "snake_case")]
pub enum Ground {
    /// The statutory right of seven days.
    #[sqlx(rename = "withdrawal_7d")]
    Withdrawal7d,
    /// Other than described.
    NotAsDescribed,
    /// A fatal defect.
    DefectFatal,
    /// Never delivered.
    NotDelivered,
    /// Paid twice.
    DuplicatePayment,
    /// Bought by accident.
    Accidental,
    /// Bought by a minor without consent.
    MinorWithoutConsent,
    /// The developer did not answer in three days.
    #[sqlx(rename = "unanswered_3d")]
    Unanswered3d,
    /// Another ground, told in the reason.
    Other,
}

impl Ground {
    /// All of them, that of an escalation first.
    pub const ALL: [Ground; 9] = [
        Ground::Unanswered3d,
        Ground::NotDelivered,
        Ground::Withdrawal7d,
        Ground::NotAsDescribed,
        Ground::DefectFatal,
        Ground::DuplicatePayment,
        Ground::Accidental,
        Ground::MinorWithoutConsent,
        Ground::Other,
    ];

    /// The name in forms.
    pub fn code(self) -> &'static str {
        match self {
            Ground::Withdrawal7d => "withdrawal_7d",
            Ground::NotAsDescribed => "not_as_described",
            Ground::DefectFatal => "defect_fatal",
            Ground::NotDelivered => "not_delivered",
            Ground::DuplicatePayment => "duplicate_payment",
            Ground::Accidental => "accidental",
            Ground::MinorWithoutConsent => "minor_without_consent",
            Ground::Unanswered3d => "unanswered_3d",
            Ground::Other => "other",
        }
    }

    /// The ground of a name.
    pub fn from_code(code: &str) -> Option<Ground> {
        Ground::ALL.into_iter().find(|ground| ground.code() == code)
    }
}
