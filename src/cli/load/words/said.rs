//! Questions, answers, and what is said in between.

use super::{Both, both};
use crate::inquiries::Category;

/// What an inquiry is about and how it begins.
pub(in crate::cli::load) fn questions(category: Category) -> &'static [(Both, Both); 5] {
    match category {
        Category::Maintenance => &MAINTENANCE,
        Category::ErrorReport => &ERRORS,
        Category::Refund => &REFUNDS,
        Category::Other => &OTHERS,
    }
}

/// What the developer answers.
pub(in crate::cli::load) fn answers(category: Category) -> &'static [Both; 3] {
    match category {
        Category::Maintenance => &MAINTENANCE_ANSWERS,
        Category::ErrorReport => &ERROR_ANSWERS,
        Category::Refund => &REFUND_ANSWERS,
        Category::Other => &OTHER_ANSWERS,
    }
}

const MAINTENANCE: [(Both, Both); 5] = [
    (
        both("기기를 바꿨는데 기록이 없어졌어요", "My progress is gone on my new phone"),
        both(
            "어제 휴대폰을 바꾸고 {app}에 다시 로그인했는데 처음부터 시작하라고 나와요. 이전 기기에서는 레벨 48이었습니다. 기록을 옮길 방법이 있을까요?",
            "I got a new phone yesterday and signed in to {app} again, but it starts from the beginning. I was at level 48 on the old one. How can I move my progress?",
        ),
    ),
    (
        both("알림을 끄고 싶어요", "How do I turn the notifications off?"),
        both(
            "{app} 알림이 밤에도 계속 와요. 설정에서 껐는데 다음 날 다시 켜져 있습니다. 완전히 끄는 방법을 알려 주세요.",
            "{app} keeps sending me notifications at night. I turned them off in the settings, but the next day they were on again. How do I turn them off for good?",
        ),
    ),
    (
        both("로그인이 안 됩니다", "I cannot sign in"),
        both(
            "비밀번호를 다시 설정했는데도 로그인하면 «잠시 후 다시 시도해 주세요»만 나와요. 사흘째 접속을 못 하고 있습니다.",
            "I have set a new password, but signing in only says «please try again later». I have not been able to use {app} for three days.",
        ),
    ),
    (
        both("닉네임을 바꾸고 싶습니다", "I want to change my nickname"),
        both(
            "처음 만들 때 오타가 났어요. 변경권 없이 한 번만 바꿀 수 있을까요?",
            "I made a typo when I chose it. Could I change it once without buying a ticket?",
        ),
    ),
    (
        both("태블릿에서도 쓸 수 있나요?", "Does it run on tablets?"),
        both(
            "{app} 앱을 태블릿에서도 같은 계정으로 이어서 하고 싶어요. 지원하는 기기를 알려 주세요.",
            "I would like to go on with {app} on my tablet, with the same account. Which devices do you support?",
        ),
    ),
];

const ERRORS: [(Both, Both); 5] = [
    (
        both("실행하자마자 꺼져요", "It closes right after it starts"),
        both(
            "업데이트하고 나서 {app}을 열면 흰 화면이 나왔다가 바로 꺼집니다. 다시 설치해도 똑같아요.",
            "Since the update {app} shows a white screen and closes. Installing it again did not help.",
        ),
    ),
    (
        both("광고를 봐도 보상이 안 들어와요", "No reward after watching the advertisement"),
        both(
            "광고를 끝까지 봤는데 보상을 못 받았습니다. 오늘만 네 번째예요. 화면을 첨부합니다.",
            "I watched the advertisement to the end and got nothing. It is the fourth time today.",
        ),
    ),
    (
        both("화면이 멈춥니다", "The screen freezes"),
        both(
            "두 번째 지도로 넘어가면 화면이 멈추고 소리만 나요. 껐다 켜면 진행한 내용이 사라져 있습니다.",
            "When I go on to the second map the screen freezes, only the sound goes on. After a restart my last moves are gone.",
        ),
    ),
    (
        both("한글이 깨져 보여요", "Korean letters are broken"),
        both(
            "채팅에서 한글이 네모로 보입니다. 다른 앱은 괜찮아요. 글꼴 문제일까요?",
            "In the chat, Korean letters show as boxes. Other apps are fine. Is it the font?",
        ),
    ),
    (
        both("점수가 저장되지 않아요", "My scores are not saved"),
        both(
            "최고 기록을 세웠는데 순위표에 올라가지 않습니다. 인터넷 연결은 문제없어요.",
            "I set a new record, but it does not show in the ranking. My connection is fine.",
        ),
    ),
];

