//! Who is in the demo: sellers, their apps, and the people who sign in.

use std::collections::HashMap;

use anyhow::Context;
use chrono::{DateTime, Duration, Utc};
use sqlx::PgConnection;

use crate::{
    app::App,
    auth::{self, MemberRole, NewUser, PasswordHashText, StaffRole},
    id::{AppId, SellerId, UserId},
    lang::Lang,
    sellers::{self, NewApp, NewSeller},
    work::Actor,
};

/// Everybody's password.
pub const PASSWORD: &str = "demo1234";
/// How long sellers and people have been there.
const FOUNDED: Duration = Duration::days(400);

/// A person who signs in.
#[derive(Debug, Clone, Copy)]
pub struct Person<Role> {
    /// The address they sign in with.
    pub email: &'static str,
    /// Their name.
    pub name: &'static str,
    /// What they may do.
    pub role: Role,
    /// The language of their mails.
    pub lang: Lang,
}

/// A seller with its apps and people.
#[derive(Debug)]
pub struct DemoSeller {
    /// Its number in the store.
    pub seller_no: &'static str,
    /// Its Korean and English name.
    pub name: (&'static str, &'static str),
    /// Its apps.
    pub apps: [DemoApp; 3],
    /// Its people.
    pub people: &'static [Person<MemberRole>],
}

/// An app of the demo.
#[derive(Debug)]
pub struct DemoApp {
    /// The store's identifier.
    pub client_id: &'static str,
    name: (&'static str, &'static str),
    about: (&'static str, &'static str),
    icon: &'static str,
    support: (&'static str, Lang),
}

/// The sellers.
pub const SELLERS: [DemoSeller; 2] = [
    DemoSeller {
        seller_no: "S-1001",
        name: ("달토끼 게임즈", "Moon Rabbit Games"),
        apps: [
            DemoApp {
                client_id: FARM,
                name: ("별빛 농장", "Starlight Farm"),
                about: (
                    "밤하늘에 별을 심고 거두는 농장 놀이입니다. 무료로 시작하고, 정원과 씨앗은 앱에서 살 수 있습니다.",
                    "A farm under the night sky where stars are sown and reaped. Free to start; gardens and seeds are sold in the app.",
                ),
                icon: "app-farm",
                support: ("help@moonrabbit.example", Lang::Ko),
            },
            DemoApp {
                client_id: CATS,
                name: ("고양이 우체국", "Cat Post Office"),
                about: (
                    "고양이 집배원과 함께 온 마을에 편지를 전하는 느긋한 놀이입니다.",
                    "An unhurried game: carry letters through the village together with a cat.",
                ),
                icon: "app-cat",
                support: ("help@moonrabbit.example", Lang::Ko),
            },
            DemoApp {
                client_id: TRAIN,
                name: ("막차 지하철", "Last Train"),
                about: (
                    "막차가 떠나기 전에 노선을 잇는 짧은 퍼즐입니다.",
                    "Short puzzles: join the lines before the last train leaves.",
                ),
                icon: "app-rail",
                support: ("help@moonrabbit.example", Lang::Ko),
            },
        ],
        people: &[
            Person { email: JIHU, name: "오지후", role: MemberRole::Owner, lang: Lang::Ko },
            Person { email: SEOYUN, name: "한서윤", role: MemberRole::Agent, lang: Lang::Ko },
            Person { email: YUNA, name: "정유나", role: MemberRole::Agent, lang: Lang::Ko },
            Person { email: "viewer@moonrabbit.example", name: "박서진", role: MemberRole::Viewer, lang: Lang::Ko },
        ],
    },
    DemoSeller {
        seller_no: "S-1002",
        name: ("푸른고래", "Blue Whale"),
        apps: [
            DemoApp {
                client_id: MARKET,
                name: ("새벽 시장", "Dawn Market"),
                about: (
                    "작은 가게를 열고 새벽마다 손님을 맞는 경영 놀이입니다.",
                    "Open a small shop and meet its customers at dawn.",
                ),
                icon: "app-farm",
                support: ("help@bluewhale.example", Lang::Ko),
            },
            DemoApp {
                client_id: DREAM,
                name: ("고양이의 꿈", "A Cat’s Dream"),
                about: (
                    "잠든 고양이의 꿈속을 걷는 그림책입니다.",
                    "A picture book to walk through: the dreams of a sleeping cat.",
                ),
                icon: "app-cat",
                support: ("help@bluewhale.example", Lang::Ko),
            },
            DemoApp {
                client_id: HARBOR,
                name: ("항구 철도", "Harbor Line"),
                about: (
                    "항구 도시의 철도를 놓고 배 시간에 맞춰 열차를 보냅니다.",
                    "Build the railway of a harbor town and run its trains by the ships.",
                ),
                icon: "app-rail",
                support: ("support@bluewhale.example", Lang::En),
            },
        ],
        people: &[
            Person { email: HAERIN, name: "문해린", role: MemberRole::Owner, lang: Lang::Ko },
            Person { email: DANA, name: "Dana Whitfield", role: MemberRole::Agent, lang: Lang::En },
            Person { email: "viewer@bluewhale.example", name: "최은비", role: MemberRole::Viewer, lang: Lang::Ko },
        ],
    },
];

/// The people of operations.
pub const OPERATIONS: [Person<StaffRole>; 3] = [
    Person { email: GAON, name: "문가온", role: StaffRole::Agent, lang: Lang::Ko },
    Person { email: IDEUN, name: "차이든", role: StaffRole::Lead, lang: Lang::Ko },
    Person { email: "auditor@portal.example", name: "서하린", role: StaffRole::Auditor, lang: Lang::Ko },
];

// the apps, as stories name them
pub(super) const FARM: &str = "com.moonrabbit.farm";
pub(super) const CATS: &str = "com.moonrabbit.catpost";
pub(super) const TRAIN: &str = "com.moonrabbit.lasttrain";
pub(super) const MARKET: &str = "com.bluewhale.market";
pub(super) const DREAM: &str = "com.bluewhale.catdream";
pub(super) const HARBOR: &str = "com.bluewhale.harborline";

// the people who act in stories
pub(super) const JIHU: &str = "owner@moonrabbit.example";
pub(super) const HAERIN: &str = "owner@bluewhale.example";
pub(super) const SEOYUN: &str = "agent@moonrabbit.example";
pub(super) const YUNA: &str = "agent2@moonrabbit.example";
pub(super) const DANA: &str = "agent@bluewhale.example";
pub(super) const GAON: &str = "agent@portal.example";
pub(super) const IDEUN: &str = "lead@portal.example";

/// Everybody, by what stories name them with.
#[derive(Debug)]
pub(super) struct Cast {
    apps: HashMap<&'static str, (SellerId, AppId)>,
    users: HashMap<&'static str, UserId>,
}

impl Cast {
    /// The seller and the app of a store's identifier.
    pub(super) fn app(&self, client_id: &str) -> anyhow::Result<(SellerId, AppId)> {
        self.apps.get(client_id).copied().with_context(|| format!("the demo has no app {client_id}"))
    }

