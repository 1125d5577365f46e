//! «Who was told what»: every notice to members and support contacts of a seller, with what became of it, problems first.

mod queries;
mod routes;
mod views;

pub(super) use routes::routes;
