//! What waits for a seller's answer, as the portal's first page shows it: the rows, the lists' sizes, the apps to choose from.

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

struct Sizes {
    awaiting: i64,
    within_day: i64,
    within_four_hours: i64,
    escalated: i64,
    app_ids: Vec<Uuid>,
    app_names: Vec<String>,
}

#[derive(Template)]
#[template(
    ext = "html",
    source = r#"<!doctype html><html lang="ko"><meta charset="utf-8"><title>문의</title><h1>문의</h1>
<p>{{ sizes.awaiting }} {{ sizes.within_day }} {{ sizes.within_four_hours }} {{ sizes.escalated }}</p>
<form><select name="app">{% for (id, name) in sizes.app_ids.iter().zip(sizes.app_names.iter()) %}<option value="{{ id }}">{{ name }}</option>{% endfor %}
</select><button>추리기</button></form><ol>
{%- for row in rows %}
<li><time datetime="{{ row.awaiting_since }}"></time> <time>{{ row.due }}</time> {{ row.category }}
<a href="/threads/{{ row.no }}">{{ row.subject }}</a> {{ row.newest }} {{ row.customer }} {{ row.app }}</li>
{%- endfor %}
</ol></html>"#
)]
struct InboxPage {
    sizes: Sizes,
    rows: Vec<Row>,
}

pub(super) async fn show(State(pool): State<PgPool>, Path(seller): Path<Uuid>) -> Result<Html<String>, Broken> {
    page(&InboxPage { sizes: sizes(&pool, seller).await?, rows: rows(&pool, seller).await? })
}

/// Counted as far as the portal counts.
async fn sizes(pool: &PgPool, seller: Uuid) -> sqlx::Result<Sizes> {
    sqlx::query_as!(
        Sizes,
        r#"select awaiting.n as "awaiting!", awaiting.within_day as "within_day!",
                  awaiting.within_four_hours as "within_four_hours!",
                  (select count(*) from (select from inquiries
                                         where seller_id = $1 and state = 'escalated' limit 100) as escalated) as "escalated!",
                  apps.ids as "app_ids!", apps.names as "app_names!"
           from (select count(*) as n, count(*) filter (where reply_due_at <= now() + interval '24 h') as within_day,
                        count(*) filter (where reply_due_at <= now() + interval '4 h') as within_four_hours
                 from (select reply_due_at from inquiries
                       where seller_id = $1 and state = 'awaiting_developer' order by reply_due_at limit 100) as soonest
                ) as awaiting
           cross join (select array_agg(app_id) as ids, array_agg(name_ko) as names
                       from (select app_id, name_ko from apps where seller_id = $1 order by name_ko) as by_name) as apps"#,
        seller
    )
    .fetch_one(pool)
    .await
}

async fn rows(pool: &PgPool, seller: Uuid) -> sqlx::Result<Vec<Row>> {
    sqlx::query_as!(
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
    .fetch_all(pool)
    .await
}
