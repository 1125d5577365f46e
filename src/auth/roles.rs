//! Who may do what: the roles of a seller's members and of operations staff, as one table.
//!
//! Pure. Extractors ask it before a page is shown, actions ask it again under their lock. «May not see» is 404 and is
//! decided in SQL; «sees but may not» is 403 and is decided here.

use std::borrow::Cow;

use crate::lang::Lang;

/// The role of a member in a seller.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, sqlx::Type, serde::Serialize, serde::Deserialize)]
#[sqlx(type_name = "member_role", rename_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum MemberRole {
    /// Runs the seller: members and roles too.
    Owner,
    /// Runs apps, templates, exports, connections.
    Manager,
    /// Answers.
    Agent,
    /// Reads.
    Viewer,
}

/// The role of a person of operations.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, sqlx::Type, serde::Serialize, serde::Deserialize)]
#[sqlx(type_name = "staff_role", rename_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum StaffRole {
    /// Decides cases.
    Agent,
    /// Decides cases, gives the second approval, sets policy.
    Lead,
    /// Reads everything, changes nothing.
    Auditor,
    /// Runs sellers, staff and settings; sees no inquiries.
    Admin,
}

/// Something a person may or may not do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Verb {
    /// See inquiries, reviews and cases of the seller; an operations agent sees what a case is about, no more.
    See,
    /// Answer, note, assign, request a cancellation, reply to reviews.
    Answer,
    /// Apps, templates, exports, webhooks, tokens.
    Configure,
    /// Members and roles of the seller.
    ManageMembers,
    /// Invite the first owner of a seller.
    InviteFirstOwner,
    /// Take, ask, decline, return, approve a case.
    Decide,
    /// Second approval, bulk release, policy, holidays.
    Supervise,
    /// Reveal identifiers (with a consent) and a customer's address; always logged.
    Reveal,
    /// The health of the system.
    SeeHealth,
    /// Logs and history.
    SeeLogs,
    /// Sellers, staff, settings.
    Administer,
}

impl Verb {
    /// All of them.
    pub const ALL: [Verb; 11] = [
        Verb::See,
        Verb::Answer,
        Verb::Configure,
        Verb::ManageMembers,
        Verb::InviteFirstOwner,
        Verb::Decide,
        Verb::Supervise,
        Verb::Reveal,
        Verb::SeeHealth,
        Verb::SeeLogs,
        Verb::Administer,
    ];
}

impl MemberRole {
    /// All of them, mightiest first.
    pub const ALL: [MemberRole; 4] = [MemberRole::Owner, MemberRole::Manager, MemberRole::Agent, MemberRole::Viewer];

    /// What people call it.
    pub fn name(self, lang: Lang) -> Cow<'static, str> {
        match self {
            MemberRole::Owner => lang.member_owner(),
            MemberRole::Manager => lang.member_manager(),
            MemberRole::Agent => lang.member_agent(),
            MemberRole::Viewer => lang.member_viewer(),
        }
    }

    /// Whether a member with this role may.
    pub fn may(self, verb: Verb) -> bool {
        use MemberRole::{Agent, Manager, Owner};
        match verb {
            Verb::See => true,
            Verb::Answer => matches!(self, Owner | Manager | Agent),
            Verb::Configure => matches!(self, Owner | Manager),
            Verb::ManageMembers => matches!(self, Owner),
            Verb::InviteFirstOwner
            | Verb::Decide
            | Verb::Supervise
            | Verb::Reveal
            | Verb::SeeHealth
            | Verb::SeeLogs
            | Verb::Administer => false,
        }
    }
}

impl StaffRole {
    /// All of them.
    pub const ALL: [StaffRole; 4] = [StaffRole::Agent, StaffRole::Lead, StaffRole::Auditor, StaffRole::Admin];

    /// What people call it.
    pub fn name(self, lang: Lang) -> Cow<'static, str> {
        match self {
            StaffRole::Agent => lang.staff_agent(),
            StaffRole::Lead => lang.staff_lead(),
            StaffRole::Auditor => lang.staff_auditor(),
            StaffRole::Admin => lang.staff_admin(),
        }
    }

    /// Whether staff with this role may.
    pub fn may(self, verb: Verb) -> bool {
        use StaffRole::{Admin, Agent, Auditor, Lead};
        match verb {
            Verb::See => matches!(self, Agent | Lead | Auditor),
            Verb::Decide | Verb::Reveal => matches!(self, Agent | Lead),
            Verb::Supervise => matches!(self, Lead),
            Verb::SeeHealth => true,
            Verb::SeeLogs => matches!(self, Lead | Auditor | Admin),
            Verb::Administer | Verb::InviteFirstOwner => matches!(self, Admin),
            Verb::Answer | Verb::Configure | Verb::ManageMembers => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// owner, manager, agent, viewer | operations agent, lead, auditor, admin
    const TABLE: [(Verb, &str); 11] = [
        (Verb::See, "xxxx xxx."),
        (Verb::Answer, "xxx. ...."),
        (Verb::Configure, "xx.. ...."),
        (Verb::ManageMembers, "x... ...."),
        (Verb::InviteFirstOwner, ".... ...x"),
        (Verb::Decide, ".... xx.."),
        (Verb::Supervise, ".... .x.."),
        (Verb::Reveal, ".... xx.."),
        (Verb::SeeHealth, ".... xxxx"),
        (Verb::SeeLogs, ".... .xxx"),
        (Verb::Administer, ".... ...x"),
    ];

    #[test]
    fn everybody_may_exactly_what_the_table_says() {
        for (verb, row) in TABLE {
            let mark = |may: bool| if may { 'x' } else { '.' };
            let members = MemberRole::ALL.map(|role| mark(role.may(verb)));
            let staff = StaffRole::ALL.map(|role| mark(role.may(verb)));
            let actual: String = members.into_iter().chain([' ']).chain(staff).collect();
            assert_eq!(actual, row, "{verb:?}");
        }
    }

    #[test]
    fn every_verb_stands_in_the_table() {
        assert_eq!(TABLE.map(|(verb, _)| verb), Verb::ALL);
    }
}
