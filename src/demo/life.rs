//! A portal that lives through its past: its clock is moved by hand from one act to the next, and everything that falls due
//! in between is done at its moment.

use anyhow::{Context, ensure};
use chrono::{DateTime, Duration, Utc};

use super::{
    acts,
    cast::Cast,
    stories::{Act, Story},
};
use crate::{
    app::App,
    clock::Clock,
    db, due,
    id::InquiryId,
    outbox::{Outbox, Transport},
};

/// Between sending the form and pressing the button in the mail.
const CONFIRMED_AFTER: Duration = Duration::minutes(3);
/// Connections to the database: the mails of one moment go out side by side.
const CONNECTIONS: u32 = 4;
/// What the server of a full mailbox says.
const MAILBOX_FULL: &str = "552 5.2.2 Mailbox full";

/// The portal in its past.
#[derive(Debug)]
pub(super) struct Life {
    app: App,
    outbox: Outbox,
}

/// What happens next in a story.
#[derive(Debug, Clone, Copy)]
enum Step {
    File,
    Confirm,
    Act(Act),
}

/// A story while it is lived.
struct Told<'a> {
    story: &'a Story,
    inquiry: Option<InquiryId>,
}

/// Lives all stories, one through the other, up to the app's present.
pub(super) async fn live(app: &App, cast: &Cast, stories: &[Story]) -> anyhow::Result<()> {
    let end = app.clock.now();
    let mut told: Vec<Told<'_>> = stories.iter().map(|story| Told { story, inquiry: None }).collect();
    let mut steps: Vec<(DateTime<Utc>, usize, Step)> = stories
        .iter()
        .enumerate()
        .flat_map(|(place, story)| steps_of(story, end).into_iter().map(move |(at, step)| (at, place, step)))
        .collect();
    steps.sort_by_key(|(at, _, _)| *at);
    let Some((start, _, _)) = steps.first() else { return Ok(()) };
    let life = Life::begin(app, *start);
    for (at, place, step) in steps {
        ensure!(at <= end, "a story goes on after the demo began");
        life.live_until(at).await?;
        let Some(one) = told.get_mut(place) else { continue };
        life.take(cast, one, step).await.with_context(|| format!("in the story «{}»", one.story.subject))?;
    }
    life.live_until(end).await?;
    life.end().await;
    Ok(())
}

fn steps_of(story: &Story, end: DateTime<Utc>) -> Vec<(DateTime<Utc>, Step)> {
    let asked = end - story.asked;
    if !story.confirmed {
        return vec![(asked, Step::File)];
    }
    let acts = story.then.iter().map(|(after, act)| (asked + *after, Step::Act(*act)));
    [(asked - CONFIRMED_AFTER, Step::File), (asked, Step::Confirm)].into_iter().chain(acts).collect()
}

impl Life {
    /// Goes back to `start`. Whoever holds the real app goes on in the present.
    pub(super) fn begin(app: &App, start: DateTime<Utc>) -> Life {
        // nobody was told of anything yet: a crash loses the last moments, and the start begins anew
        let options = app.db.connect_options().as_ref().clone().options([("synchronous_commit", "off")]);
        let app = App { clock: Clock::by_hand(start), db: db::pool(options, CONNECTIONS), ..app.clone() };
        Life { outbox: Outbox::new(app.clone(), Transport::Mailbox), app }
    }

    /// Comes back to the present.
    pub(super) async fn end(self) {
        self.app.db.close().await;
    }

    /// Moves on to `moment`; what falls due until then is done when it falls due, and mailed.
    pub(super) async fn live_until(&self, moment: DateTime<Utc>) -> anyhow::Result<()> {
        self.outbox.drain().await?;
        while let Some(next) = due::next(&self.app).await?.filter(|next| *next <= moment) {
            self.move_to(next);
            if due::tick(&self.app).await?.is_empty() {
                break;
            }
            self.outbox.drain().await?;
        }
        self.move_to(moment);
        Ok(())
    }

    fn move_to(&self, moment: DateTime<Utc>) {
        let ahead = moment - self.app.clock.now();
        self.app.clock.advance(ahead.max(Duration::zero()));
    }

    /// An inquiry is sent and its address confirmed now.
    pub(super) async fn ask(&self, cast: &Cast, story: &Story) -> anyhow::Result<InquiryId> {
        let inquiry = acts::file(&self.app, cast, story).await?;
        acts::confirm(&self.app, inquiry).await?;
        Ok(inquiry)
    }

    async fn take(&self, cast: &Cast, told: &mut Told<'_>, step: Step) -> anyhow::Result<()> {
        if matches!(step, Step::File) {
            told.inquiry = Some(acts::file(&self.app, cast, told.story).await?);
            return Ok(());
        }
        let inquiry = told.inquiry.context("it was not filed")?;
        match step {
            Step::File => Ok(()),
            Step::Confirm => acts::confirm(&self.app, inquiry).await,
            Step::Act(act) => {
                acts::act(&self.app, cast, told.story, inquiry, act).await?;
                if matches!(act, Act::AnswerRefused(..)) { self.refuse_answer(told.story).await } else { Ok(()) }
            }
        }
    }

    /// The waiting answer goes out, and its customer's mail server refuses it.
    async fn refuse_answer(&self, story: &Story) -> anyhow::Result<()> {
        self.move_to(self.app.clock.now() + self.app.rules.current().undo);
        due::tick(&self.app).await?;
        let refusing = Transport::Refusing { to: story.customer.email.to_owned(), words: MAILBOX_FULL.to_owned() };
        Outbox::new(self.app.clone(), refusing).drain().await?;
        Ok(())
    }
}
