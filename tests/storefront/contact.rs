//! Contact Seller: what each category asks for, what is wrong, what is kept, what leaves.

use chrono::{DateTime, Utc};
use devcenter::{inquiries::Category, lang::Lang};
use futures_util::future::join_all;
use reqwest::StatusCode;

use super::{GIF, LANGS, file, filled, filled_with, send};
use crate::support::Portal;

/// What the store keeps of a form.
type Kept = (String, String, Option<DateTime<Utc>>, Option<String>, Option<i64>, Option<String>, Option<String>);

#[tokio::test]
async fn each_category_keeps_what_it_asks_for_and_nothing_of_the_others() {
    let portal = Portal::start().await;
    let seller = portal.seller("moon").await;
    for (number, category) in Category::ALL.into_iter().enumerate() {
        let lang = LANGS[number % 2];
        let browser = portal.browser().reading(lang);
        let email = format!("{}@mail.example", category.code());
        let sent = send(&browser, &seller, &filled_with(category, &[("email", &email)]), &[]).await;
        assert_eq!(
            (sent.status, sent.text("h1")),
            (StatusCode::OK, lang.sent_title().into_owned()),
            "{}",
            sent.words()
        );
        assert!(!sent.body.contains(&email), "the address stands masked on a page that others may see");
        let sql = "select i.lang::text, i.state::text, i.purchased_at, i.item, i.amount_minor, i.app_version, i.device
                   from inquiries i join customers using (customer_id) where email = $1 and i.category::text = $2";
        let kept: Kept =
            sqlx::query_as(sql).bind(&email).bind(category.code()).fetch_one(&portal.app.db).await.unwrap();
        let refund = category == Category::Refund;
        let error = category == Category::ErrorReport;
        let expected = (
            lang.code().to_owned(),
            "unconfirmed".to_owned(),
            refund.then(|| "2026-11-20T12:04:00Z".parse().unwrap()),
            refund.then(|| "별자리 정원".to_owned()),
            refund.then_some(11_000),
            error.then(|| "3.4.1".to_owned()),
            error.then(|| "갤럭시 S25".to_owned()),
        );
        assert_eq!(kept, expected);
    }
    let notices = "select count(*) from inquiries where privacy_notice = 'contact-seller/2026-11'";
    assert_eq!(portal.ask::<i64>(notices).await, 4, "which privacy notice was shown is on record");
}

#[tokio::test]
async fn before_anything_is_sent_the_page_says_what_becomes_of_it() {
    let portal = Portal::start().await;
    let seller = portal.seller("moon").await;
    for lang in LANGS {
        let page = portal.browser().reading(lang).get(&format!("/apps/{}/contact", seller.client_id)).await;
        let notice = page.text("form section[aria-labelledby=privacy]");
        for (what, words) in [
            (lang.privacy_purpose(), lang.privacy_purpose_text()),
            (lang.privacy_items(), lang.privacy_items_text()),
            (lang.privacy_recipients(), lang.privacy_recipients_text("moon")),
            (lang.privacy_kept(), lang.privacy_kept_text(&lang.whole_days(7))),
            (lang.privacy_refusal(), lang.privacy_refusal_text()),
        ] {
            assert!(notice.contains(&*what) && notice.contains(&*words), "{what}: {words}\n{notice}");
        }
        assert!(page.words().contains(&*lang.privacy_by_sending()));
        let due = page.attribute("aside time", "datetime").unwrap();
        assert!(due.starts_with("2026-11-26T"), "confirmed now, the answer is due in three days: {due}");
    }
}

