//! The customer's way in a real browser: a mistyped address, the links again, a code, all own inquiries, how it was, a new link.

use devcenter::lang::Lang;

use super::{CUSTOMER, Stage};

const MISTYPED: &str = "haneul@mial.example";

async fn comes_back(lang: Lang) {
    let stage = Stage::set(lang).await;
    let window = &stage.window;
    let subject = "정원이 들어오지 않았어요";
    stage.open(&format!("/apps/{}/contact", stage.seller.client_id)).await;
    window.press("input[name=category][value=other]").await;
    window.fill("[name=name]", "김하늘").await;
    window.fill("[name=email]", MISTYPED).await;
    window.fill("[name=subject]", subject).await;
    window.fill("[name=body]", "구매 복원을 세 번 해 봤지만 그대로입니다.").await;
    window.press("form[enctype] button.primary").await;
    window.wait_for_words(&lang.correct_title()).await;
    window.fill("form[action*='/contact/sent'] [name=email]", CUSTOMER).await;
    window.press("form[action*='/contact/sent'] button").await;
    window.wait_for_words(&lang.address_corrected()).await;

    stage.open(&stage.mail.wait_for(CUSTOMER, "/confirm/").await.link("/confirm/")).await;
    window.press("main form button").await;
    window.wait_for_words(subject).await;

    stage.open("/").await;
    window.press("footer a[href='/my']").await;
    window.press("main a[href='/my/links']").await;
    window.fill("[name=email]", CUSTOMER).await;
    window.press("main form button.primary").await;
    window.wait_for_words(&lang.links_sent_title()).await;
    let links = stage.mail.wait_for(CUSTOMER, &lang.letter_links_opening()).await;
    stage.open(&links.link("/i/")).await;
    window.wait_for_words(subject).await;

    stage.open("/my").await;
    window.fill("[name=email]", CUSTOMER).await;
    window.press("main form button.primary").await;
    window.wait_for_words(&lang.code_title()).await;
    let mail = stage.mail.wait_for(CUSTOMER, &lang.letter_code_opening()).await;
    let code = mail.text.split(|c: char| !c.is_ascii_digit()).find(|word| word.len() == 6).unwrap().to_owned();
    window.fill("[name=code]", &code).await;
    window.press("main form button.primary").await;
    window.wait_for_words(&lang.own_title()).await;
    window.press(".shelf a").await;
    window.wait_for_words(&lang.replace_link()).await;

    window.press("form[action$='/solved'] button").await;
    window.fill("form[action$='/satisfaction'] [name=words]", "빠르게 도와주셨어요").await;
    window.press("button[name=choice][value=good]").await;
    window.wait_for_words(&lang.satisfaction_given()).await;
    assert_eq!(stage.portal.ask::<String>("select words from satisfactions where good").await, "빠르게 도와주셨어요");

    window.press("form[action$='/link'] button").await;
    window.wait_for_words(&lang.link_replaced_title()).await;
    stage.open(&links.link("/i/")).await;
    window.wait_for_words(&lang.no_such_link_title()).await;
    stage.open(&stage.mail.wait_for(CUSTOMER, &lang.letter_new_link_opening()).await.link("/i/")).await;
    window.wait_for_words(subject).await;
    assert_eq!(stage.portal.ask::<i64>("select count(*) from inquiries where state <> 'unconfirmed'").await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_customer_comes_back_without_a_link_in_korean() {
    comes_back(Lang::Ko).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_customer_comes_back_without_a_link_in_english() {
    comes_back(Lang::En).await;
}
