//! What the customer's pages read. The link's hash is part of each look-up: what it does not open does not exist.

use chrono::{DateTime, Utc};
use sqlx::PgExecutor;

use crate::{
    cancellations,
    crypto::{Token, TokenHash},
    files::ContentHash,
    id::{AttachmentId, CustomerId, InquiryId},
    inquiries::{Category, CloseReason, State},
    lang::Lang,
    public_no::PublicNo,
};

/// An inquiry as its customer sees it.
#[derive(Debug, Clone)]
pub(in crate::storefront) struct InquiryRow {
    pub(in crate::storefront) inquiry_id: InquiryId,
    /// Which of its links is the present one.
    pub(in crate::storefront) link_generation: i32,
    pub(in crate::storefront) customer_id: CustomerId,
    pub(in crate::storefront) public_no: PublicNo,
    pub(in crate::storefront) state: State,
    pub(in crate::storefront) category: Category,
    pub(in crate::storefront) subject: String,
    pub(in crate::storefront) awaiting_since: Option<DateTime<Utc>>,
    pub(in crate::storefront) reply_due_at: Option<DateTime<Utc>>,
    pub(in crate::storefront) close_reason: Option<CloseReason>,
    pub(in crate::storefront) closed_at: Option<DateTime<Utc>>,
    /// What its customer thought of it, and a few words on that.
    pub(in crate::storefront) satisfied: Option<bool>,
    pub(in crate::storefront) satisfaction_words: Option<String>,
    /// When the newest answer was written that this page has shown; none where an inquiry was merged into it since.
    pub(in crate::storefront) answer_read_at: Option<DateTime<Utc>>,
    pub(in crate::storefront) purchased_at: Option<DateTime<Utc>>,
    pub(in crate::storefront) item: Option<String>,
    pub(in crate::storefront) amount_minor: Option<i64>,
    pub(in crate::storefront) currency: Option<String>,
    pub(in crate::storefront) app_version: Option<String>,
    pub(in crate::storefront) device: Option<String>,
    pub(in crate::storefront) icon: String,
    pub(in crate::storefront) name_ko: String,
    pub(in crate::storefront) name_en: String,
    pub(in crate::storefront) seller_name_ko: String,
    pub(in crate::storefront) seller_name_en: String,
    /// The state of its open case, if operations have one.
    pub(in crate::storefront) case: Option<cancellations::State>,
    /// Whether operations wrote with the customer about it; what they wrote is read only then.
    pub(in crate::storefront) operations_wrote: bool,
    /// The number of the link's own inquiry, where that was merged into this one.
    pub(in crate::storefront) merged_no: Option<PublicNo>,
}

impl InquiryRow {
    pub(in crate::storefront) fn app_name(&self, lang: Lang) -> &str {
        match lang {
            Lang::Ko => &self.name_ko,
            Lang::En => &self.name_en,
        }
    }

    pub(in crate::storefront) fn seller_name(&self, lang: Lang) -> &str {
        match lang {
            Lang::Ko => &self.seller_name_ko,
            Lang::En => &self.seller_name_en,
        }
    }

    /// Whether it can be withdrawn from operations: nothing was decided that billing was asked to do.
    pub(in crate::storefront) fn can_be_closed(&self) -> bool {
        self.state != State::Closed && self.case.is_none_or(cancellations::State::is_undecided)
    }
}