const REFUNDS: [(Both, Both); 5] = [
    (
        both("{item} 샀는데 들어오지 않았어요", "I bought {item} and did not get it"),
        both(
            "결제 문자는 왔는데 {app}에서 {item} 상품이 보이지 않습니다. 구매 복원도 세 번 해 봤지만 그대로예요. 환불을 부탁드립니다.",
            "I got the receipt, but there is no {item} in {app}. I restored my purchases three times. Please give me a refund.",
        ),
    ),
    (
        both("두 번 결제됐습니다", "I was charged twice"),
        both(
            "버튼이 반응이 없어서 한 번 더 눌렀더니 {item} 결제가 두 번 됐어요. 한 건은 취소해 주세요.",
            "The button did nothing, so I pressed it again, and {item} was charged twice. Please cancel one of them.",
        ),
    ),
    (
        both("아이가 모르고 결제했어요", "My child bought this by accident"),
        both(
            "여섯 살 아이가 제 휴대폰으로 {item} 상품을 결제했습니다. 전혀 쓰지 않았으니 취소해 주시면 감사하겠습니다.",
            "My six-year-old bought {item} on my phone. Nothing of it was used. I would be grateful if you could cancel it.",
        ),
    ),
    (
        both("설명과 달라요, 환불해 주세요", "Not as described, refund please"),
        both(
            "{item} 설명에는 광고가 없어진다고 되어 있는데 여전히 광고가 나옵니다. 환불을 원해요.",
            "The description of {item} says there will be no advertisements, but they are still there. I want my money back.",
        ),
    ),
    (
        both("구독을 해지했는데 결제됐어요", "Charged after I cancelled"),
        both(
            "지난주에 {item} 구독을 해지했는데 오늘 또 결제됐습니다. 확인하고 환불해 주세요.",
            "I cancelled {item} last week, and today I was charged again. Please check and refund it.",
        ),
    ),
];

const OTHERS: [(Both, Both); 5] = [
    (
        both("업데이트는 언제 나오나요?", "When is the next update?"),
        both(
            "{app} 새 지도를 기다리고 있어요. 대략 언제쯤 나올지 알 수 있을까요?",
            "I am waiting for the new map of {app}. Can you say roughly when it will come?",
        ),
    ),
    (
        both("친구 초대 이벤트 문의", "About the invitation event"),
        both(
            "친구를 세 명 초대했는데 두 명만 세어졌어요. 나머지 한 명은 어떻게 확인하나요?",
            "I invited three friends, but only two were counted. How can I check the third?",
        ),
    ),
    (
        both("제안이 있어요", "A suggestion"),
        both(
            "{app}에 어두운 화면이 있으면 좋겠습니다. 밤에 눈이 부셔요.",
            "I would love a dark theme in {app}. It is too bright at night.",
        ),
    ),
    (
        both("계정을 삭제하고 싶습니다", "Please delete my account"),
        both(
            "{app} 계정과 기록을 모두 지우고 싶어요. 어떻게 하면 되나요?",
            "I would like my {app} account and everything in it deleted. What do I have to do?",
        ),
    ),
    (
        both("영문 설명이 이상해요", "The English text reads oddly"),
        both(
            "도움말 세 번째 쪽 영어가 뜻이 통하지 않아요. 고쳐 주시면 좋겠습니다.",
            "The third page of the help does not make sense in English. It would be nice if you could fix it.",
        ),
    ),
];

/// What the customer adds while waiting.
pub(in crate::cli::load) const ADDITIONS: [Both; 5] = [
    both(
        "한 가지 더 말씀드리면, 와이파이를 꺼도 똑같습니다.",
        "One more thing: it is the same with the wireless network off.",
    ),
    both("아직 답을 못 받았어요. 확인 부탁드립니다.", "I have not heard from you yet. Could you have a look, please?"),
    both(
        "방금 다시 해 봤는데 여전히 안 됩니다. 앱도 최신 버전이에요.",
        "I have just tried again, and it still does not work. I have the newest version.",
    ),
    both(
        "참고로 주문 내역에는 결제 완료로 나와요. 결제 시각은 어제 저녁 8시쯤입니다.",
        "My order history says that it is paid, by the way. That was about eight last night.",
    ),
    both(
        "급한 건 아니지만 이번 주 안에는 해결되면 좋겠어요.",
        "It is not urgent, but I hope it can be solved this week.",
    ),
];

/// What the customer writes after an answer that did not help.
pub(in crate::cli::load) const STILL_NOT: [Both; 4] = [
    both(
        "알려 주신 대로 했는데도 그대로예요. 다시 봐 주세요.",
        "I did as you said, and nothing changed. Please look again.",
    ),
    both(
        "답변 감사합니다. 그런데 말씀하신 메뉴가 제 화면에는 없어요.",
        "Thank you for the answer, but there is no such menu on my screen.",
    ),
    both(
        "하루는 괜찮더니 오늘 또 같은 문제가 생겼습니다.",
        "It was fine for a day, and today the same problem is back.",
    ),
    both("환불까지 얼마나 걸리는지도 알려 주세요.", "Please also tell me how long the refund will take."),
];

