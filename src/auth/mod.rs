//! Who is there: people who sign in, their sessions, their roles, and the limits on guessing.
//!
//! Passwords are argon2id hashes, checked off the async threads, few at a time. Session tokens are stored hashed; a new one
//! is made at every sign-in. Known and unknown addresses get the same answer in the same time.

mod members;
mod people;
pub mod roles;
mod sessions;
mod shortcuts;
mod throttle;
mod viewer;

pub use members::{change_member, disable_person, remove_member};
pub use people::{NewUser, add_user, join_seller, join_staff, set_password, user_of};
pub use roles::{MemberRole, StaffRole, Verb};
pub use sessions::{
    Credentials, Liking, Profile, choose_seller, credentials, end_session, end_session_of, forget_sessions,
    keep_liking, profile, start_session,
};
pub use shortcuts::keep_shortcuts;
pub use throttle::{Attempt, Verdict, count_try, forget_failures, forgive_try};
pub use viewer::{Membership, Operator, SellerDesk, Viewer};

pub use crate::passwords::{
    PasswordError, PasswordHashText, Passwords, hash as hash_printed_password, hash_chosen as hash_password,
};
