//! One delivery from its claim to its end.

use tracing::error;

use super::{Outbox, Transport, record};
use crate::{
    db::in_time,
    deliveries::{self, Claim, Ended},
    mail::smtp::{Envelope, Outcome, Refusal, Smtp},
};

/// What became of one try.
#[derive(Debug)]
pub(super) enum Tried {
    /// The server has it.
    HandedOver(String),
    /// Not for good: later again.
    Delayed(String),
    /// For good.
    Rejected(String),
    /// Nobody can say.
    Unknown(String),
    /// Somebody else answers for it now; nothing was sent.
    LeaseLost,
    /// The program stops; nothing was sent.
    GivenBack,
}

impl Outbox {
    /// Hands one delivery over and records what became of it.
    pub(super) async fn deliver(self, claim: Claim) {
        let held = self.under_way.hold(claim.lease);
        let tried = match &self.transport {
            Transport::Smtp(smtp) => self.over_smtp(smtp, &claim).await,
            Transport::Refusing { to, words } if claim.rendered_to.as_ref() == Some(to) => {
                Tried::Rejected(words.clone())
            }
            Transport::Mailbox | Transport::Refusing { .. } => {
                Tried::HandedOver("kept in the built-in mailbox".to_owned())
            }
        };
        record::record(&self.app, &claim, tried).await;
        drop(held);
    }

    async fn over_smtp(&self, smtp: &Smtp, claim: &Claim) -> Tried {
        let (Some(message), Some(to)) = (&claim.rendered, &claim.rendered_to) else {
            return Tried::Delayed("not rendered".to_owned());
        };
        let Ok(to) = to.parse() else { return Tried::Rejected("the address cannot be written to".to_owned()) };
        let Ok(return_path) = self.app.config.mail.mail_from.as_str().parse() else {
            return Tried::Delayed("the sender's address cannot be used".to_owned());
        };
        let envelope = Envelope { return_path: Some(return_path), to };
        let begun = tokio::select! {
            begun = smtp.begin(&envelope, message) => begun,
            () = self.under_way.stopping() => return Tried::GivenBack,
        };
        let ready = match begun {
            Ok(ready) => ready,
            Err(Refusal::Rejected(trouble)) => return Tried::Rejected(trouble.in_full()),
            Err(Refusal::Deferred(trouble)) => {
                if trouble.blames_us() {
                    error!(%trouble, "The mail server refuses this portal: check SMTP_URL and MAIL_FROM. All mail waits");
                }
                return Tried::Delayed(trouble.in_full());
            }
        };
        match self.commit_to_send(claim).await {
            Ok(Ended::Recorded) => {}
            Ok(Ended::LeaseLost) => return Tried::LeaseLost,
            Err(error) => return Tried::Delayed(format!("the database did not answer: {error}")),
        }
        match ready.finish().await {
            Outcome::HandedOver(answer) => Tried::HandedOver(answer.to_string()),
            Outcome::Rejected(trouble) => Tried::Rejected(trouble.in_full()),
            Outcome::Deferred(trouble) => Tried::Delayed(trouble.in_full()),
            Outcome::Unknown(trouble) => Tried::Unknown(trouble.in_full()),
        }
    }

    /// From here on a lost lease means an unknown outcome.
    async fn commit_to_send(&self, claim: &Claim) -> sqlx::Result<Ended> {
        let now = self.app.clock.now();
        in_time(deliveries::mark_data_sent(&self.app.db, claim, now, self.lease_end(now))).await
    }
}
