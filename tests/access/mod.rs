//! Every route of the registry × every kind of viewer. A route that the table does not name fails.

use std::collections::BTreeMap;

use chrono::Duration;
use devcenter::{
    auth::{MemberRole, StaffRole},
    inquiries::exchange::CaseSide,
    public_no::PublicNo,
};
use reqwest::{Method, StatusCode, header};

use crate::support::{
    Browser, Portal,
    browser::File,
    world::{Asked, Person, Seller},
};

mod table;

use table::{TABLE, VIEWERS};

/// What a viewer gets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Answer {
    /// The page, the change, or words about the form.
    Served,
    /// The way to the sign-in page.
    SignIn,
    /// «You may not.»
    Forbidden,
    /// «There is no such thing.»
    NotFound,
}

impl Answer {
    fn of_code(code: char) -> Answer {
        match code {
            '+' => Answer::Served,
            's' => Answer::SignIn,
            '3' => Answer::Forbidden,
            '4' => Answer::NotFound,
            other => panic!("no answer is called {other}"),
        }
    }
}

/// What the routes of the table are asked about: all of one seller, escalated, with a file.
struct World {
    portal: Portal,
    seller: Seller,
    asked: Asked,
    case: PublicNo,
    file: String,
    colleague: Person,
    invitation: String,
    saved_reply: String,
    entry: PublicNo,
    entry_file: String,
}

impl World {
    async fn new() -> World {
        let portal = Portal::start().await;
        // streams answer once and end
        portal.app.live.close();
        let seller = portal.seller("moon").await;
        let asked = portal.asked(&seller, "haneul").await;
        let customer = portal.browser();
        let path = asked.customer_path(&portal);
        let page = customer.get(&path).await;
        let picture = File { field: "files", name: "화면.txt", bytes: "멈춘 화면".as_bytes().to_vec() };
        let sent = customer.submit_with(&page, "/messages", &[("body", "그림을 붙입니다")], &[picture]).await;
        assert!(sent.status.is_success(), "{}", sent.body);
        portal.pass(Duration::hours(72)).await;
        let case = portal.ask::<PublicNo>("select case_no from cancellations").await;
        let asking = portal.staff("asking", StaffRole::Agent).await;
        portal.take(&case, &asking).await.unwrap();
        portal.write_to(&case, &asking, CaseSide::Seller, "지급 기록을 보내 주세요").await;
        let file = portal.ask::<String>("select attachment_id::text from attachments").await;
        portal.deliver().await;
        let colleague = portal.member(&seller, "colleague", MemberRole::Viewer).await;
        let invitation =
            crate::team::invited(&portal, &seller, "guest@mail.example", MemberRole::Viewer).await.to_string();
        let saved_reply = portal.saved_reply(&seller, "인사", "{{customer}} 님").await.to_string();
        let (entry, entry_file) = crate::operations::contact_us::entry_with_file(&portal, &seller).await;
        World { portal, seller, asked, case, file, colleague, invitation, saved_reply, entry, entry_file }
    }

    /// Browsers in the order of [`VIEWERS`].
    async fn viewers(&self) -> Vec<Browser> {
        let portal = &self.portal;
        let other = portal.seller("sun").await;
        let mut browsers = vec![portal.browser()];
        for (name, role) in [
            ("owner", MemberRole::Owner),
            ("manager", MemberRole::Manager),
            ("agent", MemberRole::Agent),
            ("viewer", MemberRole::Viewer),
        ] {
            let person = portal.member(&self.seller, name, role).await;
            browsers.push(portal.signed_in(&person).await);
        }
        let stranger = portal.member(&other, "stranger", MemberRole::Owner).await;
        browsers.push(portal.signed_in(&stranger).await);
        for (name, role) in [
            ("desk", StaffRole::Agent),
            ("lead", StaffRole::Lead),
            ("auditor", StaffRole::Auditor),
            ("admin", StaffRole::Admin),
        ] {
            let person = portal.staff(name, role).await;
            browsers.push(portal.signed_in(&person).await);
        }
        assert_eq!(browsers.len(), VIEWERS.len());
        browsers
    }

