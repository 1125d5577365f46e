//! What people call origins and grounds.

use std::borrow::Cow;

use super::{Ground, Origin};
use crate::lang::Lang;

impl Origin {
    /// Where the case came from.
    pub fn name(self, lang: Lang) -> Cow<'static, str> {
        match self {
            Origin::Escalation => lang.origin_escalation(),
            Origin::DeveloperRequest => lang.origin_developer_request(),
        }
    }
}

impl Ground {
    /// The ground as pages and mails say it.
    pub fn name(self, lang: Lang) -> Cow<'static, str> {
        match self {
            Ground::Withdrawal7d => lang.ground_withdrawal_7d(),
            Ground::NotAsDescribed => lang.ground_not_as_described(),
            Ground::DefectFatal => lang.ground_defect_fatal(),
            Ground::NotDelivered => lang.ground_not_delivered(),
            Ground::DuplicatePayment => lang.ground_duplicate_payment(),
            Ground::Accidental => lang.ground_accidental(),
            Ground::MinorWithoutConsent => lang.ground_minor_without_consent(),
            Ground::Unanswered3d => lang.ground_unanswered_3d(),
            Ground::Other => lang.ground_other(),
        }
    }
}