/// The inquiry of a link that was not revoked; the one that goes on, where the link's own was merged into it.
pub(super) async fn inquiry_of(db: impl PgExecutor<'_>, token: &Token) -> sqlx::Result<Option<InquiryRow>> {
    sqlx::query_as!(
        InquiryRow,
        r#"select i.inquiry_id as "inquiry_id: InquiryId", i.link_generation, i.customer_id as "customer_id: CustomerId",
                  i.public_no as "public_no: PublicNo", i.state as "state: State", i.category as "category: Category",
                  i.subject, i.awaiting_since, i.reply_due_at, i.close_reason as "close_reason: CloseReason", i.closed_at,
                  case when not exists (select from inquiries o
                                        where o.merged_into = i.inquiry_id
                                          and coalesce(o.answer_read_at, o.created_at) < i.answer_read_at)
                       then i.answer_read_at end as answer_read_at, how.good as "satisfied?", how.words as satisfaction_words,
                  i.purchased_at, i.item, i.amount_minor, i.currency, i.app_version, i.device, a.icon, a.name_ko, a.name_en,
                  s.name_ko as seller_name_ko, s.name_en as seller_name_en, c.state as "case?: cancellations::State",
                  exists (select from case_messages x
                          where x.inquiry_id = any(array(select i.inquiry_id union all select o.inquiry_id from inquiries o
                                                               where o.merged_into = i.inquiry_id)) and x.side = 'customer') as "operations_wrote!",
                  case when asked.merged_into is not null then asked.public_no end as "merged_no: PublicNo"
           from inquiry_links l
           join inquiries asked using (inquiry_id)
           join inquiries i on i.inquiry_id = coalesce(asked.merged_into, asked.inquiry_id)
           join apps a on a.app_id = i.app_id
           join sellers s on s.seller_id = i.seller_id
           left join satisfactions how on how.inquiry_id = i.inquiry_id
           left join cancellations c on c.inquiry_id = i.inquiry_id
               and c.state not in ('declined', 'returned', 'confirmed', 'failed', 'withdrawn')
           where l.token_hash = $1 and l.revoked_at is null and i.state <> 'unconfirmed'"#,
        token.hash() as TokenHash
    )
    .fetch_optional(db)
    .await
}

/// What a link that was pressed leads to, newest first, at most 20: what its press received, and what was written while it
/// waited and another link of the same address received.
pub(in crate::storefront) async fn received_by(
    db: impl PgExecutor<'_>,
    confirmation: &Token,
) -> sqlx::Result<Vec<InquiryRow>> {
    sqlx::query_as!(
        InquiryRow,
        r#"select i.inquiry_id as "inquiry_id: InquiryId", i.link_generation, i.customer_id as "customer_id: CustomerId",
                  i.public_no as "public_no: PublicNo", i.state as "state: State", i.category as "category: Category",
                  i.subject, i.awaiting_since, i.reply_due_at, i.close_reason as "close_reason: CloseReason", i.closed_at,
                  i.answer_read_at, null::boolean as satisfied, null::text as satisfaction_words,
                  i.purchased_at, i.item, i.amount_minor, i.currency, i.app_version, i.device, a.icon, a.name_ko, a.name_en,
                  s.name_ko as seller_name_ko, s.name_en as seller_name_en,
                  null::cancellation_state as "case: cancellations::State", false as "operations_wrote!",
                  null::text as "merged_no: PublicNo"
           from confirmations c
           join inquiries i using (customer_id)
           join apps a using (app_id)
           join sellers s on s.seller_id = i.seller_id
           where c.token_hash = $1 and i.state <> 'unconfirmed' and i.created_at <= c.used_at
             and (i.created_at >= c.created_at
                  or exists (select from events e
                             where e.inquiry_id = i.inquiry_id and e.kind = 'confirmed' and e.at = c.used_at))
           order by i.inquiry_id desc limit 20"#,
        confirmation.hash() as TokenHash
    )
    .fetch_all(db)
    .await
}

/// A file of a message.
#[derive(Debug, Clone)]
pub(super) struct SentFile {
    pub(super) file_name: String,
    pub(super) media_type: String,
    pub(super) hash: ContentHash,
}

/// A file of the link's inquiry; one that waits with an answer does not exist yet.
pub(super) async fn file_of(
    db: impl PgExecutor<'_>,
    token: &Token,
    attachment: AttachmentId,
) -> sqlx::Result<Option<SentFile>> {
    sqlx::query_as!(
        SentFile,
        r#"select f.file_name, f.media_type, f.hash as "hash: ContentHash"
           from inquiry_links l
           join inquiries asked using (inquiry_id)
           join inquiries i on i.inquiry_id = coalesce(asked.merged_into, asked.inquiry_id)
           join inquiries o on i.inquiry_id in (o.inquiry_id, o.merged_into)
           join attachments f on f.inquiry_id = o.inquiry_id
           where l.token_hash = $1 and l.revoked_at is null and i.state <> 'unconfirmed'
             and f.attachment_id = $2 and f.message_id is not null"#,
        token.hash() as TokenHash,
        attachment as AttachmentId
    )
    .fetch_optional(db)
    .await
}
