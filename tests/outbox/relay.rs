//! What a mail server does to a mail, as the store, the pages and the people see it.

use std::time::Duration as Wait;

use chrono::{DateTime, Duration, TimeZone, Utc};
use devcenter::{
    auth::MemberRole,
    clock::Clock,
    db,
    deliveries::{self, DeliveryState},
    inquiries::State,
    lang::Lang,
    mail::smtp::{Settings, Smtp, SmtpUrl, Timeouts},
    outbox::Transport,
    work::Actor,
};
use reqwest::StatusCode;

use crate::support::{
    Portal, cluster,
    portal::Mail,
    smtp_server::{At, Fault, SmtpServer, Stored},
    world::{Asked, Person, Seller},
};

/// How long a step of the conversation may take.
const SHORT: Wait = Wait::from_millis(200);
const CUSTOMER: &str = "haneul@mail.example";

/// A portal whose answer to one customer is about to go out by a mail server.
struct Scene {
    portal: Portal,
    server: SmtpServer,
    seller: Seller,
    agent: Person,
    asked: Asked,
}

/// How the newest answer's mail stands.
#[derive(Debug, sqlx::FromRow)]
struct Answer {
    state: DeliveryState,
    attempts: i32,
    unknowns: i32,
    next_try_at: DateTime<Utc>,
    ended: bool,
    answer: Option<String>,
}

impl Scene {
    async fn set() -> Scene {
        let server = SmtpServer::start().await;
        let clock = Clock::by_hand(Utc.with_ymd_and_hms(2026, 11, 23, 6, 20, 0).unwrap());
        let smtp_url = format!("--smtp-url={}", server.url());
        let pool = db::pool(cluster::database().await, 12);
        let portal = Portal::over(pool, clock, &[&smtp_url], Transport::Smtp(hurried(&server))).await;
        let seller = portal.seller("moon").await;
        let agent = portal.member(&seller, "jihu", MemberRole::Agent).await;
        let asked = portal.asked(&seller, "haneul").await;
        portal.deliver().await;
        Scene { portal, server, seller, agent, asked }
    }

    /// The agent answers, and the mail is tried.
    async fn answer(&self) -> Answer {
        self.portal.answer(&self.asked, &self.agent).await.unwrap();
        self.later(Duration::seconds(10)).await
    }

    /// Time passes, and what is due then is done.
    async fn later(&self, time: Duration) -> Answer {
        self.portal.pass(time).await;
        self.portal.deliver().await;
        let sql = "select state, attempts, unknowns, next_try_at, ended_at is not null as ended, answer
                   from deliveries where kind = 'answer' order by created_at desc limit 1";
        sqlx::query_as(sql).fetch_one(&self.portal.app.db).await.unwrap()
    }

    /// What stands under the newest answer on the developer's page.
    async fn under_the_answer(&self) -> String {
        let page = self.portal.signed_in(&self.agent).await.get(&self.asked.desk_path()).await;
        page.texts("footer.sent").pop().unwrap_or_default()
    }

    /// The copies of the answer that the server has.
    fn copies(&self) -> Vec<Stored> {
        let all = self.server.messages().into_iter();
        all.filter(|mail| mail.to == [CUSTOMER] && !mail.text().contains("Auto-Submitted")).collect()
    }

    /// The turn of the inquiry, and when its answer is due.
    async fn turn(&self) -> (State, i32, DateTime<Utc>) {
        let sql = "select state, turn, reply_due_at from inquiries";
        sqlx::query_as(sql).fetch_one(&self.portal.app.db).await.unwrap()
    }

    /// How many mails told the seller that an answer failed.
    async fn told_of_the_failure(&self) -> i64 {
        self.portal.ask("select count(*) from deliveries where kind = 'answer_failed' and state = 'handed_over'").await
    }
}

fn hurried(server: &SmtpServer) -> Smtp {
    let timeouts = Timeouts {
        connect: SHORT,
        greeting: SHORT,
        command: SHORT,
        begin: SHORT * 5,
        data: SHORT,
        body: SHORT,
        final_dot: SHORT,
    };
    let settings = Settings { timeouts, ..Settings::default() };
    Smtp::new(SmtpUrl::parse(&server.url()).unwrap(), settings).unwrap()
}

