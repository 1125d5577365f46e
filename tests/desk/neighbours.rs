//! Working through a list: previous and next are those of the list that a thread was opened from.

use chrono::Duration;

use super::{LANGS, asked_with, desk, patient_portal, read_in};

#[tokio::test]
async fn one_works_through_a_list_with_next_and_previous() {
    let portal = patient_portal().await;
    let (seller, _, browser) = desk(&portal).await;
    let mut all = Vec::new();
    for n in 0..4 {
        let category =
            if n == 1 { devcenter::inquiries::Category::Other } else { devcenter::inquiries::Category::Refund };
        all.push(asked_with(&portal, &seller, &format!("c{n}"), |form| form.category = category).await);
        portal.pass(Duration::minutes(1)).await;
    }
    let start = browser.get("/inquiries?category=refund").await.attribute("li.row .what a", "href").unwrap();
    for lang in LANGS {
        read_in(&browser, lang).await;
        let first = browser.get(&start).await;
        assert!(first.path.starts_with(&all[0].desk_path()), "{}", first.path);
        let next = browser.get(&first.attribute("a[rel=next]", "href").unwrap()).await;
        assert!(next.path.starts_with(&all[2].desk_path()), "the second is of another category: {}", next.path);
        let back = browser.get(&next.attribute("a[rel=prev]", "href").unwrap()).await;
        assert_eq!(back.path, first.path);
        let before = browser.get(&back.attribute("a[rel=prev]", "href").unwrap()).await;
        assert_eq!(before.path, "/inquiries?category=refund");
        assert!(before.words().contains(&*lang.list_ends()), "{}", before.words());
    }
    let page = browser.get(&start).await;
    let answered = browser.submit(&page, "/replies", &[("body", "답변입니다")]).await;
    let next = browser.get(&answered.attribute("a[rel=next]", "href").unwrap()).await;
    assert!(next.path.starts_with(&all[2].desk_path()), "after an answer the list goes on: {}", next.path);
    assert!(!browser.get(&all[0].desk_path()).await.has("a[rel=next]"), "by itself it has no neighbours");
    let closed = browser.get(&format!("{}/neighbour?to=next&list=state%3Dclosed", all[0].desk_path())).await;
    assert_eq!(closed.path, "/inquiries?state=closed");
}
