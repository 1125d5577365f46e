//! Inquiries that fall due within minutes, at every start: so that whoever tries the demo sees what happens then.

use chrono::{DateTime, Duration, Utc};

use super::{
    cast::Cast,
    life::Life,
    queries,
    stories::{SOON, Story},
};
use crate::app::App;

/// How long after the start they fall due.
const DUE_AFTER: [Duration; 3] = [Duration::minutes(1), Duration::minutes(3), Duration::minutes(6)];
/// An inquiry that is due within this is soon enough.
const SOON_ENOUGH: Duration = Duration::minutes(7);

/// Those of the first start, which are lived with all others.
pub(super) fn first(app: &App) -> Vec<Story> {
    let time_to_answer = time_to_answer(app);
    let told = DUE_AFTER.into_iter().zip(SOON);
    told.map(|(after, story)| Story { asked: time_to_answer - after, ..story.clone() }).collect()
}

fn time_to_answer(app: &App) -> Duration {
    let now = app.clock.now();
    app.rules.current().due(now) - now
}

/// The due moments of the next minutes; if there is none, inquiries are made whose time is nearly up.
pub(super) async fn prepare(app: &App, cast: &Cast) -> anyhow::Result<Vec<DateTime<Utc>>> {
    let now = app.clock.now();
    let due = queries::due_before(&app.db, now, now + SOON_ENOUGH).await?;
    if !due.is_empty() {
        return Ok(due);
    }
    // a later start goes on where the last one ended
    let customers: Vec<&str> = SOON.iter().map(|story| story.customer.email).collect();
    let told = usize::try_from(queries::asked_by(&app.db, &customers).await?)?;
    ask_long_ago(app, cast, now, SOON.iter().cycle().skip(told % SOON.len())).await?;
    Ok(queries::due_before(&app.db, now, now + SOON_ENOUGH).await?)
}

async fn ask_long_ago(
    app: &App,
    cast: &Cast,
    now: DateTime<Utc>,
    stories: impl Iterator<Item = &Story>,
) -> anyhow::Result<()> {
    let time_to_answer = time_to_answer(app);
    let mut life: Option<Life> = None;
    for (after, story) in DUE_AFTER.into_iter().zip(stories) {
        let asked = now + after - time_to_answer;
        let life = life.get_or_insert_with(|| Life::begin(app, asked));
        life.live_until(asked).await?;
        life.ask(cast, story).await?;
    }
    if let Some(life) = life {
        life.live_until(now).await?;
        life.end().await;
    }
    Ok(())
}
