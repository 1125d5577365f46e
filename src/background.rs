//! The loops that run beside the pages, each watched: one that fails or panics is logged and begun again.

use std::{future::Future, panic::AssertUnwindSafe, time::Duration};

use futures_util::FutureExt;
use tokio::{task::JoinSet, time::sleep};
use tokio_util::sync::CancellationToken;
use tracing::{debug, error};

use crate::{
    app::App,
    auth, blobs, clock, customers, due, heartbeats, inquiries,
    outbox::{Outbox, Transport},
    work::{self, Actor},
};

/// The pause before a loop that ended is begun again.
const BEGIN_AGAIN: Duration = Duration::from_secs(1);
/// How often what nobody needs any more is put away.
const TIDY_EVERY: Duration = Duration::from_secs(60);

/// The running loops.
#[derive(Debug)]
pub struct Background {
    loops: JoinSet<()>,
    stop: CancellationToken,
}

/// Starts all loops of a process.
pub fn start(app: &App, transport: Transport) -> Background {
    let mut background = Background { loops: JoinSet::new(), stop: CancellationToken::new() };
    let outbox = Outbox::new(app.clone(), transport);
    background.watch("scanner", app, scan);
    background.watch("outbox", app, move |_| {
        let outbox = outbox.clone();
        async move { outbox.run().await }
    });
    background.watch("clock", app, keep_time);
    background.watch("housekeeping", app, tidy);
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

    /// Ends the loops; a transaction that one of them had begun is rolled back.
    pub async fn stop(mut self) {
        self.stop.cancel();
        while self.loops.join_next().await.is_some() {}
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
        app.heart.beat(&app.db, "scanner", app.clock.now()).await?;
        if !due::tick(&app).await?.is_empty() {
            continue;
        }
        let most = app.config.rules.scan_every;
        let next = due::next(&app).await?;
        let until_next = next.and_then(|at| (at - app.clock.now()).to_std().ok()).unwrap_or(most);
        // what is due and was not done is held by somebody else: soon again, not at once
        let pause = until_next.clamp(Duration::from_millis(20), most);
        tokio::select! {
            () = app.wake.scanner.notified() => {}
            () = sleep(pause) => {}
        }
    }
}

/// Keeps the clock anchored to the database's time.
async fn keep_time(app: App) -> sqlx::Result<()> {
    loop {
        sleep(clock::ANCHOR_EVERY).await;
        app.clock.anchor(&app.db).await?;
        app.heart.beat(&app.db, "clock", app.clock.now()).await?;
    }
}

/// Puts away what is over.
async fn tidy(app: App) -> sqlx::Result<()> {
    loop {
        app.heart.beat(&app.db, "housekeeping", app.clock.now()).await?;
        put_away(&app).await?;
        sleep(TIDY_EVERY).await;
    }
}

/// One round of it.
///
/// # Errors
/// When the database does not answer.
pub async fn put_away(app: &App) -> sqlx::Result<()> {
    let now = app.clock.now();
    let mut work = app.work(Actor::System).await?;
    inquiries::purge_unconfirmed(&mut work, &app.config.contact).await?;
    customers::purge_unconfirmed(&mut work, &app.config.contact).await?;
    work.commit().await?;
    auth::forget_sessions(&app.db, now, app.session_idle()).await?;
    auth::forget_failures(&app.db, &app.config.sign_in, now).await?;
    customers::forget_contacts(&app.db, &app.config.contact, now).await?;
    work::forget_submissions(&app.db, now).await?;
    heartbeats::forget_dead(&app.db, now).await?;
    blobs::forget_unused(&app.db, now).await
}
