//! Making sellers and apps known, and renaming them.

use super::queries::{self, Seller};
use crate::{
    auth::Verb,
    id::{AppId, SellerId},
    lang::Lang,
    sellers::{self, NewApp, NewSeller},
    team::{NewTeamEvent, TeamEventKind, TeamRefusal, lock_staff, record},
    text::{DisplayName, EmailAddress},
    work::Work,
};

/// Why a seller or an app is not made known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Refusal {
    /// No such thing for this person.
    NotFound,
    /// The number or the identifier is taken.
    Taken,
}

impl From<TeamRefusal> for Refusal {
    fn from(_: TeamRefusal) -> Self {
        Refusal::NotFound
    }
}

type Done = sqlx::Result<Result<(), Refusal>>;

/// A seller's or an app's number, as the store gives it.
#[derive(Debug, Clone)]
pub(super) struct Code(String);

impl Code {
    /// Letters, digits, dots, dashes and underscores, at most 64.
    pub(super) fn parse(text: &str) -> Option<Code> {
        let text = text.trim();
        let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_');
        (!text.is_empty() && text.len() <= 64 && text.chars().all(fits)).then(|| Code(text.to_owned()))
    }

    pub(super) fn as_str(&self) -> &str {
        &self.0
    }
}

/// Both names.
pub(super) type Names = (DisplayName, DisplayName);

pub(super) async fn add_seller(work: &mut Work, seller_no: &Code, names: &Names) -> Done {
    if let Err(refusal) = lock_staff(work, Verb::Administer).await? {
        return Ok(Err(refusal.into()));
    }
    if sellers::seller_by_no(work.db(), seller_no.as_str()).await?.is_some() {
        return Ok(Err(Refusal::Taken));
    }
    let now = work.now();
    let new = NewSeller { seller_no: seller_no.as_str(), name_ko: names.0.as_str(), name_en: names.1.as_str() };
    let seller = sellers::add_seller(work.db(), &new, now).await?;
    happened(work, TeamEventKind::SellerAdded, seller, None).await
}

pub(super) async fn rename_seller(work: &mut Work, seller: SellerId, names: &Names) -> Done {
    if let Err(refusal) = lock_staff(work, Verb::Administer).await? {
        return Ok(Err(refusal.into()));
    }
    sellers::rename_seller(work.db(), seller, (&names.0, &names.1)).await?;
    happened(work, TeamEventKind::SellerRenamed, seller, None).await
}

/// An app about to be made known.
#[derive(Debug, Clone)]
pub(super) struct App {
    pub(super) client_id: Code,
    pub(super) package_name: Code,
    pub(super) names: Names,
    pub(super) support_email: EmailAddress,
    pub(super) support_lang: Lang,
}

pub(super) async fn add_app(work: &mut Work, seller: &Seller, app: &App) -> Done {
    if let Err(refusal) = lock_staff(work, Verb::Administer).await? {
        return Ok(Err(refusal.into()));
    }
    if sellers::app_by_client_id(work.db(), app.client_id.as_str()).await?.is_some() {
        return Ok(Err(Refusal::Taken));
    }
    let now = work.now();
    let new = NewApp {
        seller: seller.seller_id,
        client_id: app.client_id.as_str(),
        package_name: app.package_name.as_str(),
        name: (app.names.0.as_str(), app.names.1.as_str()),
        about: ("", ""),
        icon: "app-farm",
        support_email: app.support_email.clone(),
        support_lang: app.support_lang,
    };
    let added = sellers::add_app(work.db(), &new, now).await?;
    happened(work, TeamEventKind::AppAdded, seller.seller_id, Some(added)).await
}

pub(super) async fn rename_app(work: &mut Work, seller: SellerId, app: AppId, names: &Names) -> Done {
    if let Err(refusal) = lock_staff(work, Verb::Administer).await? {
        return Ok(Err(refusal.into()));
    }
    if !queries::is_app_of(work.db(), seller, app).await? {
        return Ok(Err(Refusal::NotFound));
    }
    sellers::rename_app(work.db(), app, (&names.0, &names.1)).await?;
    happened(work, TeamEventKind::AppRenamed, seller, Some(app)).await
}

async fn happened(work: &mut Work, kind: TeamEventKind, seller: SellerId, app: Option<AppId>) -> Done {
    record(work, kind, &NewTeamEvent { seller: Some(seller), app, ..NewTeamEvent::default() }).await?;
    Ok(Ok(()))
}
