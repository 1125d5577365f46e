//! Going away and coming back: oneself, or a colleague by an owner; who can stand in; who stands in no more.

use chrono::Duration;
use chrono_tz::Asia::Seoul;
use devcenter::{
    auth::{self, MemberRole},
    lang::{Lang, format::Format},
    work::Actor,
};
use reqwest::StatusCode;

use super::{limit, owned};
use crate::{
    desk::{LANGS, patient_portal, read_in},
    support::{Portal, world::Person},
};

const OWN: &str = "/account/away/S-moon";

/// The day that is so many days from today in Seoul, as the field takes it.
fn day(portal: &Portal, days: i64) -> String {
    (portal.now() + Duration::days(days)).with_timezone(&Seoul).date_naive().to_string()
}

/// The same, as pages tell it.
fn told(portal: &Portal, lang: Lang, days: i64) -> String {
    Format::new(lang, Seoul, portal.now()).date(portal.now() + Duration::days(days))
}

fn path(member: &Person) -> String {
    format!("/team/{}/away", member.id)
}

async fn deputies(portal: &Portal) -> i64 {
    portal.ask("select count(*) from memberships where deputy_id is not null").await
}

#[tokio::test]
async fn a_member_goes_away_until_a_day_and_it_ends_by_itself() {
    let portal = patient_portal().await;
    let (seller, _, owner) = owned(&portal).await;
    let agent = portal.member(&seller, "agent", MemberRole::Agent).await;
    let mina = portal.member(&seller, "mina", MemberRole::Manager).await;
    let browser = portal.signed_in(&agent).await;
    for lang in LANGS {
        read_in(&browser, lang).await;
        assert!(browser.get("/account").await.has(&format!("a[href='{OWN}']")));
        let page = browser.get(OWN).await;
        let shown =
            browser.submit(&page, "/S-moon", &[("until", &day(&portal, 3)), ("deputy", &mina.id.to_string())]).await;
        assert!(shown.words().contains(&*lang.went_away_saved()), "{}", shown.words());
        let until = told(&portal, lang, 3);
        assert!(shown.words().contains(&*lang.away_row(&until)), "{}", shown.words());
        assert!(browser.get("/home").await.text("#away").contains(&*lang.you_are_away_with_deputy(&until, "mina")));
        let again = browser.get(OWN).await;
        assert_eq!(again.text("#away-state"), lang.name_away_with_deputy("agent", &until, "mina"));
        assert_eq!(again.attribute("#until", "value"), Some(day(&portal, 3)));
        let mail = portal.mail_to(&mina.email).await;
        assert_eq!(mail.subject, Lang::Ko.letter_stand_in("agent"));
        assert!(mail.text.contains(&told(&portal, Lang::Ko, 3)), "{}", mail.text);
        let team = owner.get("/team").await;
        assert!(team.words().contains(&*Lang::Ko.away_row(&told(&portal, Lang::Ko, 3))), "{}", team.words());
        let record = team.texts("section[aria-labelledby=record] tbody th");
        assert_eq!(record[0], Lang::Ko.record_stands_in("mina", "agent", &told(&portal, Lang::Ko, 3)));
        assert_eq!(record[1], Lang::Ko.record_went_away("agent", "agent", &told(&portal, Lang::Ko, 3)));
        // 15:20 in Seoul: the last day ends 8 hours and 40 minutes later than in three days
        portal.pass(Duration::days(3) + Duration::hours(8) + Duration::minutes(39)).await;
        assert!(browser.get("/home").await.has("#away"));
        portal.pass(Duration::minutes(1)).await;
        assert!(!browser.get("/home").await.has("#away"), "the day is over");
        portal.pass(Duration::hours(15) + Duration::minutes(20)).await;
    }
}

