//! The loops that run beside the pages, each watched: one that fails or panics is logged and begun again.

use std::{
    future::Future,
    panic::AssertUnwindSafe,
    time::{Duration, Instant},
};

use futures_util::FutureExt;
use tokio::{task::JoinSet, time::sleep};
use tokio_util::sync::CancellationToken;
use tracing::{debug, error};

use crate::{
    accounts, admin,
    app::App,
    auth, blobs, cancellations, clock, contact_us, customers,
    db::in_time,
    due, health, heartbeats, inquiries, live, operations,
    outbox::{Outbox, Transport},
    team,
    work::{self, Actor},
};

/// The pause before a loop that ended is begun again.
const BEGIN_AGAIN: Duration = Duration::from_secs(1);
/// How often a process looks for a policy that another one saved.
const LOOK_FOR_POLICY: Duration = Duration::from_secs(1);
/// How often what nobody needs any more is put away.
const TIDY_EVERY: Duration = Duration::from_secs(60);
/// How often all files are looked through for those that nothing names.
const TIDY_FILES_EVERY: Duration = Duration::from_secs(60 * 60);

/// The running loops.
#[derive(Debug)]
pub struct Background {
    loops: JoinSet<()>,
    stop: CancellationToken,
    outbox: Outbox,
}

/// Starts all loops of a process.
pub fn start(app: &App, transport: Transport) -> Background {
    let outbox = Outbox::new(app.clone(), transport);
    let mut background = Background { loops: JoinSet::new(), stop: CancellationToken::new(), outbox: outbox.clone() };
    background.watch("scanner", app, scan);
    background.watch("outbox", app, move |_| {
        let outbox = outbox.clone();
        async move { outbox.run().await }
    });
    background.watch("clock", app, keep_time);
    background.watch("housekeeping", app, tidy);
    background.watch("policy", app, follow_policy);
    background.watch("watch", app, health::watch);
    background.watch("live", app, look);
    background
}

