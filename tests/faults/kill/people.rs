//! An answer is handed in and released; an inquiry escalates.

use devcenter::inquiries::State;
use tokio::task::JoinHandle;

use super::{
    Stage, Step,
    aim::{Aim, Blow, Way, When},
    at_every_message,
};
use crate::support::{Browser, browser::Shown, program::Program, world::Asked};

/// The steps of this file end with their COMMIT.
const TRANSACTION: Aim = Aim { way: Way::Database, also: &[], last: "COMMIT" };

/// Whether the step's COMMIT reached the database: then it is done, else nothing is.
fn committed(blow: &Blow) -> bool {
    blow.said == "COMMIT" && blow.when != When::NeverArrived
}

/// Answers of the developer that are stored or wait.
async fn answers(stage: &Stage, asked: &Asked) -> i64 {
    let sql = "select (select count(*) from messages where inquiry_id = $1 and author = 'developer')
                      + (select count(*) from pending_replies where inquiry_id = $1)";
    sqlx::query_scalar(sql).bind(asked.id).fetch_one(&stage.portal.app.db).await.unwrap()
}

/// The only answer is in the thread and has gone out, as everything else of the inquiry, once.
async fn is_answered_once(stage: &Stage, asked: &Asked, blow: &Blow) {
    stage.until_all_is_done().await;
    assert_eq!(answers(stage, asked).await, 1, "{blow:?}");
    assert_eq!(stage.portal.state(asked.id).await, State::Answered, "{blow:?}");
    let page = stage.portal.browser().get(&asked.customer_path(&stage.portal)).await;
    assert_eq!(page.words().matches("확인했습니다.").count(), 1, "{blow:?}: {}", page.words());
    // the receipt, the notice to the support contact and the member, the answer
    stage.all_went_out_once(asked, 4, blow).await;
}

/// A member hands an answer in; who is not answered presses again.
struct Reply;

struct Press {
    asked: Asked,
    browser: Browser,
    page: Shown,
    first: JoinHandle<Option<Shown>>,
}

async fn press(browser: Browser, page: Shown) -> Option<Shown> {
    browser.try_submit(&page, "/replies", &[("body", "확인했습니다.")]).await
}

impl Step for Reply {
    const NAME: &'static str = "reply";
    const AIM: Aim = TRANSACTION;
    type Subject = Press;
    type Before = bool;

    async fn set_off(stage: &Stage, program: &Program) -> Press {
        let asked = stage.asked(&stage.portal).await;
        let page = stage.browser.get(&asked.desk_path()).await;
        let browser = stage.browser.at(program.address());
        let first = tokio::spawn(press(browser.clone(), page.clone()));
        Press { asked, browser, page, first }
    }

    async fn look(stage: &Stage, pressed: &Press) -> bool {
        answers(stage, &pressed.asked).await == 1
    }

    async fn judge(stage: &Stage, _: &Program, pressed: Press, stored: bool, blow: &Blow) -> String {
        assert_eq!(stored, committed(blow), "{blow:?}");
        let first = pressed.first.await.unwrap();
        assert!(stored || first.is_none(), "{blow:?}: shown as taken and not stored");
        let again = press(pressed.browser, pressed.page).await.expect("the portal answers again");
        assert!(again.status.is_success() && again.path.starts_with(&pressed.asked.desk_path()), "{blow:?}: {again:?}");
        is_answered_once(stage, &pressed.asked, blow).await;
        let outcome = if stored { "taken; found again by its key" } else { "not taken; taken at the second press" };
        format!("{outcome}; one message, one mail")
    }
}

/// A waiting answer is released.
struct Release;

impl Step for Release {
    const NAME: &'static str = "release";
    const AIM: Aim = TRANSACTION;
    type Subject = Asked;
    type Before = bool;

    async fn set_off(stage: &Stage, _: &Program) -> Asked {
        let asked = stage.asked(&stage.portal).await;
        stage.portal.answer(&asked, &stage.agent).await.unwrap();
        asked
    }

    async fn look(stage: &Stage, asked: &Asked) -> bool {
        stage.portal.state(asked.id).await == State::Answered
    }

    async fn judge(stage: &Stage, _: &Program, asked: Asked, released: bool, blow: &Blow) -> String {
        assert_eq!(released, committed(blow), "{blow:?}");
        is_answered_once(stage, &asked, blow).await;
        let outcome = if released { "released" } else { "not released; released after the start" };
        format!("{outcome}; one message, one mail")
    }
}

/// The due moment has come.
struct Escalation;

impl Step for Escalation {
    const NAME: &'static str = "escalation";
    const AIM: Aim = TRANSACTION;
    type Subject = Asked;
    type Before = bool;

    async fn set_off(stage: &Stage, _: &Program) -> Asked {
        stage.asked(&stage.past).await
    }

    async fn look(stage: &Stage, asked: &Asked) -> bool {
        stage.portal.state(asked.id).await == State::Escalated
    }

    async fn judge(stage: &Stage, _: &Program, asked: Asked, escalated: bool, blow: &Blow) -> String {
        assert_eq!(escalated, committed(blow), "{blow:?}");
        stage.until_in_state(&asked, State::Escalated).await;
        stage.until_all_is_done().await;
        let sql = "select (select count(*) from cancellations where inquiry_id = $1),
                          (select count(*) from events where inquiry_id = $1 and kind = 'escalated'),
                          (select count(*) from deliveries where inquiry_id = $1 and kind = 'escalated_customer'),
                          (select count(*) from deliveries where inquiry_id = $1 and kind = 'escalated_operations'),
                          (select count(*) from deliveries where inquiry_id = $1 and kind = 'escalated_seller')";
        let counts: (i64, i64, i64, i64, i64) =
            sqlx::query_as(sql).bind(asked.id).fetch_one(&stage.portal.app.db).await.unwrap();
        // the seller's notice goes to the support contact and to the member
        assert_eq!(counts, (1, 1, 1, 1, 2), "{blow:?}");
        // and before it the receipt, and the notice to the support contact and the member
        stage.all_went_out_once(&asked, 7, blow).await;
        let outcome = if escalated { "escalated" } else { "not escalated; escalated after the start" };
        format!("{outcome}; one case, one set of notices")
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_answer_is_taken_once_wherever_the_program_is_killed() {
    let table = at_every_message::<Reply>(&Stage::set().await).await;
    assert!(table.has("BEGIN") && table.has("insert into submissions") && table.has("COMMIT"));
    table.keep();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_waiting_answer_is_released_once_wherever_the_program_is_killed() {
    let table = at_every_message::<Release>(&Stage::set().await).await;
    assert!(table.has("insert into deliveries") && table.has("COMMIT"));
    table.keep();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_inquiry_escalates_once_wherever_the_program_is_killed() {
    let table = at_every_message::<Escalation>(&Stage::set().await).await;
    assert!(table.has("insert into cancellations") && table.has("COMMIT"));
    table.keep();
}
