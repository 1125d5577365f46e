//! Files of messages and of pending replies: the row here, the bytes in `blobs`, both in one transaction.

use sqlx::PgExecutor;
use uuid::Uuid;

use crate::{
    blobs,
    files::{ContentHash, FileName, MediaType},
    id::{AttachmentId, DraftId, InquiryId, MessageId, PendingReplyId},
    work::Work,
};

/// A file that came with a form.
#[derive(Debug, Clone)]
pub struct NewFile {
    /// Its name, cleaned.
    pub name: FileName,
    /// Its type, told by its content.
    pub media_type: MediaType,
    /// Its bytes.
    pub bytes: bytes::Bytes,
}

/// What a file belongs to.
#[derive(Debug, Clone, Copy)]
pub(super) enum Owner {
    /// A message.
    Message(MessageId),
    /// An answer that can still be undone; its message takes the file over.
    PendingReply(PendingReplyId),
    /// What is being written; the answer takes the file over.
    Draft(DraftId),
}

/// A file as pages list it.
#[derive(Debug, Clone, serde::Deserialize)]
pub struct FileRow {
    /// The row's key, in the file's address.
    pub attachment_id: AttachmentId,
    /// The message it came with.
    pub message_id: Option<MessageId>,
    /// The answer it waits with.
    pub pending_reply_id: Option<PendingReplyId>,
    /// The draft it is kept with.
    pub draft_id: Option<DraftId>,
    /// Its name.
    pub file_name: String,
    /// Its type.
    pub media_type: String,
    /// Its bytes' count.
    pub size: i32,
    /// The bytes' hash.
    pub hash: ContentHash,
}

/// What tells files from others: the hashes of their bytes.
pub fn hashes(files: &[NewFile]) -> impl Iterator<Item = String> {
    files.iter().map(|file| ContentHash::of(&file.bytes).to_string())
}

/// Adds files to what they came with.
pub(super) async fn add(work: &mut Work, inquiry: InquiryId, owner: Owner, files: &[NewFile]) -> sqlx::Result<()> {
    if files.is_empty() {
        return Ok(());
    }
    let hashed: Vec<(ContentHash, &[u8])> =
        files.iter().map(|file| (ContentHash::of(&file.bytes), &*file.bytes)).collect();
    blobs::store(work, &hashed).await?;
    let (message, pending, draft) = match owner {
        Owner::Message(MessageId(id)) => (Some(id), None, None),
        Owner::PendingReply(PendingReplyId(id)) => (None, Some(id), None),
        Owner::Draft(DraftId(id)) => (None, None, Some(id)),
    };
    let ids: Vec<AttachmentId> = files.iter().map(|_| AttachmentId::new()).collect();
    let hashes: Vec<ContentHash> = hashed.iter().map(|(hash, _)| *hash).collect();
    let names: Vec<&str> = files.iter().map(|file| file.name.as_str()).collect();
    let types: Vec<&str> = files.iter().map(|file| file.media_type.mime()).collect();
    let sizes: Vec<i32> = files.iter().map(|file| i32::try_from(file.bytes.len()).unwrap_or(i32::MAX)).collect();
    sqlx::query!(
        "insert into attachments (attachment_id, inquiry_id, message_id, pending_reply_id, draft_id, hash, file_name,
                                  media_type, size)
         select id, $2, $3, $4, $9, hash, name, type, size
         from unnest($1::uuid[], $5::bytea[], $6::text[], $7::text[], $8::int[]) as new(id, hash, name, type, size)",
        &ids as &[AttachmentId],
        inquiry as InquiryId,
        message as Option<Uuid>,
        pending as Option<Uuid>,
        &hashes as &[ContentHash],
        &names as &[&str],
        &types as &[&str],
        &sizes,
        draft as Option<Uuid>
    )
    .execute(work.db())
    .await?;
    Ok(())
}

/// The files of an inquiry and of those merged into it, in the order they came.
///
/// # Errors
/// When the database does not answer.
pub async fn files_of(db: impl PgExecutor<'_>, inquiry: InquiryId) -> sqlx::Result<Vec<FileRow>> {
    sqlx::query_as!(
        FileRow,
        r#"select attachment_id as "attachment_id: AttachmentId", message_id as "message_id: MessageId",
                  pending_reply_id as "pending_reply_id: PendingReplyId", draft_id as "draft_id: DraftId", file_name,
                  media_type, size, hash as "hash: ContentHash"
           from attachments
           where inquiry_id = any(array(select $1::uuid union all select o.inquiry_id from inquiries o where o.merged_into = $1))
           order by attachment_id"#,
        inquiry as InquiryId
    )
    .fetch_all(db)
    .await
}