impl Background {
    fn watch<F, R>(&mut self, name: &'static str, app: &App, run: F)
    where
        F: Fn(App) -> R + Send + 'static,
        R: Future<Output = sqlx::Result<()>> + Send,
    {
        let (app, stop) = (app.clone(), self.stop.clone());
        self.loops.spawn(async move {
            tokio::select! {
                () = stop.cancelled() => debug!(name, "A loop ended"),
                () = again_and_again(name, app, run) => {}
            }
        });
    }

    /// Ends the loops; a transaction that one of them had begun is rolled back, a mail that is going out is finished.
    pub async fn stop(mut self) {
        self.stop.cancel();
        while self.loops.join_next().await.is_some() {}
        self.outbox.finish().await;
    }
}

async fn again_and_again<F, R>(name: &'static str, app: App, run: F)
where
    F: Fn(App) -> R,
    R: Future<Output = sqlx::Result<()>>,
{
    loop {
        match AssertUnwindSafe(run(app.clone())).catch_unwind().await {
            Ok(Ok(())) => {}
            Ok(Err(cause)) => error!(name, %cause, "A loop failed and begins again"),
            Err(_) => error!(name, "A loop panicked and begins again"),
        }
        sleep(BEGIN_AGAIN).await;
    }
}

/// Does what is due, batch after batch; sleeps until the next due moment, at most the time of the settings.
async fn scan(app: App) -> sqlx::Result<()> {
    loop {
        if let Some(pause) = in_time(scan_once(&app)).await? {
            tokio::select! {
                () = app.wake.scanner.notified() => {}
                () = sleep(pause) => {}
            }
        }
    }
}

/// One round. Returns how long nothing will be due; nothing when there may be more at once.
async fn scan_once(app: &App) -> sqlx::Result<Option<Duration>> {
    app.heart.beat(&app.db, "scanner", app.clock.now()).await?;
    if !due::tick(app).await?.is_empty() {
        return Ok(None);
    }
    let most = app.config.rules.scan_every;
    let next = due::next(app).await?;
    let until_next = next.and_then(|at| (at - app.clock.now()).to_std().ok()).unwrap_or(most);
    // what is due and was not done is held by somebody else: soon again, not at once
    Ok(Some(until_next.clamp(Duration::from_millis(20), most)))
}

/// Tells open tabs what is new.
async fn look(app: App) -> sqlx::Result<()> {
    loop {
        live::look(&app.db, &app.live, app.clock.now(), app.session_idle()).await?;
        sleep(live::LOOK_EVERY).await;
    }
}

/// Keeps the clock anchored to the database's time.
async fn keep_time(app: App) -> sqlx::Result<()> {
    loop {
        sleep(clock::ANCHOR_EVERY).await;
        in_time(app.clock.anchor(&app.db)).await?;
        in_time(app.heart.beat(&app.db, "clock", app.clock.now())).await?;
    }
}

/// A policy that was saved in any process holds in this one within a second, without a question per request.
async fn follow_policy(app: App) -> sqlx::Result<()> {
    loop {
        in_time(admin::refresh(&app)).await?;
        sleep(LOOK_FOR_POLICY).await;
    }
}

/// Puts away what is over. What fails is tried again in the next round and hinders nothing else.
async fn tidy(app: App) -> sqlx::Result<()> {
    let mut files_at = Instant::now();
    loop {
        in_time(app.heart.beat(&app.db, "housekeeping", app.clock.now())).await?;
        put_away(&app).await;
        if files_at <= Instant::now() {
            files_at += TIDY_FILES_EVERY;
            told("unused files", forget_files(&app).await);
        }
        sleep(TIDY_EVERY).await;
    }
}

/// One round of putting away: each thing by itself.
pub async fn put_away(app: &App) {
    let (db, now) = (&app.db, app.clock.now());
    told("unconfirmed inquiries", in_time(purge_unconfirmed(app)).await);
    told("inquiries that ended long ago", in_time(forget_ended(app)).await);
    told("closed entries of Contact Us", in_time(forget_entries(app)).await);
    told("records of look-ups", in_time(operations::forget_look_ups(db, now)).await);
    told("sessions", in_time(auth::forget_sessions(db, now, app.session_idle())).await);
    told("half sign-ins", in_time(auth::second_factor::forget_half(db, now)).await);
    told("password resets", in_time(auth::forget_resets(db, now)).await);
    told("changes of address", in_time(auth::forget_changes(db, now)).await);
    told("changes of contacts", in_time(team::forget_support_changes(db, now)).await);
    told("failed sign-ins", in_time(auth::forget_failures(db, &app.config.sign_in, now)).await);
    told(
        "counts of the contact form",
        in_time(customers::forget_contacts(db, &app.rules.current().contact, now)).await,
    );
    told("sent forms", in_time(inquiries::forget_forms(db, &app.config.contact, now)).await);
    told("customers' codes", in_time(customers::forget_codes(db, now)).await);
    told("customers' sessions", in_time(customers::forget_sessions(db, now)).await);
    told("drafts", in_time(inquiries::forget_drafts(db, now)).await);
    told("kept forms", in_time(accounts::forget_kept_forms(db, now)).await);
    told("submissions", in_time(work::forget_submissions(db, now)).await);
    told("signs of life", in_time(heartbeats::forget_dead(db, now)).await);
}

async fn purge_unconfirmed(app: &App) -> sqlx::Result<()> {
    let mut work = app.work(Actor::System).await?;
    inquiries::purge_unconfirmed(&mut work, &app.config.contact).await?;
    customers::purge_unconfirmed(&mut work, &app.config.contact).await?;
    work.commit().await
}

/// Cases, inquiries and customers whose time is over; together, so that nothing half of them stays.
async fn forget_ended(app: &App) -> sqlx::Result<()> {
    let mut work = app.work(Actor::System).await?;
    let ended = inquiries::lock_ended(&mut work).await?;
    if ended.is_empty() {
        return Ok(());
    }
    let (over, customers): (Vec<_>, Vec<_>) = ended.iter().map(|one| (one.inquiry, one.customer)).unzip();
    cancellations::forget_cases(&mut work, &over).await?;
    inquiries::forget_ended(&mut work, &over).await?;
    customers::forget_without_inquiry(&mut work, &customers).await?;
    work.commit().await
}

async fn forget_entries(app: &App) -> sqlx::Result<()> {
    let mut work = app.work(Actor::System).await?;
    let customers = contact_us::forget_closed(&mut work).await?;
    customers::forget_without_inquiry(&mut work, &customers).await?;
    work.commit().await
}

/// Page after page, so that no statement is long however many files there are.
async fn forget_files(app: &App) -> sqlx::Result<()> {
    let mut after = None;
    loop {
        after = in_time(blobs::forget_unused(&app.db, app.clock.now(), after)).await?;
        if after.is_none() {
            return Ok(());
        }
    }
}

fn told<T>(what: &str, done: sqlx::Result<T>) {
    if let Err(cause) = done {
        error!(what, %cause, "Something that is over was not put away");
    }
}
