//! A case file on one page: what is known, what was told to the seller, what happened, and the decision.

mod assign;
mod decision;
mod exchange;
mod facts;
mod forms;
mod notices;
mod outcome;
pub(super) mod proof;
mod queries;
mod routes;
mod timeline;
mod views;
mod write;

pub(super) use routes::routes;
