//! While somebody is away: who gets what is assigned to them, what the deputy sees, who is mailed.

use chrono::{DateTime, Duration, Utc};
use chrono_tz::Asia::Seoul;
use devcenter::{
    auth::{self, MemberRole},
    id::UserId,
    inquiries::{self, Outcome},
    lang::{Lang, format::Format},
    team,
    work::Actor,
};

use super::{LANGS, desk, patient_portal, read_in};
use crate::support::{
    Browser, Portal,
    browser::Shown,
    world::{Asked, Person, Seller},
};

/// The last day of a week's absence, as pages tell it.
fn last_day(portal: &Portal, since: DateTime<Utc>, lang: Lang) -> String {
    Format::new(lang, Seoul, portal.now()).date(since + Duration::days(7) - Duration::seconds(1))
}

async fn give(browser: &Browser, asked: &Asked, to: &Person) -> Shown {
    let page = browser.get(&asked.desk_path()).await;
    browser.submit(&page, "/assignment", &[("to", &to.id.to_string())]).await
}

async fn whose(portal: &Portal, asked: &Asked) -> Option<UserId> {
    let sql = "select assigned_to from inquiries where inquiry_id = $1";
    sqlx::query_scalar(sql).bind(asked.id).fetch_one(&portal.app.db).await.unwrap()
}

async fn assigned(portal: &Portal, asked: &Asked, to: &Person, by: &Person) -> Outcome {
    let mut work = portal.work(Actor::Member(by.id)).await;
    let outcomes = inquiries::assign(&mut work, std::slice::from_ref(&asked.no), Some(to.id)).await.unwrap().unwrap();
    work.commit().await.unwrap();
    outcomes[0].1
}

async fn colleagues<const N: usize>(portal: &Portal, seller: &Seller, names: [&str; N]) -> [Person; N] {
    let mut all = Vec::new();
    for name in names {
        all.push(portal.member(seller, name, MemberRole::Agent).await);
    }
    all.try_into().unwrap()
}

#[tokio::test]
async fn what_is_assigned_to_who_is_away_goes_to_the_deputy_who_is_told_why() {
    let portal = patient_portal().await;
    let (seller, _, browser) = desk(&portal).await;
    let [mina, bora] = colleagues(&portal, &seller, ["mina", "bora"]).await;
    let since = portal.now();
    portal.away(&seller, &mina, Some(&bora)).await;
    for lang in LANGS {
        read_in(&browser, lang).await;
        let asked = portal.asked(&seller, lang.code()).await;
        let page = browser.get(&asked.desk_path()).await;
        let named = lang.name_away_with_deputy("mina", &last_day(&portal, since, lang), "bora");
        assert!(page.texts("#assign-to option").contains(&named.into_owned()), "{}", page.text("#marks"));
        let given = give(&browser, &asked, &mina).await;
        assert!(given.words().contains(&*lang.assigned_to_deputy()), "{}", given.words());
        assert_eq!(given.text("#marks b"), "bora");
        assert!(
            given.text(".thread").contains(&*lang.happened_assigned_to_deputy("jihu")),
            "{}",
            given.text(".thread")
        );
        let mail = portal.mail_to(&bora.email).await;
        assert!(mail.subject.contains(&*Lang::Ko.letter_assigned_short()), "{}", mail.subject);
        assert!(mail.text.contains(&*Lang::Ko.letter_instead_of("mina")), "{}", mail.text);
        let told: i64 = portal
            .ask(
                "select count(*) from deliveries d join users u using (user_id)
                                    where d.kind = 'assigned' and u.name = 'mina'",
            )
            .await;
        assert_eq!(told, 0, "who is away is not");
    }
    portal.pass(Duration::days(7)).await;
    let asked = portal.asked(&seller, "later").await;
    give(&browser, &asked, &mina).await;
    assert_eq!(whose(&portal, &asked).await, Some(mina.id), "who is back gets their own");
}

#[tokio::test]
async fn deputies_of_deputies_are_followed_and_circles_are_cut() {
    let portal = patient_portal().await;
    let (seller, jihu, browser) = desk(&portal).await;
    let [a, b, c] = colleagues(&portal, &seller, ["a", "b", "c"]).await;
    let asked = portal.asked(&seller, "haneul").await;
    portal.away(&seller, &a, Some(&b)).await;
    portal.away(&seller, &b, Some(&c)).await;
    assert_eq!(assigned(&portal, &asked, &a, &jihu).await, Outcome::Deputy);
    assert_eq!(whose(&portal, &asked).await, Some(c.id));
    assert_eq!(assigned(&portal, &asked, &b, &jihu).await, Outcome::Unchanged, "it is with who stands in already");
    portal.away(&seller, &c, Some(&a)).await;
    assert_eq!(assigned(&portal, &asked, &a, &jihu).await, Outcome::Away);
    assert_eq!(whose(&portal, &asked).await, Some(c.id), "it stays whose it was");
    let shown = give(&browser, &asked, &a).await;
    assert!(shown.words().contains(&*Lang::Ko.nobody_stands_in()), "{}", shown.words());
    // who is locked out does nobody's work
    portal.away(&seller, &c, None).await;
    portal.away(&seller, &a, Some(&jihu)).await;
    let mut work = portal.work(Actor::System).await;
    auth::disable_person(work.db(), jihu.id, Some(portal.now())).await.unwrap();
    work.commit().await.unwrap();
    assert_eq!(assigned(&portal, &asked, &a, &b).await, Outcome::Away);
}

