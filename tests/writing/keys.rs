//! Keys: listed on a page, switched off for the account, in every browser.

use super::{Desk, LANGS, read_in};

#[tokio::test]
async fn keys_are_listed_and_can_be_switched_off_for_all_browsers_of_a_person() {
    let desk = Desk::new().await;
    let other = desk.portal.signed_in(&desk.agent).await;
    for lang in LANGS {
        read_in(&desk.browser, lang).await;
        assert!(desk.page().await.has("[data-keys]"));
        let page = desk.browser.get("/account/shortcuts").await;
        assert!(page.words().contains(&*lang.shortcuts_are_on()) && page.words().contains(&*lang.key_send()));
        let off = desk.browser.submit(&page, "/account/shortcuts", &[("on", "no")]).await;
        assert!(off.words().contains(&*lang.shortcuts_are_off()), "{}", off.words());
        assert!(!other.get(&desk.asked.desk_path()).await.has("[data-keys]"), "off in the other browser too");
        desk.browser.submit(&off, "/account/shortcuts", &[("on", "yes")]).await;
    }
}
