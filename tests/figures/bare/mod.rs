//! The measure: bare pages that say what the portal's pages say of the same rows, by axum, askama and sqlx as the portal has
//! them.
//!
//! No session, no rights, no frame, no languages, no compression, nothing around the requests. The pool is the portal's, of
//! the same size.

mod home;
mod inbox;
mod reply;
mod thread;

use std::{net::SocketAddr, str::FromStr};

use anyhow::Result;
use askama::Template;
use axum::{
    Router,
    extract::State,
    http::StatusCode,
    response::{Html, IntoResponse, Response},
    routing::{get, post},
};
use clap::Args;
use devcenter::db;
use sqlx::{PgPool, postgres::PgConnectOptions};
use tokio::net::TcpListener;

/// As many as the portal has by default.
const CONNECTIONS: u32 = 16;

/// How this program is called to serve them.
#[derive(Debug, Args)]
pub struct BareArgs {
    #[arg(long)]
    listen: SocketAddr,
    #[arg(long)]
    database_url: String,
}

/// Serves until it is killed.
pub async fn serve(args: BareArgs) -> Result<()> {
    let pool = db::pool(PgConnectOptions::from_str(&args.database_url)?, CONNECTIONS);
    let router = Router::new()
        .route("/", get(alive))
        .route("/home/{seller}", get(home::show))
        .route("/inbox/{seller}", get(inbox::show))
        .route("/threads/{inquiry}", get(thread::show))
        .route("/threads/{inquiry}/replies", post(reply::take))
        .with_state(pool);
    axum::serve(TcpListener::bind(args.listen).await?, router).await?;
    Ok(())
}

async fn alive(State(pool): State<PgPool>) -> Result<&'static str, Broken> {
    sqlx::query!("select 1 as one").fetch_one(&pool).await?;
    Ok("bare")
}

/// Whatever went wrong.
struct Broken(anyhow::Error);

impl<E: Into<anyhow::Error>> From<E> for Broken {
    fn from(error: E) -> Broken {
        Broken(error.into())
    }
}

impl IntoResponse for Broken {
    fn into_response(self) -> Response {
        (StatusCode::INTERNAL_SERVER_ERROR, self.0.to_string()).into_response()
    }
}

fn page(template: &impl Template) -> Result<Html<String>, Broken> {
    Ok(Html(template.render()?))
}
