//! Inquiries that nobody answered in time, and what operations decided.

use super::{
    Act::{Answer, Case},
    CaseAct::{Approve, Confirm, Decline, Fail, Return, Take},
    PLAIN, Picture, Story, h, hm, ko, won,
};
use crate::{
    cancellations::Ground,
    demo::cast::{DANA, FARM, GAON, IDEUN, MARKET, TRAIN},
    inquiries::Category::Refund,
};

pub(super) const STORIES: &[Story] = &[
    Story {
        app: MARKET,
        customer: ko("피가온", "gaon.pi@mail.example"),
        category: Refund,
        subject: "상자에서 원하는 것이 안 나왔어요",
        body: "금메달 상자를 세 개 열었는데 모두 같은 것이 나왔습니다. 환불을 원합니다.",
        purchase: won("금메달 상자 3개", "16500", h(1)),
        asked: h(190),
        then: &[
            (h(75), Case(GAON, Take)),
            (
                h(79),
                Case(
                    GAON,
                    Decline(
                        "상자의 확률은 구매 화면에 적혀 있고, 세 상자 모두 열린 것을 확인했습니다. 이 경우에는 구매를 취소해 드릴 수 없습니다. 판매자에게는 답변이 늦지 않도록 다시 알렸습니다.",
                    ),
                ),
            ),
        ],
        ..PLAIN
    },
    Story {
        app: FARM,
        customer: ko("신동철", "dongcheol.shin@post.example"),
        category: Refund,
        subject: "실수로 씨앗 꾸러미 1000을 눌렀습니다",
        body: "바로 옆 버튼을 누르려다 잘못 눌렀습니다. 열지 않았습니다.",
        purchase: won("씨앗 꾸러미 1000", "33000", hm(0, 20)),
        asked: h(110),
        then: &[
            (h(76), Case(IDEUN, Take)),
            (
                h(80),
                Case(
                    IDEUN,
                    Return(
                        "꾸러미를 열지 않았는지는 판매자만 확인할 수 있습니다. 확인한 뒤 고객에게 답해 주세요.",
                        h(48),
                    ),
                ),
            ),
        ],
        ..PLAIN
    },
    Story {
        app: MARKET,
        customer: ko("마지환", "jihwan.ma@dotori.example"),
        category: Refund,
        subject: "구독을 끊었는데 또 결제됐습니다",
        body: "해지 화면까지 봤는데 오늘 아침에 또 결제됐어요. 해지 메일도 있습니다.",
        purchase: won("월간 이용권", "7700", h(5)),
        asked: h(160),
        then: &[
            (h(73), Case(GAON, Take)),
            (h(78), Case(GAON, Return("해지가 언제 접수되었는지 판매자가 확인하고 답해 주세요.", h(24)))),
            (
                h(90),
                Answer(
                    DANA,
                    "답이 늦어 죄송합니다. 해지는 결제 두 시간 전에 접수됐습니다. 이번 달 결제는 저희가 직접 환불해 드렸고, 내일 안에 카드사에서 안내가 갑니다.",
                ),
            ),
        ],
        ..PLAIN
    },
    Story {
        app: MARKET,
        customer: ko("우태진", "taejin.woo@naru.example"),
        category: Refund,
        subject: "산 의상이 모두 사라졌습니다",
        body: "겨울 의상 상자에서 나온 의상이 업데이트 뒤에 모두 사라졌습니다. 복원이 안 되면 환불해 주세요.",
        picture: Some(Picture::Receipt),
        purchase: won("겨울 의상 상자", "110000", h(50)),
        asked: h(101),
        then: &[
            (h(74), Case(IDEUN, Take)),
            (
                h(90),
                Case(
                    IDEUN,
                    Approve {
                        ground: Ground::NotDelivered,
                        reason: "기한까지 답변이 없었고, 산 것이 남아 있지 않은 것을 확인했습니다.",
                        evidence: "고객이 보낸 영수증, 결제 콘솔의 같은 시각 같은 금액 1건",
                    },
                ),
            ),
        ],
        ..PLAIN
    },
    Story {
        app: FARM,
        customer: ko("백규림", "gyurim.baek@hanbit.example"),
        category: Refund,
        subject: "구매했는데 앱이 열리지 않습니다",
        body: "별빛 모음을 사고 나서 앱이 열리지 않습니다. 다시 설치해도 같아요.",
        purchase: won("별빛 모음", "22000", h(6)),
        asked: h(215),
        then: &[
            (h(73), Case(GAON, Take)),
            (
                h(95),
                Case(
                    GAON,
                    Approve {
                        ground: Ground::Unanswered3d,
                        reason: "기한까지 답변이 없었습니다. 같은 오류를 알린 고객이 더 있습니다.",
                        evidence: "결제 콘솔: 별빛 모음 1건, 시각과 금액이 고객의 말과 같음",
                    },
                ),
            ),
            (h(119), Case(GAON, Confirm("결제 콘솔에서 취소 완료를 확인했습니다."))),
        ],
        ..PLAIN
    },
    Story {
        app: TRAIN,
        customer: ko("석민호", "minho.seok@mail.example"),
        category: Refund,
        subject: "지난달 정기권을 취소해 주세요",
        body: "정기권을 한 번도 쓰지 않았습니다. 취소 부탁드립니다.",
        purchase: won("정기권 30일", "3300", h(90)),
        asked: h(240),
        then: &[
            (h(80), Case(GAON, Take)),
            (
                h(97),
                Case(
                    GAON,
                    Approve {
                        ground: Ground::Withdrawal7d,
                        reason: "쓰지 않은 정기권이고 7일 안에 알리셨습니다.",
                        evidence: "결제 콘솔: 정기권 30일 1건",
                    },
                ),
            ),
            (h(121), Case(GAON, Fail("해지된 회선의 소액결제라 취소할 수 없다고 통신사가 답했습니다."))),
        ],
        ..PLAIN
    },
];