    /// A route's path with its parameters filled in.
    async fn path(&self, route: &str) -> String {
        let inquiry_link = self.asked.customer_path(&self.portal);
        let delivery = self.portal.ask::<String>("select delivery_id::text from deliveries limit 1").await;
        let number = match route {
            case if case.starts_with("/cases") => self.case.as_str(),
            entry if entry.starts_with("/contact-us") => self.entry.as_str(),
            _ => self.asked.no.as_str(),
        };
        route
            .replace("/i/{token}", &inquiry_link)
            .replace("{token}", "AAAAAAAAAAAAAAAAAAAAAA")
            .replace("{seller_no}", "S-moon")
            .replace("{app_id}", &self.seller.app.to_string())
            .replace("{what}", "renew")
            .replace("{side}", "seller")
            .replace("{client_id}", &self.seller.client_id)
            .replace("{no}", number)
            .replace("{user}", &self.colleague.id.to_string())
            .replace("{invitation}", &self.invitation)
            .replace("{entry_file}", &self.entry_file)
            .replace("{attachment_id}", &self.file)
            .replace("{attachment}", &self.file)
            .replace("{delivery_id}", &delivery)
            .replace("{saved_reply}", &self.saved_reply)
    }
}

/// How the paths end whose forms carry files.
const WITH_FILES: [&str; 6] = ["/contact", "/contact-us", "/messages", "/replies", "/replies/saved", "/draft"];

async fn answer(world: &World, browser: &Browser, method: &Method, path: &str) -> Answer {
    let request = browser.request(method.clone(), path);
    let request = if *method == Method::POST {
        // the token of a page that everybody may see; the form itself is empty
        let page = browser.get("/preferences").await;
        let token = page.attribute("input[name=csrf]", "value").expect("a form token");
        let origin = format!("http://{}", world.portal.address);
        let request = request.header(header::ORIGIN, origin);
        match WITH_FILES.iter().any(|end| path.ends_with(end)) {
            true => request.multipart(reqwest::multipart::Form::new().text("csrf", token)),
            false => request.form(&[("csrf", token)]),
        }
    } else {
        request
    };
    let shown = browser.shown(request).await;
    match shown.status {
        _ if shown.path.starts_with("/sign-in") && !path.starts_with("/sign-in") => Answer::SignIn,
        StatusCode::UNAUTHORIZED => Answer::SignIn,
        StatusCode::FORBIDDEN => Answer::Forbidden,
        StatusCode::NOT_FOUND => Answer::NotFound,
        status if status.is_server_error() => panic!("{method} {path}: {status}\n{}", shown.body),
        _ => Answer::Served,
    }
}

#[tokio::test]
async fn every_route_answers_every_kind_of_viewer_as_the_table_says() {
    let world = World::new().await;
    let browsers = world.viewers().await;
    let table: BTreeMap<(&str, &str), &str> =
        TABLE.iter().map(|(method, route, codes)| ((*method, *route), *codes)).collect();
    let mut wrong = Vec::new();
    for entry in devcenter::routes().entries() {
        let (method, route) = (entry.method.clone(), entry.path);
        let Some(codes) = table.get(&(method.as_str(), route)) else {
            wrong.push(format!("{method} {route} is not in the table"));
            continue;
        };
        let path = world.path(route).await;
        for ((browser, who), code) in browsers.iter().zip(VIEWERS).zip(codes.chars().filter(|code| *code != ' ')) {
            // who signs out is signed out: the others' sessions live on
            if route == "/sign-out" && code == '+' {
                continue;
            }
            let got = answer(&world, browser, &method, &path).await;
            if got != Answer::of_code(code) {
                wrong.push(format!("{method} {route} as {who}: {got:?}, not {:?}", Answer::of_code(code)));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_table_names_no_route_that_is_gone() {
    let routes = devcenter::routes();
    let known: Vec<(String, &str)> =
        routes.entries().iter().map(|entry| (entry.method.to_string(), entry.path)).collect();
    for (method, route, codes) in TABLE {
        assert!(known.iter().any(|(known, path)| known == method && path == route), "{method} {route} is gone");
        assert_eq!(codes.chars().filter(|code| *code != ' ').count(), VIEWERS.len(), "{method} {route}");
    }
}