#[tokio::test]
async fn who_is_away_can_still_take_an_inquiry_and_the_deputy_gets_what_they_assign() {
    let portal = patient_portal().await;
    let (seller, jihu, browser) = desk(&portal).await;
    let [mina] = colleagues(&portal, &seller, ["mina"]).await;
    let asked = portal.asked(&seller, "haneul").await;
    portal.away(&seller, &jihu, Some(&mina)).await;
    browser.submit(&browser.get(&asked.desk_path()).await, "/assignee", &[]).await;
    assert_eq!(whose(&portal, &asked).await, Some(jihu.id));
    assert_eq!(assigned(&portal, &asked, &jihu, &mina).await, Outcome::Deputy);
    assert_eq!(whose(&portal, &asked).await, Some(mina.id));
    let mails: i64 = portal.ask("select count(*) from deliveries where kind = 'assigned'").await;
    assert_eq!(mails, 0, "nobody is told of what they did themself");
}

#[tokio::test]
async fn the_deputy_finds_the_open_inquiries_of_who_is_away_among_their_own() {
    let portal = patient_portal().await;
    let (seller, _, browser) = desk(&portal).await;
    let rail = portal.app(&seller, "rail", "rail@moon.example").await;
    let [mina, bora] = colleagues(&portal, &seller, ["mina", "bora"]).await;
    let (open, hidden, lost) =
        (portal.asked(&seller, "a").await, portal.asked(&rail, "b").await, portal.asked(&seller, "c").await);
    let own = portal.asked(&seller, "d").await;
    for asked in [&open, &hidden, &lost] {
        give(&browser, asked, &mina).await;
    }
    give(&browser, &own, &bora).await;
    portal.solve(&lost).await.unwrap();
    let deputy = portal.signed_in(&bora).await;
    let mine = async || deputy.get("/inquiries?who=me").await;
    assert_eq!(mine().await.texts("li.row").len(), 1);
    let since = portal.now();
    portal.away(&seller, &mina, Some(&bora)).await;
    let mut work = portal.work(Actor::System).await;
    auth::change_member(work.db(), (seller.id, bora.id), MemberRole::Agent, Some(&[seller.app])).await.unwrap();
    work.commit().await.unwrap();
    for lang in LANGS {
        read_in(&deputy, lang).await;
        let list = mine().await;
        assert_eq!(list.texts("li.row").len(), 2, "theirs and one of mina's: {}", list.words());
        let mark = lang.standing_in_for("mina", &last_day(&portal, since, lang));
        assert_eq!(list.texts("li.row .what .badge"), [mark.into_owned()]);
        let home = deputy.get("/home").await;
        let label = home.texts("a.tile span").iter().position(|label| *label == lang.mine()).unwrap();
        assert_eq!(home.texts("a.tile b")[label], "2", "the number is the length of the list");
        assert!(deputy.get("/inquiries?who=me&state=closed").await.has(".empty"), "what is over is not their work");
    }
    portal.pass(Duration::hours(72)).await;
    assert_eq!(deputy.get("/inquiries?who=me&state=escalated").await.texts("li.row").len(), 2);
    portal.pass(Duration::days(4)).await;
    assert_eq!(deputy.get("/inquiries?who=me&state=escalated").await.texts("li.row").len(), 1, "mina is back");
}

