//! Writing an answer: drafts, news that stop it, who else is there, live pages, forms that outlive a session, keys.

use devcenter::{
    auth::MemberRole,
    id::{InquiryId, SubmissionKey},
    inquiries,
    lang::Lang,
    work::Actor,
};

use crate::support::{
    Browser, Portal,
    browser::Shown,
    world::{Asked, Person, Seller},
};

mod drafts;
mod expired;
mod keys;
mod live;
mod news;

/// Both languages.
const LANGS: [Lang; 2] = [Lang::Ko, Lang::En];

/// A portal, a seller's inquiry, and the agent who writes to it.
struct Desk {
    portal: Portal,
    seller: Seller,
    agent: Person,
    browser: Browser,
    asked: Asked,
}

impl Desk {
    async fn new() -> Desk {
        let portal = Portal::with(&["--session-idle=60days", "--session-max=60days"]).await;
        let seller = portal.seller("moon").await;
        let agent = portal.member(&seller, "jihu", MemberRole::Agent).await;
        let browser = portal.signed_in(&agent).await;
        let asked = portal.asked(&seller, "haneul").await;
        Desk { portal, seller, agent, browser, asked }
    }

    /// Another member of the same seller, signed in.
    async fn colleague(&self, name: &str, role: MemberRole) -> (Person, Browser) {
        let person = self.portal.member(&self.seller, name, role).await;
        let browser = self.portal.signed_in(&person).await;
        (person, browser)
    }

    async fn page(&self) -> Shown {
        self.browser.get(&self.asked.desk_path()).await
    }

    /// The customer writes this.
    async fn customer_writes(&self, inquiry: InquiryId, text: &str) {
        let mut work = self.portal.work(Actor::System).await;
        let (body, key) = (text.parse().unwrap(), SubmissionKey::new());
        inquiries::customer_writes(&mut work, &self.portal.app.rules.current(), inquiry, &body, &[], key)
            .await
            .unwrap();
        work.commit().await.unwrap();
    }
}

/// Switches the browser's pages to a language.
async fn read_in(browser: &Browser, lang: Lang) {
    let page = browser.get("/account").await;
    browser.submit(&page, "/preferences", &[("lang", lang.code())]).await;
}

/// The page as if the button «keep as draft» of its box were the only one.
fn keeping(page: &Shown) -> Shown {
    let mut page = page.clone();
    page.body = page.body.replacen("/replies\" method=\"post\"", "/draft\" method=\"post\"", 1);
    page
}

/// What stands in the box.
fn in_the_box(page: &Shown) -> String {
    page.text("form.reply textarea")
}