fn message_id(mail: &Stored) -> String {
    mail.text().lines().find(|line| line.starts_with("Message-ID:")).unwrap().to_owned()
}

#[tokio::test]
async fn a_mail_that_is_put_off_for_six_hours_is_tried_as_scheduled_and_goes_out_once() {
    let scene = Scene::set().await;
    scene.server.always(At::Rcpt, Fault::answer("451 4.7.1 greylisted, come back later")).to(CUSTOMER);
    let mut answer = scene.answer().await;
    let mut waits = Vec::new();
    let began = scene.portal.now();
    while scene.portal.now() < began + Duration::hours(6) {
        assert_eq!((answer.state, answer.ended, answer.unknowns), (DeliveryState::Delayed, false, 0));
        assert!(answer.answer.unwrap().contains("greylisted"));
        let wait = answer.next_try_at - scene.portal.now();
        assert_eq!(scene.later(wait - Duration::microseconds(1)).await.attempts, answer.attempts, "not before");
        answer = scene.later(Duration::microseconds(1)).await;
        waits.push(wait);
    }
    for (wait, minutes) in waits.iter().zip([1, 5, 15, 30, 60, 60, 60, 60]) {
        let shortest = Duration::minutes(minutes);
        assert!(*wait >= shortest && *wait <= shortest * 11 / 10, "{wait} instead of {minutes} min");
    }
    let page = scene.under_the_answer().await;
    assert!(page.contains(&*Lang::Ko.delayed()) && page.contains("greylisted"), "{page}");
    assert!((8..=20).contains(&answer.attempts), "{}", answer.attempts);
    scene.server.heal();
    let answer = scene.later(Duration::hours(2)).await;
    assert_eq!((answer.state, scene.copies().len()), (DeliveryState::HandedOver, 1));
    assert_eq!(scene.portal.state(scene.asked.id).await, State::Answered);
}

#[tokio::test]
async fn a_server_that_is_not_there_or_closes_at_once_delays_and_loses_nothing() {
    for fault in [Fault::answer("421 4.3.2 too busy"), Fault::Drop, Fault::Hang] {
        for at in [At::Connect, At::Ehlo, At::Rcpt, At::Data] {
            let scene = Scene::set().await;
            scene.server.close_connections().await;
            // a kept connection would be replaced: the next one fails as well
            scene.server.times(2, at, fault.clone());
            let answer = scene.answer().await;
            assert_eq!((answer.state, answer.unknowns), (DeliveryState::Delayed, 0), "{at:?} {fault:?}: {answer:?}");
            scene.server.heal();
            let answer = scene.later(Duration::minutes(2)).await;
            assert_eq!((answer.state, answer.attempts), (DeliveryState::HandedOver, 2), "{at:?} {fault:?}");
            assert_eq!(scene.copies().len(), 1, "{at:?} {fault:?}");
        }
    }
}

#[tokio::test]
async fn a_mail_lost_after_its_final_dot_is_shown_as_unknown_and_sent_once_more_under_the_same_id() {
    for fault in [Fault::Drop, Fault::Hang] {
        let scene = Scene::set().await;
        scene.server.once(At::FinalDot, fault.clone());
        let answer = scene.answer().await;
        assert_eq!(
            (answer.state, answer.unknowns, answer.ended),
            (DeliveryState::OutcomeUnknown, 1, false),
            "{fault:?}"
        );
        assert_eq!(scene.copies().len(), 1, "the server has it");
        let page = scene.under_the_answer().await;
        assert!(page.contains(&*Lang::Ko.mail_state_unknown()) && !page.contains("250"), "{page}");
        let answer = scene.later(Duration::minutes(2)).await;
        assert_eq!((answer.state, answer.unknowns), (DeliveryState::HandedOver, 1), "{fault:?}");
        let copies = scene.copies();
        assert_eq!(copies.len(), 2, "{fault:?}");
        assert_eq!(message_id(&copies[0]), message_id(&copies[1]));
        assert_eq!(copies[0].data, copies[1].data, "the same bytes");
    }
}

