//! What came in through the store's own Contact Us, as search finds it. By the number of one that was forwarded, those who see
//! every inquiry find that instead.

use chrono::{DateTime, Utc};
use sqlx::PgExecutor;

use super::queries::Scope;
use crate::{
    id::CustomerId,
    lang::{
        Lang,
        format::{Format, Moment},
    },
    operations::{EntryState, entry_path},
    public_no::PublicNo,
    web::parts::Badge,
};

/// Entries of one search, at most.
const ENTRIES: i64 = 20;

/// An entry that was found.
#[derive(Debug)]
pub(super) struct FoundEntry {
    no: PublicNo,
    subject: String,
    state: EntryState,
    arrived_at: DateTime<Utc>,
    app_name_ko: String,
    app_name_en: String,
}

/// A customer's newest entries.
pub(super) async fn of_customer(db: impl PgExecutor<'_>, customer: CustomerId) -> sqlx::Result<Vec<FoundEntry>> {
    sqlx::query_as!(
        FoundEntry,
        r#"select e.public_no as "no: PublicNo", e.subject, e.state as "state: EntryState", e.arrived_at,
                  a.name_ko as app_name_ko, a.name_en as app_name_en
           from contact_us_entries e join apps a using (app_id)
           where e.customer_id = $1
           order by e.entry_id desc limit $2"#,
        customer as CustomerId,
        ENTRIES
    )
    .fetch_all(db)
    .await
}

/// The entry of a number.
pub(super) async fn of_number(db: impl PgExecutor<'_>, no: &PublicNo, scope: Scope) -> sqlx::Result<Option<PublicNo>> {
    sqlx::query_scalar!(
        r#"select public_no as "no: PublicNo" from contact_us_entries
           where public_no = $1 and (inquiry_id is null or $2)"#,
        no.as_str(),
        scope == Scope::Cases
    )
    .fetch_optional(db)
    .await
}

/// An entry as it is shown.
#[derive(Debug)]
pub(super) struct ShownEntry {
    pub(super) href: String,
    pub(super) no: String,
    pub(super) subject: String,
    pub(super) app: String,
    pub(super) state: Badge,
    pub(super) arrived: Moment,
}

impl ShownEntry {
    pub(super) fn new(found: &FoundEntry, format: &Format) -> Self {
        let lang = format.lang;
        Self {
            href: entry_path(&found.no),
            no: found.no.of_inquiry(),
            subject: found.subject.clone(),
            app: if lang == Lang::Ko { found.app_name_ko.clone() } else { found.app_name_en.clone() },
            state: found.state.badge(lang),
            arrived: format.time(found.arrived_at),
        }
    }
}
