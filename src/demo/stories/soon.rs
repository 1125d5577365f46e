//! Inquiries that fall due within minutes of a start: a few of them each time.

use super::{PLAIN, Story, en, h, ko, won};
use crate::{
    demo::cast::{CATS, FARM, HARBOR, MARKET, TRAIN},
    inquiries::Category::{ErrorReport, Maintenance, Refund},
};

/// In the order in which they fall due; a later start begins where the last one ended.
pub(in crate::demo) const SOON: &[Story] = &[
    Story {
        app: FARM,
        customer: ko("손다미", "dami.son@mail.example"),
        category: Refund,
        subject: "환불 문의드립니다",
        body: "별똥별 보따리를 샀는데 우편함에도 가방에도 없습니다. 사흘 안에 답을 주신다고 해서 기다리고 있어요.",
        purchase: won("별똥별 보따리", "8800", h(3)),
        ..PLAIN
    },
    Story {
        app: MARKET,
        customer: ko("표한솔", "hansol.pyo@post.example"),
        category: Refund,
        subject: "가게 확장권이 두 번 결제됐어요",
        body: "한 번 눌렀는데 두 번 결제됐습니다. 한 건만 취소해 주세요.",
        purchase: won("가게 확장권", "6600", h(1)),
        ..PLAIN
    },
    Story {
        app: TRAIN,
        customer: ko("라온제나", "onjena.ra@naru.example"),
        category: ErrorReport,
        subject: "소리가 왼쪽에서만 나옵니다",
        body: "블루투스 이어폰에서만 그렇습니다. 다른 앱은 괜찮아요.",
        place: Some(("1.9.3", "Galaxy S24")),
        ..PLAIN
    },
    Story {
        app: CATS,
        customer: ko("기소담", "sodam.ki@hanbit.example"),
        category: Maintenance,
        subject: "우표 모음을 되살릴 수 있나요?",
        body: "실수로 모두 버렸습니다. 삼 년 모은 것이라 꼭 되찾고 싶습니다.",
        ..PLAIN
    },
    Story {
        app: HARBOR,
        customer: en("Grace Hill", "grace.hill@letters.example"),
        category: Refund,
        subject: "The lighthouse I bought is not there",
        body: "I got the receipt, but there is no lighthouse in the harbor. I restored my purchases three times. Please give me a refund.",
        purchase: won("Lighthouse", "4400", h(2)),
        ..PLAIN
    },
    Story {
        app: FARM,
        customer: ko("복이든", "ideun.bok@dotori.example"),
        category: Refund,
        subject: "체험 기간에 결제됐습니다",
        body: "체험 기간이 하루 남았는데 결제됐어요. 취소해 주세요.",
        purchase: won("농장 이용권", "7700", h(7)),
        ..PLAIN
    },
];
