//! Mails that are going out when the loop fails, or when the program is asked to stop.

use std::{
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
    time::Duration,
};

use devcenter::{
    background::{self, Background},
    clock::Clock,
    db,
    mail::smtp::{Settings, Smtp, SmtpUrl},
    outbox::Transport,
};

use crate::support::{
    Portal, cluster,
    proxy::{Act, Proxy},
    smtp_server::{At, Fault, SmtpServer},
    until,
    world::Seller,
};

/// How long the mail server thinks about a message.
const SLOW: Duration = Duration::from_millis(1_500);

/// How often the database may refuse an end.
const MAY_REFUSE: u32 = 20;

/// A portal in real time whose loops reach the store by way of a proxy.
struct Running {
    database: Proxy,
    server: SmtpServer,
    portal: Portal,
    seller: Seller,
    loops: Background,
}

impl Running {
    async fn start() -> Running {
        let options = cluster::database().await;
        let (database, server) = (Proxy::to_postgres(&options).await, SmtpServer::start().await);
        let portal = portal(db::pool(options.clone(), 4), &server).await;
        let looping = self::portal(db::pool(database.options(&options), 4), &server).await;
        let seller = portal.seller("moon").await;
        let loops = background::start(&looping.app, Transport::Smtp(smtp(&server)));
        Running { database, server, portal, seller, loops }
    }

    /// Queues one mail.
    async fn queue(&self, customer: &str) {
        let form = self.portal.form_of(&self.seller, customer);
        self.portal.file(&form).await;
    }

    async fn until_none_waits(&self) {
        let sql = "select count(*) from deliveries where state <> 'handed_over'";
        until("all mail is handed over", async || self.portal.ask::<i64>(sql).await == 0).await;
    }

    async fn unknowns(&self) -> i64 {
        self.portal.ask("select coalesce(sum(unknowns), 0) from deliveries").await
    }
}

fn smtp(server: &SmtpServer) -> Smtp {
    let settings = Settings { connections: 1, ..Settings::default() };
    Smtp::new(SmtpUrl::parse(&server.url()).unwrap(), settings).unwrap()
}

async fn portal(pool: sqlx::PgPool, server: &SmtpServer) -> Portal {
    let clock = Clock::anchored(&pool).await.unwrap();
    let smtp_url = format!("--smtp-url={}", server.url());
    let flags = ["--mail-lease=3s", "--mail-retry=100ms", "--mail-connections=1", smtp_url.as_str()];
    Portal::over(pool, clock, &flags, Transport::Mailbox).await
}

#[tokio::test]
async fn a_mail_that_is_going_out_when_the_loop_fails_gets_its_answer_and_goes_out_once() {
    let running = Running::start().await;
    running.server.once(At::FinalDot, Fault::Slow(SLOW));
    running.queue("haneul").await;
    running.server.wait_for(1).await;
    running.database.once("with recursive lanes", Act::Lose);
    running.until_none_waits().await;
    assert_eq!((running.server.count(), running.unknowns().await), (1, 0));
    // the loop has begun again
    running.queue("dain").await;
    running.until_none_waits().await;
    running.loops.stop().await;
}

#[tokio::test]
async fn a_program_that_stops_finishes_the_mail_that_is_going_out_and_gives_the_others_back() {
    let running = Running::start().await;
    running.server.once(At::FinalDot, Fault::Slow(2 * SLOW));
    for customer in ["haneul", "dain", "sora"] {
        running.queue(customer).await;
    }
    // a claim that is cut off before its mail is begun is left to its lease
    let begun = "select count(*) from deliveries where state = 'sending' and rendered is not null";
    until("all are in hand", async || running.portal.ask::<i64>(begun).await == 3).await;
    running.server.wait_for(1).await;
    running.loops.stop().await;
    let states =
        "select array_agg(state::text || ' ' || attempts || ' ' || unknowns order by state::text) from deliveries";
    assert_eq!(running.portal.ask::<Vec<String>>(states).await, ["handed_over 1 0", "queued 0 0", "queued 0 0"]);
    assert_eq!(running.server.count(), 1);
}

#[tokio::test]
async fn a_mail_that_was_taken_while_the_database_is_away_is_recorded_when_it_is_back() {
    let running = Running::start().await;
    running.server.once(At::FinalDot, Fault::Slow(SLOW));
    running.queue("haneul").await;
    running.server.wait_for(1).await;
    let lost = Arc::new(AtomicU32::new(0));
    let ends = Arc::clone(&lost);
    running.database.rule(move |said| match said {
        "hello" | "are you there?" => Act::Pass,
        said => {
            ends.fetch_add(u32::from(said.contains("set state = 'handed_over'")), Ordering::SeqCst);
            Act::Lose
        }
    });
    until("more ends were lost than a database may refuse", async || lost.load(Ordering::SeqCst) > MAY_REFUSE).await;
    let over = "select count(*) from deliveries where lease_until < now()";
    until("the lease is over", async || running.portal.ask::<i64>(over).await == 1).await;
    running.database.heal();
    running.until_none_waits().await;
    assert_eq!((running.server.count(), running.unknowns().await), (1, 0));
    running.loops.stop().await;
}
