//! The database goes away under the running loops, and comes back.

use std::time::{Duration, Instant};

use devcenter::{
    app::App,
    auth::MemberRole,
    background,
    clock::Clock,
    db::{self, embedded},
    error::AppError,
    id::SubmissionKey,
    inquiries,
    mail::smtp::{Settings, Smtp, SmtpUrl},
    outbox::Transport,
    work::Actor,
};
use futures_util::future::join_all;
use rustix::process::{Pid, Signal, kill_process};
use sqlx::{ConnectOptions, PgPool, postgres::PgConnectOptions};
use tokio::time::{sleep, timeout};

use crate::support::{
    Portal,
    acts::reply,
    cluster,
    smtp_server::SmtpServer,
    until,
    world::{Asked, Person},
};

/// Within this the portal works again, without a hand.
const HEALED: Duration = Duration::from_secs(5);
/// Connections of the process.
const CONNECTIONS: u32 = 12;

/// A portal in real time with short waits, its loops running, its connections all open.
struct Running {
    portal: Portal,
    agent: Person,
    asked: Asked,
    server: SmtpServer,
    loops: background::Background,
}

impl Running {
    async fn start(options: &PgConnectOptions) -> Running {
        let server = SmtpServer::start().await;
        let pool = db::pool(options.clone(), CONNECTIONS);
        let clock = Clock::anchored(&pool).await.unwrap();
        let smtp_url = format!("--smtp-url={}", server.url());
        let flags = ["--undo-time=1s", "--scan-every=200ms", "--mail-retry=1s", "--mail-lease=3s", smtp_url.as_str()];
        let smtp = Smtp::new(SmtpUrl::parse(&server.url()).unwrap(), Settings::default()).unwrap();
        let portal = Portal::over(pool, clock, &flags, Transport::Smtp(smtp.clone())).await;
        let seller = portal.seller("moon").await;
        let agent = portal.member(&seller, "jihu", MemberRole::Agent).await;
        let asked = portal.asked(&seller, "haneul").await;
        let loops = background::start(&portal.app, Transport::Smtp(smtp));
        // the receipt, and the notice to the support contact and the member
        server.wait_for(4).await;
        open_all(&portal.app.db).await;
        Running { portal, agent, asked, server, loops }
    }
}

impl Running {
    fn mails_to(&self, address: &str) -> usize {
        self.server.messages().iter().filter(|mail| mail.to == [address]).count()
    }
}

async fn open_all(pool: &PgPool) {
    let sleepers = (0..CONNECTIONS).map(|_| sqlx::query("select pg_sleep(0.2)").execute(pool));
    for slept in join_all(sleepers).await {
        slept.unwrap();
    }
    assert_eq!(pool.size(), CONNECTIONS);
}

/// A customer's message, as a page would take it.
async fn write(app: &App, asked: &Asked, key: SubmissionKey) -> Result<(), AppError> {
    let mut work = app.work(Actor::System).await?;
    let body = "아직도 그대로예요.".parse().unwrap();
    inquiries::customer_writes(&mut work, &app.rules.current(), asked.id, &body, &[], key).await?;
    Ok(work.commit().await?)
}

async fn answer(app: &App, asked: &Asked, author: &Person) -> Result<(), AppError> {
    let mut work = app.work(Actor::Member(author.id)).await?;
    inquiries::accept_reply(&mut work, &app.rules.current(), &asked.no, &reply(), 5).await?.unwrap();
    Ok(work.commit().await?)
}

/// Writes until it is taken, with the same key; every failure is one that passes by itself.
async fn write_until_taken(app: &App, asked: &Asked) -> usize {
    let key = SubmissionKey::new();
    let mut failures = 0;
    while let Err(error) = write(app, asked, key).await {
        assert_eq!(error.status(), axum::http::StatusCode::SERVICE_UNAVAILABLE, "{error}");
        failures += 1;
        sleep(Duration::from_millis(50)).await;
    }
    failures
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn when_all_connections_are_dropped_everything_works_again_within_five_seconds() {
    let options = cluster::database().await;
    let running = Running::start(&options).await;
    let app = &running.portal.app;
    drop_all(&options).await;
    let began = Instant::now();
    timeout(HEALED, write_until_taken(app, &running.asked)).await.expect("heals");
    // the loops as well: the answer is released and mailed
    while answer(app, &running.asked, &running.agent).await.is_err() {
        sleep(Duration::from_millis(50)).await;
    }
    until("the answer is mailed", async || running.mails_to("haneul@mail.example") == 3).await;
    assert!(began.elapsed() < HEALED, "healed after {:?}", began.elapsed());
    running.loops.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_visitor_who_comes_after_the_connections_were_dropped_is_not_turned_away() {
    let options = cluster::database().await;
    let running = Running::start(&options).await;
    drop_all(&options).await;
    sleep(Duration::from_millis(600)).await;
    for visit in 0..CONNECTIONS {
        write(&running.portal.app, &running.asked, SubmissionKey::new())
            .await
            .unwrap_or_else(|error| panic!("{visit}: {error}"));
    }
    running.loops.stop().await;
}

/// Ends all connections of the portal, as a restart of the database does.
async fn drop_all(options: &PgConnectOptions) {
    let mut other = options.connect().await.unwrap();
    let sql = "select count(pg_terminate_backend(pid)) from pg_stat_activity
               where datname = current_database() and pid <> pg_backend_pid()";
    let dropped: i64 = sqlx::query_scalar(sql).fetch_one(&mut other).await.unwrap();
    assert!(dropped >= i64::from(CONNECTIONS), "{dropped}");
}

/// The private server of a folder crashes: one of its processes is killed, and it starts all of them anew.
fn crash(backend: i32) {
    kill_process(Pid::from_raw(backend).unwrap(), Signal::KILL).unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_confirmed_survives_crashes_of_the_database_under_load() {
    let folder = tempfile::tempdir().unwrap();
    let server = embedded::start(embedded::Settings::new(folder.path())).await.unwrap();
    let options = fresh(&server).await;
    let running = Running::start(&options).await;
    let writers = (0..6).map(|_| {
        let (app, asked) = (running.portal.app.clone(), running.asked.clone());
        tokio::spawn(async move {
            let mut written = 0;
            let began = Instant::now();
            while began.elapsed() < Duration::from_secs(3) {
                write_until_taken(&app, &asked).await;
                written += 1;
            }
            written
        })
    });
    let writers: Vec<_> = writers.collect();
    for _ in 0..2 {
        sleep(Duration::from_millis(900)).await;
        if let Ok(backend) = sqlx::query_scalar("select pg_backend_pid()").fetch_one(&running.portal.app.db).await {
            crash(backend);
        }
    }
    let mut confirmed = 0;
    for writer in writers {
        confirmed += timeout(HEALED * 3, writer).await.expect("heals").unwrap();
    }
    let stored: i64 = running.portal.ask("select count(*) from messages where author = 'customer'").await;
    assert_eq!(stored, 1 + confirmed);
    assert!(confirmed > 20, "there was load: {confirmed}");
    running.loops.stop().await;
    running.portal.app.db.close().await;
    server.stop().await;
}

async fn fresh(server: &embedded::Embedded) -> PgConnectOptions {
    let mut connection = server.options().connect().await.unwrap();
    cluster::execute(&mut connection, "create database crashes").await;
    let options = server.options().database("crashes");
    let pool = db::pool(options.clone(), 1);
    db::migrate(&pool).await.unwrap();
    pool.close().await;
    options
}
