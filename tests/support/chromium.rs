//! A real browser: headless Chromium, driven by chromedriver.

use std::{
    net::{TcpListener, TcpStream},
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::json;
use tempfile::TempDir;

/// A window of a browser with its own profile.
pub struct Chromium {
    pub window: Client,
    driver: Child,
    _profile: TempDir,
}

impl Chromium {
    /// Opens a window that prefers a language (`ko` or `en`).
    pub async fn open(lang: &str) -> Chromium {
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let driver = start_driver(port);
        let profile = TempDir::new().unwrap();
        let arguments = [
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--disable-dev-shm-usage",
            "--window-size=1280,1000",
        ];
        let mut arguments: Vec<String> = arguments.iter().map(|&argument| argument.to_owned()).collect();
        arguments.push(format!("--accept-lang={lang}"));
        arguments.push(format!("--user-data-dir={}", profile.path().display()));
        let options = json!({ "args": arguments, "prefs": { "intl.accept_languages": lang } });
        let mut capabilities = serde_json::Map::new();
        capabilities.insert("goog:chromeOptions".to_owned(), options);
        let window = ClientBuilder::new(HttpConnector::new())
            .capabilities(capabilities)
            .connect(&format!("http://127.0.0.1:{port}"))
            .await
            .expect("chromedriver opens a window");
        Chromium { window, driver, _profile: profile }
    }

    pub async fn go(&self, url: &str) {
        self.window.goto(url).await.unwrap();
    }

    /// Presses the first visible thing that a selector finds.
    pub async fn press(&self, selector: &str) {
        self.find(selector).await;
        for element in self.window.find_all(Locator::Css(selector)).await.unwrap() {
            if element.is_displayed().await.unwrap() {
                return element.click().await.unwrap_or_else(|error| panic!("{selector} cannot be pressed: {error}"));
            }
        }
        panic!("nothing that {selector} finds is visible");
    }

    /// Types into what a selector finds, in place of what was there.
    pub async fn fill(&self, selector: &str, text: &str) {
        let field = self.find(selector).await;
        field.clear().await.unwrap();
        field.send_keys(text).await.unwrap();
    }

    /// Sets a field whose keys depend on the browser's language, such as a date.
    pub async fn set(&self, selector: &str, value: &str) {
        self.find(selector).await;
        let script = "document.querySelector(arguments[0]).value = arguments[1]";
        self.window.execute(script, vec![json!(selector), json!(value)]).await.unwrap();
    }

    /// Waits until the page shows some words.
    pub async fn wait_for_words(&self, words: &str) {
        let patience = Instant::now() + Duration::from_secs(20);
        loop {
            let body = match self.window.find(Locator::Css("body")).await {
                Ok(body) => body.text().await.unwrap_or_default(),
                Err(_) => String::new(),
            };
            if body.contains(words) {
                return;
            }
            assert!(Instant::now() < patience, "the page does not show «{words}» but:\n{body}");
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    }

    /// What a selector finds, waiting for it a while.
    pub async fn find(&self, selector: &str) -> fantoccini::elements::Element {
        let wait = self.window.wait().at_most(Duration::from_secs(15));
        match wait.for_element(Locator::Css(selector)).await {
            Ok(element) => element,
            Err(error) => panic!("no {selector}: {error}\n{}", self.window.source().await.unwrap_or_default()),
        }
    }
}

impl Drop for Chromium {
    fn drop(&mut self) {
        // ends the browsers it started as well
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}

fn start_driver(port: u16) -> Child {
    let driver = Command::new("chromedriver")
        .arg(format!("--port={port}"))
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("chromedriver of the package chromium-driver");
    let patience = Instant::now() + Duration::from_secs(15);
    while TcpStream::connect(("127.0.0.1", port)).is_err() {
        assert!(Instant::now() < patience, "chromedriver does not listen");
        std::thread::sleep(Duration::from_millis(50));
    }
    driver
}
