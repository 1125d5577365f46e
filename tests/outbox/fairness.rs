//! A mail that cannot be made, or a domain that takes nothing, holds up nobody else.

use std::time::{Duration, Instant};

use chrono::Duration as Time;
use devcenter::{
    auth::MemberRole,
    background,
    clock::Clock,
    db,
    inquiries::State,
    mail::smtp::{Settings, Smtp, SmtpUrl},
    outbox::Transport,
};

use crate::support::{
    Portal, cluster,
    smtp_server::{At, Fault, SmtpServer},
    until,
};

/// How soon a mail leaves, whatever waits for others.
const SOON: Duration = Duration::from_secs(5);

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_domain_that_hangs_with_thousands_of_mails_delays_nobody_elses() {
    let server = SmtpServer::start().await;
    server.always(At::Rcpt, Fault::Hang).to("@dead.example");
    let pool = db::pool(cluster::database().await, 12);
    let clock = Clock::anchored(&pool).await.unwrap();
    let smtp_url = format!("--smtp-url={}", server.url());
    let smtp = Smtp::new(SmtpUrl::parse(&server.url()).unwrap(), Settings::default()).unwrap();
    let portal = Portal::over(pool, clock, &[&smtp_url], Transport::Smtp(smtp.clone())).await;
    let seller = portal.seller("moon").await;
    portal.file(&portal.form_of(&seller, "gone")).await;
    let dead = "with gone as (update customers set email = 'gone@dead.example')
                insert into deliveries (delivery_id, kind, lane, customer_id, confirmation_id, created_at, next_try_at)
                select uuid_v7(), kind, 'dead.example', customer_id, confirmation_id, created_at, next_try_at
                from deliveries, generate_series(1, 5000)";
    sqlx::query(dead).execute(&portal.app.db).await.unwrap();
    sqlx::query("update deliveries set lane = 'dead.example'").execute(&portal.app.db).await.unwrap();
    let loops = background::start(&portal.app, Transport::Smtp(smtp));
    let under_way = "select count(*) from deliveries where lane = 'dead.example' and state = 'sending'";
    until("the dead domain has all it may have", async || portal.ask::<i64>(under_way).await == 4).await;
    let began = Instant::now();
    for customer in 0..20 {
        portal.file(&portal.form_of(&seller, &format!("c{customer}"))).await;
    }
    let good = server.wait_for(20).await;
    assert!(began.elapsed() < SOON, "left after {:?}", began.elapsed());
    assert!(good.iter().all(|mail| mail.to[0].ends_with("@mail.example")));
    assert_eq!(portal.ask::<i64>(under_way).await, 4, "never more than its lane allows");
    drop(loops);
}

#[tokio::test]
async fn a_mail_that_cannot_be_made_is_given_up_with_its_reason_and_what_is_behind_it_goes_out() {
    let portal = Portal::start().await;
    let seller = portal.seller("moon").await;
    let agent = portal.member(&seller, "jihu", MemberRole::Agent).await;
    let (poisoned, good) = (portal.asked(&seller, "haneul").await, portal.asked(&seller, "dain").await);
    portal.deliver().await;
    for asked in [&poisoned, &good] {
        portal.answer(asked, &agent).await.unwrap();
    }
    // an address that the form would have refused
    let sql = "update customers set email = 'two..dots@mail.example' where email like 'haneul@%'";
    sqlx::query(sql).execute(&portal.app.db).await.unwrap();
    portal.pass(Time::seconds(10)).await;
    assert!(portal.mail_to("dain@mail.example").await.text.contains("확인했습니다."));
    let of_poisoned =
        "select state::text || ' ' || (answer is not null) || ' ' || (ended_at is not null) from deliveries
                       where kind = 'answer' and inquiry_id = $1";
    let stands = async || -> String {
        sqlx::query_scalar(of_poisoned).bind(poisoned.id).fetch_one(&portal.app.db).await.unwrap()
    };
    assert_eq!(stands().await, "delayed true false");
    portal.pass(Time::days(5)).await;
    portal.deliver().await;
    assert_eq!(stands().await, "failed true true");
    assert_eq!(portal.state(poisoned.id).await, State::AwaitingDeveloper);
    assert_eq!(portal.state(good.id).await, State::Answered);
}
