//! Sellers and their apps.

mod queries;
mod rename;

/// The people of the seller.
pub const TEAM: &str = "/team";

/// Who was told what.
pub const TOLD: &str = "/told";

pub use queries::{AppRow, AppsTurn, NewApp, NewSeller, add_app, add_seller, app_by_client_id, apps, seller_by_no};
pub use rename::{rename_app, rename_seller};
