//! A mail goes out: messages to the database, and messages to the mail server.

use devcenter::deliveries::DeliveryState;

use super::{
    super::ledger::Mail,
    Stage, Step,
    aim::{Aim, Blow, Way, When},
    at_every_message,
};
use crate::support::program::Program;

/// How the delivery stood when the program was dead.
struct Before {
    handed_over: bool,
    /// «Data is about to go out» is on record.
    data_sent: bool,
    copies: usize,
}

/// A customer asks: one mail that asks for the confirmation.
async fn file(stage: &Stage) {
    let form = stage.portal.form_of(&stage.seller, &stage.customer());
    stage.portal.file(&form).await;
}

/// The mail of the last form.
async fn the_mail(stage: &Stage) -> Mail {
    stage.mails().await.pop().unwrap()
}

async fn look(stage: &Stage) -> Before {
    let mail = the_mail(stage).await;
    Before { handed_over: mail.state == DeliveryState::HandedOver, data_sent: mail.data_sent, copies: mail.copies }
}

/// Nothing is lost; a second copy, with the same Message-ID, only where the outcome was unknown and is on record as that.
async fn judge(stage: &Stage, before: Before, blow: &Blow) -> String {
    stage.until_all_is_done().await;
    let mail = the_mail(stage).await;
    let copies = mail.copies;
    assert_eq!(mail.state, DeliveryState::HandedOver, "{blow:?}");
    let unknown = before.data_sent && !before.handed_over;
    assert_eq!(mail.unknowns, i32::from(unknown), "{blow:?}: {mail:?}");
    assert_eq!(copies, before.copies + usize::from(!before.handed_over), "{blow:?}");
    assert!(copies == 1 || unknown && copies == 2, "{blow:?}: {copies} copies");
    match (before.handed_over, unknown) {
        (true, _) => "handed over once".to_owned(),
        (_, false) => "not handed over; handed over once after the start".to_owned(),
        (_, true) => format!("outcome unknown, on record; tried once more; copies: {copies}"),
    }
}

/// Where the messages to the database are counted.
struct ToTheDatabase;

impl Step for ToTheDatabase {
    const NAME: &'static str = "delivery-database";
    const AIM: Aim = Aim {
        way: Way::Database,
        also: &["with recursive lanes"],
        last: "update deliveries set state = 'handed_over'",
    };
    type Subject = ();
    type Before = Before;

    async fn set_off(stage: &Stage, _: &Program) {
        file(stage).await;
    }

    async fn look(stage: &Stage, (): &()) -> Before {
        look(stage).await
    }

    async fn judge(stage: &Stage, _: &Program, (): (), before: Before, blow: &Blow) -> String {
        let recorded = blow.said.starts_with(Self::AIM.last) && blow.when != When::NeverArrived;
        assert_eq!(before.handed_over, recorded, "{blow:?}");
        judge(stage, before, blow).await
    }
}

/// Where the messages to the mail server are counted.
struct ToTheMailServer;

impl Step for ToTheMailServer {
    const NAME: &'static str = "delivery-smtp";
    const AIM: Aim = Aim { way: Way::Mail, also: &[], last: "the final dot" };
    type Subject = ();
    type Before = Before;

    async fn set_off(stage: &Stage, _: &Program) {
        file(stage).await;
    }

    async fn look(stage: &Stage, (): &()) -> Before {
        look(stage).await
    }

    async fn judge(stage: &Stage, _: &Program, (): (), before: Before, blow: &Blow) -> String {
        let arrived = blow.said == Self::AIM.last && blow.when == When::Arrived;
        assert_eq!((before.handed_over, before.copies), (false, usize::from(arrived)), "{blow:?}");
        judge(stage, before, blow).await
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_mail_is_never_lost_at_whatever_message_to_the_database_the_program_is_killed() {
    let table = at_every_message::<ToTheDatabase>(&Stage::set().await).await;
    assert!(table.has("set data_sent_at") && table.has("set state = 'handed_over'"));
    table.keep();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_mail_is_never_lost_at_whatever_message_to_the_mail_server_the_program_is_killed() {
    let table = at_every_message::<ToTheMailServer>(&Stage::set().await).await;
    assert!(table.has("RCPT") && table.has("the mail") && table.has("the final dot"));
    table.keep();
}
