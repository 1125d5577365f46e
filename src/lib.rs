//! Voice of Customer portal of an app store.

pub mod auth;
pub mod calendar;
pub mod clock;
pub mod config;
pub mod crypto;
pub mod db;
pub mod deadlines;
pub mod deliveries;
pub mod error;
pub mod events;
pub mod id;
pub mod lang;
pub mod mail;
pub mod public_no;
pub mod text;
pub mod web;
pub mod work;
