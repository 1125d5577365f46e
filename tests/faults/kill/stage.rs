//! A store, a mail server that keeps everything, and the real program between two proxies.

use std::{
    sync::atomic::{AtomicUsize, Ordering},
    time::Duration,
};

use devcenter::{
    auth::MemberRole,
    clock::Clock,
    db,
    deliveries::DeliveryState,
    inquiries::State,
    mail::smtp::{Settings, Smtp, SmtpUrl},
    outbox::Transport,
};
use sqlx::{PgPool, postgres::PgConnectOptions};
use tokio::time::sleep;

use super::{
    super::ledger::{self, Mail},
    aim::Blow,
};
use crate::support::{
    Browser, Portal, cluster,
    program::Program,
    proxy::{Act, Proxy},
    smtp_server::SmtpServer,
    until,
    world::{Asked, Person, Seller},
};

/// Leases and waits of the program: short, so that what it held is taken back soon.
const FLAGS: [&str; 6] = [
    "--database-connections=1",
    "--scan-every=100ms",
    "--undo-time=0s",
    "--mail-lease=1s",
    "--mail-retry=100ms",
    "--log-filter=off",
];

/// What the loops say at last when they have nothing to do.
const AT_REST: [&str; 4] =
    ["with page as materialized", "select min(next_of_kind.due_at)", "select min(next_try_at)", "select p.policy_id"];

pub(super) struct Stage {
    options: PgConnectOptions,
    pub(super) database: Proxy,
    pub(super) mail: Proxy,
    server: SmtpServer,
    /// The store in the test's process, now.
    pub(super) portal: Portal,
    /// The same, 72 hours ago: what is asked there is due now.
    pub(super) past: Portal,
    pub(super) seller: Seller,
    pub(super) agent: Person,
    /// In which the agent is signed in.
    pub(super) browser: Browser,
    customers: AtomicUsize,
}

impl Stage {
    pub(super) async fn set() -> Stage {
        let options = cluster::database().await;
        let server = SmtpServer::start().await;
        let pool = db::pool(options.clone(), 4);
        let portal = portal(&pool, Clock::anchored(&pool).await.unwrap(), &server).await;
        let past = portal_of_the_past(&portal, &server).await;
        let seller = portal.seller("moon").await;
        let agent = portal.member(&seller, "jihu", MemberRole::Agent).await;
        let browser = portal.signed_in(&agent).await;
        let database = Proxy::to_postgres(&options).await;
        let mail = Proxy::to_smtp(server.address()).await;
        Stage { options, database, mail, server, portal, past, seller, agent, browser, customers: AtomicUsize::new(0) }
    }

    /// A program that has just started and has nothing to do.
    pub(super) async fn program(&self) -> Program {
        let (seen, mut resting) = tokio::sync::watch::channel(0);
        let mut awaited = AT_REST.to_vec();
        self.database.rule(move |said| {
            awaited.retain(|last| !said.starts_with(last));
            seen.send_replace(awaited.len());
            Act::Pass
        });
        resting.mark_unchanged();
        let smtp_url = format!("--smtp-url=smtp://{}?tls=none", self.mail.address);
        let flags: Vec<&str> = FLAGS.into_iter().chain([smtp_url.as_str()]).collect();
        let program = Program::over(self.options.clone(), self.database.url(&self.options), &flags).await;
        let rest = async { while resting.changed().await.is_ok() && *resting.borrow() > 0 {} };
        tokio::time::timeout(Duration::from_secs(10), rest).await.expect("the program comes to rest");
        program
    }

    /// Stops the program between two messages.
    pub(super) async fn stand_still(&self, program: &Program) {
        program.process().freeze();
        // what it said last reaches the database
        sleep(Duration::from_millis(20)).await;
        self.database.heal();
    }

    /// Waits until the servers have dealt with all that a killed program said.
    pub(super) async fn until_the_dead_are_gone(&self) {
        let open = || self.database.open_connections() + self.mail.open_connections();
        until("the killed program's connections end", async || open() == 0).await;
        self.database.heal();
        self.mail.heal();
    }

    /// An inquiry of a new customer, of now or of 72 hours ago; its mails have gone out.
    pub(super) async fn asked(&self, portal: &Portal) -> Asked {
        let asked = portal.asked(&self.seller, &self.customer()).await;
        portal.deliver().await;
        asked
    }

    /// The name of somebody new.
    pub(super) fn customer(&self) -> String {
        format!("c{}", self.customers.fetch_add(1, Ordering::Relaxed))
    }

    /// Waits until no answer waits and every mail has come to its end.
    pub(super) async fn until_all_is_done(&self) {
        let sql =
            "select (select count(*) from pending_replies) + (select count(*) from deliveries where ended_at is null)";
        until("all is done", async || self.portal.ask::<i64>(sql).await == 0).await;
    }

    /// Waits until an inquiry is in a state.
    pub(super) async fn until_in_state(&self, asked: &Asked, state: State) {
        until("the inquiry moves", async || self.portal.state(asked.id).await == state).await;
    }

    /// All mails, with their copies.
    pub(super) async fn mails(&self) -> Vec<Mail> {
        ledger::mails(&self.portal, &self.server).await
    }

    /// So many mails about an inquiry went out, each once, and none of them was ever in doubt.
    pub(super) async fn all_went_out_once(&self, asked: &Asked, mails: usize, blow: &Blow) {
        let mut found = self.mails().await;
        found.retain(|mail| mail.inquiry_id == Some(asked.id));
        assert_eq!(found.len(), mails, "{blow:?}: {found:?}");
        for mail in found {
            let once = mail.state == DeliveryState::HandedOver && mail.unknowns == 0 && mail.copies == 1;
            assert!(once, "{blow:?}: {mail:?}");
        }
    }

    /// No mail counts as handed over that the server has not confirmed.
    pub(super) async fn claims_nothing_without_an_answer(&self) {
        self.mails().await.iter().for_each(Mail::claims_nothing_without_an_answer);
    }
}

async fn portal(pool: &PgPool, clock: Clock, server: &SmtpServer) -> Portal {
    let smtp = Smtp::new(SmtpUrl::parse(&server.url()).unwrap(), Settings::default()).unwrap();
    let smtp_url = format!("--smtp-url={}", server.url());
    Portal::over(pool.clone(), clock, &["--undo-time=0s", smtp_url.as_str()], Transport::Smtp(smtp)).await
}

async fn portal_of_the_past(portal: &Portal, server: &SmtpServer) -> Portal {
    let clock = Clock::by_hand(portal.now() - chrono::Duration::hours(72));
    self::portal(&portal.app.db, clock, server).await
}
