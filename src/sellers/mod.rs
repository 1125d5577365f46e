//! Sellers and their apps.

mod queries;

pub use queries::{AppRow, NewApp, NewSeller, add_app, add_seller, app_by_client_id, apps_of, seller_by_no};
