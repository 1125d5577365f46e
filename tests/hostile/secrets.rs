//! What must never stand in a log: the real program is led through everything, and its log is searched.

use std::{
    fs::File,
    net::{SocketAddr, TcpListener},
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use devcenter::{auth::MemberRole, clock::Clock, db, outbox::Transport};
use reqwest::{Method, header};
use sqlx::postgres::PgConnectOptions;
use tempfile::TempDir;
use tokio::time::sleep;

use crate::support::{
    Browser, Portal, browser, cluster,
    portal::Mail,
    world::{PASSWORD, Seller},
};

const ADDRESS: &str = "planted-address@mail.example";
const NAME: &str = "PlantedName";
const SUBJECT: &str = "planted subject of an inquiry";
const BODY: &str = "planted body of an inquiry";
const ANSWER: &str = "planted body of an answer";
const GUESS: &str = "planted wrong password";

/// The program, with all that it says in a file.
struct Logged {
    child: Child,
    folder: TempDir,
    address: SocketAddr,
    options: PgConnectOptions,
}

impl Logged {
    async fn serve(flags: &[&str]) -> Logged {
        let options = cluster::database().await;
        let folder = TempDir::new().unwrap();
        let address = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
        let socket = options.get_socket().unwrap().display().to_string();
        let database = options.get_database().unwrap();
        let url = format!("postgres://{}@localhost/{database}?host={socket}&port=5432", options.get_username());
        let log = File::create(folder.path().join("log")).unwrap();
        let child = Command::new(env!("CARGO_BIN_EXE_devcenter"))
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .args(["serve", &format!("--listen={address}"), &format!("--data-dir={}", folder.path().display())])
            .args([&format!("--database-url={url}"), "--secret=a secret of the tests, long enough", "--undo-time=1s"])
            .args(flags)
            .stdout(Stdio::from(log.try_clone().unwrap()))
            .stderr(Stdio::from(log))
            .spawn()
            .unwrap();
        let logged = Logged { child, folder, address, options };
        logged.until(|log| log.contains(&address.to_string())).await;
        logged
    }

    fn log(&self) -> String {
        std::fs::read_to_string(self.folder.path().join("log")).unwrap()
    }

    async fn until(&self, said: impl Fn(&str) -> bool) {
        let patience = Instant::now() + Duration::from_secs(30);
        while !said(&self.log()) {
            assert!(Instant::now() < patience, "not said:\n{}", self.log());
            sleep(Duration::from_millis(50)).await;
        }
    }

    /// The same store in the test's process.
    async fn portal(&self) -> Portal {
        let pool = db::pool(self.options.clone(), 4);
        let clock = Clock::anchored(&pool).await.unwrap();
        Portal::over(pool, clock, &[], Transport::Mailbox).await
    }
}

impl Drop for Logged {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The newest mail that the program itself has put into the mailbox.
async fn mail(portal: &Portal, kind: &str) -> Mail {
    let sql = "select rendered from deliveries where kind::text = $1 and rendered is not null and state = 'handed_over' limit 1";
    let patience = Instant::now() + Duration::from_secs(30);
    loop {
        let found: Option<Vec<u8>> = sqlx::query_scalar(sql).bind(kind).fetch_optional(&portal.app.db).await.unwrap();
        if let Some(bytes) = found {
            return Mail::parse(&bytes);
        }
        assert!(Instant::now() < patience, "no mail {kind}");
        sleep(Duration::from_millis(50)).await;
    }
}

/// A customer asks, confirms, writes more. Returns the secret parts of the links.
async fn ask(logged: &Logged, portal: &Portal, seller: &Seller) -> Vec<String> {
    let customer = Browser::new(logged.address);
    let page = customer.get(&format!("/apps/{}/contact", seller.client_id)).await;
    let values = [("category", "other"), ("name", NAME), ("email", ADDRESS), ("subject", SUBJECT), ("body", BODY)];
    let file =
        browser::File { field: "files", name: "planted-file-name.txt", bytes: b"planted bytes of a file".to_vec() };
    let sent = customer.submit_with(&page, "/contact", &values, &[file]).await;
    assert!(sent.path.contains("/sent?"), "{}", sent.words());
    let confirm = mail(portal, "confirm_address").await.link("/confirm/");
    let inquiry = customer.submit(&customer.get(&confirm).await, &confirm, &[]).await;
    assert!(inquiry.path.starts_with("/i/"), "{}", inquiry.words());
    customer.submit(&inquiry, "/messages", &[("body", BODY)]).await;
    customer.get("/i/PlantedButUnknownToken").await;
    customer.get("/nowhere/planted-path?planted=query").await;
    vec![confirm.replace("/confirm/", ""), inquiry.path.replace("/i/", "")]
}

/// A member guesses, signs in, answers. Returns the session's token.
async fn answer(logged: &Logged, portal: &Portal, email: &str) -> String {
    let guessing = Browser::new(logged.address);
    guessing.submit(&guessing.get("/sign-in").await, "/sign-in", &[("email", email), ("password", GUESS)]).await;
    let still = Browser::that_stays(logged.address);
    let signed_in =
        still.submit(&still.get("/sign-in").await, "/sign-in", &[("email", email), ("password", PASSWORD)]).await;
    let session = signed_in.cookies("session")[0].split([';', '=']).nth(1).unwrap().to_owned();
    let path: String = portal.ask("select '/inquiries/' || public_no from inquiries").await;
    let replied = still.submit(&still.get(&path).await, "/replies", &[("body", ANSWER)]).await;
    assert_eq!(replied.status, 303, "{}", replied.body);
    mail(portal, "answer").await;
    let broken = still.request(Method::POST, "/sign-in").header(header::CONTENT_TYPE, "text/plain").body(GUESS);
    still.shown(broken).await;
    session
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_address_name_text_password_or_token_stands_in_the_log() {
    for flags in [&["--log-filter=debug", "--log-format=text"][..], &["--log-filter=info", "--log-format=json"]] {
        let logged = Logged::serve(flags).await;
        let portal = logged.portal().await;
        let seller = portal.seller("moon").await;
        let agent = portal.member(&seller, "planted-agent", MemberRole::Agent).await;
        let mut secrets = ask(&logged, &portal, &seller).await;
        secrets.push(answer(&logged, &portal, &agent.email).await);
        for planted in [
            ADDRESS,
            NAME,
            SUBJECT,
            BODY,
            ANSWER,
            GUESS,
            PASSWORD,
            &agent.email,
            "planted",
            "Planted",
            "a secret of the tests",
        ] {
            secrets.push(planted.to_owned());
        }
        logged.until(|log| log.matches("Answered").count() >= 12).await;
        let log = logged.log();
        for secret in secrets {
            assert!(secret.len() > 5);
            let line = log.lines().find(|line| line.contains(&secret));
            assert!(line.is_none(), "{secret:?} is logged with {flags:?}: {}", line.unwrap());
        }
        for route in ["/i/{token}", "/confirm/{token}", "/inquiries/{no}/replies"] {
            assert!(log.contains(route), "requests are logged by their route: {route}\n{log}");
        }
    }
}
