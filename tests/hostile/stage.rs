//! A portal with everything in it, and browsers of everybody who uses it.

use chrono::Duration;
use devcenter::{
    auth::{self, MemberRole, Side, StaffRole},
    customers::{ask_code, confirmation_token, questions_mark},
    files::{FileName, MediaType},
    id::{ConfirmationId, InvitationId, SubmissionKey, SupportChangeId},
    inquiries::{
        self, NewFile,
        bulk::{self, BulkKind},
        tags::{self, TagColour, WhichTag},
    },
    public_no::PublicNo,
    team::{invitation_token, support_token},
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
    member: String,
    invitation: InvitationId,
    tag: String,
    run: String,
    reset: String,
    change: String,
    saved_reply: String,
    contact: String,
    /// What waits to be forwarded, and its file.
    entry: (PublicNo, String),
}

/// Nobody is slowed down: the limits have tests of their own.
const LIMITLESS: [&str; 8] = [
    "--contact-per-email=100000",
    "--contact-per-ip=100000",
    "--sign-in-tries=100000",
    "--sign-in-tries-per-account=100000",
    "--sign-in-tries-per-ip=100000",
    "--session-idle=60days",
    "--session-max=60days",
    "--step-up-time=60days",
];

impl Stage {
    pub async fn set() -> Stage {
        Stage::with(&[]).await
    }

    /// With settings.
    pub async fn with(flags: &[&str]) -> Stage {
        let portal = Portal::with(&[&LIMITLESS, flags].concat()).await;
        // streams answer once and end
        portal.app.live.close();
        let seller = portal.seller("moon").await;
        let agent = portal.member(&seller, "jihu", MemberRole::Manager).await;
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
        let (reset, change) = mailed_links(&portal).await;
        let mut browsers = vec![("customer", portal.browser())];
        // the tests' browser has no HTTPS, and cookies of HTTPS go nowhere else
        if portal.app.config.public_url().as_str().starts_with("http:") {
            browsers.push(("agent", sign_in(&portal, &agent).await));
            browsers.push(("lead", sign_in(&portal, &lead).await));
        }
        let saved_reply = portal.saved_reply(&seller, "1", "{{customer}}").await.to_string();
        let contact = waiting_contact(&portal, &seller, &agent).await;
        let invitation = crate::team::invited(&portal, &seller, "guest@mail.example", MemberRole::Agent).await;
        let (file, delivery, tag, run) = (String::new(), String::new(), String::new(), String::new());
        let member = agent.id.to_string();
        let entry = crate::operations::contact_us::entry_with_file(&portal, &seller).await;
        let mut stage = Stage {
            portal,
            seller,
            asked,
            browsers,
            case,
            file,
            delivery,
            confirmation,
            code_page,
            member,
            invitation,
            tag,
            run,
            reset,
            change,
            saved_reply,
            contact,
            entry,
        };
        stage.fill().await;
        stage.tag_and_assign(&agent).await;
        stage
    }

    /// A file in the thread, and mail.
    async fn fill(&mut self) {
        let mut work = self.portal.work(Actor::System).await;
        let (body, key) = ("더 적습니다".parse().unwrap(), SubmissionKey::new());
        let name = FileName::of("note.txt", MediaType::Text);
        let note = NewFile { name, media_type: MediaType::Text, bytes: "a note".into() };
        let rules = &self.portal.app.rules.current();
        inquiries::customer_writes(&mut work, rules, self.asked.id, &body, &[note], key).await.unwrap();
        work.commit().await.unwrap();
        self.portal.deliver().await;
        self.file = self.portal.ask("select attachment_id::text from attachments").await;
        self.delivery =
            self.portal.ask("select delivery_id::text from deliveries where rendered is not null limit 1").await;
    }

    /// A tag, and a run of something done to many.
    async fn tag_and_assign(&mut self, agent: &Person) {
        let mut work = self.portal.work(Actor::Member(agent.id)).await;
        let (nos, key) = ([self.asked.no.clone()], SubmissionKey::new());
        let named = WhichTag::Named("3.4.1".parse().unwrap(), TagColour::Red);
        tags::put_on(&mut work, &nos, &named).await.unwrap().unwrap();
        let given = inquiries::assign(&mut work, &nos, Some(agent.id)).await.unwrap().unwrap();
        bulk::record(&mut work, key, BulkKind::Assign, &given).await.unwrap();
        work.commit().await.unwrap();
        self.tag = self.portal.ask("select tag_id::text from tags").await;
        self.run = key.to_string();
    }