#[tokio::test]
async fn a_note_that_calls_who_is_away_is_mailed_to_the_deputy() {
    let portal = patient_portal().await;
    let (seller, jihu, _) = desk(&portal).await;
    let [mina, bora] = colleagues(&portal, &seller, ["mina", "bora"]).await;
    let asked = portal.asked(&seller, "haneul").await;
    portal.away(&seller, &mina, Some(&bora)).await;
    portal.note(&asked, &jihu, "@mina 봐 주세요").await;
    let to = async |name: &str| -> i64 {
        let sql =
            "select count(*) from deliveries d join users u using (user_id) where d.kind = 'mentioned' and u.name = $1";
        sqlx::query_scalar(sql).bind(name).fetch_one(&portal.app.db).await.unwrap()
    };
    assert_eq!((to("mina").await, to("bora").await), (0, 1));
    let mail = portal.mail_to(&bora.email).await;
    assert!(mail.subject.contains(&*Lang::Ko.letter_mentioned_instead("jihu", "mina")), "{}", mail.subject);
    assert!(mail.text.contains(&*Lang::Ko.letter_instead_of("mina")), "{}", mail.text);
    assert!(
        portal.signed_in(&mina).await.get("/mentions").await.has("main a[href^='/inquiries/']"),
        "it waits for mina"
    );
    // called oneself, one is told once and as oneself; what one writes, one is not told of
    portal.note(&asked, &jihu, "@mina @bora 함께 봐 주세요").await;
    assert_eq!((to("mina").await, to("bora").await), (0, 2));
    let mail = portal.mail_to(&bora.email).await;
    assert!(mail.subject.contains(&*Lang::Ko.letter_mentioned_short("jihu")), "{}", mail.subject);
    portal.note(&asked, &bora, "@mina 돌아오면 봐 주세요").await;
    assert_eq!((to("mina").await, to("bora").await), (1, 2));
}

#[tokio::test]
async fn what_the_whole_team_and_the_contact_are_told_is_told_to_who_is_away_too() {
    let portal = patient_portal().await;
    let (seller, _, _) = desk(&portal).await;
    let [mina, bora] = colleagues(&portal, &seller, ["mina", "bora"]).await;
    portal.away(&seller, &mina, Some(&bora)).await;
    portal.asked(&seller, "haneul").await;
    for hours in [48, 20, 4] {
        portal.deliver().await;
        portal.pass(Duration::hours(hours)).await;
    }
    let mails = portal.mails().await;
    for address in [&mina.email, &bora.email, &seller.support_email] {
        let told = mails.iter().filter(|mail| mail.to == **address && !mail.subject.contains("대신")).count();
        assert_eq!(told, 4, "new, two reminders, escalation: {address}");
    }
}

#[tokio::test]
async fn many_are_assigned_to_the_deputy_at_once() {
    let portal = patient_portal().await;
    let (seller, _, browser) = desk(&portal).await;
    let [mina, bora] = colleagues(&portal, &seller, ["mina", "bora"]).await;
    portal.away(&seller, &mina, Some(&bora)).await;
    let (one, two) = (portal.asked(&seller, "a").await, portal.asked(&seller, "b").await);
    let list = browser.get("/inquiries").await;
    let deed = format!("assign:{}", mina.id);
    let fields = [("pick", one.no.as_str()), ("pick", two.no.as_str()), ("do", &deed)];
    let run = browser.submit(&list, "/inquiries/bulk", &fields).await;
    assert_eq!(run.texts("tbody .badge"), [Lang::Ko.outcome_deputy(), Lang::Ko.outcome_deputy()]);
    assert_eq!((whose(&portal, &one).await, whose(&portal, &two).await), (Some(bora.id), Some(bora.id)));
    portal.away(&seller, &bora, None).await;
    let run = browser.submit(&browser.get("/inquiries").await, "/inquiries/bulk", &fields).await;
    assert_eq!(run.texts("tbody .badge"), [Lang::Ko.outcome_away(), Lang::Ko.outcome_away()]);
}

#[tokio::test]
async fn a_deputy_who_is_removed_at_the_same_moment_gets_nothing() {
    let portal = patient_portal().await;
    let (seller, jihu, _) = desk(&portal).await;
    let owner = portal.member(&seller, "owner", MemberRole::Owner).await;
    let [mina, bora] = colleagues(&portal, &seller, ["mina", "bora"]).await;
    let asked = portal.asked(&seller, "haneul").await;
    portal.away(&seller, &mina, Some(&bora)).await;
    let mut removal = portal.work(Actor::Member(owner.id)).await;
    team::remove_member(&mut removal, (seller.id, bora.id), None).await.unwrap().unwrap();
    let assigning = tokio::spawn({
        let app = portal.app.clone();
        let no = asked.no.clone();
        async move {
            let mut work = app.work(Actor::Member(jihu.id)).await.unwrap();
            let outcomes = inquiries::assign(&mut work, &[no], Some(mina.id)).await.unwrap().unwrap();
            work.commit().await.unwrap();
            outcomes[0].1
        }
    });
    let waits = "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";
    while portal.ask::<i64>(waits).await == 0 {
        tokio::time::sleep(std::time::Duration::from_millis(5)).await;
    }
    removal.commit().await.unwrap();
    assert_eq!(assigning.await.unwrap(), Outcome::Away);
    assert_eq!(whose(&portal, &asked).await, None);
}
