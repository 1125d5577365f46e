//! The list of sellers and each one's page.

use axum::{
    extract::{Path, Query, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde::Deserialize;

use super::{
    actions::{self, Code, Refusal},
    queries::{self, Seller},
    views::{AppPage, SellerPage, SellerRead, SellersPage, Typed, seller_path},
};
use crate::{
    admin::{access::Administrator, fields, invitations},
    app::App,
    auth::{MemberRole, Verb},
    error::AppError,
    id::{AppId, InvitationId},
    operations::{SELLERS, frame::Place},
    team::{self, Fields, NewInvitation, Seat},
    web::{Access, Chrome, Errors, Flash, Form, NoFields, Page, Routes, keyset::PAGE_ROWS, see_other},
};

pub(in crate::admin) fn routes() -> Routes<App> {
    let admin = Access::Staff(Verb::Administer);
    Routes::new()
        .get(SELLERS, admin, list_sellers)
        .post(SELLERS, admin, add_seller)
        .get("/admin/sellers/{seller_no}", admin, show_seller)
        .post("/admin/sellers/{seller_no}/names", admin, rename_seller)
        .post("/admin/sellers/{seller_no}/apps", admin, add_app)
        .get("/admin/sellers/{seller_no}/apps/{app_id}", admin, show_app)
        .post("/admin/sellers/{seller_no}/apps/{app_id}", admin, rename_app)
        .post("/admin/sellers/{seller_no}/invitations", Access::Staff(Verb::InviteFirstOwner), invite_owner)
        .post(
            "/admin/sellers/{seller_no}/invitations/{invitation}/{what}",
            Access::Staff(Verb::InviteFirstOwner),
            change_invitation,
        )
}

#[derive(Debug, Default, Deserialize)]
struct ListQuery {
    #[serde(default)]
    q: String,
    #[serde(default)]
    after: String,
}

async fn list_sellers(
    State(app): State<App>,
    chrome: Chrome,
    admin: Administrator,
    Query(query): Query<ListQuery>,
) -> Result<Page<SellersPage>, AppError> {
    list(&app, chrome, &admin, &query, Typed::default()).await
}

async fn list(
    app: &App,
    chrome: Chrome,
    admin: &Administrator,
    query: &ListQuery,
    typed: Typed,
) -> Result<Page<SellersPage>, AppError> {
    let rows = queries::sellers(&app.db, query.q.trim(), &query.after).await?;
    let chrome = admin.frame(chrome, Place::Sellers, app.clock.now());
    Ok(Page(SellersPage::new(chrome, query.q.trim(), &rows, &typed)))
}

async fn add_seller(
    State(app): State<App>,
    chrome: Chrome,
    admin: Administrator,
    Form(typed): Form<Fields>,
) -> Result<Response, AppError> {
    let (lang, mut errors) = (chrome.lang, Errors::new());
    let number = errors.take("seller_no", Code::parse(typed.get("seller_no")).ok_or(()), |()| lang.code_refused());
    let names = fields::names(&typed, fields::NAMES, &mut errors, lang);
    if let (Some(number), Some(names)) = (number, names) {
        let mut work = app.work(admin.actor()).await?;
        match actions::add_seller(&mut work, &number, &names).await? {
            Ok(()) => {
                work.commit().await?;
                return Ok(see_other(seller_path(number.as_str())).flash(Flash::Added).into_response());
            }
            Err(Refusal::Taken) => errors.set("seller_no", lang.number_taken()),
            Err(Refusal::NotFound) => return Err(AppError::NotFound),
        }
    }
    let typed = Typed { form: Some("seller"), fields: typed, errors };
    Ok(list(&app, chrome, &admin, &ListQuery::default(), typed).await?.with_status(StatusCode::UNPROCESSABLE_ENTITY))
}

async fn find(app: &App, seller_no: &str) -> Result<Seller, AppError> {
    queries::seller(&app.db, seller_no).await?.ok_or(AppError::NotFound)
}

#[derive(Debug, Default, Deserialize)]
struct RecordQuery {
    before: Option<i64>,
}

async fn show_seller(
    State(app): State<App>,
    chrome: Chrome,
    admin: Administrator,
    Path(seller_no): Path<String>,
    Query(query): Query<RecordQuery>,
) -> Result<Page<SellerPage>, AppError> {
    let seller = find(&app, &seller_no).await?;
    show(&app, chrome, &admin, seller, (query.before, Typed::default())).await
}

async fn show(
    app: &App,
    chrome: Chrome,
    admin: &Administrator,
    seller: Seller,
    (before, typed): (Option<i64>, Typed),
) -> Result<Page<SellerPage>, AppError> {
    let now = app.clock.now();
    let read = SellerRead {
        apps: queries::apps(&app.db, seller.seller_id).await?,
        invitations: team::invitations(&app.db, Some(seller.seller_id)).await?,
        record: team::record_page(&app.db, Some(seller.seller_id), before, chrome.lang).await?,
        before,
        seller,
    };
    let chrome = admin.frame(chrome, Place::Sellers, now);
    Ok(Page(SellerPage::new(chrome, &read, &typed, PAGE_ROWS, now)))
}

/// The page once more, with what is wrong with one of its forms.
async fn refuse(
    app: &App,
    chrome: Chrome,
    admin: &Administrator,
    seller: Seller,
    typed: Typed,
) -> Result<Response, AppError> {
    let page = show(app, chrome, admin, seller, (None, typed)).await?;
    Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY))
}

