//! An entry is made.

use chrono::{DateTime, Utc};

use crate::{
    blobs,
    contact_us::{EntryRefusal, Way, lock::who_may},
    customers::{self, NewCustomer},
    files::ContentHash,
    id::{AppId, AttachmentId, CustomerId, EntryId, SellerId, SubmissionKey, UserId},
    inquiries::{Category, NewFile, PurchaseClaim},
    lang::Lang,
    operations::CONTACT_US,
    public_no::PublicNo,
    text::{AppVersion, Device, Item, MessageBody, Subject},
    work::{Pressed, Work},
};

/// How often a number is drawn again when it is taken.
const NUMBER_TRIES: usize = 3;

/// A form, parsed.
#[derive(Debug, Clone)]
pub struct NewEntry {
    /// The app's seller.
    pub seller: SellerId,
    /// The app.
    pub app: AppId,
    /// Who wrote or called; operations vouch for the address.
    pub customer: NewCustomer,
    /// How it came.
    pub way: Way,
    /// When it came to the store; not in the future.
    pub arrived_at: DateTime<Utc>,
    /// What is asked for.
    pub category: Category,
    /// In one line.
    pub subject: Subject,
    /// What the customer wrote or said.
    pub body: MessageBody,
    /// The purchase, for a refund.
    pub purchase: PurchaseClaim,
    /// The app's version, for an error.
    pub app_version: Option<AppVersion>,
    /// The device, for an error.
    pub device: Option<Device>,
    /// Files.
    pub files: Vec<NewFile>,
}

/// Enters what came in, once per press, and returns its number. Nobody is told: the store has told the customer that it
/// arrived.
///
/// # Errors
/// `Err` when the database does not answer; `Ok(Err)` is a refusal.
pub async fn enter(
    work: &mut Work,
    key: SubmissionKey,
    content: &[String],
    new: &NewEntry,
) -> sqlx::Result<Result<PublicNo, EntryRefusal>> {
    let Some(by) = who_may(work).await? else { return Ok(Err(EntryRefusal::MayNot)) };
    if work.once(key, CONTACT_US, content).await? == Pressed::Reused {
        return Ok(Err(EntryRefusal::FormUsed));
    }
    let entry = EntryId(key.0);
    if let Some(no) = number_of(work, entry).await? {
        return Ok(Ok(no));
    }
    let customer = customers::vouch_for(work, &new.customer).await?;
    let no = insert(work, entry, (by, customer), new).await?;
    add_files(work, entry, &new.files).await?;
    Ok(Ok(no))
}

async fn number_of(work: &mut Work, entry: EntryId) -> sqlx::Result<Option<PublicNo>> {
    sqlx::query_scalar!(
        r#"select public_no as "no: PublicNo" from contact_us_entries where entry_id = $1"#,
        entry as EntryId
    )
    .fetch_optional(work.db())
    .await
}

async fn insert(
    work: &mut Work,
    entry: EntryId,
    people: (UserId, CustomerId),
    new: &NewEntry,
) -> sqlx::Result<PublicNo> {
    for _ in 1..NUMBER_TRIES {
        if let Some(no) = try_insert(work, entry, people, new).await? {
            return Ok(no);
        }
    }
    try_insert(work, entry, people, new).await?.ok_or(sqlx::Error::RowNotFound)
}

/// With a number that neither an entry nor an inquiry has.
async fn try_insert(
    work: &mut Work,
    entry: EntryId,
    (by, customer): (UserId, CustomerId),
    new: &NewEntry,
) -> sqlx::Result<Option<PublicNo>> {
    let now = work.now();
    let amount = new.purchase.amount.as_ref();
    sqlx::query_scalar!(
        r#"insert into contact_us_entries (entry_id, public_no, seller_id, app_id, customer_id, way, category, subject, body,
                                           lang, purchased_at, item, amount_minor, currency, app_version, device,
                                           arrived_at, entered_by, entered_at)
           select $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19
           where not exists (select from inquiries where public_no = $2)
           on conflict (public_no) do nothing
           returning public_no as "no: PublicNo""#,
        entry as EntryId,
        PublicNo::random() as PublicNo,
        new.seller as SellerId,
        new.app as AppId,
        customer as CustomerId,
        new.way as Way,
        new.category as Category,
        new.subject.as_str(),
        new.body.as_str(),
        new.customer.lang as Lang,
        new.purchase.purchased_at,
        new.purchase.item.as_ref().map(Item::as_str),
        amount.map(|amount| amount.minor()),
        amount.map(|amount| amount.currency().code().to_owned()),
        new.app_version.as_ref().map(AppVersion::as_str),
        new.device.as_ref().map(Device::as_str),
        new.arrived_at,
        by as UserId,
        now
    )
    .fetch_optional(work.db())
    .await
}

async fn add_files(work: &mut Work, entry: EntryId, files: &[NewFile]) -> sqlx::Result<()> {
    if files.is_empty() {
        return Ok(());
    }
    let hashed: Vec<(ContentHash, &[u8])> =
        files.iter().map(|file| (ContentHash::of(&file.bytes), &*file.bytes)).collect();
    blobs::store(work, &hashed).await?;
    let ids: Vec<AttachmentId> = files.iter().map(|_| AttachmentId::new()).collect();
    let hashes: Vec<ContentHash> = hashed.iter().map(|(hash, _)| *hash).collect();
    let names: Vec<&str> = files.iter().map(|file| file.name.as_str()).collect();
    let types: Vec<&str> = files.iter().map(|file| file.media_type.mime()).collect();
    let sizes: Vec<i32> = files.iter().map(|file| i32::try_from(file.bytes.len()).unwrap_or(i32::MAX)).collect();
    sqlx::query!(
        "insert into contact_us_files (file_id, entry_id, hash, file_name, media_type, size)
         select id, $2, hash, name, type, size
         from unnest($1::uuid[], $3::bytea[], $4::text[], $5::text[], $6::int[]) as new(id, hash, name, type, size)",
        &ids as &[AttachmentId],
        entry as EntryId,
        &hashes as &[ContentHash],
        &names as &[&str],
        &types as &[&str],
        &sizes
    )
    .execute(work.db())
    .await?;
    Ok(())
}
