//! Turning pages of the list: forth and back, nothing missing, nothing twice.

use std::collections::BTreeSet;

use chrono::Duration;
use devcenter::lang::Lang;

use super::{desk, patient_portal};
use crate::support::{Browser, Portal, browser::Shown, world::Seller};

/// More than two pages.
const MANY: usize = 60;

/// Inquiries that are all due at the same moment, for one press confirmed them all.
async fn due_together(portal: &Portal, seller: &Seller) {
    let form = portal.form_of(seller, "haneul");
    for _ in 1..MANY {
        portal.file(&form).await;
    }
    portal.asked_with(&form).await;
    let moments = "select count(distinct reply_due_at) from inquiries";
    assert_eq!(portal.ask::<i64>(moments).await, 1);
}

fn rows(page: &Shown) -> Vec<String> {
    let document = scraper::Html::parse_document(&page.body);
    let links = scraper::Selector::parse("li.row .what a").unwrap();
    document.select(&links).map(|link| link.attr("href").unwrap().to_owned()).collect()
}

/// The pages from here on in a direction, `next` or `prev`.
async fn turned(browser: &Browser, from: Shown, way: &str) -> Vec<Shown> {
    let mut pages = vec![from];
    while let Some(path) = pages.last().unwrap().attribute(&format!(".pager a[rel={way}]"), "href") {
        assert!(pages.len() < 10, "pages without end");
        pages.push(browser.get(&path).await);
    }
    pages
}

async fn walk(browser: &Browser, list: &str) {
    let first = browser.get(list).await;
    assert!(!first.has(".pager a[rel=prev]"), "nothing is before the first page of {list}");
    let forth = turned(browser, first, "next").await;
    let pages: Vec<Vec<String>> = forth.iter().map(rows).collect();
    assert_eq!(pages.iter().map(Vec::len).collect::<Vec<_>>(), [25, 25, 10], "{list}");
    assert_eq!(pages.concat().iter().collect::<BTreeSet<_>>().len(), MANY, "none missing, none twice: {list}");
    let back = turned(browser, forth.last().unwrap().clone(), "prev").await;
    let pages_back: Vec<Vec<String>> = back.iter().rev().map(rows).collect();
    assert_eq!(pages_back, pages, "{list}");
}

#[tokio::test]
async fn every_list_is_walked_forth_and_back_without_gaps_or_repeats() {
    let portal = patient_portal().await;
    let (seller, _, browser) = desk(&portal).await;
    due_together(&portal, &seller).await;
    walk(&browser, "/inquiries").await;
    walk(&browser, "/inquiries?category=refund").await;
    portal.pass(Duration::hours(60)).await;
    walk(&browser, "/inquiries?due=24h").await;
    portal.pass(Duration::hours(12)).await;
    walk(&browser, "/inquiries?state=escalated").await;
    for (state, sql) in [
        ("answered", "update inquiries set state = 'answered'"),
        ("closed", "update inquiries set state = 'closed', close_reason = 'solved', closed_at = now()"),
    ] {
        sqlx::query(sql).execute(&portal.app.db).await.unwrap();
        walk(&browser, &format!("/inquiries?state={state}")).await;
    }
}

#[tokio::test]
async fn a_page_whose_inquiries_are_gone_shows_what_there_is() {
    let portal = patient_portal().await;
    let (seller, _, browser) = desk(&portal).await;
    due_together(&portal, &seller).await;
    let first = browser.get("/inquiries").await;
    let next = first.attribute(".pager a[rel=next]", "href").unwrap();
    let second = browser.get(&next).await;
    let prev = second.attribute(".pager a[rel=prev]", "href").unwrap();
    // colleagues answer everything but what stood on one of the pages
    for (kept, turned) in [(&first, next), (&second, prev)] {
        let numbers: Vec<String> = rows(kept).iter().map(|path| path[11..20].to_owned()).collect();
        let sql = "update inquiries set state = case when public_no = any($1) then 'awaiting_developer' else 'answered' end::inquiry_state";
        sqlx::query(sql).bind(&numbers).execute(&portal.app.db).await.unwrap();
        let page = browser.get(&turned).await;
        assert_eq!(rows(&page), rows(kept), "25 inquiries wait, whatever page was asked for");
        assert!(!page.words().contains(&*Lang::Ko.all_answered()));
    }
}