async fn rename_seller(
    State(app): State<App>,
    chrome: Chrome,
    admin: Administrator,
    Path(seller_no): Path<String>,
    Form(typed): Form<Fields>,
) -> Result<Response, AppError> {
    let seller = find(&app, &seller_no).await?;
    let mut errors = Errors::new();
    let Some(names) = fields::names(&typed, fields::NAMES, &mut errors, chrome.lang) else {
        return refuse(&app, chrome, &admin, seller, Typed { form: Some("names"), fields: typed, errors }).await;
    };
    let mut work = app.work(admin.actor()).await?;
    actions::rename_seller(&mut work, seller.seller_id, &names).await?.map_err(|_| AppError::NotFound)?;
    work.commit().await?;
    Ok(see_other(seller_path(&seller.seller_no)).flash(Flash::Renamed).into_response())
}

async fn add_app(
    State(app): State<App>,
    chrome: Chrome,
    admin: Administrator,
    Path(seller_no): Path<String>,
    Form(typed): Form<Fields>,
) -> Result<Response, AppError> {
    let seller = find(&app, &seller_no).await?;
    let (lang, mut errors) = (chrome.lang, Errors::new());
    if let Some(new) = new_app(&typed, &mut errors, lang) {
        let mut work = app.work(admin.actor()).await?;
        match actions::add_app(&mut work, &seller, &new).await? {
            Ok(()) => {
                work.commit().await?;
                return Ok(see_other(seller_path(&seller.seller_no)).flash(Flash::Added).into_response());
            }
            Err(Refusal::Taken) => errors.set("client_id", lang.number_taken()),
            Err(Refusal::NotFound) => return Err(AppError::NotFound),
        }
    }
    refuse(&app, chrome, &admin, seller, Typed { form: Some("app"), fields: typed, errors }).await
}

fn new_app(typed: &Fields, errors: &mut Errors, lang: crate::lang::Lang) -> Option<actions::App> {
    let mut code =
        |field: &'static str| errors.take(field, Code::parse(typed.get(field)).ok_or(()), |()| lang.code_refused());
    let (client_id, package_name) = (code("client_id"), code("package_name"));
    let names = fields::names(typed, fields::APP_NAMES, errors, lang);
    let support_email = typed.email("support_email", errors, lang);
    Some(actions::App {
        client_id: client_id?,
        package_name: package_name?,
        names: names?,
        support_email: support_email?,
        support_lang: typed.lang("support_lang", lang),
    })
}

