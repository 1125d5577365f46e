//! A member's own page, and what an owner does for a colleague on the member's page.

use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};

use super::{
    act,
    form::absence,
    views::{AwayCard, AwayPage, Team},
};
use crate::{
    app::App,
    auth::{Membership, SellerDesk, Verb, Viewer},
    error::AppError,
    id::UserId,
    sellers::away_path,
    team::{
        forms::Fields,
        member::MemberTyped,
        queries,
        routes::{member_of, member_page, member_path, own_place, say},
    },
    web::{ACCOUNT, Access, Chrome, Errors, Flash, Form, NoFields, Page, Routes, see_other},
    work::Actor,
};

pub(in crate::team) fn routes() -> Routes<App> {
    Routes::new()
        .get("/account/away/{seller_no}", Access::Member(Verb::Answer), show_own)
        .post("/account/away/{seller_no}", Access::Member(Verb::Answer), leave_for_a_while)
        .post("/account/away/{seller_no}/end", Access::Member(Verb::Answer), come_back)
        .post("/team/{user}/away", Access::Member(Verb::ManageMembers), mark_away)
        .post("/team/{user}/away/end", Access::Member(Verb::ManageMembers), mark_back)
}

/// The viewer's place in a seller where they answer.
fn answering_place<'a>(viewer: &'a Viewer, seller_no: &str) -> Result<&'a Membership, AppError> {
    let place = own_place(viewer, seller_no)?;
    if place.role.may(Verb::Answer) { Ok(place) } else { Err(AppError::Forbidden) }
}

async fn show_own(
    State(app): State<App>,
    chrome: Chrome,
    viewer: Viewer,
    Path(seller_no): Path<String>,
) -> Result<Page<AwayPage>, AppError> {
    own_page(&app, chrome, &viewer, &seller_no, (None, Errors::new())).await
}

async fn own_page(
    app: &App,
    chrome: Chrome,
    viewer: &Viewer,
    seller_no: &str,
    (typed, errors): (Option<Fields>, Errors),
) -> Result<Page<AwayPage>, AppError> {
    let place = answering_place(viewer, seller_no)?;
    let members = queries::members(&app.db, place.seller_id).await?;
    let member = members.iter().find(|one| one.user_id == viewer.user_id).ok_or(AppError::NotFound)?;
    let (team, format) = (Team { members: &members, place }, chrome.format(app.clock.now()));
    let card = AwayCard::new(&chrome, member, team, (typed.as_ref(), &errors), (away_path(seller_no), &format));
    let seller = place.name(chrome.lang);
    Ok(Page(AwayPage::new(chrome, viewer, seller, &errors, card)))
}

async fn leave_for_a_while(
    State(app): State<App>,
    chrome: Chrome,
    viewer: Viewer,
    Path(seller_no): Path<String>,
    Form(fields): Form<Fields>,
) -> Result<Response, AppError> {
    let place = answering_place(&viewer, &seller_no)?;
    let mut errors = Errors::new();
    if let Some((until, deputy)) = absence(&fields, &mut errors, &chrome.format(app.clock.now())) {
        let mut work = app.work(Actor::Member(viewer.user_id)).await?;
        match act::go_away(&mut work, (place.seller_id, viewer.user_id), until, deputy).await? {
            Ok(()) => {
                work.commit().await?;
                app.wake.outbox.notify_one();
                return Ok(see_other(ACCOUNT).flash(Flash::WentAway).into_response());
            }
            Err(refusal) => say(refusal.or_error()?, &mut errors, chrome.lang),
        }
    }
    let page = own_page(&app, chrome, &viewer, &seller_no, (Some(fields), errors)).await?;
    Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY))
}

async fn come_back(
    State(app): State<App>,
    viewer: Viewer,
    Path(seller_no): Path<String>,
    Form(NoFields {}): Form<NoFields>,
) -> Result<Response, AppError> {
    let place = answering_place(&viewer, &seller_no)?;
    let mut work = app.work(Actor::Member(viewer.user_id)).await?;
    if let Err(refusal) = act::end_away(&mut work, (place.seller_id, viewer.user_id)).await? {
        refusal.or_error()?;
    }
    work.commit().await?;
    Ok(see_other(ACCOUNT).flash(Flash::CameBack).into_response())
}

async fn mark_away(
    State(app): State<App>,
    chrome: Chrome,
    mut desk: SellerDesk,
    Path(user): Path<UserId>,
    Form(fields): Form<Fields>,
) -> Result<Response, AppError> {
    let member = member_of(&mut desk, user).await?;
    let mut errors = Errors::new();
    if let Some((until, deputy)) = absence(&fields, &mut errors, &chrome.format(app.clock.now())) {
        let mut work = app.work(Actor::Member(desk.viewer.user_id)).await?;
        match act::go_away(&mut work, (desk.place.seller_id, user), until, deputy).await? {
            Ok(()) => {
                work.commit().await?;
                app.wake.outbox.notify_one();
                return Ok(see_other(member_path(user)).flash(Flash::WentAway).into_response());
            }
            Err(refusal) => say(refusal.or_error()?, &mut errors, chrome.lang),
        }
    }
    let typed = MemberTyped { away: Some(fields), errors, ..MemberTyped::default() };
    let page = member_page(&app, chrome, desk, &member, typed).await?;
    Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY))
}

async fn mark_back(
    State(app): State<App>,
    mut desk: SellerDesk,
    Path(user): Path<UserId>,
    Form(NoFields {}): Form<NoFields>,
) -> Result<Response, AppError> {
    member_of(&mut desk, user).await?;
    let mut work = app.work(Actor::Member(desk.viewer.user_id)).await?;
    if let Err(refusal) = act::end_away(&mut work, (desk.place.seller_id, user)).await? {
        refusal.or_error()?;
    }
    work.commit().await?;
    app.wake.outbox.notify_one();
    Ok(see_other(member_path(user)).flash(Flash::CameBack).into_response())
}
