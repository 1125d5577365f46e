//! People, sellers and inquiries for tests, made by the portal's own actions.

use std::sync::OnceLock;

use devcenter::{
    auth::{self, MemberRole, NewUser, PasswordHashText, StaffRole},
    customers::{NewCustomer, confirmation_token},
    id::{AppId, ConfirmationId, InquiryId, SellerId, UserId},
    inquiries::{self, Category, NewInquiry, PurchaseClaim},
    lang::Lang,
    public_no::PublicNo,
    sellers::{self, NewApp, NewSeller},
    work::Actor,
};

use super::{Browser, Portal};

/// Everybody's password.
pub const PASSWORD: &str = "정원에는 비밀이 많다";

/// A seller with one app.
#[derive(Debug, Clone)]
pub struct Seller {
    pub id: SellerId,
    pub app: AppId,
    pub client_id: String,
    pub support_email: String,
}

/// A person who signs in.
#[derive(Debug, Clone)]
pub struct Person {
    pub id: UserId,
    pub email: String,
}

/// An inquiry whose clock runs.
#[derive(Debug, Clone)]
pub struct Asked {
    pub id: InquiryId,
    pub no: PublicNo,
    pub customer_email: String,
}

impl Asked {
    /// The path of the customer's page.
    pub fn customer_path(&self, portal: &Portal) -> String {
        format!("/i/{}", inquiries::link_token(&portal.app.secret, self.id, 0).reveal())
    }

    /// The path of the developer's page.
    pub fn desk_path(&self) -> String {
        format!("/inquiries/{}", self.no.as_str())
    }
}

impl Asked {
    /// The same, as the list of what waits leads there.
    pub fn listed_path(&self) -> String {
        format!("{}?list=", self.desk_path())
    }
}

fn password() -> PasswordHashText {
    static HASH: OnceLock<PasswordHashText> = OnceLock::new();
    HASH.get_or_init(|| auth::hash_password(PASSWORD).unwrap()).clone()
}

impl Portal {
    /// A seller `name` with one app.
    pub async fn seller(&self, name: &str) -> Seller {
        let mut work = self.work(Actor::System).await;
        let now = work.now();
        let seller = NewSeller { seller_no: &format!("S-{name}"), name_ko: name, name_en: name };
        let id = sellers::add_seller(work.db(), &seller, now).await.unwrap();
        work.commit().await.unwrap();
        self.add_app(id, name, &format!("support@{name}.example")).await
    }

    /// Another app of the seller, with a contact of its own.
    pub async fn app(&self, seller: &Seller, name: &str, support_email: &str) -> Seller {
        self.add_app(seller.id, name, support_email).await
    }

    async fn add_app(&self, id: SellerId, name: &str, support_email: &str) -> Seller {
        let mut work = self.work(Actor::System).await;
        let client_id = format!("app-{name}");
        let app = NewApp {
            seller: id,
            client_id: &client_id,
            package_name: "com.example.farm",
            name: ("별빛 농장", "Starlight Farm"),
            about: ("별을 심는 농장", "A farm where stars grow"),
            icon: "app-farm",
            support_email: support_email.parse().unwrap(),
            support_lang: Lang::Ko,
        };
        let now = work.now();
        let app = sellers::add_app(work.db(), &app, now).await.unwrap();
        work.commit().await.unwrap();
        Seller { id, app, client_id, support_email: support_email.to_owned() }
    }

    /// A person without any role.
    pub async fn person(&self, name: &str) -> Person {
        let mut work = self.work(Actor::System).await;
        let email = format!("{name}@people.example");
        let now = work.now();
        let user = NewUser {
            email: email.parse().unwrap(),
            name: name.parse().unwrap(),
            password: password(),
            lang: Lang::Ko,
        };
        let id = auth::add_user(work.db(), &user, now).await.unwrap().expect("a new address");
        work.commit().await.unwrap();
        Person { id, email }
    }

