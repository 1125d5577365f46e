//! Taking back the whole of an answer to many, as far as it has not gone out.

use crate::{
    id::{BulkRunId, InquiryId, UserId},
    inquiries::hold::DeskRefusal,
    work::Work,
};

/// Takes back those answers of a run that still wait; their texts stay as drafts of their author, who alone may. Returns how
/// many.
///
/// # Errors
/// `Err` when the database does not answer; `Ok(Err)` when the member whose work it is has made no such run.
pub async fn undo_many(work: &mut Work, run: BulkRunId) -> sqlx::Result<Result<u64, DeskRefusal>> {
    let Some(member) = work.actor().member() else { return Ok(Err(DeskRefusal::NotFound)) };
    let held = sqlx::query_scalar!(
        r#"select i.inquiry_id as "inquiry_id: InquiryId"
           from bulk_runs r join bulk_items b using (bulk_run_id) join inquiries i using (inquiry_id)
           where r.bulk_run_id = $1 and r.user_id = $2 and r.kind = 'answer'
           order by i.inquiry_id for no key update of i"#,
        run as BulkRunId,
        member as UserId
    )
    .fetch_all(work.db())
    .await?;
    if held.is_empty() {
        return Ok(Err(DeskRefusal::NotFound));
    }
    let now = work.now();
    let undone = sqlx::query!(
        "with undone as (
             delete from pending_replies p using bulk_items b
             where b.bulk_run_id = $1 and b.pending_reply_id = p.pending_reply_id and p.inquiry_id = any($2)
               and p.user_id = $3 and p.release_at > $4
               and not exists (select from drafts d where d.inquiry_id = p.inquiry_id and d.user_id = $3)
             returning p.pending_reply_id, p.inquiry_id, p.body
         )
         insert into drafts (draft_id, inquiry_id, user_id, body, form_key, saved_at, taken_back)
         select pending_reply_id, inquiry_id, $3, body, $1, $4, true from undone",
        run as BulkRunId,
        &held as &[InquiryId],
        member as UserId,
        now
    )
    .execute(work.db())
    .await?;
    Ok(Ok(undone.rows_affected()))
}
