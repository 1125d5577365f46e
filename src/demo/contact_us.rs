//! What came in through the store's own Contact Us and waits to be forwarded: one for more than a day.

use anyhow::bail;
use chrono::Duration;

use super::cast::{CATS, Cast, GAON, HARBOR, IDEUN};
use crate::{
    app::App,
    contact_us::{self, NewEntry, Way},
    customers::NewCustomer,
    id::SubmissionKey,
    inquiries::{Category, PurchaseClaim},
    lang::Lang,
    text::Amount,
    work::Actor,
};

/// What somebody told the store.
struct Told {
    app: &'static str,
    /// Who of operations enters it.
    by: &'static str,
    customer: (&'static str, &'static str, Lang),
    way: Way,
    ago: Duration,
    category: Category,
    subject: &'static str,
    body: &'static str,
    /// What was bought, for how much, how long before.
    bought: Option<(&'static str, &'static str, Duration)>,
}

const TOLD: [Told; 2] = [
    Told {
        app: CATS,
        by: GAON,
        customer: ("남궁슬기", "seulgi.namgung@baram.example", Lang::Ko),
        way: Way::Letter,
        ago: Duration::hours(31),
        category: Category::Refund,
        subject: "아이가 우표 묶음을 결제했습니다",
        body: "아홉 살 아이가 제 전화기로 황금 우표 묶음을 결제했습니다. 저는 허락한 적이 없습니다. 결제를 취소하고 돈을 돌려받고 싶습니다.",
        bought: Some(("황금 우표 묶음", "33000", Duration::hours(80))),
    },
    Told {
        app: HARBOR,
        by: IDEUN,
        customer: ("Ida Brook", "ida.brook@letters.example", Lang::En),
        way: Way::Phone,
        ago: Duration::hours(2),
        category: Category::Maintenance,
        subject: "How do I move my harbor to a new phone?",
        body: "She has a new phone and signs in with the same account, but the harbor is empty. She would like to know how to bring it over.",
        bought: None,
    },
];

/// Enters all of it.
pub(super) async fn enter(app: &App, cast: &Cast) -> anyhow::Result<()> {
    for told in &TOLD {
        let new = entry(app, cast, told)?;
        let mut work = app.work(Actor::Staff(cast.user(told.by)?)).await?;
        if let Err(refusal) = contact_us::enter(&mut work, SubmissionKey::new(), &[], &new).await? {
            bail!("refused: {refusal:?}");
        }
        work.commit().await?;
    }
    Ok(())
}

fn entry(app: &App, cast: &Cast, told: &Told) -> anyhow::Result<NewEntry> {
    let (seller, of) = cast.app(told.app)?;
    let (name, email, lang) = told.customer;
    let arrived_at = app.clock.now() - told.ago;
    let purchase = match told.bought {
        None => PurchaseClaim::default(),
        Some((item, amount, before)) => PurchaseClaim {
            purchased_at: Some(arrived_at - before),
            item: Some(item.parse()?),
            amount: Some(Amount::parse(amount, "KRW".parse()?)?),
        },
    };
    Ok(NewEntry {
        seller,
        app: of,
        customer: NewCustomer { email: email.parse()?, name: name.parse()?, lang, zone: "Asia/Seoul".to_owned() },
        way: told.way,
        arrived_at,
        category: told.category,
        subject: told.subject.parse()?,
        body: told.body.parse()?,
        purchase,
        app_version: None,
        device: None,
        files: Vec::new(),
    })
}