async fn app_of(app: &App, seller: &Seller, id: AppId) -> Result<queries::AppRow, AppError> {
    let apps = queries::apps(&app.db, seller.seller_id).await?;
    apps.into_iter().find(|one| one.app_id == id).ok_or(AppError::NotFound)
}

async fn show_app(
    State(app): State<App>,
    chrome: Chrome,
    admin: Administrator,
    Path((seller_no, app_id)): Path<(String, AppId)>,
) -> Result<Page<AppPage>, AppError> {
    let seller = find(&app, &seller_no).await?;
    let row = app_of(&app, &seller, app_id).await?;
    let chrome = admin.frame(chrome, Place::Sellers, app.clock.now());
    Ok(Page(AppPage::new(chrome, &seller, &row, &Typed::default())))
}

async fn rename_app(
    State(app): State<App>,
    chrome: Chrome,
    admin: Administrator,
    Path((seller_no, app_id)): Path<(String, AppId)>,
    Form(typed): Form<Fields>,
) -> Result<Response, AppError> {
    let seller = find(&app, &seller_no).await?;
    let mut errors = Errors::new();
    let Some(names) = fields::names(&typed, fields::NAMES, &mut errors, chrome.lang) else {
        let row = app_of(&app, &seller, app_id).await?;
        let chrome = admin.frame(chrome, Place::Sellers, app.clock.now());
        let page = AppPage::new(chrome, &seller, &row, &Typed { form: Some("names"), fields: typed, errors });
        return Ok(Page(page).with_status(StatusCode::UNPROCESSABLE_ENTITY));
    };
    let mut work = app.work(admin.actor()).await?;
    let done = actions::rename_app(&mut work, seller.seller_id, app_id, &names).await?;
    done.map_err(|_| AppError::NotFound)?;
    work.commit().await?;
    Ok(see_other(seller_path(&seller.seller_no)).flash(Flash::Renamed).into_response())
}

async fn invite_owner(
    State(app): State<App>,
    chrome: Chrome,
    admin: Administrator,
    Path(seller_no): Path<String>,
    Form(typed): Form<Fields>,
) -> Result<Response, AppError> {
    let seller = find(&app, &seller_no).await?;
    let (lang, mut errors) = (chrome.lang, Errors::new());
    if let Some(email) = typed.email("email", &mut errors, lang) {
        let seat = Seat::Member { seller: seller.seller_id, role: MemberRole::Owner, apps: None };
        let new = NewInvitation { email, lang: typed.lang("lang", lang), seat };
        let mut work = app.work(admin.actor()).await?;
        match team::invite(&mut work, &app.secret, &new).await? {
            Ok(()) => {
                work.commit().await?;
                app.wake.outbox.notify_one();
                return Ok(see_other(seller_path(&seller.seller_no)).flash(Flash::Invited).into_response());
            }
            Err(refusal) => fields::say(refusal.or_error()?, &mut errors, lang),
        }
    }
    refuse(&app, chrome, &admin, seller, Typed { form: Some("owner"), fields: typed, errors }).await
}

async fn change_invitation(
    State(app): State<App>,
    chrome: Chrome,
    admin: Administrator,
    Path((seller_no, invitation, what)): Path<(String, InvitationId, String)>,
    Form(NoFields {}): Form<NoFields>,
) -> Result<Response, AppError> {
    let seller = find(&app, &seller_no).await?;
    match invitations::change_invitation(&app, &admin, Some(seller.seller_id), invitation, &what).await? {
        Ok(flash) => Ok(see_other(seller_path(&seller.seller_no)).flash(flash).into_response()),
        Err(refusal) => {
            let mut errors = Errors::new();
            fields::say(refusal, &mut errors, chrome.lang);
            refuse(&app, chrome, &admin, seller, Typed { form: Some("owner"), errors, ..Typed::default() }).await
        }
    }
}
