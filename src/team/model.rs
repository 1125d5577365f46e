//! What the record keeps, and why a change is refused.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::{
    auth::{MemberRole, StaffRole},
    error::AppError,
    id::{AppId, UserId},
    sellers::AppSetting,
};

/// What happened to a team.
#[derive(Debug, Clone, Copy, PartialEq, Eq, sqlx::Type)]
#[sqlx(type_name = "team_event_kind", rename_all = "snake_case")]
pub enum TeamEventKind {
    /// Somebody was invited.
    Invited,
    /// The link was sent again; the old one is dead.
    InvitationRenewed,
    /// An invitation was taken back.
    InvitationRevoked,
    /// Somebody came in by a link.
    Joined,
    /// A role was changed.
    RoleChanged,
    /// A member may see other apps.
    AppsChanged,
    /// A member was removed.
    Removed,
    /// A member went.
    Left,
    /// A person was locked out.
    Disabled,
    /// A person was let in again.
    Enabled,
    /// A seller was made known.
    SellerAdded,
    /// A seller was renamed.
    SellerRenamed,
    /// An app was published.
    AppAdded,
    /// An app was renamed.
    AppRenamed,
    /// What a seller says of an app was changed.
    AppSettingsChanged,
    /// Another address was asked to be an app's support contact.
    SupportAsked,
    /// That was taken back.
    SupportWithdrawn,
    /// The new address agreed; notices go there from then on.
    SupportConfirmed,
    /// An app's support contact was taken away.
    SupportRemoved,
    /// A member is away until a moment.
    WentAway,
    /// A member stands in for one who is away.
    StandsIn,
    /// A member is back.
    CameBack,
}

/// What the kind needs besides: codes and keys.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Detail {
    /// The role in the seller from then on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<MemberRole>,
    /// The role in operations from then on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub staff_role: Option<StaffRole>,
    /// The apps from then on, where they are some.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub apps: Option<Vec<AppId>>,
    /// Who took the open work over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub heir: Option<UserId>,
    /// What of an app's settings was changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub settings: Option<Vec<AppSetting>>,
    /// Until when a member is away.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<DateTime<Utc>>,
    /// For whom a member stands in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instead_of: Option<UserId>,
}

/// A line of the record.
#[derive(Debug, Clone)]
pub struct RecordRow {
    /// The row's key, by which the record is turned.
    pub team_event_id: i64,
    /// What happened.
    pub kind: TeamEventKind,
    /// Who did it; none: the command line.
    pub by: Option<String>,
    /// Whom it is about: a name, or the address of an invitation.
    pub whom: Option<String>,
    /// The app that it is about, in Korean and English.
    pub app_ko: Option<String>,
    /// The same in English.
    pub app_en: Option<String>,
    /// The names of the apps of the detail.
    pub apps: Vec<String>,
    /// Who took the open work over, or is away.
    pub other: Option<String>,
    /// Roles.
    pub detail: Detail,
    /// When.
    pub at: DateTime<Utc>,
}

/// Why a change to a team is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TeamRefusal {
    /// There is no such team or person for this viewer.
    NotFound,
    /// The viewer sees the team, but does not run it.
    NotAllowed,
    /// The address belongs to somebody of the team.
    AlreadyMember,
    /// An invitation to the address is open.
    AlreadyInvited,
    /// Too many invitations are open.
    TooMany,
    /// A first owner is invited only where there is none.
    HasOwner,
    /// The seller would have no owner, or operations no admin.
    LastInCharge,
    /// Not an app of this seller, or none at all.
    NoSuchApp,
    /// Who takes over is not of the team, may not answer, or is away.
    NoSuchHeir,
    /// Who is to stand in is not of the team, may not answer, or does not see the apps.
    NoSuchDeputy,
}

impl TeamRefusal {
    /// Itself, where words beside a form can say it.
    ///
    /// # Errors
    /// 404 for what does not exist for the viewer, 403 for who may not.
    pub fn or_error(self) -> Result<TeamRefusal, AppError> {
        match self {
            TeamRefusal::NotFound => Err(AppError::NotFound),
            TeamRefusal::NotAllowed => Err(AppError::Forbidden),
            other => Ok(other),
        }
    }
}
