//! `devcenter demo`: the portal with demo data, with nothing to configure.

use std::{
    fmt::Write as _,
    fs::{self, File},
    io::{self, Write as _},
    process::ExitCode,
    time::Instant,
};

use anyhow::Context;
use chrono::{DateTime, Utc};
use clap::Args;

use super::{
    serve::{listen, serve_app},
    start_logs,
    store::{Aim, Store},
};
use crate::{
    app::App,
    config::{self, Config, SecondFactorPolicy},
    db,
    demo::{self, OPERATIONS, PASSWORD, SELLERS},
    inquiries,
    lang::Lang,
    outbox::mailbox::{self, MAILBOX},
    storefront::app_path,
    web::SIGN_IN,
};

#[derive(Debug, Args)]
#[command(after_help = "\
The data goes into ./data/demo and stays there; delete the folder to begin anew. Mails are shown on /mailbox.
The rules are the shipped ones (72 hours to answer), whatever the environment says.
  devcenter demo
  devcenter demo --listen 127.0.0.1:9000")]
pub(super) struct DemoArgs {
    #[command(flatten)]
    config: Config,
}

/// Fills an own store with demo data and serves it.
pub(super) async fn demo(args: DemoArgs) -> anyhow::Result<ExitCode> {
    let config = settings(args.config)?;
    start_logs(&config)?;
    let listener = listen(config.listen).await?;
    eprintln!("Starting the demo; the first time takes some seconds.");
    let store = Store::open(&config, Aim::Serve).await?;
    let app = store.app(config).await?;
    let due_soon = prepare(&app).await?;
    let words = welcome(&app, &due_soon);
    // whoever reads may have gone; the portal stays
    serve_app(&app, listener, |_| io::stdout().write_all(words.as_bytes()).unwrap_or_default()).await?;
    store.close().await;
    Ok(ExitCode::SUCCESS)
}

/// The demo's own folder and database, the built-in mailbox, the shipped rules; and logs that leave the welcome on the screen.
fn settings(mut config: Config) -> anyhow::Result<Config> {
    let shipped = Config::without_environment([])?;
    config.data_dir = config.data_dir.join("demo");
    config.database_url = None;
    (config.rules, config.mail) = (shipped.rules, shipped.mail);
    config.sign_in.staff_second_factor = SecondFactorPolicy::Optional;
    if config.log_filter == config::LOG_FILTER {
        "warn".clone_into(&mut config.log_filter);
    }
    Ok(config)
}

/// Makes the data at the first start. One that was interrupted meanwhile leaves a mark, and the next makes the data anew.
/// Later starts leave none, whenever they are interrupted: what the visitor did stays.
async fn prepare(app: &App) -> anyhow::Result<Vec<DateTime<Utc>>> {
    let mark = app.config.data_dir.join("unfinished");
    if mark.exists() {
        begin_anew(app).await?;
    }
    let begun = Instant::now();
    let first = !inquiries::load::are_there_any(&app.db).await?;
    if first {
        File::create(&mark).with_context(|| format!("{} cannot be written", mark.display()))?;
    }
    let due_soon = demo::prepare(app).await?;
    if first {
        fs::remove_file(&mark).with_context(|| format!("{} cannot be removed", mark.display()))?;
    }
    tracing::info!(ms = begun.elapsed().as_millis(), "The demo's data are ready");
    Ok(due_soon)
}

async fn begin_anew(app: &App) -> anyhow::Result<()> {
    for statement in ["drop schema public cascade", "create schema public"] {
        sqlx::query(statement).execute(&app.db).await?;
    }
    Ok(db::migrate(&app.db).await?)
}

/// What is printed when the portal is open: where, as whom, and what to try.
fn welcome(app: &App, due_soon: &[DateTime<Utc>]) -> String {
    let url = app.config.public_url();
    let mut words = format!("\nThe Voice of Customer portal is open: {url}\n\n");
    let [first, _] = &SELLERS;
    let [first_app, ..] = &first.apps;
    let mut places = vec![
        ("An app's page", app_path(first_app.client_id), "customers contact the seller here"),
        ("Sign in", SIGN_IN.to_owned(), "for sellers and operations, see below"),
    ];
    if mailbox::exists(&app.config) {
        places.push(("Mailbox", MAILBOX.to_owned(), "all mail the portal sends, as its recipients see it"));
    }
    for (what, path, why) in places {
        let _ = writeln!(words, "  {what:<14} {:<52} {why}", format!("{url}{path}"));
    }
    if !mailbox::exists(&app.config) {
        words.push_str(
            "\n  Other machines can reach this address: the mailbox is not shown, and everybody knows the passwords.\n",
        );
    }
    let _ =
        writeln!(words, "\nSign-ins, all with the password {PASSWORD}; here operations may do without a second factor");
    for seller in &SELLERS {
        let _ = writeln!(words, "  {} ({})", seller.name.1, seller.name.0);
        for person in seller.people {
            line(&mut words, person.email, &person.role.name(Lang::En), person.name);
        }
    }
    let _ = writeln!(words, "  Store operations");
    for person in &OPERATIONS {
        line(&mut words, person.email, &person.role.name(Lang::En), person.name);
    }
    words.push_str(&hints(app, due_soon));
    words
}

fn line(words: &mut String, email: &str, role: &str, name: &str) {
    let _ = writeln!(words, "    {email:<28} {role:<10} {name}");
}

fn hints(app: &App, due_soon: &[DateTime<Utc>]) -> String {
    let now = app.clock.now();
    let minutes: Vec<String> = due_soon.iter().map(|due| ((*due - now).num_seconds() / 60 + 1).to_string()).collect();
    let data = app.config.data_dir.display();
    format!(
        "
Try this
  1. Open the app's page and contact the seller. Press the link in the mailbox: the three days begin.
  2. Sign in as agent@moonrabbit.example and answer what is due first. You can take it back for ten seconds.
  3. Leave one alone: inquiries fall due in {} minutes. Then sign in as lead@portal.example and decide.

Ctrl+C ends it. The data stay in {data}; delete that folder to begin anew.
",
        list(&minutes)
    )
}

/// `1, 3 and 6`.
fn list(items: &[String]) -> String {
    match items {
        [] => "some".to_owned(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}
