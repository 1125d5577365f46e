//! What came in through the store's own Contact Us: entered, forwarded, closed.

mod closing;
mod entering;
mod forwarding;
mod lists;
mod race;

use chrono::Duration;
use devcenter::{
    auth::StaffRole,
    contact_us::{self, NewEntry, Way},
    customers::NewCustomer,
    files::{FileName, MediaType},
    id::SubmissionKey,
    inquiries::{Category, NewFile, PurchaseClaim},
    lang::Lang,
    public_no::PublicNo,
    work::Actor,
};

use crate::support::{
    Browser, Portal,
    world::{Person, Seller},
};

/// What a customer wrote to the store two hours ago.
fn entry_of(portal: &Portal, seller: &Seller, customer: &str) -> NewEntry {
    NewEntry {
        seller: seller.id,
        app: seller.app,
        customer: NewCustomer {
            email: format!("{customer}@mail.example").parse().unwrap(),
            name: customer.parse().unwrap(),
            lang: Lang::Ko,
            zone: "Asia/Seoul".into(),
        },
        way: Way::Phone,
        arrived_at: portal.now() - Duration::hours(2),
        category: Category::Other,
        subject: "별자리 정원을 샀는데 들어오지 않았어요".parse().unwrap(),
        body: "구매 복원을 세 번 해 봤지만 그대로입니다.".parse().unwrap(),
        purchase: PurchaseClaim::default(),
        app_version: None,
        device: None,
        files: Vec::new(),
    }
}

/// An entry with a file, and the file's key.
pub async fn entry_with_file(portal: &Portal, seller: &Seller) -> (PublicNo, String) {
    let by = portal.staff("entering", StaffRole::Agent).await;
    let bytes = "편지를 옮겨 적은 것".as_bytes();
    let media_type = MediaType::of(bytes, bytes.len()).unwrap();
    let file = NewFile { name: FileName::of("letter.txt", media_type), media_type, bytes: bytes.to_vec().into() };
    let new = NewEntry { files: vec![file], ..entry_of(portal, seller, "letters") };
    let no = enter(portal, &by, &new).await;
    (no, portal.ask::<String>("select file_id::text from contact_us_files").await)
}

async fn enter(portal: &Portal, by: &Person, new: &NewEntry) -> PublicNo {
    let mut work = portal.work(Actor::Staff(by.id)).await;
    let no = contact_us::enter(&mut work, SubmissionKey::new(), &[], new).await.unwrap().unwrap();
    work.commit().await.unwrap();
    no
}

fn path(no: &PublicNo) -> String {
    format!("/contact-us/{}", no.as_str())
}

/// A portal in which something waits to be forwarded.
struct Store {
    portal: Portal,
    seller: Seller,
    sora: Person,
    no: PublicNo,
}

impl Store {
    async fn open() -> Store {
        Store::with(|new| new).await
    }

    async fn with(change: impl FnOnce(NewEntry) -> NewEntry) -> Store {
        let portal = Portal::start().await;
        let seller = portal.seller("moon").await;
        let sora = portal.staff("sora", StaffRole::Agent).await;
        let no = enter(&portal, &sora, &change(entry_of(&portal, &seller, "haneul"))).await;
        Store { portal, seller, sora, no }
    }

    async fn browser(&self) -> Browser {
        self.portal.signed_in(&self.sora).await
    }
}
