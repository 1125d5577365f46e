//! A customer's link to one inquiry: no account, 128 bits, kept as a hash.

use crate::{
    crypto::{Purpose, Secret, Token, TokenHash},
    id::InquiryId,
    work::Work,
};

const LINK: Purpose = Purpose::new("inquiry link");

/// The token of an inquiry's link. It is derived, so that every mail can write it and the table holds only its hash.
pub fn link_token(secret: &Secret, inquiry: InquiryId) -> Token {
    Token::derived(secret, LINK, inquiry.0.as_bytes())
}

/// Opens the link of a new inquiry.
pub(super) async fn add(work: &mut Work, secret: &Secret, inquiry: InquiryId) -> sqlx::Result<()> {
    let now = work.now();
    sqlx::query!(
        "insert into inquiry_links (token_hash, inquiry_id, created_at) values ($1, $2, $3)",
        link_token(secret, inquiry).hash() as TokenHash,
        inquiry as InquiryId,
        now
    )
    .execute(work.db())
    .await?;
    Ok(())
}
