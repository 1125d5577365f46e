//! What the demo promises.

mod program;

use chrono::{DateTime, Duration, Utc};
use devcenter::{
    demo::{self, OPERATIONS, PASSWORD, SELLERS},
    storefront::app_path,
};

use crate::support::Portal;

/// A portal with the demo's data, and when its next inquiries fall due.
async fn demo() -> (Portal, Vec<DateTime<Utc>>) {
    let portal = Portal::start().await;
    let due = demo::prepare(&portal.app).await.unwrap();
    (portal, due)
}

async fn kinds(portal: &Portal, sql: &'static str) -> Vec<String> {
    sqlx::query_scalar(sql).fetch_all(&portal.app.db).await.unwrap()
}

/// Where somebody lands who signs in with what the demo prints.
async fn landing(portal: &Portal, email: &str) -> String {
    let browser = portal.browser();
    let page = browser.get("/sign-in").await;
    browser.submit(&page, "/sign-in", &[("email", email), ("password", PASSWORD)]).await.path
}

#[tokio::test]
async fn whoever_is_printed_signs_in() {
    let (portal, _) = demo().await;
    for person in SELLERS.iter().flat_map(|seller| seller.people) {
        assert_eq!(landing(&portal, person.email).await, "/home", "{}", person.email);
    }
    for person in OPERATIONS {
        assert_ne!(landing(&portal, person.email).await, "/sign-in", "{}", person.email);
    }
    let anybody = portal.browser();
    for app in SELLERS.iter().flat_map(|seller| &seller.apps) {
        assert!(anybody.get(&app_path(app.client_id)).await.status.is_success(), "{}", app.client_id);
    }
}

#[tokio::test]
async fn everything_that_can_become_of_an_inquiry_can_be_seen() {
    let (portal, _) = demo().await;
    let states = kinds(
        &portal,
        "select distinct state::text || coalesce(' ' || close_reason::text, '') from inquiries order by 1",
    )
    .await;
    assert_eq!(
        states,
        [
            "answered",
            "awaiting_developer",
            "closed canceled",
            "closed merged",
            "closed quiet",
            "closed solved",
            "closed withdrawn",
            "escalated",
            "unconfirmed"
        ]
    );
    let cases = kinds(&portal, "select distinct state::text from cancellations order by 1").await;
    assert_eq!(
        cases,
        [
            "confirmed",
            "declined",
            "failed",
            "in_review",
            "needs_information",
            "open",
            "pending_at_store",
            "returned",
            "withdrawn"
        ]
    );
    for (what, sql) in [
        (
            "unanswered, calm",
            "select count(*) from inquiries where reply_due_at - $1 > '24h' and state = 'awaiting_developer'",
        ),
        (
            "unanswered, soon",
            "select count(*) from inquiries where reply_due_at - $1 between '4h' and '24h' and state = 'awaiting_developer'",
        ),
        (
            "unanswered, urgent",
            "select count(*) from inquiries where reply_due_at - $1 < '4h' and state = 'awaiting_developer'",
        ),
        ("files", "select count(*) from attachments where $1::timestamptz is not null"),
        ("answers that came late", "select count(*) from messages where late and sent_at < $1"),
        (
            "answers whose mail failed",
            "select count(*) from deliveries where kind = 'answer' and state = 'failed' and ended_at < $1",
        ),
        (
            "long threads",
            "select count(*) from (select from messages where sent_at < $1 group by inquiry_id having count(*) > 3) as long",
        ),
        ("beginnings of answers", "select count(*) from drafts where saved_at < $1"),
        ("colleagues called in a note", "select count(*) from deliveries where kind = 'mentioned' and ended_at < $1"),
        ("merged inquiries", "select count(*) from merges where merged_at < $1 and unmerged_at is null"),
        ("tags", "select count(*) from inquiry_tags where $1::timestamptz is not null"),
        (
            "invitations without an answer",
            "select count(*) from invitations where expires_at > $1 and accepted_at is null",
        ),
        ("saved replies", "select count(*) from saved_replies where changed_at <= $1"),
        ("English inquiries", "select count(*) from inquiries where lang = 'en' and created_at < $1"),
    ] {
        let found: i64 = sqlx::query_scalar(sql).bind(portal.now()).fetch_one(&portal.app.db).await.unwrap();
        assert!(found > 0, "no {what}");
    }
}

