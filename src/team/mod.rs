//! Teams: who belongs to a seller or to operations, how people come and go, and the record of it.
//!
//! People come by a mailed link that works once, for seven days, and only for the address that it was sent to. Nobody is told
//! whether an address has an account. A change counts from the next request on. A seller keeps an owner and operations keep
//! an admin: the schema refuses what the actions forgot. Every change stands in the record and is mailed to whom it concerns.

mod apps;
mod away;
mod change;
mod forms;
mod invite;
mod join;
mod leaving;
mod member;
mod model;
mod queries;
mod record;
mod routes;
mod told;
mod views;

pub use apps::{AppRefusal, forget_support_changes, save_app_settings, support_path, support_token};
pub use away::{end_away, go_away};
pub use change::{Left, change_member, remove_member};
pub use forms::Fields;
pub use invite::{NewInvitation, Seat, invitation_token, invite, renew, revoke};
pub use join::{JoinRefusal, Newcomer, OpenInvitation, join, join_as_new, open_invitation};
pub use model::{Detail, RecordRow, TeamEventKind, TeamRefusal};
pub use queries::{InvitationRow, invitations, lock_staff, record_page};
pub use record::{NewTeamEvent, record};
pub use routes::{invitation_path, routes};
pub use views::{InvitationLine, RecordLine, record_lines};
