//! Voice of Customer portal of an app store.
//!
//! Customers ask the developer of an app, developers answer, and what nobody answers in time becomes a purchase cancellation
//! that operations decide. An axum server renders the pages over one PostgreSQL store; background loops pick up rows that are
//! due. Any number of identical processes may run against the same database.
//!
//! Five ideas carry everything:
//!
//! 1. [`work::Work`]: one transaction, one instant, one actor. Every change of state is a work that also writes its history, its
//!    deadlines and what must go out. The instant comes from [`clock`], never from the node's wall clock.
//! 2. [`deadlines`]: one row per (subject, kind, turn), stored when a clock starts, fired exactly once by the scanner [`due`].
//! 3. [`deliveries`]: one row per thing to hand to the outside, written with its cause; the [`outbox`] claims, renders once, hands
//!    over and keeps the server's word.
//! 4. [`events`]: append-only history, numbered per subject, ids and codes only.
//! 5. Access: what a viewer may not see does not exist for them, by the SQL; each action asks again under its lock.
//!
//! Modules, in order; each names only earlier ones (a test checks it):
//!
//! | modules | hold |
//! |---|---|
//! | calendar clock id public_no text files lang crypto config rules error passwords db | small and pure; settings; pools and the embedded database |
//! | work events deadlines deliveries blobs heartbeats live rosters | the tables of the five ideas; open pages; what desks choose from |
//! | app auth mail web | shared handles; people, sessions, roles; messages and SMTP; the HTML toolkit |
//! | sellers customers inquiries cancellations operations team admin | features, one folder each: model, queries, actions, routes, views |
//! | due outbox storefront contact_us help accounts health demo | the scanner; sending; public and customer pages; what came to the store; help; signing in; probes; demo data |
//! | background cli | watched loops; the command line |
//!
//! A table is written only by its owner's folder; reads may join freely.

pub mod accounts;
pub mod admin;
pub mod app;
pub mod auth;
pub mod background;
pub mod blobs;
pub mod calendar;
pub mod cancellations;
pub mod cli;
pub mod clock;
pub mod config;
pub mod contact_us;
pub mod crypto;
pub mod customers;
pub mod db;
pub mod deadlines;
pub mod deliveries;
pub mod demo;
pub mod due;
pub mod error;
pub mod events;
pub mod files;
pub mod health;
pub mod heartbeats;
pub mod help;
pub mod id;
pub mod inquiries;
pub mod lang;
pub mod live;
pub mod mail;
pub mod operations;
pub mod outbox;
pub mod passwords;
pub mod public_no;
pub mod rosters;
pub mod rules;
pub mod sellers;
pub mod storefront;
pub mod team;
pub mod text;
pub mod web;
pub mod work;

use app::App;
use axum::{Router, middleware::from_fn_with_state};
use web::{
    around::{self, Settings},
    routes::Routes,
};

/// Every route of the portal with who may use it, one merge per feature.
pub fn routes() -> Routes<App> {
    Routes::new()
        .merge(outbox::mailbox::routes())
        .merge(storefront::routes())
        .merge(help::routes())
        .merge(inquiries::desk::routes())
        .merge(cancellations::routes())
        .merge(operations::routes())
        .merge(contact_us::routes())
        .merge(team::routes())
        .merge(admin::routes())
        .merge(accounts::routes())
        .merge(health::routes())
}

/// The portal as one service: routes, assets, and what is around every request.
///
/// # Errors
/// When PUBLIC_URL is no address.
pub fn router(app: App) -> Result<Router, url::ParseError> {
    let settings = Settings {
        public_url: app.config.public_url().as_str().parse()?,
        secret: app.secret.clone(),
        heart: app.heart.clone(),
        session_cookie: app.session_cookie().to_owned(),
        patience: app.config.limits.request_timeout,
    };
    let router = routes()
        .into_router()
        .layer(from_fn_with_state(app.clone(), accounts::keep_forms))
        .with_state(app)
        .merge(web::assets::router());
    Ok(around::around(router, settings))
}
