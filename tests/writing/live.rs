//! Open pages: told what is new, who else is there, and that it is over.

use std::time::Duration;

use devcenter::{auth::MemberRole, live};
use reqwest::{Method, Response, StatusCode};

use super::Desk;
use crate::support::{Browser, Portal};

/// A stream, as a browser's EventSource reads it.
struct Stream {
    response: Response,
    text: String,
}

impl Stream {
    async fn open(browser: &Browser, path: &str, last: Option<&str>) -> Stream {
        let request = browser.request(Method::GET, path).header("accept", "text/event-stream");
        let request = last.into_iter().fold(request, |request, last| request.header("last-event-id", last));
        let response = request.send().await.unwrap();
        assert_eq!(response.status(), StatusCode::OK);
        assert_eq!(response.headers()["content-type"], "text/event-stream");
        Stream { response, text: String::new() }
    }

    /// Reads until it has told this; false when it ends before.
    async fn tells(&mut self, what: &str) -> bool {
        let reading = async {
            while !self.text.contains(what) {
                match self.response.chunk().await {
                    Ok(Some(bytes)) => self.text.push_str(&String::from_utf8_lossy(&bytes)),
                    _ => return false,
                }
            }
            self.text = self.text.split_once(what).unwrap().1.to_owned();
            true
        };
        tokio::time::timeout(Duration::from_secs(5), reading).await.unwrap_or_else(|_| panic!("{what} is not told"))
    }

    /// Whether nothing comes for a while.
    async fn is_quiet(&mut self) -> bool {
        tokio::time::timeout(Duration::from_millis(300), self.response.chunk()).await.is_err()
    }
}

async fn look(portal: &Portal) {
    let app = &portal.app;
    live::look(&app.db, &app.live, app.clock.now(), app.session_idle()).await.unwrap();
}

fn live_path(desk: &Desk, version: &str) -> String {
    format!("{}/live?version={version}", desk.asked.desk_path())
}

#[tokio::test]
async fn an_open_thread_is_told_of_news_and_of_nothing_else() {
    let desk = Desk::new().await;
    let version = desk.page().await.attribute("#thread", "data-version").unwrap();
    let mut stream = Stream::open(&desk.browser, &live_path(&desk, &version), None).await;
    assert!(stream.tells("retry:").await);
    look(&desk.portal).await;
    assert!(stream.tells("event: others").await);
    stream.response.chunk().await.unwrap();
    look(&desk.portal).await;
    assert!(stream.is_quiet().await, "nothing happened");
    desk.customer_writes(desk.asked.id, "아직도 안 돼요").await;
    look(&desk.portal).await;
    assert!(stream.tells("event: changed").await);
    // an answer that waits, and its mail, are seen too
    for step in ["answer", "release", "mail"] {
        match step {
            "answer" => drop(desk.portal.answer(&desk.asked, &desk.agent).await.unwrap()),
            "release" => desk.portal.pass(chrono::Duration::seconds(10)).await,
            _ => drop(desk.portal.deliver().await),
        }
        look(&desk.portal).await;
        assert!(stream.tells("event: changed").await, "{step}");
    }
}

#[tokio::test]
async fn a_browser_that_comes_back_hears_what_it_missed() {
    let desk = Desk::new().await;
    let version = desk.page().await.attribute("#thread", "data-version").unwrap();
    desk.customer_writes(desk.asked.id, "아직도 안 돼요").await;
    let mut stream = Stream::open(&desk.browser, &live_path(&desk, ""), Some(&version)).await;
    assert!(stream.tells("event: changed").await);
}

#[tokio::test]
async fn who_looks_and_who_writes_is_seen_for_a_while_also_without_script() {
    let desk = Desk::new().await;
    let (_, mina) = desk.colleague("mina", MemberRole::Agent).await;
    assert!(!desk.page().await.text("#presence").contains("mina"));
    let mut own = Stream::open(&desk.browser, &live_path(&desk, ""), None).await;
    let stream = Stream::open(&mina, &live_path(&desk, ""), None).await;
    look(&desk.portal).await;
    assert!(own.tells("mina 님이 함께 보고 있습니다.").await);
    let page = desk.page().await;
    assert_eq!(page.text("#presence"), "mina 님이 함께 보고 있습니다.", "and nothing of oneself");
    let theirs = mina.get(&desk.asked.desk_path()).await;
    mina.submit(&super::keeping(&theirs), "/draft", &[("body", "쓰는 중")]).await;
    look(&desk.portal).await;
    assert!(own.tells("mina 님이 답변을 쓰고 있습니다.").await);
    drop(stream);
    desk.portal.app.clock.advance(chrono::Duration::seconds(31));
    look(&desk.portal).await;
    assert_eq!(desk.page().await.text("#presence"), "", "gone some time after the tab was closed");
}

#[tokio::test]
async fn an_open_list_is_told_when_its_rows_change() {
    let desk = Desk::new().await;
    let mut stream = Stream::open(&desk.browser, "/inquiries/live", None).await;
    look(&desk.portal).await;
    assert!(stream.tells("event: known").await);
    desk.portal.asked(&desk.seller, "bora").await;
    look(&desk.portal).await;
    assert!(stream.tells("event: changed").await);
    let sun = desk.portal.seller("sun").await;
    desk.portal.asked(&sun, "dami").await;
    stream.response.chunk().await.unwrap();
    look(&desk.portal).await;
    assert!(stream.is_quiet().await, "another seller's inquiry is no news here");
}

#[tokio::test]
async fn who_loses_the_role_or_the_session_loses_the_stream() {
    let desk = Desk::new().await;
    let (mina, browser) = desk.colleague("mina", MemberRole::Agent).await;
    let mut hers = Stream::open(&browser, &live_path(&desk, ""), None).await;
    let mut list = Stream::open(&desk.browser, "/inquiries/live", None).await;
    let sql = "delete from memberships where user_id = $1";
    sqlx::query(sql).bind(mina.id).execute(&desk.portal.app.db).await.unwrap();
    look(&desk.portal).await;
    assert!(hers.tells("event: over").await);
    while hers.response.chunk().await.unwrap().is_some() {}
    assert_eq!(desk.portal.app.live.len(), 1);
    desk.portal.app.live.close();
    assert!(list.tells("event: over").await, "all end when the program stops");
}