#[tokio::test]
async fn an_empty_form_says_beside_each_field_what_is_missing() {
    let portal = Portal::start().await;
    let seller = portal.seller("moon").await;
    for lang in LANGS {
        let browser = portal.browser().reading(lang);
        let refused = send(&browser, &seller, &[], &[]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        for (field, words) in [
            ("category", lang.error_category()),
            ("name", lang.error_name()),
            ("email", lang.error_email()),
            ("subject", lang.error_subject()),
            ("body", lang.error_body()),
        ] {
            assert_eq!(refused.text(&format!("#{field}-error")), words, "{field}");
            assert!(refused.has(&format!(".notice a[href='#{field}']")), "the summary leads to {field}");
        }
        assert!(refused.has("input#email[aria-invalid=true][aria-describedby~=email-error]"));
        assert_eq!(refused.text(".notice h2"), lang.mend(5));
        let refused = send(&browser, &seller, &[("category", "refund")], &[]).await;
        assert_eq!(refused.text("#item-error"), lang.error_item());
        assert_eq!(refused.text("#purchased_at-error"), lang.error_purchased_at());
        assert!(!refused.has("#amount-error"), "not everybody remembers the amount");
    }
    assert_eq!(portal.ask::<i64>("select count(*) from inquiries").await, 0);
}

#[tokio::test]
async fn what_was_typed_and_chosen_is_kept_when_something_is_wrong() {
    let portal = Portal::start().await;
    let seller = portal.seller("moon").await;
    for lang in LANGS {
        let browser = portal.browser().reading(lang);
        let typed =
            filled_with(Category::Refund, &[("email", "haneul.mail.example"), ("currency", "USD"), ("amount", "9.99")]);
        let refused = send(&browser, &seller, &typed, &[file("화면.gif", GIF)]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(refused.text("#email-error"), lang.error_email_at());
        assert!(
            refused.text("#files-hint").contains(&*lang.files_again()),
            "a browser cannot keep files, so the page says so"
        );
        let again = refused.form("/contact");
        for (name, value) in &typed {
            let kept = again.fields.iter().find(|(field, _)| field == name).map(|(_, value)| value.as_str());
            assert_eq!(kept, Some(*value), "{name}");
        }
        // and mended, the same form is taken
        let sent = browser.submit(&refused, "/contact", &[("email", &format!("{lang}@mail.example"))]).await;
        assert_eq!(sent.text("h1"), lang.sent_title(), "{}", sent.words());
    }
}

#[tokio::test]
async fn each_wrong_field_is_told_what_is_wrong_with_it() {
    let portal = Portal::start().await;
    let seller = portal.seller("moon").await;
    let browser = portal.browser().reading(Lang::En);
    let lang = Lang::En;
    let long = "가".repeat(5_001);
    for (category, field, value, words) in [
        (Category::Other, "category", "praise", lang.error_category()),
        (Category::Other, "email", "a@b@c", lang.error_email_form()),
        (Category::Other, "name", "\u{200B}\u{202E}", lang.error_name()),
        (Category::Other, "body", &long, lang.error_too_long(4_000, 5_001)),
        (Category::Other, "subject", &long[..3 * 500], lang.error_too_long(100, 500)),
        (Category::Refund, "purchased_at", "2026-11-24T00:00", lang.error_purchased_at_future()),
        (Category::Refund, "purchased_at", "yesterday", lang.error_purchased_at_form()),
        (Category::Refund, "amount", "about ten", lang.error_amount()),
        (Category::Refund, "amount", "-5", lang.error_amount()),
        (Category::Refund, "currency", "XAU", lang.error_currency()),
        (Category::ErrorReport, "device", &long[..3 * 500], lang.error_too_long(100, 500)),
    ] {
        let refused = send(&browser, &seller, &filled_with(category, &[(field, value)]), &[]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{field}: {value}");
        assert_eq!(refused.text(&format!("#{field}-error")), words, "{field}");
        assert_eq!(refused.texts(".field.bad, fieldset.bad").len(), 1, "nothing else is wrong: {}", refused.words());
    }
}

#[tokio::test]
async fn nothing_that_was_typed_leaves_before_the_address_is_confirmed() {
    let portal = Portal::start().await;
    let seller = portal.seller("moon").await;
    for lang in LANGS {
        let email = format!("victim-{lang}@mail.example");
        let typed = filled_with(
            Category::Refund,
            &[
                ("email", &email),
                ("name", "BUY-AT-evil"),
                ("subject", "PLANTED-subject"),
                ("body", "PLANTED-body https://evil.example"),
                ("item", "PLANTED-item"),
            ],
        );
        send(&portal.browser().reading(lang), &seller, &typed, &[file("PLANTED-file.gif", GIF)]).await;
        let mails: Vec<_> = portal.mails().await.into_iter().filter(|mail| mail.to == email).collect();
        let [mail] = mails.as_slice() else { panic!("one mail asks to confirm: {mails:?}") };
        for text in [&mail.subject, &mail.text, &mail.html, &mail.raw] {
            assert!(!text.contains("PLANTED") && !text.contains("evil"), "{text}");
        }
    }
    assert_eq!(portal.mails().await.len(), 2, "nobody else is told anything");
}

#[tokio::test]
async fn the_form_sent_twice_is_one_inquiry_and_one_mail() {
    let portal = Portal::start().await;
    let seller = portal.seller("moon").await;
    let browser = portal.browser();
    let page = browser.get(&format!("/apps/{}/contact", seller.client_id)).await;
    let (values, files) = (filled(Category::Other), [file("화면.gif", GIF)]);
    let presses = (0..6).map(|_| browser.submit_with(&page, "/contact", &values, &files));
    let shown = join_all(presses).await;
    assert!(
        shown.iter().all(|one| one.path == shown[0].path && one.status == StatusCode::OK),
        "all come to the same page"
    );
    assert_eq!(portal.ask::<i64>("select count(*) from inquiries").await, 1);
    assert_eq!(portal.mails().await.len(), 1);
}

#[tokio::test]
async fn where_the_mail_went_cannot_be_made_up_by_a_link() {
    let portal = Portal::start().await;
    let seller = portal.seller("moon").await;
    let browser = portal.browser();
    let sent = send(&browser, &seller, &filled(Category::Other), &[]).await;
    let (path, query) = sent.path.split_once('?').unwrap();
    let tag = query.split('&').find(|pair| pair.starts_with("tag=")).unwrap();
    for made_up in [format!("{path}?to=call+0100&{tag}"), format!("{path}?to=x&tag=y"), path.to_owned()] {
        let shown = browser.get(&made_up).await;
        assert!(shown.status.is_client_error() && !shown.words().contains("0100"), "{made_up}: {}", shown.words());
    }
}

#[tokio::test]
async fn another_inquiry_under_a_used_key_is_told_and_not_dropped() {
    let portal = Portal::start().await;
    let seller = portal.seller("moon").await;
    for lang in LANGS {
        let browser = portal.browser().reading(lang);
        let form = browser.get(&format!("/apps/{}/contact", seller.client_id)).await;
        let email = format!("{lang}@mail.example");
        let first = filled_with(Category::Other, &[("email", &email)]);
        assert_eq!(browser.submit(&form, "/contact", &first).await.text("h1"), lang.sent_title());
        let other = filled_with(Category::Other, &[("email", &email), ("body", "다른 일입니다.")]);
        let refused = browser.submit(&form, "/contact", &other).await;
        assert_eq!(refused.status, StatusCode::CONFLICT);
        assert_eq!(refused.text(".notice h2"), lang.used_form_title());
        assert_eq!(refused.text("textarea#body"), "다른 일입니다.");
        assert_eq!(browser.submit(&refused, "/contact", &[]).await.text("h1"), lang.sent_title());
        // the same once more is the same press
        assert_eq!(browser.submit(&form, "/contact", &first).await.text("h1"), lang.sent_title());
    }
    assert_eq!(portal.ask::<i64>("select count(*) from inquiries").await, 4);
}
