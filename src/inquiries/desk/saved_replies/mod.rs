//! The pages of saved replies: the list, which everybody of the seller reads, and the form for who runs its texts.

mod form;
mod queries;
mod routes;
mod views;

pub(super) use routes::routes;
