//! «How was it?», by mail: once per inquiry, some time after the end, and not to who wants no such mails.

use std::sync::Arc;

use chrono::Duration;
use devcenter::{
    auth::{MemberRole, StaffRole},
    due,
    id::SubmissionKey,
    inquiries::{self, Dismissal},
    lang::Lang,
    outbox::{Outbox, Transport},
    work::Actor,
};
use reqwest::{Method, StatusCode};
use tokio::sync::Barrier;

use super::LANGS;
use crate::support::{
    Portal,
    portal::Mail,
    world::{Asked, Person, Seller},
};

/// Who asks, and who answers.
struct Scene {
    portal: Portal,
    seller: Seller,
    agent: Person,
}

impl Scene {
    async fn open() -> Scene {
        Scene::with(&[]).await
    }

    async fn with(flags: &[&str]) -> Scene {
        let portal = Portal::with(flags).await;
        let seller = portal.seller("moon").await;
        let agent = portal.member(&seller, "jihu", MemberRole::Agent).await;
        Scene { portal, seller, agent }
    }

    /// An inquiry that was answered; the mail arrived.
    async fn answered(&self, customer: &str) -> Asked {
        let asked = self.portal.asked(&self.seller, customer).await;
        self.answer(&asked).await;
        self.portal.deliver().await;
        asked
    }

    async fn answer(&self, asked: &Asked) {
        self.portal.answer(asked, &self.agent).await.unwrap();
        self.portal.pass(Duration::seconds(10)).await;
    }

    /// Answered, and then solved by its customer.
    async fn solved(&self, customer: &str) -> Asked {
        let asked = self.answered(customer).await;
        self.portal.solve(&asked).await.unwrap();
        asked
    }

    /// The questions that went to a customer.
    async fn questions(&self, customer: &str) -> Vec<Mail> {
        let to = format!("{customer}@mail.example");
        let mails = self.portal.mails().await.into_iter();
        mails.filter(|mail| mail.to == to && mail.text.contains("/satisfaction?choice=")).collect()
    }

    async fn kinds(&self) -> i64 {
        self.portal.ask("select count(*) from deliveries where kind = 'satisfaction_question'").await
    }
}

#[tokio::test]
async fn who_is_done_is_asked_an_hour_later_and_answers_with_one_press_of_one_button() {
    let scene = Scene::open().await;
    let portal = &scene.portal;
    for lang in LANGS {
        let customer = lang.code();
        let asked = scene.solved(customer).await;
        sqlx::query("update customers set lang = $1").bind(lang).execute(&portal.app.db).await.unwrap();
        portal.pass(Duration::minutes(59)).await;
        assert_eq!(scene.questions(customer).await.len(), 0, "not at once: there may be more to say");
        portal.pass(Duration::minutes(1)).await;
        let questions = scene.questions(customer).await;
        assert_eq!(questions.len(), 1);
        assert!(questions[0].subject.contains(&*lang.letter_how_short()), "{}", questions[0].subject);
        assert!(!questions[0].raw.contains("List-Unsubscribe"), "only over HTTPS may mail programs press");
        let browser = portal.browser().reading(lang);
        let page = browser.get(&questions[0].link("/i/")).await;
        assert_eq!(page.text("h1"), lang.satisfaction_question());
        assert!(page.has("input[name=choice][value=good][checked]"), "{}", page.body);
        assert_eq!(page.texts("main form button").len(), 1);
        assert_eq!(portal.ask::<i64>("select count(*) from satisfactions").await, i64::from(lang == Lang::En));
        let said = browser.submit(&page, "/satisfaction", &[("words", "고마워요")]).await;
        assert!(said.words().contains(&*lang.satisfaction_given()), "{}", said.words());
        let thread = portal.signed_in(&scene.agent).await.get(&asked.desk_path()).await;
        assert!(thread.text("#thread").contains(&*Lang::Ko.happened_satisfaction_asked()));
        assert!(thread.text("#thread").contains(&*Lang::Ko.happened_satisfied()), "{}", thread.text("#thread"));
        assert!(!said.words().contains(&*lang.happened_satisfaction_asked()), "who was asked knows");
    }
}

#[tokio::test]
async fn an_inquiry_that_went_quiet_is_asked_about_as_well() {
    let scene = Scene::open().await;
    scene.answered("haneul").await;
    scene.portal.pass(Duration::days(14)).await;
    assert_eq!(scene.questions("haneul").await.len(), 0);
    scene.portal.pass(Duration::hours(1)).await;
    assert_eq!(scene.questions("haneul").await.len(), 1);
    scene.portal.pass(Duration::days(30)).await;
    assert_eq!(scene.kinds().await, 1);
}

