//! One test binary, for linking one takes long. The folders mirror those of `src/`.
#![expect(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

mod access;
mod accounts;
mod admin;
mod architecture;
mod cli;
mod demo;
mod desk;
mod due;
mod e2e;
mod faults;
mod health;
mod help;
mod hostile;
mod inquiries;
mod mail;
mod operations;
mod outbox;
mod storefront;
mod support;
mod team;
mod together;
mod web;
mod writing;
