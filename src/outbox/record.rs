//! Writing down what became of a try, and what follows from it.

use std::time::Duration;

use chrono::{DateTime, Utc};
use tracing::{error, warn};

use super::hand_over::Tried;
use crate::{
    app::App,
    db::in_time,
    deliveries::{self, Claim, DeliveryKind, Ended},
    error::passes,
    inquiries,
    work::Actor,
};

/// How often the database may refuse an end, before the lease is left to expire.
const TRIES: u32 = 20;
/// The pause between two of them; a schedule that begins with less is as quick here.
const PAUSE: Duration = Duration::from_millis(500);

/// Records an end. A database that is away is asked until it is back: nobody else knows what the server said, and a mail
/// whose lease ends without it goes out twice.
pub(super) async fn record(app: &App, claim: &Claim, tried: Tried) {
    let (mut refused, pause) = (0, PAUSE.min(app.config.mail.mail_retry.wait_after(1)));
    while refused < TRIES {
        match in_time(try_record(app, claim, &tried)).await {
            Ok(Ended::Recorded) => return,
            Ok(Ended::LeaseLost) => {
                warn!(delivery_id = %claim.delivery_id, "the lease of a delivery was lost");
                return;
            }
            Err(cause) => {
                refused += u32::from(!passes(&cause));
                warn!(delivery_id = %claim.delivery_id, %cause, "an end of a delivery was not taken; again soon")
            }
        }
        tokio::time::sleep(pause).await;
    }
    error!(delivery_id = %claim.delivery_id, "an end of a delivery was not recorded; its lease will tell");
}

async fn try_record(app: &App, claim: &Claim, tried: &Tried) -> sqlx::Result<Ended> {
    let now = app.clock.now();
    match tried {
        Tried::HandedOver(answer) => {
            let keep = app.config.mail.smtp_url.is_none();
            deliveries::hand_over(&app.db, claim, now, answer, keep).await
        }
        Tried::Delayed(reason) if given_up(app, claim, now) => fail(app, claim, reason).await,
        Tried::Delayed(reason) => deliveries::delay(&app.db, claim, next_try(app, claim, now), reason).await,
        Tried::Rejected(reason) => fail(app, claim, reason).await,
        Tried::Unknown(reason) => deliveries::unknown(&app.db, claim, now, next_try(app, claim, now), reason).await,
        Tried::LeaseLost => Ok(Ended::LeaseLost),
        Tried::GivenBack => deliveries::release(&app.db, claim, now).await,
    }
}

fn given_up(app: &App, claim: &Claim, now: DateTime<Utc>) -> bool {
    claim.created_at + app.config.mail.mail_give_up <= now
}

/// The wait of the schedule, and up to a tenth more, so that a server that was down is not met by everything at once.
fn next_try(app: &App, claim: &Claim, now: DateTime<Utc>) -> DateTime<Utc> {
    let wait = app.config.mail.mail_retry.wait_after(claim.attempts.unsigned_abs());
    let [spread] = crate::id::random::<1>();
    now + wait + wait * u32::from(spread) / 2550
}

/// Ends a delivery as failed; an answer that did not arrive makes its inquiry wait for the developer again.
/// The inquiry is locked before the delivery, as everywhere.
async fn fail(app: &App, claim: &Claim, reason: &str) -> sqlx::Result<Ended> {
    let mut work = app.work(Actor::System).await?;
    if let (DeliveryKind::Answer, Some(inquiry), Some(message)) = (claim.kind, claim.inquiry_id, claim.message_id) {
        inquiries::unanswer(&mut work, &app.rules.current(), inquiry, message).await?;
    }
    let ended = deliveries::fail(&mut work, claim, reason).await?;
    if ended == Ended::Recorded {
        work.commit().await?;
        app.wake.scanner.notify_one();
        app.wake.outbox.notify_one();
    }
    Ok(ended)
}
