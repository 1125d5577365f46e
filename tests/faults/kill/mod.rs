//! `kill -9` at every message of a step between the program and PostgreSQL or SMTP.
//!
//! A program without anything to do stands still while a person or time sets the step off; it goes on, and is killed at one of
//! the step's messages. It is started again on the same database, nothing else is done, and the outcome is judged.

mod aim;
mod mails;
mod people;
mod stage;

use std::time::Duration;

use aim::{Aim, Blow};
use stage::Stage;

use super::table::Table;
use crate::support::program::Program;

/// The program serves again within this after it was killed.
const SERVES_AGAIN: Duration = Duration::from_secs(2);

/// One step of the program.
trait Step {
    const NAME: &'static str;
    const AIM: Aim;
    /// What it is set off with.
    type Subject;
    /// How things stood when the program was dead.
    type Before;

    /// What a person or time does. The program stands still meanwhile.
    async fn set_off(stage: &Stage, program: &Program) -> Self::Subject;

    /// How things stand now that the program is dead.
    async fn look(stage: &Stage, subject: &Self::Subject) -> Self::Before;

    /// Waits until everything is done, and says in words what came of it.
    async fn judge(
        stage: &Stage,
        program: &Program,
        subject: Self::Subject,
        before: Self::Before,
        blow: &Blow,
    ) -> String;
}

/// Records the step, then kills the program at each of its messages.
async fn at_every_message<S: Step>(stage: &Stage) -> Table {
    let mut table = Table::new(
        &format!("killed-{}", S::NAME),
        &["the program was killed at the message", "which", "outcome", "served again after"],
    );
    let mut starts = Vec::new();
    for blow in S::AIM.blows(&recorded::<S>(stage).await) {
        let mut program = stage.program().await;
        stage.stand_still(&program).await;
        let struck = S::AIM.strike(stage, &blow, program.process());
        let subject = S::set_off(stage, &program).await;
        program.process().thaw();
        struck.wait().await;
        stage.until_the_dead_are_gone().await;
        stage.claims_nothing_without_an_answer().await;
        let before = S::look(stage, &subject).await;
        let back = program.restart().await;
        starts.push(back);
        let outcome = S::judge(stage, &program, subject, before, &blow).await;
        stage.claims_nothing_without_an_answer().await;
        table.add(&[&format!("`{}`", blow.said), blow.when.words(), &outcome, &format!("{} ms", back.as_millis())]);
    }
    starts.sort();
    // one of them may have met a busy machine
    assert!(starts[starts.len() / 2] <= SERVES_AGAIN, "{starts:?}");
    table
}

/// The messages of the step when nothing happens to it.
async fn recorded<S: Step>(stage: &Stage) -> Vec<String> {
    let program = stage.program().await;
    stage.stand_still(&program).await;
    let recording = S::AIM.record(stage);
    S::set_off(stage, &program).await;
    program.process().thaw();
    let said = recording.wait().await;
    stage.until_all_is_done().await;
    said
}
