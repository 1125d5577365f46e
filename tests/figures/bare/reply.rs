//! An answer: the message is inserted and the inquiry updated in one transaction.

use axum::{
    Form,
    extract::{Path, State},
    response::Redirect,
};
use serde::Deserialize;
use sqlx::PgPool;
use uuid::Uuid;

use super::Broken;

#[derive(Deserialize)]
pub(super) struct Answer {
    user: Uuid,
    body: String,
}

pub(super) async fn take(
    State(pool): State<PgPool>,
    Path(inquiry): Path<Uuid>,
    Form(answer): Form<Answer>,
) -> Result<Redirect, Broken> {
    let mut transaction = pool.begin().await?;
    sqlx::query!(
        "insert into messages (message_id, inquiry_id, author, user_id, body, sent_at)
         values ($1, $2, 'developer', $3, $4, now())",
        Uuid::new_v4(),
        inquiry,
        answer.user,
        answer.body
    )
    .execute(&mut *transaction)
    .await?;
    sqlx::query!("update inquiries set sequence = sequence + 1 where inquiry_id = $1", inquiry)
        .execute(&mut *transaction)
        .await?;
    transaction.commit().await?;
    Ok(Redirect::to(&format!("/threads/{inquiry}")))
}
