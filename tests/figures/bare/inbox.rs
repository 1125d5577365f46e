//! What waits for a seller's answer: the rows of the portal's first page.

use askama::Template;
use axum::{
    extract::{Path, State},
    response::Html,
};
use chrono::{DateTime, Utc};
use sqlx::PgPool;
use uuid::Uuid;

use super::{Broken, page};

struct Row {
    no: String,
    category: String,
    subject: String,
    awaiting_since: DateTime<Utc>,
    due: DateTime<Utc>,
    customer: String,
    app: String,
    newest: String,
}

#[derive(Template)]
#[template(
    ext = "html",
    source = r#"<!doctype html><html lang="ko"><meta charset="utf-8"><title>문의</title><h1>문의</h1><ol>
{%- for row in rows %}
<li><time datetime="{{ row.awaiting_since }}"></time> <time>{{ row.due }}</time> {{ row.category }}
<a href="/threads/{{ row.no }}">{{ row.subject }}</a> {{ row.newest }} {{ row.customer }} {{ row.app }}</li>
{%- endfor %}
</ol></html>"#
)]
struct InboxPage {
    rows: Vec<Row>,
}

pub(super) async fn show(State(pool): State<PgPool>, Path(seller): Path<Uuid>) -> Result<Html<String>, Broken> {
    let rows = sqlx::query_as!(
        Row,
        r#"select i.public_no as no, i.category::text as "category!", i.subject, i.awaiting_since as "awaiting_since!",
                  i.reply_due_at as "due!", c.name as customer, a.name_ko as app, newest.text as "newest!"
           from inquiries i
           join customers c using (customer_id)
           join apps a using (app_id)
           cross join lateral (
               select left(m.body, 200) as text from messages m
               where m.inquiry_id = i.inquiry_id and m.author = 'customer'
               order by m.sent_at desc limit 1) as newest
           where i.seller_id = $1 and i.state = 'awaiting_developer'
           order by i.reply_due_at, i.inquiry_id limit 25"#,
        seller
    )
    .fetch_all(&pool)
    .await?;
    page(&InboxPage { rows })
}