#[tokio::test]
async fn the_past_is_whole_nothing_in_it_is_still_to_be_done_and_nothing_lies_ahead() {
    let (portal, _) = demo().await;
    for (what, sql) in [
        (
            "events out of order",
            "select count(*) from events a join events b on b.inquiry_id = a.inquiry_id and b.sequence > a.sequence and b.at < a.at where a.at <= $1",
        ),
        ("events of the future", "select count(*) from events where at > $1"),
        ("messages of the future", "select count(*) from messages where sent_at > $1"),
        (
            "deadlines that were missed",
            "select count(*) from deadlines where due_at <= $1 and num_nonnulls(fired_at, cancelled_at, skipped_at) = 0",
        ),
        (
            "reminders that were skipped",
            "select count(*) from deadlines where skipped_at <= $1 and kind <> 'satisfaction_question'",
        ),
        (
            "mails that were never tried",
            "select count(*) from deliveries where state <> 'handed_over' and not (kind = 'answer' and state = 'failed') and created_at <= $1",
        ),
        ("answers that still wait", "select count(*) from pending_replies where release_at <= $1"),
        (
            "escalations at another moment than the due one",
            "select count(*) from cancellations where opened_at <> due_at and opened_at <= $1",
        ),
    ] {
        let found: i64 = sqlx::query_scalar(sql).bind(portal.now()).fetch_one(&portal.app.db).await.unwrap();
        assert_eq!(found, 0, "{what}");
    }
}

#[tokio::test]
async fn inquiries_fall_due_within_minutes_and_each_becomes_exactly_one_case() {
    let (portal, due) = demo().await;
    let minutes: Vec<i64> = due.iter().map(|due| (*due - portal.now()).num_minutes()).collect();
    assert_eq!(minutes, [1, 3, 6]);
    let cases = async || portal.ask::<i64>("select count(*) from cancellations").await;
    let before = cases().await;
    portal.pass(Duration::seconds(59)).await;
    assert_eq!(cases().await, before);
    for (pass, more) in [(1, 1), (120, 2), (180, 3)] {
        portal.pass(Duration::seconds(pass)).await;
        portal.scan().await;
        assert_eq!(cases().await, before + more);
    }
    let mail = portal.mail_to("operations@portal.example").await;
    assert!(mail.subject.contains("막차 지하철"), "{}", mail.subject);
}

#[tokio::test]
async fn a_later_start_adds_nothing_unless_nothing_falls_due_soon() {
    let (portal, due) = demo().await;
    let inquiries = async || portal.ask::<i64>("select count(*) from inquiries").await;
    let before = inquiries().await;
    portal.pass(Duration::minutes(4)).await;
    assert_eq!(demo::prepare(&portal.app).await.unwrap(), due[2..]);
    assert_eq!(inquiries().await, before, "one falls due in two minutes");

    portal.pass(Duration::days(2)).await;
    let due = demo::prepare(&portal.app).await.unwrap();
    assert_eq!(due.len(), 3);
    assert_eq!(inquiries().await, before + 3);
    let told_twice = "select count(*) from (select from inquiries group by subject having count(*) > 1) as twice";
    assert_eq!(portal.ask::<i64>(told_twice).await, 0);
    let people = portal.ask::<i64>("select count(*) from users").await;
    assert_eq!(people, 10);
}

#[tokio::test]
async fn every_mail_can_be_read_as_its_recipient_would() {
    let (portal, _) = demo().await;
    let mails = portal.mails().await;
    assert!(mails.len() > 300, "{}", mails.len());
    for mail in &mails {
        for text in [&mail.subject, &mail.text, &mail.html] {
            assert!(!text.trim().is_empty() && !text.contains(['{', '}']) || text == &mail.html, "{}", mail.raw);
        }
        assert!(mail.html.contains("</html>") && mail.text.contains("http://"), "{}", mail.raw);
    }
    let answer = portal.mail_to("maria.lopez@inbox.example").await;
    assert!(answer.text.contains("uses the letters of the device"), "{}", answer.text);
    let browser = portal.browser();
    let shown = browser.get("/mailbox?to=maria.lopez%40inbox.example").await;
    assert!(shown.words().contains("maria.lopez@inbox.example"));
}
