//! Somebody leaves, and a colleague takes over what they had begun to answer.

use crate::{
    id::{SellerId, UserId},
    work::Work,
};

/// Gives the waiting answers and the drafts of a seller's member to a colleague, and tells how many. Where the colleague has a
/// draft of their own, the other's text stands behind it and its files are with it: nothing written is lost.
///
/// # Errors
/// When the database does not answer.
pub async fn hand_over_answers(work: &mut Work, seller: SellerId, from: UserId, to: UserId) -> sqlx::Result<u64> {
    sqlx::query!(
        "select from inquiries i
         where i.seller_id = $1 and i.inquiry_id in (
             select inquiry_id from pending_replies where user_id = $2 union all select inquiry_id from drafts where user_id = $2)
         order by i.inquiry_id for no key update",
        seller as SellerId,
        from as UserId
    )
    .fetch_all(work.db())
    .await?;
    let waiting = sqlx::query!(
        "update pending_replies p set user_id = $3 from inquiries i
         where i.inquiry_id = p.inquiry_id and i.seller_id = $1 and p.user_id = $2",
        seller as SellerId,
        from as UserId,
        to as UserId
    );
    let waiting = waiting.execute(work.db()).await?.rows_affected();
    let joined = join_drafts(work, seller, from, to).await?;
    let drafts = sqlx::query!(
        "update drafts d set user_id = $3 from inquiries i
         where i.inquiry_id = d.inquiry_id and i.seller_id = $1 and d.user_id = $2",
        seller as SellerId,
        from as UserId,
        to as UserId
    );
    Ok(waiting + joined + drafts.execute(work.db()).await?.rows_affected())
}

/// One draft per person and inquiry: two become one, which no form has shown.
async fn join_drafts(work: &mut Work, seller: SellerId, from: UserId, to: UserId) -> sqlx::Result<u64> {
    let files = sqlx::query!(
        "update attachments a set draft_id = own.draft_id
         from drafts theirs
         join inquiries i using (inquiry_id)
         join drafts own on own.inquiry_id = theirs.inquiry_id and own.user_id = $3
         where a.draft_id = theirs.draft_id and i.seller_id = $1 and theirs.user_id = $2",
        seller as SellerId,
        from as UserId,
        to as UserId
    );
    files.execute(work.db()).await?;
    let joined = sqlx::query!(
        "with theirs as (
             delete from drafts d using inquiries i, drafts own
             where i.inquiry_id = d.inquiry_id and i.seller_id = $1 and d.user_id = $2
               and own.inquiry_id = d.inquiry_id and own.user_id = $3
             returning d.inquiry_id, d.draft_id, d.body
         )
         update drafts own
         set body = own.body || E'\\n\\n' || theirs.body, version = nextval('draft_versions'), form_key = theirs.draft_id
         from theirs
         where own.inquiry_id = theirs.inquiry_id and own.user_id = $3",
        seller as SellerId,
        from as UserId,
        to as UserId
    );
    Ok(joined.execute(work.db()).await?.rows_affected())
}
