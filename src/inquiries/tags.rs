//! Tags: a seller's own words for its inquiries. Who may answer makes them and puts them on; who configures renames and removes.

use super::hold::{DeskRefusal, Outcome, hold};
use crate::{
    auth::{MemberRole, Verb},
    error::breaks,
    id::{InquiryId, SellerId, TagId, UserId},
    public_no::PublicNo,
    text::TagName,
    work::Work,
};

pub use crate::rosters::TagColour;

/// A tag to be put on: one that there is, or a new word, which becomes one.
#[derive(Debug, Clone)]
pub enum WhichTag {
    /// One of the seller's.
    Known(TagId),
    /// A name; the tag that has it, whatever its letters' case, or else a new one of this colour.
    Named(TagName, TagColour),
}

/// Puts a tag on inquiries.
///
/// # Errors
/// `Err` when the database does not answer; `Ok(Err)` is a refusal.
pub async fn put_on(
    work: &mut Work,
    nos: &[PublicNo],
    which: &WhichTag,
) -> sqlx::Result<Result<Vec<(InquiryId, Outcome)>, DeskRefusal>> {
    let hold = match hold(work, nos).await? {
        Ok(hold) => hold,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let tag = match which {
        WhichTag::Known(tag) => known(work, hold.seller, *tag).await?,
        WhichTag::Named(name, colour) => Some(named(work, hold.seller, name, *colour).await?),
    };
    let Some(tag) = tag else { return Ok(Err(DeskRefusal::NotFound)) };
    let put = sqlx::query_scalar!(
        r#"insert into inquiry_tags (inquiry_id, tag_id) select inquiry_id, $2 from unnest($1::uuid[]) as on_these(inquiry_id)
           on conflict do nothing returning inquiry_id as "inquiry_id: InquiryId""#,
        &hold.ids() as &[InquiryId],
        tag as TagId
    )
    .fetch_all(work.db())
    .await?;
    let outcome = |id| if put.contains(&id) { Outcome::Done } else { Outcome::Unchanged };
    Ok(Ok(hold.ids().into_iter().map(|id| (id, outcome(id))).collect()))
}

/// Takes a tag off an inquiry; that it is not there is no error.
///
/// # Errors
/// `Err` when the database does not answer; `Ok(Err)` is a refusal.
pub async fn take_off(work: &mut Work, no: &PublicNo, tag: TagId) -> sqlx::Result<Result<(), DeskRefusal>> {
    let hold = match hold(work, std::slice::from_ref(no)).await? {
        Ok(hold) => hold,
        Err(refusal) => return Ok(Err(refusal)),
    };
    sqlx::query!(
        "delete from inquiry_tags where inquiry_id = any($1) and tag_id = $2",
        &hold.ids() as &[InquiryId],
        tag as TagId
    )
    .execute(work.db())
    .await?;
    Ok(Ok(()))
}

/// The tag, if it is the seller's; it stays until the work ends.
async fn known(work: &mut Work, seller: SellerId, tag: TagId) -> sqlx::Result<Option<TagId>> {
    sqlx::query_scalar!(
        r#"select tag_id as "tag_id: TagId" from tags where tag_id = $1 and seller_id = $2 for key share"#,
        tag as TagId,
        seller as SellerId
    )
    .fetch_optional(work.db())
    .await
}

/// The seller's tag of a name; two who make it at once make one.
async fn named(work: &mut Work, seller: SellerId, name: &TagName, colour: TagColour) -> sqlx::Result<TagId> {
    let now = work.now();
    sqlx::query_scalar!(
        r#"insert into tags as t (tag_id, seller_id, name, colour, created_at) values ($1, $2, $3, $4, $5)
           on conflict (seller_id, lower(name)) do update set name = t.name
           returning tag_id as "tag_id: TagId""#,
        TagId::new() as TagId,
        seller as SellerId,
        name.as_str(),
        colour as TagColour,
        now
    )
    .fetch_one(work.db())
    .await
}

/// Gives a tag another name and colour.
///
/// # Errors
/// `Err` when the database does not answer; `Ok(Err)` is a refusal.
pub async fn rename(
    work: &mut Work,
    tag: TagId,
    name: &TagName,
    colour: TagColour,
) -> sqlx::Result<Result<(), DeskRefusal>> {
    if let Err(refusal) = configured(work, tag).await? {
        return Ok(Err(refusal));
    }
    let renamed = sqlx::query!(
        "update tags set name = $2, colour = $3 where tag_id = $1",
        tag as TagId,
        name.as_str(),
        colour as TagColour
    )
    .execute(work.db())
    .await;
    match renamed {
        Err(error) if breaks(&error, "tags_name_key") => Ok(Err(DeskRefusal::NameTaken)),
        renamed => renamed.map(|_| Ok(())),
    }
}

/// Removes a tag, from the inquiries too.
///
/// # Errors
/// `Err` when the database does not answer; `Ok(Err)` is a refusal.
pub async fn remove(work: &mut Work, tag: TagId) -> sqlx::Result<Result<(), DeskRefusal>> {
    if let Err(refusal) = configured(work, tag).await? {
        return Ok(Err(refusal));
    }
    sqlx::query!("delete from tags where tag_id = $1", tag as TagId).execute(work.db()).await?;
    Ok(Ok(()))
}

/// Locks a tag for the member whose work it is and who configures there.
async fn configured(work: &mut Work, tag: TagId) -> sqlx::Result<Result<(), DeskRefusal>> {
    let Some(member) = work.actor().member() else { return Ok(Err(DeskRefusal::NotFound)) };
    let role = sqlx::query_scalar!(
        r#"select m.role as "role: MemberRole"
           from tags t join memberships m using (seller_id) join users u using (user_id)
           where t.tag_id = $1 and m.user_id = $2 and u.disabled_at is null
           for update of t"#,
        tag as TagId,
        member as UserId
    )
    .fetch_optional(work.db())
    .await?;
    Ok(match role {
        None => Err(DeskRefusal::NotFound),
        Some(role) if role.may(Verb::Configure) => Ok(()),
        Some(_) => Err(DeskRefusal::ReadOnly),
    })
}
