//! Hostile text in every field of every form: no fault of ours, nothing runs, and mails go only where they should.

use chrono::Duration;
use devcenter::id::SubmissionKey;
use reqwest::StatusCode;

use super::{
    HOSTILE,
    forms::{self, FoundForm, Kind, Sent},
    mails,
    markup::{faults, is_page},
    stage::Stage,
};
use crate::support::browser::Shown;

const GIF: &[u8] = b"GIF89a\x01\x00\x01\x00\x80\x00\x00\xff\x00\x00\x00\x00\x00!\xf9\x04\x00\x00\x00\x00\x00,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;";

/// What a refusal may be; anything else is a fault of ours.
const REFUSALS: [StatusCode; 7] = [
    StatusCode::BAD_REQUEST,
    StatusCode::FORBIDDEN,
    StatusCode::NOT_FOUND,
    StatusCode::CONFLICT,
    StatusCode::PAYLOAD_TOO_LARGE,
    StatusCode::UNPROCESSABLE_ENTITY,
    StatusCode::TOO_MANY_REQUESTS,
];

/// Sends a form as it stands on its page now, and looks at the answer.
async fn attack(stage: &Stage, form: &FoundForm, values: &[(&str, Sent)], what: &str) -> StatusCode {
    let (who, browser) = &stage.browsers[form.viewer];
    // what was stored or closed by an earlier attack may have taken the form away
    let Some(fresh) = form.fresh(browser).await else { return StatusCode::GONE };
    let shown = fresh.send(browser, &format!("http://{}", stage.portal.address), values).await;
    let place = format!("{} {} as {who}, {what}", form.method, form.action);
    judge(&shown, &place);
    // an answer that waits would keep the next one out
    stage.portal.pass(Duration::seconds(11)).await;
    shown.status
}

fn judge(shown: &Shown, place: &str) {
    assert!(shown.status.is_success() || REFUSALS.contains(&shown.status), "{place}: {}\n{}", shown.status, shown.body);
    assert!(!shown.headers.contains_key("x-injected"), "{place}");
    assert!(faults(shown).is_empty(), "{place}: {:?}", faults(shown));
    if !shown.status.is_success() {
        assert!(
            is_page(shown) && shown.has("a.brand") && shown.has("h1"),
            "{place}: a page in the site's own look\n{}",
            shown.body
        );
    }
}

fn value(text: &str) -> Sent {
    Sent::Value(text.as_bytes().to_vec())
}

/// One variant of a form: each text in each field alone, and in all fields together.
async fn attack_fields(stage: &Stage, form: &FoundForm, texts: &[&str]) {
    let targets = form.targets();
    for text in texts {
        for name in &targets {
            attack(stage, form, &[(name, value(text))], &format!("{name}: {text:?}")).await;
        }
        let everywhere: Vec<(&str, Sent)> = targets
            .iter()
            .filter(|name| **name != "submission")
            .map(|name| (*name, value(text)))
            .chain([("submission", value(&SubmissionKey::new().to_string()))])
            .collect();
        attack(stage, form, &everywhere, &format!("everywhere: {text:?}")).await;
    }
}

