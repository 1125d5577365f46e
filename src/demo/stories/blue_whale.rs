//! What customers of Blue Whale ask.

use super::{
    Act::{Answer, Case, Solve, Write},
    Bought,
    CaseAct::{Ask, Take},
    PLAIN,
    Picture::{Frozen, Receipt},
    Story, en, h, hm, ko, won,
};
use crate::{
    demo::cast::{DANA, DREAM, GAON, HARBOR, MARKET},
    inquiries::{
        Category::{ErrorReport, Maintenance, Other, Refund},
        exchange::CaseSide,
    },
};

pub(super) const STORIES: &[Story] = &[
    Story {
        app: HARBOR,
        customer: en("Priya Nair", "priya.nair@letters.example"),
        category: ErrorReport,
        subject: "The game freezes on Pixel 8 after the update",
        body: "Since Tuesday the map freezes as soon as the second train leaves the depot. Sound goes on. I cleared the cache and installed it again; it did not help.",
        picture: Some(Frozen),
        place: Some(("5.1.0", "Pixel 8")),
        asked: hm(69, 25),
        ..PLAIN
    },
    Story {
        app: MARKET,
        customer: ko("전보람", "boram.jeon@mail.example"),
        category: Other,
        subject: "색을 구분하기 어려운 사람을 위한 모드가 있나요?",
        body: "빨강과 초록 손님이 같아 보여요. 모양으로도 구분되면 좋겠습니다.",
        asked: hm(55, 30),
        ..PLAIN
    },
    Story {
        app: DREAM,
        customer: ko("오이슬", "iseul.oh@dotori.example"),
        category: Maintenance,
        subject: "알림이 새벽 세 시에 옵니다",
        body: "시간대가 잘못된 것 같아요. 저는 지금 캐나다에 있습니다.",
        asked: hm(23, 5),
        ..PLAIN
    },
    Story {
        app: HARBOR,
        customer: en("Alex Novak", "alex.novak@letters.example"),
        category: Other,
        subject: "한국어 배우는 중! A question about the tutorial",
        body: "안녕하세요! I am learning Korean with your game. In the third lesson «정시 출발» is shown as “on-time arrival”. Should it not be “departure”? 감사합니다 :)",
        asked: hm(3, 48),
        ..PLAIN
    },
    Story {
        app: MARKET,
        customer: ko("임재호", "jaeho.lim@post.example"),
        category: Maintenance,
        subject: "가게 이름을 바꾸고 싶습니다",
        body: "처음에 오타를 냈어요. 한 번만 바꿀 수 있을까요?",
        asked: h(52),
        then: &[(h(20), Solve)],
        ..PLAIN
    },
    Story {
        app: HARBOR,
        customer: en("Maria Lopez", "maria.lopez@inbox.example"),
        category: ErrorReport,
        subject: "Korean letters show as boxes in the timetable",
        body: "Only the timetable, everything else is fine. Screenshot attached.",
        picture: Some(Frozen),
        place: Some(("5.0.2", "Redmi Note 13")),
        asked: h(118),
        then: &[
            (
                h(6),
                Answer(
                    DANA,
                    "Hello Maria,\n\nthank you for the picture. The timetable used a font of its own that has no Korean letters. Could you tell us which language your phone is set to?",
                ),
            ),
            (h(21), Write("It is set to Spanish. When I switch to Korean the boxes are gone.", None)),
            (
                h(27),
                Answer(
                    DANA,
                    "That was the hint we needed. Version 5.1.1 uses the letters of the device in every language; it is in review now.\n\nDana, Blue Whale",
                ),
            ),
        ],
        ..PLAIN
    },
    Story {
        app: MARKET,
        customer: ko("도서연", "seoyeon.do@naru.example"),
        category: Refund,
        subject: "특급 배송권이 보이지 않습니다",
        body: "결제는 됐는데 배송권이 없습니다. 앱을 껐다 켜도 같아요.",
        picture: Some(Receipt),
        purchase: won("특급 배송권", "9900", h(4)),
        asked: hm(76, 20),
        then: &[
            (h(74), Case(GAON, Take)),
            (
                h(75),
                Case(
                    GAON,
                    Ask(
                        CaseSide::Seller,
                        "이 주문의 배송권이 언제 지급됐는지 확인해 주세요.\n지급 기록이나 화면에 보이는 내용을 그대로 적어 주시면 됩니다.",
                    ),
                ),
            ),
        ],
        ..PLAIN
    },
    Story {
        app: HARBOR,
        customer: en("Tom Becker", "tom.becker@letters.example"),
        category: Refund,
        subject: "Charged twice for the harbor pass",
        body: "The button did nothing, so I pressed it again, and now there are two charges. Please cancel one of them.",
        purchase: Some(Bought { item: "Harbor pass", amount: ("12.50", "USD"), before: h(2) }),
        asked: hm(79, 35),
        ..PLAIN
    },
    Story {
        app: MARKET,
        customer: ko("천민아", "mina.chun@hanbit.example"),
        category: Refund,
        subject: "설명과 다른 의상이 왔어요",
        body: "파란 앞치마를 샀는데 회색이 왔습니다. 환불해 주세요.",
        purchase: won("파란 앞치마", "5500", h(26)),
        asked: h(92),
        // escalated after 72 hours, and taken back by its customer
        then: &[(h(81), Write("앱을 다시 설치하니 파란색으로 나옵니다. 괜찮습니다.", None)), (hm(81, 5), Solve)],
        ..PLAIN
    },
    Story {
        app: DREAM,
        customer: ko("변지수", "jisu.byun@mail.example"),
        category: ErrorReport,
        subject: "4쪽 그림이 나오지 않아요",
        body: "네 번째 꿈에서 그림이 하얗게 나옵니다. 글과 소리는 괜찮아요.",
        place: Some(("1.2.0", "Galaxy S22")),
        asked: h(66),
        then: &[(
            h(18),
            Answer(
                DANA,
                "안녕하세요, 푸른고래입니다. 그림 파일 하나가 빠져 있었습니다. 방금 1.2.1을 올렸으니 업데이트한 뒤에 다시 열어 주세요.",
            ),
        )],
        ..PLAIN
    },
];
