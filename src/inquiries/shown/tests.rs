use askama::Template;
use chrono::{DateTime, TimeDelta, TimeZone, Utc};
use chrono_tz::Tz;
use serde_json::json;

use super::*;
use crate::{
    deliveries::{DeliveryKind, DeliveryState},
    events::{EventKind, EventRow},
    files::ContentHash,
    id::{AttachmentId, MessageId},
    inquiries::{Category, CloseReason, FileRow, MessageAuthor, State},
    lang::{Lang, format::Format},
    work::ActorKind,
};

const CUSTOMER: Reader<'_> = Reader::Customer { seller: "달토끼 게임즈" };

fn start() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 11, 23, 6, 20, 0).unwrap()
}

fn at(minutes: i64) -> DateTime<Utc> {
    start() + TimeDelta::minutes(minutes)
}

fn format_in(lang: Lang) -> Format {
    Format::new(lang, Tz::Asia__Seoul, start() + TimeDelta::days(10))
}

fn wrote(author: MessageAuthor, minutes: i64, body: &str) -> MessageRow {
    MessageRow {
        message_id: MessageId::new(),
        author,
        user_name: (author != MessageAuthor::Customer).then(|| "한서윤".to_owned()),
        body: body.to_owned(),
        sent_at: at(minutes),
        late: false,
        mail_state: (author != MessageAuthor::Customer).then_some(DeliveryState::HandedOver),
        next_try_at: Some(at(minutes)),
        ended_at: Some(at(minutes)),
        answer: Some("250 2.0.0 queued".to_owned()),
    }
}

fn event(kind: EventKind, minutes: i64, data: serde_json::Value) -> EventRow {
    EventRow {
        sequence: 1,
        kind,
        actor: ActorKind::System,
        user_id: None,
        user_name: Some("차이든".to_owned()),
        at: at(minutes),
        data,
    }
}

fn shown(messages: &[MessageRow], events: &[EventRow], files: &[FileRow], reader: Reader<'_>) -> Vec<String> {
    let rows = ThreadRows { customer_name: "김하늘", messages, events, files };
    let items = thread(rows, reader, &format_in(Lang::Ko), |file| format!("/files/{file}"));
    items.iter().map(|item| item.render().unwrap()).collect()
}

fn mail(state: DeliveryState, ended: Option<DateTime<Utc>>) -> MailState<'static> {
    MailState { state, created_at: at(0), next_try_at: at(5), ended_at: ended, answer: Some("452 4.2.2 full") }
}

fn line(state: MailState<'_>, counts: bool) -> String {
    sent_line(state, counts, &format_in(Lang::Ko)).render().unwrap()
}

#[test]
fn what_a_message_causes_stands_after_it() {
    let messages = [wrote(MessageAuthor::Customer, 0, "첫 글"), wrote(MessageAuthor::Developer, 10, "답")];
    let events = [
        event(EventKind::Confirmed, 0, json!({ "due_at": at(72 * 60) })),
        event(EventKind::Answered, 10, json!({})),
        event(EventKind::Closed, 20, json!({ "reason": CloseReason::Quiet })),
    ];
    let items = shown(&messages, &events, &[], Reader::Seller);
    assert_eq!(items.len(), 4, "the answer itself says that it was given");
    assert!(items[0].contains("첫 글"));
    assert!(items[1].contains("답변 기한 11월 26일(목) 15:20"), "{}", items[1]);
    assert!(items[2].contains("<p>답</p>"));
    assert!(items[3].contains("새 글이 없어"), "{}", items[3]);
}

#[test]
fn a_customer_sees_no_person_and_no_mail() {
    let messages = [
        wrote(MessageAuthor::Customer, 0, "첫 글"),
        wrote(MessageAuthor::Developer, 10, "답"),
        wrote(MessageAuthor::Operations, 20, "결과"),
    ];
    let page = shown(&messages, &[], &[], CUSTOMER).concat();
    assert!(page.contains("<h3>나</h3>") && page.contains("달토끼 게임즈") && page.contains("스토어 운영팀"), "{page}");
    assert!(!page.contains("한서윤") && !page.contains("250 2.0.0") && !page.contains("김"), "{page}");
}

#[test]
fn a_seller_sees_the_customer_masked_and_no_name_of_operations() {
    let messages = [wrote(MessageAuthor::Customer, 0, "첫 글"), wrote(MessageAuthor::Operations, 20, "결과")];
    let page = shown(&messages, &[], &[], Reader::Seller).concat();
    assert!(page.contains("김*늘") && page.contains("스토어 운영팀"), "{page}");
    assert!(!page.contains("김하늘") && !page.contains("한서윤"), "{page}");
}

#[test]
fn files_stand_with_their_message_only() {
    let message = wrote(MessageAuthor::Customer, 0, "첫 글");
    let file = |message_id, name: &str| FileRow {
        attachment_id: AttachmentId::new(),
        message_id,
        pending_reply_id: None,
        draft_id: None,
        file_name: name.to_owned(),
        media_type: "image/png".to_owned(),
        size: 412 * 1024,
        hash: ContentHash::of(b"png"),
    };
    let files = [file(Some(message.message_id), "mine.png"), file(Some(MessageId::new()), "other.png")];
    let page = shown(std::slice::from_ref(&message), &[], &files, Reader::Seller).concat();
    assert!(page.contains("mine.png") && page.contains(&format!("/files/{}", files[0].attachment_id)), "{page}");
    assert!(!page.contains("other.png"));
}

