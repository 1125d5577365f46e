//! What customers of Moon Rabbit Games ask.

use super::{
    Act::{Answer, AnswerRefused, Assign, Case, Draft, Invite, Merge, Note, Solve, Tag, Write},
    CaseAct::Take,
    PLAIN,
    Picture::{Frozen, Receipt},
    Story, en, h, hm, ko, won,
};
use crate::{
    demo::cast::{CATS, FARM, IDEUN, JIHU, SEOYUN, TRAIN, YUNA},
    inquiries::{
        Category::{ErrorReport, Maintenance, Other, Refund},
        tags::TagColour::{Amber, Red},
    },
};

pub(super) const STORIES: &[Story] = &[
    Story {
        app: FARM,
        customer: ko("김하늘", "haneul.kim@mail.example"),
        category: Refund,
        subject: "별자리 정원을 샀는데 들어오지 않았어요",
        body: "어젯밤에 별자리 정원을 결제했고 영수증도 받았는데, 게임을 다시 켜도 정원이 보이지 않습니다.",
        picture: Some(Frozen),
        purchase: won("별자리 정원", "11000", h(13)),
        asked: h(120),
        then: &[
            (h(4), AnswerRefused(YUNA, "안녕하세요, 달토끼 게임즈입니다. 앱을 다시 설치해 보시겠어요?")),
            (
                hm(6, 38),
                Answer(
                    YUNA,
                    "걱정을 끼쳐 죄송합니다. 설정 › 구매 복원을 한 번 눌러 주시겠어요? 대부분 바로 들어옵니다.",
                ),
            ),
            (hm(77, 8), Write("구매 복원을 세 번 해 봤지만 그대로입니다. 환불을 원합니다.", None)),
            (
                hm(96, 20),
                Note(
                    SEOYUN,
                    "@오지후님 서버에는 지급 기록이 없습니다. 개발팀은 그날 밤 결제 알림이 밀린 것으로 봅니다. 정원을 다시 넣어도 될까요?",
                ),
            ),
            (h(78), Assign(SEOYUN, SEOYUN)),
            (h(79), Tag(SEOYUN, "지급 누락", Red)),
        ],
        ..PLAIN
    },
    Story {
        app: FARM,
        customer: ko("최선우", "sunwoo.choi@naru.example"),
        category: Refund,
        subject: "결제했는데 다이아가 들어오지 않아요",
        body: "어제 밤 11시에 결제하고 영수증도 받았습니다. 다이아는 그대로 0개예요. 서버 점검이 있었던 건가요?",
        purchase: won("다이아 550개", "5900", h(9)),
        asked: hm(70, 13),
        then: &[
            (h(2), Tag(YUNA, "지급 누락", Red)),
            (h(3), Assign(YUNA, SEOYUN)),
            (h(20), Write("아직 답을 못 받아서 영수증을 첨부합니다. 결제 문자는 한 통만 왔어요.", Some(Receipt))),
            (h(69), Draft(SEOYUN, "안녕하세요, 한서윤입니다. 보내 주신 영수증의 결제를 찾았습니다. 다이아 550개는")),
        ],
        ..PLAIN
    },
    Story {
        app: CATS,
        customer: ko("정수아", "sua.jung@hanbit.example"),
        category: ErrorReport,
        subject: "앱이 켜지자마자 꺼집니다 (갤럭시 접는 화면)",
        body: "펼친 채로 열면 괜찮고 접은 채로 열면 꺼져요. 세 번에 한 번은 흰 화면이 잠깐 보입니다.",
        picture: Some(Frozen),
        place: Some(("3.4.1", "Galaxy Z Flip5")),
        asked: hm(68, 48),
        then: &[(h(5), Tag(YUNA, "3.4.1", Amber))],
        ..PLAIN
    },
    Story {
        app: FARM,
        customer: ko("문희경", "heekyung.moon@mail.example"),
        category: Refund,
        subject: "아이가 모르고 결제했습니다",
        body: "일곱 살 아이가 제 휴대전화로 세 번 눌렀습니다. 쓰지 않은 그대로이니 취소를 부탁드립니다.",
        purchase: won("씨앗 꾸러미 1000", "33000", h(2)),
        asked: hm(65, 20),
        ..PLAIN
    },
    Story {
        app: FARM,
        customer: ko("강민수", "minsu.kang@dotori.example"),
        category: Maintenance,
        subject: "기기를 바꿨더니 농장이 사라졌어요",
        body: "새 휴대전화에서 이전 번호로 로그인하면 새 농장이 나옵니다. 예전 농장은 레벨 48이었고 이름은 ‘달밤’이에요. 옮길 수 있을까요?",
        asked: hm(62, 55),
        ..PLAIN
    },
    Story {
        app: TRAIN,
        customer: ko("윤소희", "sohee.yoon@mail.example"),
        category: Refund,
        subject: "같은 상품이 두 번 결제됐습니다",
        body: "카드 문자 두 통이 1초 차이로 왔어요. 한 건은 취소해 주세요.",
        purchase: won("막차 광고 제거", "4400", h(1)),
        asked: hm(58, 29),
        ..PLAIN
    },
    Story {
        app: FARM,
        customer: ko("배소영", "soyoung.bae@post.example"),
        category: Other,
        subject: "쿠폰 번호가 틀렸다고 나와요",
        body: "겨울 축제 쿠폰인데 대문자로 넣어도 안 됩니다. 받은 번호는 WINTER-STAR-26입니다.",
        asked: h(47),
        ..PLAIN
    },
    Story {
        app: FARM,
        customer: ko("배소영", "soyoung.bae@post.example"),
        category: Other,
        subject: "쿠폰 번호를 다시 보냅니다",
        body: "받은 메일을 다시 보니 WINTER-STAR-26이 아니라 WINTER-STARS-26이었어요. 그런데 이것도 안 됩니다.",
        asked: h(44),
        then: &[(h(2), Merge(YUNA)), (h(3), Invite(JIHU, "gaeul.ahn@moonrabbit.example"))],
        ..PLAIN
    },
    Story {
        app: CATS,
        customer: ko("서예린", "yerin.seo@naru.example"),
        category: ErrorReport,
        subject: "편지가 다른 고양이에게 갔어요 🐈",
        body: "버그인지 의도인지 궁금합니다. 나비한테 보낸 편지가 보리한테 갔어요. 화면에는 «Delivered to Bori, not Nabi»라고만 나옵니다.",
        place: Some(("2.8.0", "Pixel 8")),
        asked: hm(39, 10),
        ..PLAIN
    },
    Story {
        app: FARM,
        customer: en("J. Harper", "j.harper@letters.example"),
        category: Maintenance,
        subject: "Can my farm have an English name?",
        body: "I live abroad and play in English, but my farm still has the Korean name from the beginning (별밭 농장). Is there a way to change it without starting again?",
        asked: hm(27, 40),
        ..PLAIN
    },
    Story {
        app: TRAIN,
        customer: ko("황유정", "yujung.hwang@mail.example"),
        category: Refund,
        subject: "광고 제거를 샀는데 광고가 나옵니다",
        body: "앱을 지웠다 다시 깔아도 같습니다. 구매 내역에는 결제 완료로 나와요.",
        purchase: won("막차 광고 제거", "4400", h(30)),
        asked: hm(5, 12),
        ..PLAIN
    },
    Story {
        app: FARM,
        customer: ko("고다은", "daeun.go@hanbit.example"),
        category: ErrorReport,
        subject: "저장이 되지 않는다고 나옵니다",
        body: "저장 공간은 20GB 남았습니다. ERR-1120이라는 창이 뜨고 확인을 누르면 꺼져요.",
        picture: Some(Frozen),
        place: Some(("3.4.1", "Galaxy A35")),
        asked: hm(1, 22),
        ..PLAIN
    },
    Story {
        app: FARM,
        customer: ko("남한결", "hangyul.nam@mail.example"),
        category: ErrorReport,
        subject: "수확 버튼이 눌리지 않습니다",
        body: "방금 업데이트한 뒤부터입니다.",
        place: Some(("3.4.2", "Galaxy S24")),
        asked: hm(0, 14),
        ..PLAIN
    },
    Story {
        app: FARM,
        customer: ko("노지현", "jihyun.noh@post.example"),
        category: Other,
        subject: "친구 초대 보상이 안 들어옵니다",
        body: "세 명을 초대했고 모두 가입했습니다. 두 명까지만 보상을 받았어요.",
        asked: h(96),
        then: &[(
            h(9),
            Answer(
                SEOYUN,
                "안녕하세요, 한서윤입니다.\n\n세 번째 분은 가입 뒤 첫 수확을 아직 하지 않으셔서 보상이 멈춰 있었습니다. 오늘 먼저 넣어 드렸으니 우편함을 봐 주세요.",
            ),
        )],
        ..PLAIN
    },
    Story {
        app: TRAIN,
        customer: ko("홍인기", "inki.hong@dotori.example"),
        category: ErrorReport,
        subject: "태블릿에서 화면이 옆으로 눕습니다",
        body: "자동 회전을 꺼도 그렇습니다. 세로로 들고 하고 싶어요.",
        place: Some(("1.9.3", "Galaxy Tab S9")),
        asked: h(88),
        then: &[
            (
                h(30),
                Answer(
                    YUNA,
                    "알려 주셔서 고맙습니다. 태블릿에서만 생기는 문제를 찾았고, 12월 첫 주에 나올 1.9.4에서 고쳐집니다.",
                ),
            ),
            (h(41), Write("그럼 그때까지는 방법이 없을까요?", None)),
            (
                h(44),
                Answer(
                    SEOYUN,
                    "앱을 열기 전에 기기를 세로로 잠가 두시면 그대로 유지됩니다. 설정 › 디스플레이 › 자동 회전에서 ‘세로’를 골라 주세요.",
                ),
            ),
        ],
        ..PLAIN
    },
    Story {
        app: TRAIN,
        customer: ko("류준석", "junseok.ryu@mail.example"),
        category: ErrorReport,
        subject: "랭킹이 어제부터 멈췄습니다",
        body: "모두 같은 점수로 나옵니다.",
        place: Some(("1.9.3", "LG V50")),
        asked: h(140),
        then: &[
            (
                h(5),
                Answer(
                    SEOYUN,
                    "순위 서버를 다시 시작했습니다. 지금은 점수가 올바르게 나옵니다. 불편을 드려 죄송합니다.",
                ),
            ),
            (h(26), Solve),
        ],
        ..PLAIN
    },
    Story {
        app: FARM,
        customer: ko("안새별", "saebyul.ahn@naru.example"),
        category: Other,
        subject: "음악을 따로 살 수 있을까요?",
        body: "겨울 축제 음악이 정말 좋습니다. 음원으로 나오면 꼭 사고 싶어요.",
        asked: h(17 * 24),
        then: &[(
            h(8),
            Answer(
                SEOYUN,
                "좋아해 주셔서 고맙습니다! 내년 봄에 음원으로 낼 준비를 하고 있어요. 정해지면 앱의 소식란에 알려 드리겠습니다.",
            ),
        )],
        ..PLAIN
    },
    Story {
        app: FARM,
        customer: ko("나은솔", "eunsol.na@post.example"),
        category: Refund,
        subject: "온실을 샀는데 씨앗만 들어왔습니다",
        body: "달빛 온실을 샀는데 씨앗만 들어왔습니다. 취소해 주세요.",
        picture: Some(Receipt),
        purchase: won("달빛 온실", "55000", h(33)),
        asked: hm(74, 41),
        then: &[
            (hm(74, 6), Answer(SEOYUN, "늦어서 죄송합니다. 지급이 빠진 것을 확인해 방금 온실을 넣어 드렸습니다.")),
            (hm(74, 30), Case(IDEUN, Take)),
        ],
        ..PLAIN
    },
    Story {
        app: TRAIN,
        customer: ko("구해림", "haerim.koo@hanbit.example"),
        category: Refund,
        subject: "막차 광고 제거가 사라졌어요",
        body: "지난달에 산 광고 제거가 업데이트 뒤에 없어졌습니다. 다시 사라고 나와요.",
        purchase: won("막차 광고 제거", "4400", h(700)),
        asked: hm(83, 5),
        then: &[(h(50), Write("사흘째 기다리고 있습니다. 환불해 주세요.", None))],
        ..PLAIN
    },
    Story {
        app: CATS,
        customer: ko("장하루", "haru.jang@mail.example"),
        category: Maintenance,
        subject: "알림 소리를 바꿀 수 있나요?",
        body: "야옹 소리가 회의 시간에 나서 곤란했어요.",
        confirmed: false,
        asked: hm(0, 35),
        ..PLAIN
    },
];
