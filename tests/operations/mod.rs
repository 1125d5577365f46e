//! The desk of operations over HTTP: the queue, the case file, decisions and what they lead to.

mod authority;
mod case_file;
pub mod contact_us;
mod decisions;
mod inquiry;
mod messages;
mod queue;
mod search;
mod step_up;
mod work;

use chrono::Duration;
use devcenter::{
    auth::{MemberRole, StaffRole},
    inquiries::PurchaseClaim,
    public_no::PublicNo,
    text::Amount,
};

use crate::support::{
    Browser, Portal,
    browser::Shown,
    world::{Asked, Person, Seller},
};

/// A portal in which an inquiry of «haneul» about a purchase went unanswered for three days.
struct Desk {
    portal: Portal,
    seller: Seller,
    member: Person,
    asked: Asked,
    case: PublicNo,
}

impl Desk {
    async fn open() -> Desk {
        let portal = Portal::start().await;
        let seller = portal.seller("moon").await;
        let member = portal.member(&seller, "jihu", MemberRole::Agent).await;
        let mut form = portal.form_of(&seller, "haneul");
        form.purchase = PurchaseClaim {
            purchased_at: Some(portal.now() - Duration::days(2)),
            item: Some("별자리 정원".parse().unwrap()),
            amount: Some(Amount::parse("11,000", "KRW".parse().unwrap()).unwrap()),
        };
        let asked = portal.asked_with(&form).await;
        for hours in [48, 20, 4] {
            portal.deliver().await;
            portal.pass(Duration::hours(hours)).await;
        }
        portal.deliver().await;
        let case = portal.case_of(&asked).await.expect("a case at the due moment");
        Desk { portal, seller, member, asked, case }
    }

    fn path(&self) -> String {
        format!("/cases/{}", self.case.as_str())
    }

    /// A browser in which a person of operations is signed in.
    async fn operator(&self, name: &str, role: StaffRole) -> Browser {
        let person = self.portal.staff(name, role).await;
        self.portal.signed_in(&person).await
    }

    /// The case file as one who has taken the case sees it.
    async fn taken(&self, browser: &Browser) -> Shown {
        let page = browser.get(&self.path()).await;
        browser.submit(&page, "/take", &[]).await
    }

    async fn case_state(&self) -> String {
        let sql = "select state::text from cancellations where case_no = $1";
        sqlx::query_scalar(sql).bind(&self.case).fetch_one(&self.portal.app.db).await.unwrap()
    }
}

/// An approval of the purchase as it was told.
const APPROVAL: [(&str, &str); 3] =
    [("decision", "approve"), ("evidence", "결제 대행사 화면"), ("reason", "기한까지 답변이 없었습니다.")];
