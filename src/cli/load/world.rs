//! Sellers, their people and apps, and customers: whom the inquiries are between.

use std::sync::Arc;

use anyhow::Context;
use chrono::{DateTime, Duration, Utc};
use sqlx::PgConnection;

use super::{
    dice::Dice,
    plan::Plan,
    words::{self, Both},
};
use crate::{
    app::App,
    auth::{self, MemberRole, NewUser, PasswordHashText, StaffRole},
    crypto::Secret,
    customers::load::LoadedCustomer,
    id::{AppId, CustomerId, SellerId, UserId},
    lang::Lang,
    rules::Rules,
    sellers::{self, NewApp, NewSeller},
};

/// Apps of each seller.
const APPS: usize = 5;
/// Kinds of [`Dice`].
const CUSTOMERS: u64 = 1;
const INQUIRIES: u64 = 2;

/// A seller.
#[derive(Debug)]
pub(super) struct Seller {
    pub(super) id: SellerId,
    /// Where its people and apps have their mail.
    pub(super) host: String,
    /// Its owner and two agents.
    pub(super) members: [UserId; 3],
    pub(super) apps: [Published; APPS],
}

/// An app.
#[derive(Debug, Clone)]
pub(super) struct Published {
    pub(super) id: AppId,
    pub(super) name_ko: String,
    pub(super) name_en: String,
}

/// Everybody, and what the invention goes by.
#[derive(Debug)]
pub(super) struct World {
    pub(super) sellers: Vec<Seller>,
    /// The lead of operations.
    pub(super) lead: UserId,
    /// The domain of operations' mailbox.
    pub(super) operations_host: String,
    pub(super) customers: u64,
    pub(super) plan: Plan,
    pub(super) now: DateTime<Utc>,
    pub(super) rules: Arc<Rules>,
    pub(super) secret: Secret,
    pub(super) seed: u64,
}

impl World {
    /// The numbers of the `n`th inquiry.
    pub(super) fn dice(&self, n: u64) -> Dice {
        Dice::of(self.seed, INQUIRIES, n)
    }

    /// The `n`th customer, who asks the `n`th inquiry first and as many later as there are customers fewer than inquiries.
    pub(super) fn customer(&self, n: u64) -> LoadedCustomer {
        let mut dice = Dice::of(self.seed, CUSTOMERS, n);
        let (fate, place) = self.plan.fate(n);
        // before anything that they wrote
        let confirmed_at = self.plan.start(fate, place, &self.rules, &mut dice) - Duration::days(20);
        let created_at = confirmed_at - Duration::minutes(5);
        let id = CustomerId::made_at(created_at, dice.key());
        let host = dice.pick(&words::MAIL_HOSTS);
        let (lang, name, mail) = if dice.in_hundred(75) {
            let (family, family_mail) = dice.pick(&words::KOREAN_FAMILY);
            let (given, given_mail) = dice.pick(&words::KOREAN_GIVEN);
            (Lang::Ko, format!("{family}{given}"), format!("{given_mail}.{family_mail}"))
        } else {
            let (name, mail) = dice.pick(&words::ENGLISH_NAMES);
            (Lang::En, (*name).to_owned(), (*mail).to_owned())
        };
        LoadedCustomer { id, email: format!("{mail}.{n}@{host}"), name, lang, created_at, confirmed_at }
    }
}

/// Adds the forty sellers with their apps and people.
pub(super) async fn add_sellers(
    db: &mut PgConnection,
    password: &PasswordHashText,
    now: DateTime<Utc>,
) -> anyhow::Result<Vec<Seller>> {
    let mut added = Vec::with_capacity(words::SELLERS.len());
    for (n, name) in words::SELLERS.iter().enumerate() {
        added.push(add_seller(db, password, n, *name, now).await?);
    }
    Ok(added)
}

async fn add_seller(
    db: &mut PgConnection,
    password: &PasswordHashText,
    n: usize,
    name: Both,
    now: DateTime<Utc>,
) -> anyhow::Result<Seller> {
    let host = format!("seller{:02}.example", n + 1);
    let seller_no = format!("S-{:04}", 1_001 + n);
    let id =
        sellers::add_seller(db, &NewSeller { seller_no: &seller_no, name_ko: name.ko, name_en: name.en }, now).await?;
    let mut members = Vec::with_capacity(3);
    for (mailbox, role) in [("owner", MemberRole::Owner), ("agent1", MemberRole::Agent), ("agent2", MemberRole::Agent)]
    {
        let user = add_person(db, password, &format!("{mailbox}@{host}"), n * 3 + members.len(), now).await?;
        auth::join_seller(db, id, user, role, now).await?;
        members.push(user);
    }
    let mut apps = Vec::with_capacity(APPS);
    for place in 0..APPS {
        apps.push(add_app(db, id, &host, n * APPS + place, now).await?);
    }
    let (Ok(members), Ok(apps)) = (members.try_into(), apps.try_into()) else { anyhow::bail!("a seller is not whole") };
    Ok(Seller { id, host, members, apps })
}

/// The `n`th app of all; no two have one name.
async fn add_app(
    db: &mut PgConnection,
    seller: SellerId,
    host: &str,
    n: usize,
    now: DateTime<Utc>,
) -> anyhow::Result<Published> {
    let first = words::APP_FIRST.iter().cycle().nth(n + n / words::APP_FIRST.len());
    let last = words::APP_LAST.iter().cycle().nth(n);
    let (Some(first), Some((last, icon))) = (first, last) else { anyhow::bail!("there are no names for apps") };
    let (name_ko, name_en) = (format!("{} {}", first.ko, last.ko), format!("{} {}", first.en, last.en));
    let app = NewApp {
        seller,
        client_id: &format!("com.example.app{:03}", n + 1),
        package_name: &format!("com.example.app{:03}", n + 1),
        name: (&name_ko, &name_en),
        about: (words::ABOUT.ko, words::ABOUT.en),
        icon,
        support_email: format!("support{:03}@{host}", n + 1).parse()?,
        support_lang: Lang::Ko,
    };
    let id = sellers::add_app(db, &app, now).await?;
    Ok(Published { id, name_ko, name_en })
}

/// Adds the two people of operations and returns the lead.
pub(super) async fn add_staff(
    db: &mut PgConnection,
    password: &PasswordHashText,
    app: &App,
    now: DateTime<Utc>,
) -> anyhow::Result<UserId> {
    let host = app.config.mail.operations_email.host();
    let agent = add_person(db, password, &format!("agent@{host}"), 120, now).await?;
    auth::join_staff(db, agent, StaffRole::Agent).await?;
    let lead = add_person(db, password, &format!("lead@{host}"), 121, now).await?;
    auth::join_staff(db, lead, StaffRole::Lead).await?;
    Ok(lead)
}

async fn add_person(
    db: &mut PgConnection,
    password: &PasswordHashText,
    email: &str,
    n: usize,
    now: DateTime<Utc>,
) -> anyhow::Result<UserId> {
    let family = words::KOREAN_FAMILY.iter().cycle().nth(n);
    let given = words::KOREAN_GIVEN.iter().cycle().nth(n + n / words::KOREAN_GIVEN.len());
    let (Some((family, _)), Some((given, _))) = (family, given) else { anyhow::bail!("there are no names for people") };
    let user = NewUser {
        email: email.parse()?,
        name: format!("{family}{given}").parse()?,
        password: password.clone(),
        lang: Lang::Ko,
    };
    auth::add_user(db, &user, now)
        .await?
        .with_context(|| format!("{email} is known already: begin with an empty database"))
}
