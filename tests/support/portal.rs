//! The whole portal in the test's process: own database, a clock moved by hand, real HTTP.

use std::{net::SocketAddr, sync::Arc};

use chrono::{DateTime, Duration, TimeZone, Utc};
use devcenter::{
    app::App,
    auth::Passwords,
    clock::Clock,
    config::Config,
    crypto::Secret,
    db, due,
    outbox::{Outbox, Transport},
    rules::{LiveRules, Rules},
    web::server::{self, Limits},
    work::{Actor, Work},
};
use mail_parser::MessageParser;
use sqlx::{PgPool, postgres::PgConnectOptions};
use tokio::net::TcpListener;

use super::{Browser, cluster};

/// A running portal.
pub struct Portal {
    pub app: App,
    pub address: SocketAddr,
    transport: Transport,
}

/// A mail as its recipient reads it.
#[derive(Debug, Clone)]
pub struct Mail {
    pub to: String,
    pub subject: String,
    pub text: String,
    pub html: String,
    pub raw: String,
}

impl Mail {
    /// Parses the bytes of a message.
    pub fn parse(raw: &[u8]) -> Mail {
        let message = MessageParser::default().parse(raw).expect("a message");
        Mail {
            to: message.to().and_then(|to| to.first()).and_then(|to| to.address()).unwrap_or_default().to_owned(),
            subject: message.subject().unwrap_or_default().to_owned(),
            text: message.body_text(0).unwrap_or_default().into_owned(),
            html: message.body_html(0).unwrap_or_default().into_owned(),
            raw: String::from_utf8_lossy(raw).into_owned(),
        }
    }

    /// The path of the first link of ours whose path begins with `start`.
    pub fn link(&self, start: &str) -> String {
        let words = self.text.split([' ', '\n', '\r', '<', '>', '"', '(', ')']);
        let links = words.filter_map(|word| url::Url::parse(word).ok());
        let mut paths = links.map(|link| link[url::Position::BeforePath..].to_owned());
        paths.find(|path| path.starts_with(start)).unwrap_or_else(|| panic!("no link {start}… in:\n{}", self.text))
    }
}

impl Portal {
    /// A portal whose clock stands at Monday, 23 November 2026, 15:20 in Seoul; mail goes to the built-in mailbox.
    pub async fn start() -> Portal {
        Portal::with(&[]).await
    }

    /// The same, with settings.
    pub async fn with(flags: &[&str]) -> Portal {
        Portal::on(&cluster::database().await, flags).await
    }

    /// The same, in a given database.
    pub async fn on(database: &PgConnectOptions, flags: &[&str]) -> Portal {
        let clock = Clock::by_hand(Utc.with_ymd_and_hms(2026, 11, 23, 6, 20, 0).unwrap());
        Portal::over(db::pool(database.clone(), 12), clock, flags, Transport::Mailbox).await
    }

    /// A portal over a given store, clock and way of mail.
    pub async fn over(pool: PgPool, clock: Clock, flags: &[&str], transport: Transport) -> Portal {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let public_url = format!("--public-url=http://{address}");
        let own_url = flags.iter().any(|flag| flag.starts_with("--public-url"));
        let own_policy = flags.iter().any(|flag| flag.starts_with("--staff-second-factor"));
        let flags = flags.iter().copied().chain((!own_url).then_some(public_url.as_str()));
        let flags = flags.chain((!own_policy).then_some("--staff-second-factor=optional"));
        let config = Config::without_environment(flags).expect("settings");
        let app = App {
            db: pool,
            clock,
            rules: LiveRules::new(Rules::of(&config).unwrap()),
            config: Arc::new(config),
            secret: Secret::from_text("a secret of the tests, long enough").unwrap(),
            passwords: Passwords::new().unwrap(),
            heart: Arc::default(),
            live: Arc::default(),
            rosters: Arc::default(),
            wake: Arc::default(),
        };
        let router = devcenter::router(app.clone()).unwrap();
        tokio::spawn(server::serve(listener, router, Limits::default(), std::future::pending()));
        Portal { app, address, transport }
    }

    /// A browser without cookies.
    pub fn browser(&self) -> Browser {
        Browser::new(self.address)
    }

    /// The same, to look at redirects.
    pub fn browser_that_stays(&self) -> Browser {
        Browser::that_stays(self.address)
    }

    pub fn now(&self) -> DateTime<Utc> {
        self.app.clock.now()
    }

    pub async fn work(&self, actor: Actor) -> Work {
        self.app.work(actor).await.unwrap()
    }

    /// Moves the clock and lets the scanner do what has come due.
    pub async fn pass(&self, time: Duration) {
        self.app.clock.advance(time);
        self.scan().await;
    }

    /// Lets the scanner do everything that is due.
    pub async fn scan(&self) {
        self.all_let_go().await;
        while !due::tick(&self.app).await.unwrap().is_empty() {}
    }

    /// Waits until what was refused has been rolled back: until then the scanner leaves its inquiry for the next round.
    pub async fn all_let_go(&self) {
        for _ in 0..1_000 {
            if self.app.db.num_idle() == self.app.db.size() as usize {
                return;
            }
            tokio::time::sleep(std::time::Duration::from_millis(1)).await;
        }
    }

    /// Hands over everything that is queued.
    pub async fn deliver(&self) -> usize {
        Outbox::new(self.app.clone(), self.transport.clone()).drain().await.unwrap()
    }

    /// Hands everything over and reads all mail so far, oldest first.
    pub async fn mails(&self) -> Vec<Mail> {
        self.deliver().await;
        let sql = "select rendered from deliveries where rendered is not null order by created_at, delivery_id";
        let raw: Vec<Vec<u8>> = sqlx::query_scalar(sql).fetch_all(&self.app.db).await.unwrap();
        raw.iter().map(|raw| Mail::parse(raw)).collect()
    }

    /// The newest mail to an address.
    pub async fn mail_to(&self, address: &str) -> Mail {
        let mails = self.mails().await;
        let found = mails.iter().rev().find(|mail| mail.to == address).cloned();
        found.unwrap_or_else(|| {
            panic!("no mail to {address} among {:?}", mails.iter().map(|mail| &mail.to).collect::<Vec<_>>())
        })
    }

    /// One value of the store.
    pub async fn ask<T>(&self, sql: &'static str) -> T
    where
        T: Send + Unpin,
        for<'r> T: sqlx::Decode<'r, sqlx::Postgres> + sqlx::Type<sqlx::Postgres>,
    {
        sqlx::query_scalar(sql).fetch_one(&self.app.db).await.unwrap()
    }
}
