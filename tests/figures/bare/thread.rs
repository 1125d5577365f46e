//! One inquiry: what the portal shows of it, and nothing around it.

use askama::Template;
use axum::{
    extract::{Path, State},
    response::Html,
};
use chrono::{DateTime, Utc};
use sqlx::PgPool;
use uuid::Uuid;

use super::{Broken, page};

struct Head {
    no: String,
    category: String,
    state: String,
    subject: String,
    due: DateTime<Utc>,
    customer: String,
    email: String,
    app: String,
    item: Option<String>,
    amount_minor: Option<i64>,
    app_version: Option<String>,
    device: Option<String>,
}

struct Message {
    author: String,
    name: Option<String>,
    body: String,
    sent_at: DateTime<Utc>,
    mail: Option<String>,
}

struct Event {
    kind: String,
    name: Option<String>,
    at: DateTime<Utc>,
    data: serde_json::Value,
}

struct Earlier {
    no: String,
    subject: String,
    state: String,
}

#[derive(Template)]
#[template(
    ext = "html",
    source = r#"<!doctype html><html lang="ko"><meta charset="utf-8"><title>{{ head.no }}</title><h1>{{ head.subject }}</h1>
<p>{{ head.category }} {{ head.state }} <time>{{ head.due }}</time> {{ head.customer }} {{ head.email }} {{ head.app }}
{% if let Some(item) = head.item %}{{ item }}{% endif %} {% if let Some(amount) = head.amount_minor %}{{ amount }}{% endif %}
{% if let Some(version) = head.app_version %}{{ version }}{% endif %} {% if let Some(device) = head.device %}{{ device }}{% endif %}</p>
<ol>{% for message in messages %}
<li>{{ message.author }} {% if let Some(name) = message.name %}{{ name }}{% endif %} <time>{{ message.sent_at }}</time>
<p>{{ message.body }}</p>{% if let Some(mail) = message.mail %}{{ mail }}{% endif %}</li>{% endfor %}</ol>
<ol>{% for event in events %}
<li>{{ event.kind }} {% if let Some(name) = event.name %}{{ name }}{% endif %} <time>{{ event.at }}</time> {{ event.data }}</li>
{%- endfor %}</ol>
<ol>{% for one in earlier %}<li>{{ one.no }} {{ one.subject }} {{ one.state }}</li>{% endfor %}</ol>
<form method="post" action="/threads/{{ head.no }}/replies"><textarea name="body"></textarea><button>답변</button></form></html>"#
)]
struct ThreadPage {
    head: Head,
    messages: Vec<Message>,
    events: Vec<Event>,
    earlier: Vec<Earlier>,
}

pub(super) async fn show(State(pool): State<PgPool>, Path(inquiry): Path<Uuid>) -> Result<Html<String>, Broken> {
    let thread = ThreadPage {
        head: head(&pool, inquiry).await?,
        messages: messages(&pool, inquiry).await?,
        events: events(&pool, inquiry).await?,
        earlier: earlier(&pool, inquiry).await?,
    };
    page(&thread)
}

async fn head(pool: &PgPool, inquiry: Uuid) -> sqlx::Result<Head> {
    sqlx::query_as!(
        Head,
        r#"select i.public_no as no, i.category::text as "category!", i.state::text as "state!", i.subject,
                  i.reply_due_at as "due!", c.name as customer, c.email, a.name_ko as app, i.item, i.amount_minor,
                  i.app_version, i.device
           from inquiries i
           join customers c using (customer_id)
           join apps a using (app_id)
           where i.inquiry_id = $1"#,
        inquiry
    )
    .fetch_one(pool)
    .await
}

async fn messages(pool: &PgPool, inquiry: Uuid) -> sqlx::Result<Vec<Message>> {
    sqlx::query_as!(
        Message,
        r#"select m.author::text as "author!", u.name as "name?", m.body, m.sent_at, d.state::text as mail
           from messages m
           left join users u using (user_id)
           left join deliveries d on d.message_id = m.message_id and d.kind = 'answer'
           where m.inquiry_id = $1
           order by m.sent_at, m.message_id"#,
        inquiry
    )
    .fetch_all(pool)
    .await
}

async fn events(pool: &PgPool, inquiry: Uuid) -> sqlx::Result<Vec<Event>> {
    sqlx::query_as!(
        Event,
        r#"select e.kind::text as "kind!", u.name as "name?", e.at, e.data
           from events e left join users u using (user_id)
           where e.inquiry_id = $1
           order by e.sequence"#,
        inquiry
    )
    .fetch_all(pool)
    .await
}

async fn earlier(pool: &PgPool, inquiry: Uuid) -> sqlx::Result<Vec<Earlier>> {
    sqlx::query_as!(
        Earlier,
        r#"select o.public_no as no, o.subject, o.state::text as "state!"
           from inquiries i join inquiries o on o.customer_id = i.customer_id and o.seller_id = i.seller_id
           where i.inquiry_id = $1 and o.inquiry_id <> i.inquiry_id
           order by o.inquiry_id desc limit 5"#,
        inquiry
    )
    .fetch_all(pool)
    .await
}