    /// The person of an address.
    pub(super) fn user(&self, email: &str) -> anyhow::Result<UserId> {
        self.users.get(email).copied().with_context(|| format!("nobody in the demo is {email}"))
    }
}

/// Makes everybody known; who is known already stays who they are, so that every start may call it.
pub(super) async fn add(app: &App, password: &PasswordHashText) -> anyhow::Result<Cast> {
    let mut work = app.work(Actor::System).await?;
    let founded = work.now() - FOUNDED;
    let mut cast = Cast { apps: HashMap::new(), users: HashMap::new() };
    for seller in &SELLERS {
        add_seller(work.db(), &mut cast, seller, password, founded).await?;
    }
    for person in &OPERATIONS {
        let user = add_person(work.db(), person, password, founded).await?;
        auth::join_staff(work.db(), user, person.role).await?;
        cast.users.insert(person.email, user);
    }
    work.commit().await?;
    Ok(cast)
}

async fn add_seller(
    db: &mut PgConnection,
    cast: &mut Cast,
    seller: &DemoSeller,
    password: &PasswordHashText,
    founded: DateTime<Utc>,
) -> anyhow::Result<()> {
    let new = NewSeller { seller_no: seller.seller_no, name_ko: seller.name.0, name_en: seller.name.1 };
    let id = sellers::add_seller(db, &new, founded).await?;
    for app in &seller.apps {
        let new = NewApp {
            seller: id,
            client_id: app.client_id,
            package_name: app.client_id,
            name: app.name,
            about: app.about,
            icon: app.icon,
            support_email: app.support.0.parse()?,
            support_lang: app.support.1,
        };
        cast.apps.insert(app.client_id, (id, sellers::add_app(db, &new, founded).await?));
    }
    for person in seller.people {
        let user = add_person(db, person, password, founded).await?;
        auth::join_seller(db, id, user, person.role, founded).await?;
        cast.users.insert(person.email, user);
    }
    Ok(())
}

async fn add_person<Role>(
    db: &mut PgConnection,
    person: &Person<Role>,
    password: &PasswordHashText,
    founded: DateTime<Utc>,
) -> anyhow::Result<UserId> {
    let new = NewUser {
        email: person.email.parse()?,
        name: person.name.parse()?,
        password: password.clone(),
        lang: person.lang,
    };
    if let Some(known) = auth::user_of(&mut *db, &new.email).await? {
        return Ok(known);
    }
    auth::add_user(db, &new, founded).await?.with_context(|| format!("{} was added by somebody else", person.email))
}
