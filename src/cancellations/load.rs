//! Cases by COPY, for `load`.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use super::{Ground, Origin, State};
use crate::{
    db::Rows,
    id::{AppId, CancellationId, InquiryId, SellerId, SubmissionKey, UserId},
    public_no::PublicNo,
};

/// A case of an inquiry that nobody answered.
#[derive(Debug, Clone)]
pub struct LoadedCase {
    /// The row's key.
    pub id: CancellationId,
    /// The number that people read.
    pub no: PublicNo,
    /// The inquiry.
    pub inquiry: InquiryId,
    /// Its seller.
    pub seller: SellerId,
    /// Its app.
    pub app: AppId,
    /// The turn that nobody answered.
    pub turn: i32,
    /// The moment the developer had to answer by.
    pub due_at: DateTime<Utc>,
    /// When the case was opened.
    pub opened_at: DateTime<Utc>,
    /// The number of its newest event.
    pub sequence: i32,
    /// How it ended.
    pub confirmed: Option<LoadedConfirmation>,
}

/// An approved case whose purchase was canceled.
#[derive(Debug, Clone)]
pub struct LoadedConfirmation {
    /// Who took, decided and recorded it.
    pub by: UserId,
    /// When it was taken.
    pub taken_at: DateTime<Utc>,
    /// When it was approved.
    pub decided_at: DateTime<Utc>,
    /// When billing had canceled.
    pub result_at: DateTime<Utc>,
    /// The purchase: when, what, and how many won.
    pub purchase: (DateTime<Utc>, &'static str, i64),
    /// Why, in words.
    pub reason: &'static str,
    /// What purchase and result are known from.
    pub evidence: String,
    /// The key of the order to billing.
    pub billing_key: SubmissionKey,
}

/// Writes cases.
///
/// # Errors
/// When the database refuses one or does not answer.
pub async fn load(db: &mut PgConnection, cases: &[LoadedCase]) -> sqlx::Result<()> {
    let mut rows = Rows::default();
    for one in cases {
        let end = one.confirmed.as_ref();
        let state = if end.is_some() { State::Confirmed } else { State::Open };
        let row = rows.row().field(one.id)?.field(one.no.as_str())?.field(one.seller)?.field(one.app)?;
        row.field(one.inquiry)?.field(Origin::Escalation)?.field(state)?.field([one.turn].as_slice())?;
        row.field(one.opened_at)?.field(one.due_at)?.field(one.sequence)?;
        row.field(end.map(|end| end.by))?.field(end.map(|end| end.taken_at))?;
        row.field(end.map(|end| end.by))?.field(end.map(|end| end.decided_at))?.field(end.map(|end| end.reason))?;
        row.field(end.map(|_| Ground::Unanswered3d))?.field(end.map(|end| end.purchase.0))?;
        row.field(end.map(|end| end.purchase.1))?.field(end.map(|end| end.purchase.2))?.field(end.map(|_| "KRW"))?;
        row.field(end.map(|end| end.evidence.as_str()))?.field(end.map(|end| end.billing_key))?;
        row.field(end.map(|end| end.by))?.field(end.map(|end| end.result_at))?;
        row.field(end.map(|end| end.evidence.as_str()))?;
    }
    rows.copy(
        db,
        "copy cancellations (cancellation_id, case_no, seller_id, app_id, inquiry_id, origin, state, causes, opened_at,
                             due_at, sequence, taken_by, taken_at, decided_by, decided_at, reason, ground, purchased_at,
                             item, amount_minor, currency, evidence, billing_key, result_by, result_at, result_evidence)
         from stdin (format binary)",
    )
    .await
}