/// Every form that somebody can send, in each of its variants.
async fn variants(stage: &Stage) -> Vec<FoundForm> {
    let forms = forms::all(stage).await;
    let actions: Vec<&str> = forms.iter().map(|form| form.action.as_str()).collect();
    for expected in ["/contact", "/messages", "/replies", "/sign-in", "/preferences", "/mailbox", "/inquiries"] {
        assert!(actions.iter().any(|action| action.ends_with(expected)), "no form {expected} among {actions:?}");
    }
    forms.iter().filter(|form| !form.targets().is_empty()).flat_map(FoundForm::variants).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn hostile_text_in_any_field_is_only_ever_text() {
    let stage = Stage::set().await;
    let forms = variants(&stage).await;
    for (number, form) in forms.iter().enumerate() {
        // each variant of a form gets some of the texts, so that together they get all
        let siblings: Vec<usize> = (0..forms.len())
            .filter(|other| forms[*other].action == form.action && forms[*other].page == form.page)
            .collect();
        let place = siblings.iter().position(|sibling| *sibling == number).unwrap();
        let texts: Vec<&str> = HOSTILE.into_iter().skip(place).step_by(siblings.len()).collect();
        attack_fields(&stage, form, &texts).await;
    }
    mails::confirm_everything(&stage.portal).await;
    assert_all_is_sound(&stage).await;
}

/// Everything that was stored is shown to everybody who may see it, and mailed.
async fn assert_all_is_sound(stage: &Stage) {
    stage.portal.deliver().await;
    let mut pages = stage.pages().await;
    for sql in [
        "select '/inquiries/' || public_no from inquiries where turn > 0 order by inquiry_id desc limit 40",
        "select '/mailbox/' || delivery_id || '/html' from deliveries where rendered is not null order by delivery_id desc limit 20",
    ] {
        let paths: Vec<String> = sqlx::query_scalar(sql).fetch_all(&stage.portal.app.db).await.unwrap();
        assert!(paths.len() >= 20, "enough was stored to be looked at: {}", paths.len());
        let (who, browser) = &stage.browsers[1];
        for path in paths {
            pages.push((who, browser.get(&path).await));
        }
    }
    for (who, page) in pages {
        assert!(
            !page.status.is_server_error() && faults(&page).is_empty(),
            "{} as {who}: {:?}",
            page.path,
            faults(&page)
        );
        assert!(!page.words().contains('\u{202E}'), "text is shown in another order than it has: {}", page.path);
    }
    mails::assert_sound(&stage.portal).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_no_text_at_all_is_refused_or_made_one() {
    let stage = Stage::set().await;
    for form in variants(&stage).await {
        for name in form.targets() {
            for bytes in [&b"\xff\xfe\x80"[..], b"\xed\xa0\x80", b"\xf0\x9f\x98", b"a\0b"] {
                attack(&stage, &form, &[(name, Sent::Value(bytes.to_vec()))], &format!("{name}: {bytes:?}")).await;
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_megabyte_of_text_is_refused_in_every_field() {
    let stage = Stage::set().await;
    let large = "가나다라".repeat((1 << 20) / 12);
    for form in forms::all(&stage).await.iter().filter(|form| form.method == reqwest::Method::POST) {
        for name in form.targets() {
            let status = attack(&stage, form, &[(name, value(&large))], &format!("{name}: 1 MB")).await;
            assert_eq!(status, StatusCode::PAYLOAD_TOO_LARGE, "{} {name}", form.action);
        }
    }
    let stored = "select count(*) from messages where length(body) > 5000";
    assert_eq!(stage.portal.ask::<i64>(stored).await, 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn hostile_names_of_files_are_only_ever_names() {
    let stage = Stage::set().await;
    for form in forms::all(&stage).await {
        let Some(field) = form.controls.iter().find(|control| control.kind == Kind::File) else { continue };
        for name in HOSTILE {
            let file = Sent::File { name: format!("{name}.gif"), bytes: GIF.to_vec() };
            attack(&stage, &form, &[(&field.name, file)], &format!("a file called {name:?}")).await;
        }
    }
    let names: Vec<String> =
        sqlx::query_scalar("select file_name from attachments").fetch_all(&stage.portal.app.db).await.unwrap();
    assert!(names.len() > 20, "{names:?}");
    for name in names {
        assert!(
            !name.contains(['/', '\\', '"', '<', '\r', '\n', '\0', '\u{202E}']) && !name.starts_with('.'),
            "{name:?}"
        );
    }
    let paths: Vec<String> = sqlx::query_scalar("select '/inquiries/' || public_no || '/files/' || attachment_id from attachments join inquiries using (inquiry_id) where turn > 0")
        .fetch_all(&stage.portal.app.db)
        .await
        .unwrap();
    for path in paths {
        let shown = stage.browsers[1].1.get(&path).await;
        assert!(!shown.headers.contains_key("x-injected") && !shown.headers.contains_key("bcc"), "{path}");
    }
    mails::confirm_everything(&stage.portal).await;
    for (who, page) in stage.pages().await {
        assert!(faults(&page).is_empty(), "{} as {who}: {:?}", page.path, faults(&page));
    }
    mails::assert_sound(&stage.portal).await;
}