#[test]
fn only_operations_read_of_skipped_reminders() {
    let events = [event(EventKind::ReminderSkipped, 5, json!({ "reminder": "first_reminder" }))];
    assert_eq!(shown(&[], &events, &[], Reader::Operations).len(), 1);
    assert!(shown(&[], &events, &[], Reader::Seller).is_empty());
    assert!(shown(&[], &events, &[], CUSTOMER).is_empty());
}

#[test]
fn an_answer_that_did_not_arrive_counts_no_more_once_the_inquiry_waits_again() {
    let mut answer = wrote(MessageAuthor::Developer, 10, "답");
    answer.mail_state = Some(DeliveryState::Failed);
    let again = event(EventKind::UnansweredAgain, 11, json!({ "message_id": answer.message_id, "due_at": at(99) }));
    let not_counted = "답한 것으로 세지 않습니다";
    assert!(shown(std::slice::from_ref(&answer), &[again], &[], Reader::Seller)[0].contains(not_counted));
    assert!(!shown(std::slice::from_ref(&answer), &[], &[], Reader::Seller)[0].contains(not_counted));
}

#[test]
fn only_what_the_server_took_is_green_and_nothing_is_called_sent() {
    use DeliveryState::{Bounced, Canceled, Delayed, Failed, HandedOver, OutcomeUnknown, Queued, Sending};
    for state in [Queued, Sending, HandedOver, Delayed, Bounced, Failed, OutcomeUnknown, Canceled] {
        let badge = delivery_badge(mail(state, None), Lang::En).render().unwrap();
        assert_eq!(badge.contains("data-tone=\"ok\""), state == HandedOver, "{badge}");
        assert!(!badge.to_lowercase().contains("sent") || state == Canceled, "{badge}");
    }
}

#[test]
fn a_line_says_the_clock_on_its_day_and_the_date_on_another() {
    assert!(line(mail(DeliveryState::HandedOver, Some(at(1))), true).contains("넘겨줌 15:21:00"));
    assert!(line(mail(DeliveryState::HandedOver, Some(at(24 * 60))), true).contains("넘겨줌 11월 24일 15:20:00"));
}

#[test]
fn an_unknown_outcome_is_tried_once_more_and_then_stands() {
    let first = mail(DeliveryState::OutcomeUnknown, None);
    let last = mail(DeliveryState::OutcomeUnknown, Some(at(9)));
    assert!(line(first, true).contains("한 번만 더"));
    assert!(line(last, true).contains("두 번 다"));
    assert!(!first.is_final() && last.is_final());
}

#[test]
fn every_event_has_words_for_every_reader_in_both_languages() {
    let kinds = [
        EventKind::Received,
        EventKind::Confirmed,
        EventKind::CustomerWrote,
        EventKind::Answered,
        EventKind::AnsweredLate,
        EventKind::Reopened,
        EventKind::UnansweredAgain,
        EventKind::Undeliverable,
        EventKind::Reminded,
        EventKind::ReminderSkipped,
        EventKind::Escalated,
        EventKind::OperationsAnswered,
        EventKind::Returned,
        EventKind::Solved,
        EventKind::Withdrawn,
        EventKind::Closed,
        EventKind::CaseOpened,
        EventKind::CaseCauseAdded,
        EventKind::CaseTaken,
        EventKind::CaseDeclined,
        EventKind::CaseReturned,
        EventKind::CaseApproved,
        EventKind::CaseSubmitted,
        EventKind::CaseConfirmed,
        EventKind::CaseFailed,
        EventKind::CaseWithdrawn,
        EventKind::Assigned,
        EventKind::ReopenedBySeller,
        EventKind::Noted,
        EventKind::Merged,
        EventKind::MergedInto,
        EventKind::Unmerged,
    ];
    for kind in kinds {
        for reader in [CUSTOMER, Reader::Seller, Reader::Operations] {
            let said = |lang| happened(&event(kind, 0, json!({ "due_at": at(60) })), reader, &format_in(lang)).text;
            let (ko, en) = (said(Lang::Ko), said(Lang::En));
            assert!(!ko.is_ascii() && !en.is_empty() && ko != en, "{kind:?} {ko} {en}");
        }
    }
}

#[test]
fn an_event_with_data_of_another_kind_is_still_told() {
    let odd = event(EventKind::Closed, 0, json!({ "reason": 7, "due_at": "never" }));
    assert_eq!(happened(&odd, Reader::Seller, &format_in(Lang::En)).text, "Closed");
}

#[test]
fn kinds_states_and_mails_have_names_in_both_languages() {
    for category in Category::ALL {
        assert_ne!(category.name(Lang::Ko), category.name(Lang::En));
    }
    for state in State::LISTED {
        assert_ne!(state.name(Lang::Ko), state.name(Lang::En));
    }
    assert_eq!(delivery_name(DeliveryKind::FirstReminder, Lang::Ko), "첫 번째 알림");
}
