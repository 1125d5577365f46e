//! Sellers and their apps.

mod queries;
mod rename;
mod settings;

/// The people of the seller.
pub const TEAM: &str = "/team";

/// The seller's apps and what it says of each.
pub const APPS: &str = "/team/apps";

/// Who was told what.
pub const TOLD: &str = "/told";

/// Where a member says until when they are away from a seller.
pub fn away_path(seller_no: &str) -> String {
    format!("/account/away/{seller_no}")
}

/// Where a member leaves a seller.
pub fn leaving_path(seller_no: &str) -> String {
    format!("/account/leaving/{seller_no}")
}

pub use queries::{AppRow, AppsTurn, NewApp, NewSeller, add_app, add_seller, app_by_client_id, apps, seller_by_no};
pub use rename::{rename_app, rename_seller};
pub use settings::{
    AppSetting, AppSettings, PublicApp, SavedSettings, lock_settings, public_app, save_settings, saved_settings,
    set_support_email,
};
