//! Voice of Customer portal of an app store.

pub mod app;
pub mod blobs;
pub mod auth;
pub mod calendar;
pub mod cancellations;
pub mod clock;
pub mod config;
pub mod crypto;
pub mod customers;
pub mod db;
pub mod deadlines;
pub mod deliveries;
pub mod due;
pub mod error;
pub mod events;
pub mod files;
pub mod id;
pub mod inquiries;
pub mod lang;
pub mod mail;
pub mod public_no;
pub mod rules;
pub mod sellers;
pub mod text;
pub mod web;
pub mod work;