#[tokio::test]
async fn who_is_away_says_that_they_are_back() {
    let portal = Portal::start().await;
    let (seller, _, owner) = owned(&portal).await;
    let agent = portal.member(&seller, "agent", MemberRole::Agent).await;
    portal.away(&seller, &agent, None).await;
    let browser = portal.signed_in(&agent).await;
    let home = browser.get("/inquiries").await;
    assert!(home.text("#away").contains(&*Lang::Ko.you_are_away(&told(&portal, Lang::Ko, 7))), "{}", home.words());
    let back = browser.submit(&home, "/end", &[]).await;
    assert!(back.words().contains(&*Lang::Ko.came_back_saved()), "{}", back.words());
    assert!(!browser.get("/inquiries").await.has("#away"));
    let record = owner.get("/team").await.texts("section[aria-labelledby=record] tbody th");
    assert_eq!(record[0], Lang::Ko.record_came_back("agent", "agent"));
    browser.submit(&home, "/end", &[]).await;
    let ends: i64 = portal.ask("select count(*) from team_events where kind = 'came_back'").await;
    assert_eq!(ends, 1, "what was so already is not told again");
}

#[tokio::test]
async fn nobody_is_away_without_a_day_nor_longer_than_ninety_days() {
    let portal = Portal::start().await;
    let (seller, _, _) = owned(&portal).await;
    let agent = portal.member(&seller, "agent", MemberRole::Agent).await;
    let mina = portal.member(&seller, "mina", MemberRole::Agent).await;
    let browser = portal.signed_in(&agent).await;
    let page = browser.get(OWN).await;
    for until in [String::new(), day(&portal, -1), day(&portal, 91), "soon".to_owned()] {
        let deputy = mina.id.to_string();
        let refused = browser.submit(&page, "/S-moon", &[("until", &until), ("deputy", &deputy)]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{until}");
        assert!(refused.text("#until-error").contains(&*Lang::Ko.away_until_wrong("90")), "{}", refused.words());
        assert_eq!(refused.attribute("#until", "value"), Some(until), "what was typed is kept");
        assert_eq!(refused.attribute("#deputy option[selected]", "value"), Some(deputy));
    }
    let taken = browser.submit(&page, "/S-moon", &[("until", &day(&portal, 90))]).await;
    assert_eq!(taken.path, "/account");
}

#[tokio::test]
async fn a_deputy_is_another_member_who_answers_and_sees_the_same_apps() {
    let portal = Portal::start().await;
    let (seller, _, _) = owned(&portal).await;
    portal.app(&seller, "rail", "rail@moon.example").await;
    let agent = portal.member(&seller, "agent", MemberRole::Agent).await;
    let reader = portal.member(&seller, "reader", MemberRole::Viewer).await;
    let limited = portal.member(&seller, "limited", MemberRole::Agent).await;
    limit(&portal, &seller, &limited, MemberRole::Agent, &[seller.app]).await;
    let sun = portal.seller("sun").await;
    let stranger = portal.member(&sun, "stranger", MemberRole::Agent).await;
    let browser = portal.signed_in(&agent).await;
    let page = browser.get(OWN).await;
    assert_eq!(page.texts("#deputy option").len(), 2, "nobody and the owner: {:?}", page.texts("#deputy option"));
    for wrong in [&agent, &reader, &limited, &stranger] {
        let fields = [("until", day(&portal, 1)), ("deputy", wrong.id.to_string())];
        let fields = fields.each_ref().map(|(name, value)| (*name, value.as_str()));
        let refused = browser.submit(&page, "/S-moon", &fields).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", wrong.email);
        assert!(refused.text("#deputy-error").contains(&*Lang::Ko.deputy_not_there()), "{}", refused.words());
    }
    // who sees less themself is done the work of by one who sees as much
    limit(&portal, &seller, &agent, MemberRole::Agent, &[seller.app]).await;
    let limited = limited.id.to_string();
    let taken = browser.submit(&page, "/S-moon", &[("until", &day(&portal, 1)), ("deputy", &limited)]).await;
    assert_eq!(taken.path, "/account");
    let sql = "update memberships set deputy_id = $1 where user_id = $2";
    let refused = sqlx::query(sql).bind(stranger.id).bind(agent.id).execute(&portal.app.db).await.unwrap_err();
    let constraint = refused.as_database_error().and_then(|error| error.constraint()).map(str::to_owned);
    assert_eq!(constraint.as_deref(), Some("memberships_deputy_of_seller"));
}

#[tokio::test]
async fn an_owner_marks_a_colleague_who_fell_ill_and_both_are_told() {
    let portal = Portal::start().await;
    let (seller, _, owner) = owned(&portal).await;
    let agent = portal.member(&seller, "agent", MemberRole::Agent).await;
    let mina = portal.member(&seller, "mina", MemberRole::Agent).await;
    let page = owner.get(&format!("/team/{}", agent.id)).await;
    let fields = [("until", day(&portal, 5)), ("deputy", mina.id.to_string())];
    let fields = fields.each_ref().map(|(name, value)| (*name, value.as_str()));
    let shown = owner.submit(&page, &path(&agent), &fields).await;
    assert!(shown.words().contains(&*Lang::Ko.went_away_saved()), "{}", shown.words());
    let mail = portal.mail_to(&agent.email).await;
    assert_eq!(mail.subject, Lang::Ko.letter_marked_away("moon"));
    assert!(mail.text.contains("owner") && mail.text.contains(&told(&portal, Lang::Ko, 5)), "{}", mail.text);
    assert_eq!(portal.mail_to(&mina.email).await.subject, Lang::Ko.letter_stand_in("agent"));
    let back = owner.submit(&shown, &format!("{}/end", path(&agent)), &[]).await;
    assert!(back.words().contains(&*Lang::Ko.came_back_saved()) && !back.has("#away-state"), "{}", back.words());
    assert_eq!(portal.mail_to(&agent.email).await.subject, Lang::Ko.letter_marked_back("moon"));
    // a typing error keeps what was typed; a reader has no card
    let refused = owner.submit(&page, &path(&agent), &[("until", "")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.has("#until-error") && !refused.has("#role-error"), "{}", refused.words());
    let reader = portal.member(&seller, "reader", MemberRole::Viewer).await;
    assert!(!owner.get(&format!("/team/{}", reader.id)).await.has("#until"));
}

#[tokio::test]
async fn who_leaves_or_only_reads_stands_in_for_nobody_any_more() {
    let portal = Portal::start().await;
    let (seller, _, _) = owned(&portal).await;
    let agent = portal.member(&seller, "agent", MemberRole::Agent).await;
    let mina = portal.member(&seller, "mina", MemberRole::Agent).await;
    let browser = portal.signed_in(&agent).await;
    portal.away(&seller, &agent, Some(&mina)).await;
    let mut work = portal.work(Actor::System).await;
    auth::remove_member(work.db(), seller.id, mina.id).await.unwrap();
    work.commit().await.unwrap();
    assert_eq!(deputies(&portal).await, 0);
    let words = Lang::Ko.you_are_away(&told(&portal, Lang::Ko, 7));
    assert!(browser.get("/home").await.text("#away").contains(&*words), "who is away is told so");

    let bora = portal.member(&seller, "bora", MemberRole::Agent).await;
    portal.away(&seller, &bora, None).await;
    portal.away(&seller, &agent, Some(&bora)).await;
    let mut work = portal.work(Actor::System).await;
    auth::change_member(work.db(), (seller.id, bora.id), MemberRole::Viewer, None).await.unwrap();
    work.commit().await.unwrap();
    assert_eq!(deputies(&portal).await, 0);
    let away: Vec<String> =
        sqlx::query_scalar("select u.name from memberships join users u using (user_id) where away_until is not null")
            .fetch_all(&portal.app.db)
            .await
            .unwrap();
    assert_eq!(away, ["agent"], "who only reads is away from nothing");
}