#[tokio::test]
async fn nobody_is_asked_about_what_ended_otherwise_or_was_never_answered() {
    let scene = Scene::open().await;
    let portal = &scene.portal;
    let staff = portal.staff("sora", StaffRole::Lead).await;
    let (withdrawn, canceled) = (portal.asked(&scene.seller, "a").await, portal.asked(&scene.seller, "b").await);
    portal.pass(Duration::hours(72)).await;
    portal.solve(&withdrawn).await.unwrap();
    let case = portal.case_of(&canceled).await.unwrap();
    portal.take(&case, &staff).await.unwrap();
    portal.approve(&case, &staff).await.unwrap();
    portal.record_result(&case, &staff, devcenter::cancellations::BillingResult::Confirmed).await.unwrap();
    for (customer, why) in [("c", Dismissal::Spam), ("d", Dismissal::Duplicate)] {
        let asked = scene.answered(customer).await;
        let mut work = portal.work(Actor::Member(scene.agent.id)).await;
        inquiries::dismiss(&mut work, &[asked.no], why).await.unwrap().unwrap();
        work.commit().await.unwrap();
    }
    // solved by itself, before anybody answered
    portal.solve(&portal.asked(&scene.seller, "e").await).await.unwrap();
    // it goes on in another one
    let (into, merged) = (scene.answered("f").await, scene.solved("f").await);
    portal.merge(&into, &merged, &scene.agent).await.unwrap();
    portal.pass(Duration::hours(2)).await;
    assert_eq!(scene.kinds().await, 0);
}

#[tokio::test]
async fn nobody_is_asked_who_has_said_it_or_whose_mail_does_not_arrive_or_when_it_is_switched_off() {
    let scene = Scene::open().await;
    let portal = &scene.portal;
    let said = scene.solved("a").await;
    let browser = portal.browser();
    let page = browser.get(&said.customer_path(portal)).await;
    browser.submit(&page, "/satisfaction", &[("choice", "good")]).await;
    let bounced = portal.asked(&scene.seller, "b").await;
    scene.answer(&bounced).await;
    portal.solve(&bounced).await.unwrap();
    let refusing = Transport::Refusing { to: bounced.customer_email.clone(), words: "550 5.1.1 no such user".into() };
    Outbox::new(portal.app.clone(), refusing).drain().await.unwrap();
    portal.pass(Duration::hours(2)).await;
    assert_eq!(scene.kinds().await, 0);

    let silent = Scene::with(&["--satisfaction-after=0s"]).await;
    silent.solved("c").await;
    silent.portal.pass(Duration::days(1)).await;
    assert_eq!(silent.kinds().await, 0);
}

#[tokio::test]
async fn what_opens_it_again_calls_the_question_off_and_nobody_is_asked_twice() {
    let scene = Scene::open().await;
    let portal = &scene.portal;
    let asked = scene.solved("haneul").await;
    portal.pass(Duration::minutes(30)).await;
    portal.writes(&asked, SubmissionKey::new()).await;
    portal.pass(Duration::hours(2)).await;
    assert_eq!(scene.kinds().await, 0, "before it was due");

    scene.answer(&asked).await;
    portal.deliver().await;
    portal.solve(&asked).await.unwrap();
    portal.pass(Duration::hours(1)).await;
    portal.writes(&asked, SubmissionKey::new()).await;
    assert_eq!(scene.questions("haneul").await.len(), 0, "before the mail went out");

    for _ in 0..2 {
        scene.answer(&asked).await;
        portal.deliver().await;
        portal.solve(&asked).await.unwrap();
        portal.pass(Duration::hours(1)).await;
        assert_eq!(scene.questions("haneul").await.len(), 1, "what was called off does not count; once is enough");
        portal.writes(&asked, SubmissionKey::new()).await;
    }
    let told = "select count(*) from events where kind = 'satisfaction_asked'";
    assert_eq!(portal.ask::<i64>(told).await, 2, "once called off, once asked");
}

#[tokio::test]
async fn the_link_of_a_question_whose_time_is_over_leads_to_the_inquiry() {
    let scene = Scene::open().await;
    let asked = scene.solved("haneul").await;
    scene.portal.pass(Duration::hours(1)).await;
    let link = scene.questions("haneul").await[0].link("/i/");
    scene.portal.writes(&asked, SubmissionKey::new()).await;
    let page = scene.portal.browser().get(&link).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.words().contains(&*Lang::Ko.not_asked_any_more()), "{}", page.words());
    assert!(page.has("form[action$='/messages']"));
}

