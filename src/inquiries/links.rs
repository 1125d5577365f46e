//! A customer's link to one inquiry: no account, 128 bits, kept as a hash. Whoever fears that somebody else has it replaces it.

use super::{State, talk::next_sequence};
use crate::{
    crypto::{Purpose, Secret, Token, TokenHash},
    deliveries::{self, About, DeliveryKind},
    events::{self, EventKind, NewEvent, Subject},
    id::InquiryId,
    work::Work,
};

const LINK: Purpose = Purpose::new("inquiry link");

/// The token of an inquiry's link. It is derived, so that every mail can write it and the table holds only its hash; each
/// generation is another one.
pub fn link_token(secret: &Secret, inquiry: InquiryId, generation: i32) -> Token {
    let mut message = inquiry.0.as_bytes().to_vec();
    if generation > 0 {
        message.extend(generation.to_be_bytes());
    }
    Token::derived(secret, LINK, &message)
}

/// Opens the link of a new inquiry.
pub(super) async fn add(work: &mut Work, secret: &Secret, inquiry: InquiryId) -> sqlx::Result<()> {
    insert(work, inquiry, &link_token(secret, inquiry, 0)).await
}

async fn insert(work: &mut Work, inquiry: InquiryId, token: &Token) -> sqlx::Result<()> {
    let now = work.now();
    sqlx::query!(
        "insert into inquiry_links (token_hash, inquiry_id, created_at) values ($1, $2, $3)",
        token.hash() as TokenHash,
        inquiry as InquiryId,
        now
    )
    .execute(work.db())
    .await?;
    Ok(())
}

/// Replaces the link of an inquiry, or of one that was merged into it: the one that was pressed opens nothing any more, and its
/// customer is mailed another; mails that have not gone out will carry that one. `false`: it had been replaced already.
///
/// # Errors
/// When the database does not answer.
pub async fn replace_link(work: &mut Work, secret: &Secret, inquiry: InquiryId, pressed: &Token) -> sqlx::Result<bool> {
    let (now, hash) = (work.now(), pressed.hash());
    let row = sqlx::query!(
        r#"select i.inquiry_id as "inquiry_id: InquiryId", i.link_generation, i.state as "state: State"
           from inquiry_links l join inquiries i using (inquiry_id)
           where l.token_hash = $2 and coalesce(i.merged_into, i.inquiry_id) = $1
           for no key update of i"#,
        inquiry as InquiryId,
        hash as TokenHash
    )
    .fetch_optional(work.db())
    .await?;
    let Some(row) = row else { return Ok(false) };
    let inquiry = row.inquiry_id;
    let present = link_token(secret, inquiry, row.link_generation).hash();
    if present != hash || row.state == State::Unconfirmed {
        return Ok(false);
    }
    sqlx::query!(
        "update inquiry_links set revoked_at = $2 where inquiry_id = $1 and revoked_at is null",
        inquiry as InquiryId,
        now
    )
    .execute(work.db())
    .await?;
    let generation = sqlx::query_scalar!(
        "update inquiries set link_generation = link_generation + 1 where inquiry_id = $1 returning link_generation",
        inquiry as InquiryId
    )
    .fetch_one(work.db())
    .await?;
    insert(work, inquiry, &link_token(secret, inquiry, generation)).await?;
    let sequence = next_sequence(work, inquiry).await?;
    events::record(work, &[NewEvent::new(Subject::Inquiry(inquiry), sequence, EventKind::LinkReplaced)]).await?;
    deliveries::to_customer(work, DeliveryKind::NewLink, &[About::inquiry(inquiry)]).await?;
    Ok(true)
}