#[tokio::test]
async fn a_mail_lost_after_its_final_dot_twice_stays_unknown_and_is_not_sent_a_third_time() {
    let scene = Scene::set().await;
    scene.server.always(At::FinalDot, Fault::Drop).to(CUSTOMER);
    scene.answer().await;
    let answer = scene.later(Duration::minutes(2)).await;
    assert_eq!((answer.state, answer.unknowns, answer.ended), (DeliveryState::OutcomeUnknown, 2, true));
    let kept = "select count(*) from deliveries where kind = 'answer' and rendered is not null";
    assert_eq!(scene.portal.ask::<i64>(kept).await, 0, "its bytes are of no use any more");
    let page = scene.under_the_answer().await;
    assert!(page.contains(&*Lang::Ko.mail_unknown()), "{page}");
    scene.server.heal();
    assert_eq!(scene.later(Duration::days(6)).await.attempts, 2);
    assert_eq!(scene.copies().len(), 2);
}

#[tokio::test]
async fn a_mail_lost_in_the_middle_of_its_text_comes_once() {
    let scene = Scene::set().await;
    scene.server.once(At::Body, Fault::Drop);
    let answer = scene.answer().await;
    // its few kilobytes are all in the socket: nobody can tell this loss from one after the dot
    assert_eq!((answer.state, scene.copies().len()), (DeliveryState::OutcomeUnknown, 0));
    let answer = scene.later(Duration::minutes(2)).await;
    assert_eq!((answer.state, scene.copies().len()), (DeliveryState::HandedOver, 1));
}

#[tokio::test]
async fn an_answer_that_is_refused_for_good_makes_its_inquiry_wait_for_the_developer_again() {
    for at in [At::Rcpt, At::Data, At::FinalDot] {
        let scene = Scene::set().await;
        let first_due = scene.turn().await.2;
        scene.server.always(at, Fault::answer("550 5.1.1 no such mailbox")).to(CUSTOMER);
        scene.portal.pass(Duration::hours(10)).await;
        let answer = scene.answer().await;
        assert_eq!((answer.state, answer.attempts, answer.ended), (DeliveryState::Failed, 1, true), "{at:?}");
        assert!(answer.answer.unwrap().contains("no such mailbox"));
        // the time that was left when it was answered
        assert_eq!(scene.turn().await, (State::AwaitingDeveloper, 2, first_due), "{at:?}");
        scene.portal.deliver().await;
        assert_eq!(scene.told_of_the_failure().await, 2, "the support contact and the member");
        let page = scene.under_the_answer().await;
        assert!(page.contains(&*Lang::Ko.mail_failed(false)) && page.contains("no such mailbox"), "{page}");
        // it is not tried again, and the new turn runs
        let answer = scene.later(first_due - scene.portal.now()).await;
        assert_eq!((answer.attempts, scene.copies().len()), (1, 0), "{at:?}");
        assert_eq!(scene.turn().await.0, State::Escalated);
    }
}

#[tokio::test]
async fn who_answered_in_the_last_hours_gets_a_day_when_the_answer_is_refused() {
    let scene = Scene::set().await;
    scene.portal.pass(Duration::hours(71)).await;
    scene.server.always(At::Rcpt, Fault::answer("550 5.1.1 no such mailbox")).to(CUSTOMER);
    scene.answer().await;
    let now = scene.portal.now();
    assert_eq!(scene.turn().await, (State::AwaitingDeveloper, 2, now + Duration::hours(24)));
}

#[tokio::test]
async fn a_second_answer_that_is_refused_stays_an_answer_and_only_its_delivery_tells() {
    let scene = Scene::set().await;
    scene.server.always(At::Rcpt, Fault::answer("550 5.1.1 no such mailbox")).to(CUSTOMER);
    scene.answer().await;
    scene.answer().await;
    let answer = scene.later(Duration::minutes(1)).await;
    assert_eq!((answer.state, answer.attempts), (DeliveryState::Failed, 1));
    assert_eq!(scene.turn().await.0, State::Answered);
    assert_eq!(scene.told_of_the_failure().await, 2, "of the first only");
    let page = scene.under_the_answer().await;
    assert!(page.contains(&*Lang::Ko.mail_failed(true)), "{page}");
}