    /// A route's path with its parameters filled in.
    pub fn path(&self, route: &str) -> String {
        let no = match route {
            case if case.starts_with("/cases") => self.case.as_str(),
            entry if entry.starts_with("/contact-us") => self.entry.0.as_str(),
            _ => self.asked.no.as_str(),
        };
        let path = route
            .replace("/i/{token}", &self.asked.customer_path(&self.portal))
            .replace("/confirm/{token}", &format!("/confirm/{}", self.confirmation))
            .replace("/my/code/{token}", &format!("/my/code/{}", self.code_page))
            .replace(
                "/invitations/{token}",
                &format!("/invitations/{}", invitation_token(&self.portal.app.secret, self.invitation).reveal()),
            )
            .replace("{mark}", &questions_mark(&self.portal.app.secret, self.asked.id))
            .replace("{invitation}", &self.invitation.to_string())
            .replace("{user}", &self.member)
            .replace("/reset-password/{token}", &format!("/reset-password/{}", self.reset))
            .replace("/address-change/{token}", &format!("/address-change/{}", self.change))
            .replace("/support-contact/{token}", &format!("/support-contact/{}", self.contact))
            .replace("{seller_no}", "S-moon")
            .replace("{app_id}", &self.seller.app.to_string())
            .replace("{what}", "renew")
            .replace("{side}", "seller")
            .replace("{client_id}", &self.seller.client_id)
            .replace("{no}", no)
            .replace("{entry_file}", &self.entry.1)
            .replace("{attachment_id}", &self.file)
            .replace("{attachment}", &self.file)
            .replace("{delivery_id}", &self.delivery)
            .replace("{tag}", &self.tag)
            .replace("{run}", &self.run)
            .replace("{saved_reply}", &self.saved_reply);
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
            "drafts",
            "attachments",
            "customers",
            "confirmations",
            "cancellations",
            "deliveries",
            "events",
            "users",
            "password_resets",
            "address_changes",
            "second_factors",
            "recovery_codes",
            "half_sign_ins",
            "sessions",
            "memberships",
            "invitations",
            "team_events",
            "apps",
            "support_changes",
            "submissions",
            "inquiry_links",
            "sent_forms",
            "satisfactions",
            "customer_codes",
            "customer_sessions",
            "tags",
            "inquiry_tags",
            "bulk_runs",
            "bulk_items",
            "notes",
            "note_mentions",
            "saved_replies",
            "merges",
        ] {
            let sql = format!("select count(*) || ':' || coalesce(sum(hashtext(t::text)), 0) from {table} t");
            let sum: String =
                sqlx::query_scalar(sqlx::AssertSqlSafe(sql)).fetch_one(&self.portal.app.db).await.unwrap();
            all += &format!("{table} {sum}\n");
        }
        all
    }
}

/// Links that set a password and agree to another address: of somebody who does nothing else.
async fn mailed_links(portal: &Portal) -> (String, String) {
    let person = portal.person("nari").await;
    let mut work = portal.work(Actor::System).await;
    let secret = &portal.app.secret;
    auth::ask_reset(&mut work, secret, &person.email.parse().unwrap()).await.unwrap();
    auth::ask_change(&mut work, secret, person.id, &"nari.new@people.example".parse().unwrap()).await.unwrap().unwrap();
    work.commit().await.unwrap();
    let reset = auth::reset_token(secret, portal.ask("select password_reset_id from password_resets").await);
    let change = portal.ask("select address_change_id from address_changes").await;
    let change = auth::change_token(secret, change, Side::Old);
    (reset.reveal().to_owned(), change.reveal().to_owned())
}

/// The link to a support contact that has not agreed yet, for as long as the tests turn the clock.
async fn waiting_contact(portal: &Portal, seller: &Seller, asked_by: &Person) -> String {
    let change = SupportChangeId::new();
    let token = support_token(&portal.app.secret, change);
    let sql = "insert into support_changes (support_change_id, app_id, new_email, token_hash, asked_by, created_at, expires_at)
               values ($1, $2, 'new.help@moon.example', $3, $4, $5, $5 + interval '60 days')";
    let insert = sqlx::query(sql).bind(change).bind(seller.app).bind(token.hash()).bind(asked_by.id).bind(portal.now());
    insert.execute(&portal.app.db).await.unwrap();
    token.reveal().to_owned()
}

/// Signs in without asking where that leads.
async fn sign_in(portal: &Portal, person: &Person) -> Browser {
    let browser = portal.browser();
    let page = browser.get("/sign-in").await;
    browser.submit(&page, "/sign-in", &[("email", &person.email), ("password", PASSWORD)]).await;
    assert_eq!(browser.get("/account").await.path, "/account");
    browser
}
