//! Teams over HTTP: inviting, joining, roles, apps, leaving, the last owner, the record.

use devcenter::{
    auth::{self, MemberRole},
    id::{AppId, InvitationId},
    lang::Lang,
    team::{self, NewInvitation, Seat},
    work::Actor,
};

use crate::support::{
    Browser, Portal,
    world::{Person, Seller},
};

mod app_settings;
mod apps;
mod away;
mod inviting;
mod leaving;
mod owners;
mod told;

/// An owner of the seller, as tests of other areas need one: without a browser.
async fn owner_of(portal: &Portal, seller: &Seller) -> Person {
    portal.member(seller, &format!("owner-{}", seller.client_id), MemberRole::Owner).await
}

/// A seller, its owner, and the browser in which the owner is signed in.
async fn owned(portal: &Portal) -> (Seller, Person, Browser) {
    let seller = portal.seller("moon").await;
    let owner = portal.member(&seller, "owner", MemberRole::Owner).await;
    let browser = portal.signed_in(&owner).await;
    (seller, owner, browser)
}

/// An open invitation into a seller.
pub async fn invited(portal: &Portal, seller: &Seller, email: &str, role: MemberRole) -> InvitationId {
    let owner = owner_of(portal, seller).await;
    let mut work = portal.work(Actor::Member(owner.id)).await;
    let seat = Seat::Member { seller: seller.id, role, apps: None };
    let new = NewInvitation { email: email.parse().unwrap(), lang: Lang::Ko, seat };
    team::invite(&mut work, &portal.app.secret, &new).await.unwrap().unwrap();
    work.commit().await.unwrap();
    portal.ask("select invitation_id from invitations order by created_at desc limit 1").await
}

/// Limits a member to some apps.
async fn limit(portal: &Portal, seller: &Seller, member: &Person, role: MemberRole, apps: &[AppId]) {
    let mut work = portal.work(Actor::System).await;
    auth::change_member(work.db(), (seller.id, member.id), role, Some(apps)).await.unwrap();
    work.commit().await.unwrap();
}