const MAINTENANCE_ANSWERS: [Both; 3] = [
    both(
        "안녕하세요, {app} 고객지원입니다.\n\n설정 > 계정 > 데이터 불러오기를 누르시면 마지막으로 저장된 기록을 내려받습니다. 그래도 보이지 않으면 이전 기기의 회원 코드를 알려 주세요. 저희가 옮겨 드리겠습니다.",
        "Hello, this is the support of {app}.\n\nPlease open Settings > Account > Load data: that fetches what was saved last. If it is still not there, tell us the member code of the old phone and we will move it.",
    ),
    both(
        "안녕하세요. 불편을 드려 죄송합니다.\n\n오늘 오전에 인증 서버 문제를 해결했습니다. 앱을 완전히 종료한 뒤 다시 열어 주세요.",
        "Hello, and sorry for the trouble.\n\nThis morning we fixed a fault in our sign-in server. Please close the app completely and open it again.",
    ),
    both(
        "문의해 주셔서 감사합니다. 말씀하신 기능은 설정 > 알림에서 항목별로 끌 수 있습니다. 최신 버전에서는 설정이 유지됩니다.",
        "Thank you for writing. You can turn each kind off under Settings > Notifications. With the newest version the choice is kept.",
    ),
];

const ERROR_ANSWERS: [Both; 3] = [
    both(
        "안녕하세요, 개발팀입니다.\n\n알려 주신 기기에서 같은 오류를 확인했습니다. 오늘 저녁에 나가는 버전에서 고쳐집니다. 업데이트하신 뒤에도 같으면 말씀해 주세요.",
        "Hello, this is the team of {app}.\n\nWe saw the same fault on your device. The version of this evening fixes it. Please tell us if it stays after the update.",
    ),
    both(
        "자세히 알려 주셔서 감사합니다. 보상 60개를 우편함으로 보내 드렸습니다. 원인은 광고 서버의 지연이었고 지금은 정상입니다.",
        "Thank you for the details. We have sent the reward to your mailbox. The cause was a delay of the advertisement server; it works again.",
    ),
    both(
        "앱 정보 > 저장공간 > 캐시 삭제를 해 주세요. 진행 기록은 지워지지 않습니다. 그래도 멈추면 화면을 녹화해 보내 주시면 큰 도움이 됩니다.",
        "Please open App info > Storage > Clear cache. Your progress stays. If it still freezes, a recording of the screen would help us a lot.",
    ),
];

const REFUND_ANSWERS: [Both; 3] = [
    both(
        "안녕하세요. 결제 내역을 확인했고 {item} 건은 오늘 취소 요청을 마쳤습니다. 결제수단에 따라 영업일 3~5일 안에 환불됩니다.",
        "Hello. We have checked the payment and asked for the cancellation of {item} today. Depending on how you paid, the money is back within three to five business days.",
    ),
    both(
        "불편을 드려 죄송합니다. {item} 상품을 다시 지급해 드렸습니다. 앱을 다시 시작하면 우편함에서 받으실 수 있어요. 환불을 원하시면 답장해 주세요.",
        "We are sorry. We have sent you {item} again; restart the app and look into the mailbox. If you would rather have the money back, just write.",
    ),
    both(
        "중복 결제를 확인했습니다. 나중 건을 취소했으니 카드사에서 며칠 안에 안내가 갈 거예요.",
        "We have found the double payment and cancelled the second one. Your card company will tell you within a few days.",
    ),
];

const OTHER_ANSWERS: [Both; 3] = [
    both(
        "관심 가져 주셔서 감사합니다! 다음 달 초를 목표로 준비하고 있어요. 날짜가 정해지면 공지로 알려 드리겠습니다.",
        "Thank you for your interest! We are aiming for the beginning of next month and will announce the day.",
    ),
    both(
        "좋은 의견 감사합니다. 개발 목록에 올렸습니다. 약속드릴 수는 없지만 꼭 검토할게요.",
        "Thank you, that is a good idea. It is on our list. We cannot promise it, but we will look at it.",
    ),
    both(
        "설정 > 계정 > 계정 삭제에서 하실 수 있습니다. 30일 안에 다시 로그인하면 취소돼요.",
        "You can do that under Settings > Account > Delete account. Signing in again within thirty days takes it back.",
    ),
];

/// What the developer adds to an answer.
pub(in crate::cli::load) const AFTERTHOUGHTS: [Both; 4] = [
    both(
        "추가로 안내드립니다. 방금 새 버전이 배포됐으니 업데이트해 주세요.",
        "One more word: the new version is out, please update.",
    ),
    both(
        "혹시 해결되셨는지 궁금해 다시 연락드립니다. 필요한 것이 있으면 편하게 답장해 주세요.",
        "We are writing again to ask whether all is well. Just answer if you need anything.",
    ),
    both(
        "앞선 답변에서 메뉴 이름이 틀렸습니다. «계정»이 아니라 «내 정보»입니다. 죄송합니다.",
        "We gave you a wrong name: the menu is called «Profile», not «Account». Sorry.",
    ),
    both("처리가 끝났습니다. 기다려 주셔서 감사합니다.", "It is done now. Thank you for waiting."),
];

/// Why operations canceled a purchase.
pub(in crate::cli::load) const CANCELED_BECAUSE: Both = both(
    "판매자가 기한 안에 답변하지 않아 구매를 취소했습니다.",
    "The developer did not answer in time, so the purchase was canceled.",
);
