//! A mail that cannot be made, or a domain that takes nothing, holds up nobody else.

use std::time::{Duration, Instant};

use chrono::Duration as Time;
use devcenter::{
    auth::MemberRole,
    background::{self, Background},
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
    world::Seller,
};

/// How soon a mail leaves, whatever waits for others.
const SOON: Duration = Duration::from_secs(5);

/// A portal whose loops run, while domains hang with a thousand mails each.
struct Hung {
    portal: Portal,
    server: SmtpServer,
    seller: Seller,
    loops: Background,
}

impl Hung {
    async fn start(domains: &[&str]) -> Hung {
        let server = SmtpServer::start().await;
        let pool = db::pool(cluster::database().await, 12);
        let clock = Clock::anchored(&pool).await.unwrap();
        let smtp_url = format!("--smtp-url={}", server.url());
        let smtp = Smtp::new(SmtpUrl::parse(&server.url()).unwrap(), Settings::default()).unwrap();
        let portal = Portal::over(pool, clock, &[&smtp_url], Transport::Smtp(smtp.clone())).await;
        let seller = portal.seller("moon").await;
        for domain in domains {
            server.always(At::Rcpt, Fault::Hang).to(&format!("@{domain}"));
            portal.file(&portal.form_of(&seller, domain)).await;
            let many = "with gone as (update customers set email = 'gone@' || $1 where email like $1 || '@%')
                        insert into deliveries (delivery_id, kind, lane, customer_id, confirmation_id, created_at,
                                                next_try_at)
                        select uuid_v7(), kind, $1, d.customer_id, confirmation_id, d.created_at, next_try_at
                        from deliveries d join customers c using (customer_id), generate_series(1, 1000)
                        where c.email like $1 || '@%'";
            sqlx::query(many).bind(domain).execute(&portal.app.db).await.unwrap();
        }
        sqlx::query("delete from deliveries where lane = 'mail.example'").execute(&portal.app.db).await.unwrap();
        let loops = background::start(&portal.app, Transport::Smtp(smtp));
        let hung = Hung { portal, server, seller, loops };
        until("the domains have all they may have", async || hung.under_way().await == hung.most(domains)).await;
        hung
    }

    fn most(&self, domains: &[&str]) -> usize {
        self.portal.app.config.mail.mail_lane.get() * domains.len()
    }

    async fn under_way(&self) -> usize {
        let sql = "select count(*) from deliveries where lane <> 'mail.example' and state = 'sending'";
        self.portal.ask::<i64>(sql).await as usize
    }

    /// Mails of others go out soon.
    async fn others_go_out(&self) {
        let began = Instant::now();
        for customer in 0..20 {
            self.portal.file(&self.portal.form_of(&self.seller, &format!("c{customer}"))).await;
        }
        let good = self.server.wait_for(20).await;
        assert!(began.elapsed() < SOON, "left after {:?}", began.elapsed());
        assert!(good.iter().all(|mail| mail.to[0].ends_with("@mail.example")));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_domain_that_hangs_with_a_thousand_mails_delays_nobody_elses() {
    let hung = Hung::start(&["dead.example"]).await;
    hung.others_go_out().await;
    assert_eq!(hung.under_way().await, hung.most(&["dead.example"]), "never more than its lane allows");
    drop(hung.loops);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_domains_that_hang_leave_connections_for_the_others() {
    let hung = Hung::start(&["dead.example", "gone.example"]).await;
    hung.others_go_out().await;
    drop(hung.loops);
}

#[tokio::test]
async fn a_mail_that_cannot_be_made_fails_at_once_with_its_reason_and_what_is_behind_it_goes_out() {
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
    assert_eq!(stands().await, "failed true true");
    assert_eq!(portal.state(poisoned.id).await, State::AwaitingDeveloper);
    assert_eq!(portal.state(good.id).await, State::Answered);
}
