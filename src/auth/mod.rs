//! Who is there: people who sign in, their sessions, their roles, and the limits on guessing.
//!
//! Passwords are argon2id hashes, checked off the async threads, few at a time. Session tokens are stored hashed; a new one
//! is made at every sign-in. Known and unknown addresses get the same answer in the same time.

mod address_changes;
mod away;
mod browser;
mod members;
mod own_sessions;
mod password_resets;
mod people;
mod proof;
pub mod roles;
pub mod second_factor;
mod sessions;
mod shortcuts;
mod throttle;
mod viewer;

pub use address_changes::{
    AgreeRefusal, AskRefusal, OpenChange, Side, agree, ask_change, change_token, forget_changes, open_change, refuse,
    waiting_change,
};
pub use away::{Away, last_day, set_away, stand_in};
pub use browser::browser_name;
pub use members::{change_member, disable_person, remove_member};
pub use own_sessions::{
    OwnSession, end_all_sessions, end_other_sessions, end_own_session, own_sessions, renew_session,
};
pub use password_resets::{RESET_MINUTES, ask_reset, forget_resets, open_reset, reset_token, use_reset};
pub use people::{NewUser, add_user, join_seller, join_staff, set_password, set_password_of, user_of};
pub use proof::{ProofKind, Proved, prove, prove_password};
pub use roles::{MemberRole, StaffRole, Verb};
pub use sessions::{
    Credentials, Liking, NewSession, Profile, choose_seller, credentials, end_session, end_session_of, forget_sessions,
    keep_liking, profile, start_session,
};
pub use shortcuts::keep_shortcuts;
pub use throttle::{Attempt, Verdict, count_mail, count_try, forget_failures, forgive_try};
pub use viewer::{Membership, Operator, SellerDesk, SignedIn, Viewer};

pub use crate::passwords::{
    PasswordError, PasswordHashText, Passwords, Turn, Waiting, hash as hash_printed_password,
    hash_chosen as hash_password,
};
