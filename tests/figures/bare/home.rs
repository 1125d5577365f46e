//! A bare home page: the counts and the bars, in one statement.

use askama::Template;
use axum::{
    extract::{Path, State},
    response::Html,
};
use sqlx::PgPool;
use uuid::Uuid;

use super::{Broken, page};

#[derive(Template)]
#[template(
    source = r#"<!doctype html><title>home</title><p>{{ open }} {{ today }} {{ urgent }} {{ escalated }} {{ undelivered }} {{ mine }}</p><p>{{ median }}</p><ul>{% for bar in bars %}<li>{{ bar }}</li>{% endfor %}</ul>"#,
    ext = "html"
)]
struct Home {
    open: i64,
    today: i64,
    urgent: i64,
    escalated: i64,
    undelivered: i64,
    mine: i64,
    median: f64,
    bars: Vec<i64>,
}

pub async fn show(State(pool): State<PgPool>, Path(seller): Path<Uuid>) -> Result<Html<String>, Broken> {
    let home = sqlx::query_as!(
        Home,
        r#"with newest as (
               select first_answer_seconds as seconds from inquiries
               where seller_id = $1 and first_answered_at > now() - interval '30 days'
               order by first_answered_at desc limit 1000
           )
           select (select count(*) from (select from inquiries where seller_id = $1 and state = 'awaiting_developer'
                                         limit 100) as open) as "open!",
                  (select count(*) from (select from inquiries where seller_id = $1 and state = 'awaiting_developer'
                                         and reply_due_at < now() + interval '1 day' limit 100) as today) as "today!",
                  (select count(*) from (select from inquiries where seller_id = $1 and state = 'awaiting_developer'
                                         and reply_due_at < now() + interval '4 hours' limit 100) as urgent) as "urgent!",
                  (select count(*) from (select from inquiries where seller_id = $1 and state = 'escalated'
                                         limit 100) as escalated) as "escalated!",
                  (select count(*) from (select from inquiries where seller_id = $1 and undelivered_at is not null
                                         and state <> 'closed' limit 100) as undelivered) as "undelivered!",
                  (select count(*) from (select from inquiries where seller_id = $1 and assigned_to is not null
                                         and state = 'awaiting_developer' limit 100) as mine) as "mine!",
                  coalesce((select percentile_cont(0.5) within group (order by seconds) from newest), 0) as "median!",
                  array(select count(*) from newest group by seconds / 14400 order by seconds / 14400 limit 7) as "bars!""#,
        seller
    )
    .fetch_one(&pool)
    .await?;
    page(&home)
}
