//! A portal with everything in it, and browsers of everybody who uses it.

use chrono::Duration;
use devcenter::{
    auth::{MemberRole, StaffRole},
    customers::{ask_code, confirmation_token},
    files::{FileName, MediaType},
    id::{ConfirmationId, SubmissionKey},
    inquiries::{self, NewFile},
    work::Actor,
};
use reqwest::Method;

use crate::support::{
    Browser, Portal,
    browser::Shown,
    world::{Asked, PASSWORD, Person, Seller},
};

/// Everything that routes are about, and who looks at it.
pub struct Stage {
    pub portal: Portal,
    pub seller: Seller,
    pub asked: Asked,
    pub browsers: Vec<(&'static str, Browser)>,
    case: String,
    file: String,
    delivery: String,
    confirmation: String,
    code_page: String,
}

/// Nobody is slowed down: the limits have tests of their own.
const LIMITLESS: [&str; 7] = [
    "--contact-per-email=100000",
    "--contact-per-ip=100000",
    "--sign-in-tries=100000",
    "--sign-in-tries-per-account=100000",
    "--sign-in-tries-per-ip=100000",
    "--session-idle=60days",
    "--session-max=60days",
];

impl Stage {
    pub async fn set() -> Stage {
        Stage::with(&[]).await
    }

    /// With settings.
    pub async fn with(flags: &[&str]) -> Stage {
        let portal = Portal::with(&[&LIMITLESS, flags].concat()).await;
        let seller = portal.seller("moon").await;
        let agent = portal.member(&seller, "jihu", MemberRole::Agent).await;
        let lead = portal.staff("iden", StaffRole::Lead).await;
        let escalated = portal.asked(&seller, "first").await;
        portal.pass(Duration::hours(72)).await;
        let case = portal.case_of(&escalated).await.unwrap().to_string();
        let asked = portal.asked(&seller, "haneul").await;
        let form = portal.form_of(&seller, "unconfirmed");
        portal.file(&form).await;
        let sql = "select confirmation_id from confirmations where used_at is null limit 1";
        let confirmation: ConfirmationId = portal.ask(sql).await;
        let confirmation = confirmation_token(&portal.app.secret, confirmation).reveal().to_owned();
        let mut work = portal.work(Actor::System).await;
        let email = "haneul@mail.example".parse().unwrap();
        let code_page = ask_code(&mut work, &email).await.unwrap().reveal().to_owned();
        work.commit().await.unwrap();
        let mut browsers = vec![("customer", portal.browser())];
        // the tests' browser has no HTTPS, and cookies of HTTPS go nowhere else
        if portal.app.config.public_url().as_str().starts_with("http:") {
            browsers.push(("agent", sign_in(&portal, &agent).await));
            browsers.push(("lead", sign_in(&portal, &lead).await));
        }
        let mut stage = Stage {
            portal,
            seller,
            asked,
            browsers,
            case,
            file: String::new(),
            delivery: String::new(),
            confirmation,
            code_page,
        };
        stage.fill().await;
        stage
    }

    /// A file in the thread, and mail.
    async fn fill(&mut self) {
        let mut work = self.portal.work(Actor::System).await;
        let (body, key) = ("더 적습니다".parse().unwrap(), SubmissionKey::new());
        let name = FileName::of("note.txt", MediaType::Text);
        let note = NewFile { name, media_type: MediaType::Text, bytes: "a note".into() };
        let rules = &self.portal.app.rules;
        inquiries::customer_writes(&mut work, rules, self.asked.id, &body, &[note], key).await.unwrap();
        work.commit().await.unwrap();
        self.portal.deliver().await;
        self.file = self.portal.ask("select attachment_id::text from attachments").await;
        self.delivery =
            self.portal.ask("select delivery_id::text from deliveries where rendered is not null limit 1").await;
    }

    /// A route's path with its parameters filled in.
    pub fn path(&self, route: &str) -> String {
        let no = if route.starts_with("/cases") { self.case.as_str() } else { self.asked.no.as_str() };
        let path = route
            .replace("/i/{token}", &self.asked.customer_path(&self.portal))
            .replace("/confirm/{token}", &format!("/confirm/{}", self.confirmation))
            .replace("/my/code/{token}", &format!("/my/code/{}", self.code_page))
            .replace("{client_id}", &self.seller.client_id)
            .replace("{no}", no)
            .replace("{attachment_id}", &self.file)
            .replace("{attachment}", &self.file)
            .replace("{delivery_id}", &self.delivery);
        assert!(!path.contains('{'), "no value is known for {path}");
        path
    }

    /// The paths of the register that are read, or those that change.
    pub fn paths(&self, method: &Method) -> Vec<String> {
        let routes = devcenter::routes();
        let entries = routes.entries().iter().filter(|entry| entry.method == *method);
        entries.map(|entry| self.path(entry.path)).collect()
    }

    /// Every page as everybody sees it, each with who.
    pub async fn pages(&self) -> Vec<(&'static str, Shown)> {
        let mut pages = Vec::new();
        for path in self.paths(&Method::GET) {
            for (who, browser) in &self.browsers {
                pages.push((*who, browser.get(&path).await));
            }
        }
        pages
    }

    /// A number that is another as soon as anything is stored, changed or deleted.
    pub async fn fingerprint(&self) -> String {
        let mut all = String::new();
        for table in [
            "inquiries",
            "messages",
            "pending_replies",
            "attachments",
            "customers",
            "confirmations",
            "cancellations",
            "deliveries",
            "events",
            "users",
            "sessions",
            "memberships",
            "submissions",
            "inquiry_links",
            "sent_forms",
            "satisfactions",
            "customer_codes",
            "customer_sessions",
        ] {
            let sql = format!("select count(*) || ':' || coalesce(sum(hashtext(t::text)), 0) from {table} t");
            let sum: String =
                sqlx::query_scalar(sqlx::AssertSqlSafe(sql)).fetch_one(&self.portal.app.db).await.unwrap();
            all += &format!("{table} {sum}\n");
        }
        all
    }
}

/// Signs in without asking where that leads.
async fn sign_in(portal: &Portal, person: &Person) -> Browser {
    let browser = portal.browser();
    let page = browser.get("/sign-in").await;
    browser.submit(&page, "/sign-in", &[("email", &person.email), ("password", PASSWORD)]).await;
    assert_eq!(browser.get("/account").await.path, "/account");
    browser
}
