//! Roles that change, and people who leave.

use devcenter::{auth::MemberRole, lang::Lang};
use reqwest::StatusCode;

use super::owned;
use crate::support::{Browser, Portal, world::Person};

fn path(member: &Person) -> String {
    format!("/team/{}", member.id)
}

async fn remove(browser: &Browser, member: &Person, heir: &str) -> crate::support::browser::Shown {
    let page = browser.get(&path(member)).await;
    browser.submit(&page, "/removal", &[("heir", heir)]).await
}

#[tokio::test]
async fn a_removal_bites_within_one_request_and_the_person_is_told() {
    let portal = Portal::start().await;
    let (seller, _, owner) = owned(&portal).await;
    let asked = portal.asked(&seller, "haneul").await;
    let agent = portal.member(&seller, "agent", MemberRole::Agent).await;
    let open = portal.signed_in(&agent).await;
    let thread = open.get(&asked.desk_path()).await;
    assert_eq!(thread.status, StatusCode::OK);
    let shown = remove(&owner, &agent, "nobody").await;
    assert_eq!((shown.status, shown.path.as_str()), (StatusCode::OK, "/team"));
    // the open session: nothing of the seller exists any more, and what was typed is not sent
    let answer = open.submit(&thread, "/replies", &[("body", "아직 여기 있어요")]).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    for path in [asked.desk_path(), "/inquiries".to_owned(), "/team".to_owned()] {
        assert_eq!(open.get(&path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    assert_eq!(portal.ask::<i64>("select count(*) from pending_replies").await, 0);
    assert_eq!(open.get("/account").await.status, StatusCode::OK, "the account stays");
    let mail = portal.mail_to(&agent.email).await;
    assert_eq!(mail.subject, Lang::Ko.letter_place_over("moon"));
}

#[tokio::test]
async fn a_changed_role_counts_from_the_next_request_on() {
    let portal = Portal::start().await;
    let (seller, _, owner) = owned(&portal).await;
    let asked = portal.asked(&seller, "haneul").await;
    let agent = portal.member(&seller, "agent", MemberRole::Agent).await;
    let open = portal.signed_in(&agent).await;
    let thread = open.get(&asked.desk_path()).await;
    let page = owner.get(&path(&agent)).await;
    let shown = owner.submit(&page, &path(&agent), &[("role", "viewer")]).await;
    assert!(shown.words().contains(&*Lang::Ko.member_changed()), "{}", shown.words());
    assert_eq!(open.submit(&thread, "/replies", &[("body", "확인했습니다.")]).await.status, StatusCode::FORBIDDEN);
    let mail = portal.mail_to(&agent.email).await;
    assert_eq!(mail.subject, Lang::Ko.letter_place_changed("moon"));
    assert!(mail.text.contains(&*Lang::Ko.member_viewer()), "{}", mail.text);
}

#[tokio::test]
async fn who_takes_over_gets_waiting_answers_and_drafts_and_nothing_written_is_lost() {
    let portal = Portal::start().await;
    let (seller, _, owner) = owned(&portal).await;
    let agent = portal.member(&seller, "agent", MemberRole::Agent).await;
    let heir = portal.member(&seller, "heir", MemberRole::Agent).await;
    let (waits, drafted, both) =
        (portal.asked(&seller, "a").await, portal.asked(&seller, "b").await, portal.asked(&seller, "c").await);
    portal.answer(&waits, &agent).await.unwrap();
    for (asked, author) in [(&drafted, &agent), (&both, &heir), (&both, &agent)] {
        portal.answer(asked, author).await.unwrap();
        portal.undo(asked, author).await.unwrap();
    }
    let refused = remove(&owner, &agent, "").await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "who takes over is a choice");
    remove(&owner, &agent, &heir.id.to_string()).await;
    let waiting = "select count(*) from pending_replies join users u using (user_id) where u.name = 'heir'";
    let drafts = "select count(*) from drafts join users u using (user_id) where u.name = 'heir'";
    assert_eq!((portal.ask::<i64>(waiting).await, portal.ask::<i64>(drafts).await), (1, 2));
    let all = "select (select count(*) from pending_replies) + (select count(*) from drafts)";
    assert_eq!(portal.ask::<i64>(all).await, 3);
    let body = "select body from drafts where body like '%확인했습니다.%확인했습니다.%'";
    assert_eq!(portal.ask::<String>(body).await, "확인했습니다.\n\n확인했습니다.");
    let browser = portal.signed_in(&heir).await;
    assert!(browser.get(&waits.desk_path()).await.has("[data-undo]"), "the heir can take it back");
    let record = owner.get("/team").await.texts("section[aria-labelledby=record] tbody th");
    assert!(record[0].contains("heir"), "{record:?}");
}

#[tokio::test]
async fn nobody_takes_over_who_may_not_answer_or_is_of_another_seller() {
    let portal = Portal::start().await;
    let (seller, _, owner) = owned(&portal).await;
    let agent = portal.member(&seller, "agent", MemberRole::Agent).await;
    let viewer = portal.member(&seller, "viewer", MemberRole::Viewer).await;
    let sun = portal.seller("sun").await;
    let stranger = portal.member(&sun, "stranger", MemberRole::Agent).await;
    for heir in [&viewer, &stranger, &agent] {
        let shown = remove(&owner, &agent, &heir.id.to_string()).await;
        assert_eq!(shown.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", heir.email);
    }
    assert_eq!(owner.get(&path(&stranger)).await.status, StatusCode::NOT_FOUND);
    assert_eq!(portal.ask::<i64>("select count(*) from memberships").await, 4);
}

#[tokio::test]
async fn a_member_leaves_by_themself_is_asked_once_more_and_hands_over() {
    let portal = Portal::start().await;
    let (seller, _, owner) = owned(&portal).await;
    let asked = portal.asked(&seller, "haneul").await;
    let agent = portal.member(&seller, "agent", MemberRole::Agent).await;
    let heir = portal.member(&seller, "heir", MemberRole::Agent).await;
    let browser = portal.signed_in(&agent).await;
    browser.submit(&browser.get(&asked.desk_path()).await, "/assignee", &[]).await;
    for page in ["/account", "/team"] {
        assert!(browser.get(page).await.has("a[href='/account/leaving/S-moon']"), "{page}");
    }
    let question = browser.get("/account/leaving/S-moon").await;
    assert!(question.words().contains(&*Lang::Ko.leaving_text()), "{}", question.words());
    let unclear = browser.submit(&question, "/S-moon", &[]).await;
    assert_eq!(unclear.status, StatusCode::UNPROCESSABLE_ENTITY, "who takes over is a choice");
    let left = browser.submit(&unclear, "/S-moon", &[("heir", &heir.id.to_string())]).await;
    assert_eq!((left.status, left.path.as_str()), (StatusCode::OK, "/account"));
    assert!(left.words().contains(&*Lang::Ko.left_team()), "{}", left.words());
    for path in [asked.desk_path(), "/team".to_owned(), "/account/leaving/S-moon".to_owned()] {
        assert_eq!(browser.get(&path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    let taken = "select count(*) from inquiries i join users u on u.user_id = i.assigned_to where u.name = 'heir'";
    assert_eq!(portal.ask::<i64>(taken).await, 1);
    let record = owner.get("/team").await.texts("section[aria-labelledby=record] tbody th");
    assert_eq!(record[0], Lang::Ko.record_left_to("agent", "heir"));
    assert_eq!(portal.mail_to(&agent.email).await.subject, Lang::Ko.letter_place_over("moon"));
}

#[tokio::test]
async fn who_only_reads_may_leave_and_the_last_owner_may_not() {
    let portal = Portal::start().await;
    let (seller, _, owner) = owned(&portal).await;
    let viewer = portal.member(&seller, "viewer", MemberRole::Viewer).await;
    let reader = portal.signed_in(&viewer).await;
    let left = reader.submit(&reader.get("/account/leaving/S-moon").await, "/S-moon", &[]).await;
    assert_eq!(left.path, "/account", "there is nothing to hand over: {}", left.words());
    assert_eq!(portal.ask::<i64>("select count(*) from memberships").await, 1);
    let page = owner.get("/account/leaving/S-moon").await;
    let refused = owner.submit(&page, "/S-moon", &[("heir", "nobody")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.words().contains(&*Lang::Ko.last_owner()), "{}", refused.words());
    assert_eq!(portal.ask::<i64>("select count(*) from memberships").await, 1);
}

#[tokio::test]
async fn nobody_takes_over_who_is_away() {
    let portal = Portal::start().await;
    let (seller, _, owner) = owned(&portal).await;
    let agent = portal.member(&seller, "agent", MemberRole::Agent).await;
    let heir = portal.member(&seller, "heir", MemberRole::Agent).await;
    portal.away(&seller, &heir, Some(&agent)).await;
    assert!(!owner.get(&path(&agent)).await.has(&format!("#heir option[value='{}']", heir.id)));
    let refused = remove(&owner, &agent, &heir.id.to_string()).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn the_record_cannot_be_rewritten_and_holds_no_addresses() {
    let portal = Portal::start().await;
    let (seller, _, owner) = owned(&portal).await;
    let agent = portal.member(&seller, "agent", MemberRole::Agent).await;
    remove(&owner, &agent, "nobody").await;
    for sql in ["update team_events set at = now()", "delete from team_events"] {
        assert!(sqlx::query(sql).execute(&portal.app.db).await.is_err(), "{sql}");
    }
    let dump: String = portal.ask("select string_agg(e::text, ' ') from team_events e").await;
    assert!(!dump.contains('@') && !dump.contains("agent"), "{dump}");
}
