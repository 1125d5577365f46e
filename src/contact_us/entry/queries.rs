//! The SQL of an entry's page.

use chrono::{DateTime, Utc};
use sqlx::PgExecutor;

use crate::{
    contact_us::{Ending, State, Way},
    deliveries::DeliveryState,
    files::ContentHash,
    id::{AttachmentId, EntryId},
    inquiries::{self, Category},
    lang::Lang,
    public_no::PublicNo,
};

/// An entry, with what became of it.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    pub(super) entry_id: EntryId,
    pub(super) no: PublicNo,
    pub(super) state: State,
    pub(super) way: Way,
    pub(super) category: Category,
    pub(super) subject: String,
    pub(super) body: String,
    pub(super) lang: Lang,
    pub(super) purchased_at: Option<DateTime<Utc>>,
    pub(super) item: Option<String>,
    pub(super) amount_minor: Option<i64>,
    pub(super) currency: Option<String>,
    pub(super) app_version: Option<String>,
    pub(super) device: Option<String>,
    pub(super) arrived_at: DateTime<Utc>,
    pub(super) entered_at: DateTime<Utc>,
    pub(super) entered_name: String,
    pub(super) ended_at: Option<DateTime<Utc>>,
    pub(super) ended_name: Option<String>,
    pub(super) note: Option<String>,
    pub(super) ending: Option<Ending>,
    pub(super) told: Option<String>,
    // what became of the mail that told it
    pub(super) mail_state: Option<DeliveryState>,
    pub(super) mail_at: Option<DateTime<Utc>>,
    pub(super) mail_next_try_at: Option<DateTime<Utc>>,
    pub(super) mail_ended_at: Option<DateTime<Utc>>,
    pub(super) customer_name: String,
    pub(super) customer_email: String,
    pub(super) app_name_ko: String,
    pub(super) app_name_en: String,
    pub(super) seller_name_ko: String,
    pub(super) seller_name_en: String,
    /// Where its inquiry stands, and by when it is to be answered.
    pub(super) inquiry_state: Option<inquiries::State>,
    pub(super) reply_due_at: Option<DateTime<Utc>>,
    /// Its inquiry's newest case.
    pub(super) case_no: Option<PublicNo>,
}

impl Entry {
    pub(super) fn app_name(&self, lang: Lang) -> &str {
        match lang {
            Lang::Ko => &self.app_name_ko,
            Lang::En => &self.app_name_en,
        }
    }

    pub(super) fn seller_name(&self, lang: Lang) -> &str {
        match lang {
            Lang::Ko => &self.seller_name_ko,
            Lang::En => &self.seller_name_en,
        }
    }
}

/// The entry of a number.
pub(super) async fn entry(db: impl PgExecutor<'_>, no: &PublicNo) -> sqlx::Result<Option<Entry>> {
    sqlx::query_as!(
        Entry,
        r#"select e.entry_id as "entry_id: EntryId", e.public_no as "no: PublicNo", e.state as "state: State",
                  e.way as "way: Way", e.category as "category: Category", e.subject, e.body, e.lang as "lang: Lang",
                  e.purchased_at, e.item, e.amount_minor, e.currency, e.app_version, e.device, e.arrived_at, e.entered_at,
                  u.name as entered_name, e.ended_at, by.name as "ended_name?", e.note, e.ending as "ending: Ending", e.told,
                  d.state as "mail_state?: DeliveryState", d.created_at as "mail_at?",
                  d.next_try_at as "mail_next_try_at?", d.ended_at as mail_ended_at,
                  c.name as customer_name, c.email as customer_email, a.name_ko as app_name_ko, a.name_en as app_name_en,
                  s.name_ko as seller_name_ko, s.name_en as seller_name_en,
                  i.state as "inquiry_state?: inquiries::State", i.reply_due_at as "reply_due_at?",
                  (select x.case_no from cancellations x where x.inquiry_id = e.inquiry_id
                   order by x.cancellation_id desc limit 1) as "case_no: PublicNo"
           from contact_us_entries e
           join customers c using (customer_id)
           join apps a on a.app_id = e.app_id
           join sellers s on s.seller_id = e.seller_id
           join users u on u.user_id = e.entered_by
           left join users by on by.user_id = e.ended_by
           left join inquiries i on i.inquiry_id = e.inquiry_id
           left join deliveries d on d.entry_id = e.entry_id
           where e.public_no = $1"#,
        no.as_str()
    )
    .fetch_optional(db)
    .await
}

/// A file of an entry.
#[derive(Debug, Clone)]
pub(super) struct FileRow {
    pub(super) file_id: AttachmentId,
    pub(super) file_name: String,
    pub(super) media_type: String,
    pub(super) size: i32,
    pub(super) hash: ContentHash,
}

/// The files of an entry, in the order they came.
pub(super) async fn files(db: impl PgExecutor<'_>, entry: EntryId) -> sqlx::Result<Vec<FileRow>> {
    sqlx::query_as!(
        FileRow,
        r#"select file_id as "file_id: AttachmentId", file_name, media_type, size, hash as "hash: ContentHash"
           from contact_us_files where entry_id = $1 order by file_id"#,
        entry as EntryId
    )
    .fetch_all(db)
    .await
}

/// One file of the entry of a number.
pub(super) async fn file(db: impl PgExecutor<'_>, no: &PublicNo, file: AttachmentId) -> sqlx::Result<Option<FileRow>> {
    sqlx::query_as!(
        FileRow,
        r#"select f.file_id as "file_id: AttachmentId", f.file_name, f.media_type, f.size, f.hash as "hash: ContentHash"
           from contact_us_files f join contact_us_entries e using (entry_id)
           where e.public_no = $1 and f.file_id = $2"#,
        no.as_str(),
        file as AttachmentId
    )
    .fetch_optional(db)
    .await
}
