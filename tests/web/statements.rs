//! What pages cost: statements as the database's own log counts them, BEGIN and COMMIT too. `scripts/figures` measures the rest.

use devcenter::auth::{MemberRole, StaffRole};
use sqlx::ConnectOptions;

use crate::support::{
    Browser, Portal,
    browser::{File, Shown},
    cluster,
    world::{Asked, Seller},
};

/// The first requests teach a connection its statements, and ask for the types in them.
const REQUESTS: usize = 15;

/// A portal whose statements are logged.
struct Logged {
    portal: Portal,
    database: String,
}

impl Logged {
    async fn start() -> Logged {
        let options = cluster::database().await;
        let database = options.get_database().unwrap().to_owned();
        let mut connection = options.connect().await.unwrap();
        cluster::execute(&mut connection, &format!("alter database {database} set log_statement = 'all'")).await;
        Logged { portal: Portal::on(&options, &[]).await, database }
    }

    /// An inquiry of a seller, with an earlier one and an answer.
    async fn asked(&self, seller: &Seller) -> Asked {
        self.portal.asked(seller, "haneul").await;
        self.portal.asked(seller, "haneul").await
    }

    /// The customer writes again and attaches something.
    async fn send_file(&self, asked: &Asked) {
        let customer = self.portal.browser();
        let page = customer.get(&asked.customer_path(&self.portal)).await;
        let log = File { field: "files", name: "멈춤.txt", bytes: b"it stopped".to_vec() };
        let shown = customer.submit_with(&page, "/messages", &[("body", "기록을 붙입니다")], &[log]).await;
        assert!(shown.status.is_success(), "{}", shown.body);
    }

    /// The statements of a warm request: the fewest of some.
    async fn count(&self, mut request: impl AsyncFnMut() -> Shown) -> usize {
        let mut fewest = usize::MAX;
        for _ in 0..REQUESTS {
            let before = self.statements();
            let shown = request().await;
            assert!(shown.status.is_success(), "{} {}\n{}", shown.status, shown.path, shown.body);
            fewest = fewest.min(self.statements() - before);
        }
        fewest
    }

    async fn count_page(&self, browser: &Browser, path: &str) -> usize {
        self.count(async || browser.get(path).await).await
    }

    fn statements(&self) -> usize {
        let begins = ["execute ", "statement: "].map(|kind| format!("{} LOG:  {kind}", self.database));
        let log = std::fs::read(cluster::log()).unwrap();
        let log = String::from_utf8_lossy(&log);
        log.lines().filter(|line| begins.iter().any(|begin| line.starts_with(begin))).count()
    }
}

#[tokio::test]
async fn a_developer_s_pages_cost_few_statements() {
    let logged = Logged::start().await;
    let seller = logged.portal.seller("moon").await;
    let agent = logged.portal.member(&seller, "agent", MemberRole::Agent).await;
    let asked = logged.asked(&seller).await;
    let browser = logged.portal.signed_in(&agent).await;
    assert_eq!(logged.count_page(&browser, "/inquiries").await, 3);
    assert_eq!(logged.count_page(&browser, "/inquiries?state=closed&category=refund").await, 3);
    assert_eq!(logged.count_page(&browser, "/inquiries?who=me").await, 3);
    assert_eq!(logged.count_page(&browser, "/home").await, 3);
    assert_eq!(logged.count_page(&browser, &asked.desk_path()).await, 2);
    // being away, and standing in, is read with what is read anyway
    let colleague = logged.portal.member(&seller, "colleague", MemberRole::Agent).await;
    logged.portal.away(&seller, &colleague, Some(&agent)).await;
    logged.portal.away(&seller, &agent, None).await;
    for (path, statements) in [("/inquiries", 3), ("/inquiries?who=me", 3), ("/home", 3), (&asked.desk_path(), 2)] {
        assert_eq!(logged.count_page(&browser, path).await, statements, "{path}");
    }
    logged.send_file(&asked).await;
    assert_eq!(logged.count_page(&browser, &asked.desk_path()).await, 3);
    logged.portal.note(&asked, &agent, "메모는 더 묻지 않습니다").await;
    logged.portal.saved_reply(&seller, "인사", "안녕하세요").await;
    let other = logged.portal.asked(&seller, "haneul").await;
    logged.portal.merge(&asked, &other, &agent).await.unwrap();
    assert_eq!(logged.count_page(&browser, &asked.desk_path()).await, 3);
}

#[tokio::test]
async fn answering_costs_few_statements() {
    let logged = Logged::start().await;
    let seller = logged.portal.seller("moon").await;
    let agent = logged.portal.member(&seller, "agent", MemberRole::Agent).await;
    let browser = logged.portal.signed_in(&agent).await;
    let mut fewest = usize::MAX;
    for n in 0..REQUESTS {
        let asked = logged.portal.asked(&seller, &format!("customer{n}")).await;
        let page = browser.get(&asked.desk_path()).await;
        let before = logged.statements();
        let shown = browser.submit(&page, "/replies", &[("body", "확인했습니다.")]).await;
        assert!(shown.status.is_success() && shown.has("[data-undo]"), "{}", shown.body);
        fewest = fewest.min(logged.statements() - before);
    }
    // the press: the session, BEGIN, lock, key, obstacle, answer, COMMIT; and the thread that follows it
    assert_eq!(fewest, 7 + 3);
}

#[tokio::test]
async fn a_customer_s_pages_cost_few_statements() {
    let logged = Logged::start().await;
    let seller = logged.portal.seller("moon").await;
    let asked = logged.asked(&seller).await;
    let browser = logged.portal.browser();
    assert_eq!(logged.count_page(&browser, &format!("/apps/{}", seller.client_id)).await, 1);
    assert_eq!(logged.count_page(&browser, &asked.customer_path(&logged.portal)).await, 4);
}

#[tokio::test]
async fn the_pages_of_operations_cost_few_statements() {
    let logged = Logged::start().await;
    let seller = logged.portal.seller("moon").await;
    let asked = logged.asked(&seller).await;
    logged.portal.pass(chrono::Duration::hours(73)).await;
    let case = logged.portal.case_of(&asked).await.unwrap();
    let lead = logged.portal.staff("lead", StaffRole::Lead).await;
    let browser = logged.portal.signed_in(&lead).await;
    assert_eq!(logged.count_page(&browser, "/cases").await, 3);
    assert_eq!(logged.count_page(&browser, &format!("/search?seller={}", seller.id)).await, 3);
    assert_eq!(logged.count_page(&browser, &format!("/cases/{}", case.as_str())).await, 7);
}
