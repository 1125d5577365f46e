//! A case file on one page: what is known, what was told to the seller, what happened, and the decision.

mod assign;
mod decision;
mod exchange;
mod facts;
mod forms;
mod given_back;
mod notices;
mod outcome;
pub(super) mod proof;
mod queries;
mod routes;
mod timeline;
mod views;
mod write;

pub use given_back::given_back;
pub(super) use routes::routes;
