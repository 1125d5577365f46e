//! What became of the mail stands under the answer, for every state that a mail can be in.

use chrono::Duration;
use devcenter::{deliveries::DeliveryState, lang::Lang};

use super::{LANGS, desk, patient_portal, read_in};
use crate::support::Portal;

/// Puts the answer's mail into a state, as the outbox would leave it.
async fn put(portal: &Portal, state: DeliveryState, over: bool) {
    let sql = "update deliveries
               set state = $1, answer = case when $2 then '250 2.0.0 Ok: queued as <4F>' end,
                   ended_at = case when $2 then $3 end, next_try_at = $3 + interval '5 minutes',
                   lease = case when $1 = 'sending' then gen_random_uuid() end,
                   lease_until = case when $1 = 'sending' then $3 + interval '1 minute' end
               where kind = 'answer'";
    sqlx::query(sql).bind(state).bind(over).bind(portal.now()).execute(&portal.app.db).await.unwrap();
}

fn words(lang: Lang, state: DeliveryState, over: bool) -> [String; 2] {
    let next = if lang == Lang::Ko { "오늘 15:25" } else { "today 15:25" };
    let (label, text) = match state {
        DeliveryState::Queued => (lang.sent_queued(), lang.sent_queued_text()),
        DeliveryState::Sending => (lang.sending(), lang.sending_text()),
        DeliveryState::HandedOver => (lang.handed_over("15:20:10"), lang.handed_over_text()),
        DeliveryState::Delayed => (lang.delayed(), lang.mail_delayed(next)),
        DeliveryState::Bounced => (lang.bounced("15:20:10"), lang.mail_bounced(true)),
        DeliveryState::Failed => (lang.send_failed("15:20:10"), lang.mail_failed(true)),
        DeliveryState::OutcomeUnknown if over => (lang.outcome_unknown("15:20:10"), lang.mail_unknown()),
        DeliveryState::OutcomeUnknown => (lang.outcome_unknown(""), lang.mail_unknown_once_more(next)),
        DeliveryState::Canceled => (lang.sent_canceled(), lang.sent_canceled_text()),
    };
    [label.into(), text.into()]
}

#[tokio::test]
async fn every_state_of_a_mail_has_its_words_and_none_is_called_sent_too_early() {
    let portal = patient_portal().await;
    let (seller, agent, browser) = desk(&portal).await;
    let asked = portal.asked(&seller, "haneul").await;
    portal.answer(&asked, &agent).await.unwrap();
    portal.pass(Duration::seconds(10)).await;
    for lang in LANGS {
        read_in(&browser, lang).await;
        for (state, over) in [
            (DeliveryState::Queued, false),
            (DeliveryState::Sending, false),
            (DeliveryState::Delayed, false),
            (DeliveryState::HandedOver, true),
            (DeliveryState::Bounced, true),
            (DeliveryState::Failed, true),
            (DeliveryState::OutcomeUnknown, false),
            (DeliveryState::OutcomeUnknown, true),
            (DeliveryState::Canceled, true),
        ] {
            put(&portal, state, over).await;
            let page = browser.get(&asked.desk_path()).await;
            let line = page.text(".thread .sent");
            for words in words(lang, state, over) {
                assert!(line.contains(words.trim()), "{state:?}: {words}\n{line}");
            }
            assert_eq!(line.contains("250 2.0.0 Ok: queued as <4F>"), over, "the server's own words: {line}");
            let ok = page.attribute(".thread .sent", "data-tone").as_deref() == Some("ok");
            assert_eq!(ok, state == DeliveryState::HandedOver, "{state:?}");
        }
    }
}

#[tokio::test]
async fn an_answer_that_the_server_took_says_so_with_the_moment() {
    let portal = patient_portal().await;
    let (seller, agent, browser) = desk(&portal).await;
    let asked = portal.asked(&seller, "haneul").await;
    portal.answer(&asked, &agent).await.unwrap();
    portal.pass(Duration::seconds(10)).await;
    let page = browser.get(&asked.desk_path()).await;
    assert!(page.text(".thread .sent").contains(&*Lang::Ko.sent_queued()));
    portal.deliver().await;
    let page = browser.get(&asked.desk_path()).await;
    assert!(page.text(".thread .sent").contains(&*Lang::Ko.handed_over("15:20:10")), "{}", page.text(".thread .sent"));
}