#[tokio::test]
async fn who_wants_no_such_mails_says_so_once_and_may_change_their_mind() {
    let scene = Scene::open().await;
    let portal = &scene.portal;
    for lang in LANGS {
        let customer = lang.code();
        scene.solved(customer).await;
        portal.pass(Duration::hours(1)).await;
        let link = scene.questions(customer).await[0].link("/questions/");
        let browser = portal.browser().reading(lang);
        let page = browser.get(&link).await;
        assert_eq!(page.text("h1"), lang.questions_title());
        let wants_none = "select count(*) from customers where no_questions_at is not null";
        assert_eq!(portal.ask::<i64>(wants_none).await, 0, "a link that is opened stops nothing");
        let stopped = browser.submit(&page, "/choice", &[]).await;
        assert_eq!((stopped.path.as_str(), stopped.text("h1")), (link.as_str(), lang.questions_stopped_title().into()));
        assert_eq!(portal.ask::<i64>(wants_none).await, 1);
        scene.solved(customer).await;
        portal.pass(Duration::hours(1)).await;
        assert_eq!(scene.questions(customer).await.len(), 1, "none about the second inquiry");
        let again = browser.submit(&stopped, "/choice", &[]).await;
        assert_eq!(again.text("h1"), lang.questions_title());
        scene.solved(customer).await;
        portal.pass(Duration::hours(1)).await;
        assert_eq!(scene.questions(customer).await.len(), 2);
    }
}

#[tokio::test]
async fn over_https_the_mail_program_stops_them_with_one_press_and_without_a_page() {
    let scene = Scene::with(&["--public-url=https://voc.example"]).await;
    let portal = &scene.portal;
    scene.solved("haneul").await;
    portal.pass(Duration::hours(1)).await;
    let mail = scene.questions("haneul").await.remove(0);
    let link = mail.link("/questions/");
    let head = mail.raw.split("\r\n\r\n").next().unwrap().replace("\r\n ", " ");
    let header =
        |name: &str| head.lines().find_map(|line| line.strip_prefix(name)).unwrap_or_default().trim().to_owned();
    assert_eq!(header("List-Unsubscribe:"), format!("<https://voc.example{link}>"));
    assert_eq!(header("List-Unsubscribe-Post:"), "List-Unsubscribe=One-Click");
    // another inquiry's question is on its way by then
    scene.solved("haneul").await;
    portal.pass(Duration::hours(1)).await;
    let program = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).no_proxy().build().unwrap();
    let press = |path: String| {
        let url = format!("http://{}{path}", portal.address);
        program.request(Method::POST, url).form(&[("List-Unsubscribe", "One-Click")]).send()
    };
    let forged = press(link.replace('.', ".A")).await.unwrap();
    assert_eq!(forged.status(), StatusCode::NOT_FOUND);
    let other = program.post(format!("http://{}{link}", portal.address)).body("x").send().await.unwrap();
    assert_eq!(other.status(), StatusCode::BAD_REQUEST, "nothing else is such a press");
    assert_eq!(press(link.clone()).await.unwrap().status(), StatusCode::OK);
    assert_eq!(press(link).await.unwrap().status(), StatusCode::OK, "pressed twice is pressed once");
    assert_eq!(scene.questions("haneul").await.len(), 1, "the second one was taken back");
    let states =
        "select string_agg(state::text, ' ' order by created_at) from deliveries where question_of is not null";
    assert_eq!(portal.ask::<String>(states).await, "handed_over canceled");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_two_machines_that_look_at_once_one_asks() {
    let scene = Scene::open().await;
    let portal = &scene.portal;
    for round in 0..40 {
        scene.solved(&format!("c{round}")).await;
    }
    portal.app.clock.advance(Duration::hours(2));
    let barrier = Arc::new(Barrier::new(3));
    let machines = [0, 1, 2].map(|_| {
        let (app, barrier) = (portal.app.clone(), Arc::clone(&barrier));
        tokio::spawn(async move {
            barrier.wait().await;
            while !due::tick(&app).await.unwrap().is_empty() {}
        })
    });
    for machine in machines {
        machine.await.unwrap();
    }
    portal.scan().await;
    assert_eq!(scene.kinds().await, 40);
    assert_eq!(portal.ask::<i64>("select count(distinct question_of) from deliveries").await, 40);
    assert_eq!(portal.ask::<i64>("select count(*) from events where kind = 'satisfaction_asked'").await, 40);
    let twice = "insert into deliveries (delivery_id, kind, lane, customer_id, inquiry_id, question_of, created_at, next_try_at)
                 select uuid_v7(), kind, lane, customer_id, inquiry_id, question_of, created_at, next_try_at
                 from deliveries where question_of is not null limit 1";
    let refused = sqlx::query(twice).execute(&portal.app.db).await.unwrap_err();
    assert_eq!(refused.as_database_error().unwrap().constraint(), Some("deliveries_one_question"));
}
