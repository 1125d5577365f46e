//! Deliveries by COPY, for `load`.

use chrono::{DateTime, Duration, Utc};
use sqlx::PgConnection;

use super::{About, DeliveryKind, DeliveryState};
use crate::{
    db::Rows,
    id::{AppId, CustomerId, DeliveryId, SellerId, UserId},
};

/// Who was told.
#[derive(Debug, Clone, Copy)]
pub enum LoadedRecipient {
    /// The customer.
    Customer(CustomerId),
    /// A member of the seller.
    Member(UserId, SellerId),
    /// The seller's support contact for the app.
    Support(AppId, SellerId),
    /// Operations' mailbox.
    Operations,
}

/// A mail that the recipient's server took.
#[derive(Debug, Clone)]
pub struct LoadedDelivery {
    /// The row's key.
    pub id: DeliveryId,
    /// What was told.
    pub kind: DeliveryKind,
    /// Who was told.
    pub recipient: LoadedRecipient,
    /// The domain of the recipient's address.
    pub lane: String,
    /// What it is about.
    pub about: About,
    /// The turn it belongs to.
    pub turn: i32,
    /// When its cause happened.
    pub at: DateTime<Utc>,
    /// The server's answer.
    pub answer: String,
}

/// Writes deliveries that were handed over within two seconds at the first try; their bytes are dropped by then.
///
/// # Errors
/// When the database refuses one or does not answer.
pub async fn load(db: &mut PgConnection, deliveries: &[LoadedDelivery]) -> sqlx::Result<()> {
    let mut rows = Rows::default();
    for one in deliveries {
        let (customer, member, support, seller) = match one.recipient {
            LoadedRecipient::Customer(customer) => (Some(customer), None, None, None),
            LoadedRecipient::Member(member, seller) => (None, Some(member), None, Some(seller)),
            LoadedRecipient::Support(app, seller) => (None, None, Some(app), Some(seller)),
            LoadedRecipient::Operations => (None, None, None, None),
        };
        let to_operations = matches!(one.recipient, LoadedRecipient::Operations);
        let row = rows.row().field(one.id)?.field(one.kind)?.field(DeliveryState::HandedOver)?;
        row.field(one.lane.as_str())?
            .field(customer)?
            .field(member)?
            .field(support)?
            .field(seller)?
            .field(to_operations)?;
        row.field(one.about.inquiry)?.field(one.about.cancellation)?.field(one.about.message)?;
        row.field(one.turn)?.field(to_operations.then_some(1))?.field(one.at)?.field(one.at)?.field(1)?;
        row.field(one.at + Duration::seconds(1))?.field(one.at + Duration::seconds(2))?.field(one.answer.as_str())?;
    }
    rows.copy(
        db,
        "copy deliveries (delivery_id, kind, state, lane, customer_id, user_id, support_app_id, seller_id, to_operations,
                          inquiry_id, cancellation_id, message_id, turn, many, created_at, next_try_at, attempts,
                          data_sent_at, ended_at, answer)
         from stdin (format binary)",
    )
    .await
}