    /// A member of a seller.
    pub async fn member(&self, seller: &Seller, name: &str, role: MemberRole) -> Person {
        let person = self.person(name).await;
        let mut work = self.work(Actor::System).await;
        let now = work.now();
        auth::join_seller(work.db(), seller.id, person.id, role, now).await.unwrap();
        work.commit().await.unwrap();
        person
    }

    /// A person of operations.
    pub async fn staff(&self, name: &str, role: StaffRole) -> Person {
        let person = self.person(name).await;
        let mut work = self.work(Actor::System).await;
        auth::join_staff(work.db(), person.id, role).await.unwrap();
        work.commit().await.unwrap();
        person
    }

    /// A browser in which the person is signed in.
    pub async fn signed_in(&self, person: &Person) -> Browser {
        let browser = self.browser();
        let page = browser.get("/sign-in").await;
        let shown = browser.submit(&page, "/sign-in", &[("email", &person.email), ("password", PASSWORD)]).await;
        assert!(
            shown.status.is_success() && shown.path != "/sign-in",
            "{} {}\n{}",
            shown.status,
            shown.path,
            shown.body
        );
        browser
    }

    /// A form of «Contact Seller» as a value.
    pub fn form_of(&self, seller: &Seller, customer: &str) -> NewInquiry {
        NewInquiry {
            seller: seller.id,
            app: seller.app,
            customer: NewCustomer {
                email: format!("{customer}@mail.example").parse().unwrap(),
                name: customer.parse().unwrap(),
                lang: Lang::Ko,
                zone: "Asia/Seoul".to_owned(),
            },
            category: Category::Refund,
            subject: "별자리 정원을 샀는데 들어오지 않았어요".parse().unwrap(),
            body: "구매 복원을 세 번 해 봤지만 그대로입니다.".parse().unwrap(),
            purchase: PurchaseClaim::default(),
            app_version: None,
            device: None,
            lang: Lang::Ko,
            privacy_notice: "test",
            files: Vec::new(),
        }
    }

    /// An inquiry that was filed, not confirmed.
    pub async fn file(&self, form: &NewInquiry) -> InquiryId {
        let mut work = self.work(Actor::System).await;
        let app = &self.app;
        let id = inquiries::file_inquiry(&mut work, &app.secret, &app.config.contact, form).await.unwrap();
        work.commit().await.unwrap();
        id
    }

    /// An inquiry of `customer` whose address was confirmed: the clock runs.
    pub async fn asked(&self, seller: &Seller, customer: &str) -> Asked {
        self.asked_with(&self.form_of(seller, customer)).await
    }

    /// An inquiry of this form whose address was confirmed.
    pub async fn asked_with(&self, form: &NewInquiry) -> Asked {
        let id = self.file(form).await;
        let sql = "select confirmation_id from confirmations join customers using (customer_id)
                   where email = $1 order by confirmation_id desc limit 1";
        let email = form.customer.email.as_str();
        let confirmation: ConfirmationId = sqlx::query_scalar(sql).bind(email).fetch_one(&self.app.db).await.unwrap();
        let mut work = self.work(Actor::System).await;
        let token = confirmation_token(&self.app.secret, confirmation);
        let confirmed =
            inquiries::confirm_address(&mut work, &self.app.rules.current(), &token).await.unwrap().unwrap();
        assert!(confirmed.contains(&id), "the link confirms what was filed for it");
        work.commit().await.unwrap();
        let no: PublicNo = sqlx::query_scalar("select public_no from inquiries where inquiry_id = $1")
            .bind(id)
            .fetch_one(&self.app.db)
            .await
            .unwrap();
        Asked { id, no, customer_email: email.to_owned() }
    }

    /// The state of an inquiry.
    pub async fn state(&self, inquiry: InquiryId) -> inquiries::State {
        let sql = "select state from inquiries where inquiry_id = $1";
        sqlx::query_scalar(sql).bind(inquiry).fetch_one(&self.app.db).await.unwrap()
    }
}
