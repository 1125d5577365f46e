//! One kind of what is due. A batch that the store refuses is halved until the row at fault is found: it alone stays behind.

use tracing::{error, warn};

use super::{BATCH, ask, escalate, remind};
use crate::{
    app::App,
    deadlines::{self, DeadlineKind},
    error::passes,
    id::InquiryId,
    inquiries,
    work::{Actor, Work},
};

/// What the scanner does, in the order of its round.
#[derive(Debug, Clone, Copy)]
pub(super) enum Step {
    Release,
    Escalate,
    Remind(DeadlineKind),
    CloseQuiet,
    Ask,
}

impl Step {
    /// Does a batch of what is due. Returns how many.
    ///
    /// # Errors
    /// When the database does not answer, or refused a row; all others were done then.
    pub(super) async fn take(self, app: &App) -> sqlx::Result<usize> {
        let done = async { self.act_on_all(app, &self.due(app).await?).await };
        done.await.inspect_err(|cause| error!(step = ?self, %cause, "Not everything that is due was done"))
    }

    async fn due(self, app: &App) -> sqlx::Result<Vec<InquiryId>> {
        let (now, most) = (app.clock.now(), BATCH as i64);
        let kind = match self {
            Step::Release => return inquiries::due_answers(&app.db, now, most).await,
            Step::Escalate => DeadlineKind::ReplyDue,
            Step::Remind(kind) => kind,
            Step::CloseQuiet => DeadlineKind::QuietClose,
            Step::Ask => DeadlineKind::SatisfactionQuestion,
        };
        let due = deadlines::due(&app.db, kind, now, most).await?;
        Ok(due.into_iter().map(|one| one.inquiry_id).collect())
    }

    async fn act_on_all(self, app: &App, due: &[InquiryId]) -> sqlx::Result<usize> {
        let (mut done, mut fault) = (0, Ok(()));
        let mut parts = vec![due];
        while let Some(part) = parts.pop().filter(|part| !part.is_empty()) {
            match self.act(app, part).await {
                Ok(count) => done += count,
                Err(cause) if passes(&cause) => return Err(cause),
                Err(cause) => {
                    if let [inquiry_id] = part {
                        error!(step = ?self, %inquiry_id, %cause, "An inquiry is refused and stays behind");
                        fault = Err(cause);
                    } else {
                        warn!(step = ?self, rows = part.len(), %cause, "A batch is refused and halved");
                        let (first, rest) = part.split_at(part.len() / 2);
                        parts.extend([rest, first]);
                    }
                }
            }
        }
        fault.map(|()| done)
    }

    async fn act(self, app: &App, due: &[InquiryId]) -> sqlx::Result<usize> {
        let mut work = app.work(Actor::System).await?;
        let acted = match self {
            Step::Release => inquiries::release_answers(&mut work, &app.rules.current(), due).await,
            Step::Escalate => escalate::escalate(&mut work, app, due).await,
            Step::Remind(kind) => remind::remind(&mut work, app.rules.current().reminders, kind, due).await,
            Step::CloseQuiet => close_quiet(&mut work, app, due).await,
            Step::Ask => ask::ask(&mut work, due).await,
        };
        match acted {
            Ok(count) => {
                work.commit().await?;
                app.wake.outbox.notify_one();
                Ok(count)
            }
            Err(cause) => {
                // rows that are still locked would be left for the next round
                work.undo().await?;
                Err(cause)
            }
        }
    }
}

async fn close_quiet(work: &mut Work, app: &App, due: &[InquiryId]) -> sqlx::Result<usize> {
    let locked = inquiries::lock_for_scan(work, due).await?;
    inquiries::close_quiet(work, &locked, app.config.rules.satisfaction_after).await
}