#[tokio::test]
async fn an_answer_that_nobody_took_for_five_days_is_given_up_and_its_inquiry_waits_again() {
    let scene = Scene::set().await;
    scene.server.always(At::Rcpt, Fault::answer("451 4.7.1 not now")).to(CUSTOMER);
    scene.answer().await;
    let answer = scene.later(Duration::days(5) - Duration::seconds(1)).await;
    assert_eq!(answer.state, DeliveryState::Delayed);
    let answer = scene.later(Duration::hours(2)).await;
    assert_eq!((answer.state, answer.ended), (DeliveryState::Failed, true));
    let (state, turn, due) = scene.turn().await;
    assert_eq!((state, turn), (State::AwaitingDeveloper, 2));
    assert!(due >= scene.portal.now() + Duration::hours(24));
}

#[tokio::test]
async fn a_notice_that_is_refused_fails_alone() {
    let scene = Scene::set().await;
    scene.server.always(At::Rcpt, Fault::answer("550 5.1.1 no such mailbox")).to(&scene.seller.support_email);
    let other = scene.portal.asked(&scene.seller, "dain").await;
    scene.portal.deliver().await;
    let states = "select array_agg(kind::text || ' ' || state order by kind, state) from deliveries
                  where inquiry_id = $1";
    let states: Vec<String> = sqlx::query_scalar(states).bind(other.id).fetch_one(&scene.portal.app.db).await.unwrap();
    assert_eq!(states, ["receipt handed_over", "new_inquiry handed_over", "new_inquiry failed"]);
    assert_eq!(scene.portal.state(other.id).await, State::AwaitingDeveloper);
}

#[tokio::test]
async fn a_server_that_refuses_our_sender_loses_no_mail() {
    for refusal in ["550 5.7.1 sender refused", "553 5.1.8 sender domain unknown", "554 5.7.1 relaying denied"] {
        let scene = Scene::set().await;
        scene.server.always(At::Mail, Fault::answer(refusal));
        let answer = scene.answer().await;
        assert_eq!((answer.state, answer.ended), (DeliveryState::Delayed, false), "{refusal}");
        scene.server.heal();
        let answer = scene.later(Duration::minutes(2)).await;
        assert_eq!((answer.state, scene.copies().len()), (DeliveryState::HandedOver, 1), "{refusal}");
        assert_eq!(scene.portal.state(scene.asked.id).await, State::Answered, "{refusal}");
    }
}

#[tokio::test]
async fn a_mail_that_is_too_big_for_the_server_fails_at_once() {
    let scene = Scene::set().await;
    scene.server.always(At::Mail, Fault::answer("552 5.3.4 message too big"));
    let answer = scene.answer().await;
    assert_eq!((answer.state, answer.ended), (DeliveryState::Failed, true));
}

#[tokio::test]
async fn a_mail_that_waited_brings_the_link_that_lives_when_it_goes_out() {
    for (at, fault) in [(At::Rcpt, Fault::answer("451 4.7.1 not now")), (At::FinalDot, Fault::Drop)] {
        let scene = Scene::set().await;
        let portal = &scene.portal;
        scene.server.always(at, fault).to(CUSTOMER);
        let mut work = portal.work(Actor::System).await;
        deliveries::to_customer_with_links(&mut work, &CUSTOMER.parse().unwrap()).await.unwrap();
        work.commit().await.unwrap();
        let answer = scene.answer().await;
        assert!(!answer.ended, "{at:?}: {answer:?}");
        let browser = portal.browser();
        let old = scene.asked.customer_path(portal);
        browser.submit(&browser.get(&old).await, "/link", &[]).await;
        assert_eq!(browser.get(&old).await.status, StatusCode::NOT_FOUND);
        scene.server.heal();
        let before = scene.server.messages().len();
        let answer = scene.later(Duration::minutes(2)).await;
        assert_eq!((answer.state, answer.attempts), (DeliveryState::HandedOver, 2), "{at:?}");
        let sent = scene.server.messages();
        let to_customer = sent.iter().skip(before).filter(|mail| mail.to == [CUSTOMER]);
        let links: Vec<String> = to_customer.map(|mail| Mail::parse(&mail.data).link("/i/")).collect();
        assert_eq!(links.len(), 3, "the answer, the links, the new link: {links:?}");
        for link in links {
            assert_eq!(portal.browser().get(&link).await.status, StatusCode::OK, "{at:?} {link}");
        }
    }
}
