//! What invented customers and developers say, and what they are called. `{app}` and `{item}` are filled in.

mod said;

pub(super) use said::*;

/// The same in Korean and English.
#[derive(Debug, Clone, Copy)]
pub(super) struct Both {
    pub(super) ko: &'static str,
    pub(super) en: &'static str,
}

const fn both(ko: &'static str, en: &'static str) -> Both {
    Both { ko, en }
}

/// Sellers.
pub(super) const SELLERS: [Both; 40] = [
    both("별빛소프트", "Starlight Soft"),
    both("달그림게임즈", "Moonpainting Games"),
    both("푸른고래", "Blue Whale"),
    both("작은산 스튜디오", "Little Mountain Studio"),
    both("온누리앱스", "Onnuri Apps"),
    both("느린걸음", "Slow Steps"),
    both("하늘정원", "Sky Garden"),
    both("모래시계 연구소", "Hourglass Lab"),
    both("다람쥐네", "Squirrel House"),
    both("종이비행기", "Paper Plane"),
    both("여름밤", "Summer Night"),
    both("한강소프트웨어", "Han River Software"),
    both("도토리게임즈", "Acorn Games"),
    both("새벽두시", "Two in the Morning"),
    both("파도소리", "Sound of Waves"),
    both("솔바람", "Pine Wind"),
    both("은하철도컴퍼니", "Galaxy Rail Company"),
    both("귤밭", "Tangerine Field"),
    both("나무의자", "Wooden Chair"),
    both("열두달", "Twelve Months"),
    both("가온누리", "Gaonnuri"),
    both("연필한자루", "One Pencil"),
    both("느티나무 미디어", "Zelkova Media"),
    both("오솔길", "Trail"),
    both("구름공장", "Cloud Factory"),
    both("물수제비", "Stone Skipping"),
    both("반딧불 인터랙티브", "Firefly Interactive"),
    both("책갈피", "Bookmark"),
    both("은빛여우", "Silver Fox"),
    both("동네한바퀴", "Round the Block"),
    both("토끼풀", "White Clover"),
    both("바람개비", "Pinwheel"),
    both("비오는날", "Rainy Day"),
    both("우주정거장", "Space Station"),
    both("조약돌", "Pebble"),
    both("첫눈", "First Snow"),
    both("감나무집", "Persimmon House"),
    both("등대지기", "Lighthouse Keeper"),
    both("꿀벌상점", "Honeybee Shop"),
    both("무지개다리", "Rainbow Bridge"),
];

/// How the apps' names begin.
pub(super) const APP_FIRST: [Both; 20] = [
    both("별빛", "Starlight"),
    both("달빛", "Moonlight"),
    both("꼬마", "Little"),
    both("비밀의", "Secret"),
    both("나만의", "My Own"),
    both("한밤의", "Midnight"),
    both("구름 위", "Cloudtop"),
    both("바닷가", "Seaside"),
    both("옛날", "Olden"),
    both("무지개", "Rainbow"),
    both("마법의", "Magic"),
    both("졸린", "Sleepy"),
    both("용감한", "Brave"),
    both("조용한", "Quiet"),
    both("사계절", "Four Seasons"),
    both("은하", "Galaxy"),
    both("골목", "Alley"),
    both("눈꽃", "Snowflake"),
    both("행운의", "Lucky"),
    both("작은", "Tiny"),
];

/// How they end, and their picture.
pub(super) const APP_LAST: [(Both, &str); 15] = [
    (both("농장", "Farm"), "app-farm"),
    (both("고양이", "Cats"), "app-cat"),
    (both("기차", "Railway"), "app-rail"),
    (both("정원", "Garden"), "app-farm"),
    (both("카페", "Cafe"), "app-cat"),
    (both("여행", "Journey"), "app-rail"),
    (both("과수원", "Orchard"), "app-farm"),
    (both("동물원", "Zoo"), "app-cat"),
    (both("우체국", "Post Office"), "app-rail"),
    (both("빵집", "Bakery"), "app-farm"),
    (both("도서관", "Library"), "app-cat"),
    (both("탐험대", "Explorers"), "app-rail"),
    (both("목장", "Ranch"), "app-farm"),
    (both("낚시", "Fishing"), "app-cat"),
    (both("정거장", "Station"), "app-rail"),
];

/// What is said of every app.
pub(super) const ABOUT: Both = both("하루 십 분, 편하게 즐기는 앱이에요.", "Ten easy minutes a day.");

/// Family names with how they are written in addresses.
pub(super) const KOREAN_FAMILY: [(&str, &str); 12] = [
    ("김", "kim"),
    ("이", "lee"),
    ("박", "park"),
    ("최", "choi"),
    ("정", "jung"),
    ("강", "kang"),
    ("조", "cho"),
    ("윤", "yoon"),
    ("장", "jang"),
    ("임", "lim"),
    ("한", "han"),
    ("오", "oh"),
];

/// Korean given names.
pub(super) const KOREAN_GIVEN: [(&str, &str); 16] = [
    ("하늘", "haneul"),
    ("서연", "seoyeon"),
    ("지우", "jiwoo"),
    ("민준", "minjun"),
    ("도윤", "doyoon"),
    ("예린", "yerin"),
    ("수아", "sua"),
    ("현우", "hyunwoo"),
    ("은지", "eunji"),
    ("태양", "taeyang"),
    ("가람", "garam"),
    ("다온", "daon"),
    ("시우", "siwoo"),
    ("보라", "bora"),
    ("재희", "jaehee"),
    ("솔", "sol"),
];

/// English names, with how they are written in addresses.
pub(super) const ENGLISH_NAMES: [(&str, &str); 12] = [
    ("Jane Hathaway", "jane.hathaway"),
    ("Tom Becker", "tom.becker"),
    ("Maria Lopez", "maria.lopez"),
    ("Alex Novak", "alex.novak"),
    ("Priya Nair", "priya.nair"),
    ("Sam O'Neill", "sam.oneill"),
    ("Lena Vogel", "lena.vogel"),
    ("David Chen", "david.chen"),
    ("Nora Lind", "nora.lind"),
    ("Omar Haddad", "omar.haddad"),
    ("Grace Kim", "grace.kim"),
    ("Peter Marsh", "peter.marsh"),
];

/// Where customers have their mail.
pub(super) const MAIL_HOSTS: [&str; 8] = [
    "mail.example",
    "post.example",
    "inbox.example",
    "letters.example",
    "webmail.example",
    "naru.example",
    "hanbit.example",
    "dotori.example",
];

/// What is bought, and for how many won.
pub(super) const ITEMS: [(Both, i64); 10] = [
    (both("보석 100개", "100 gems"), 1_200),
    (both("보석 550개", "550 gems"), 5_900),
    (both("보석 1,200개", "1,200 gems"), 12_000),
    (both("별자리 정원", "Constellation garden"), 9_900),
    (both("광고 제거", "No advertisements"), 4_400),
    (both("월간 이용권", "Monthly pass"), 7_700),
    (both("시작 꾸러미", "Starter bundle"), 3_300),
    (both("겨울 의상 상자", "Winter outfit box"), 15_000),
    (both("특급 열차표", "Express ticket"), 2_500),
    (both("황금 물뿌리개", "Golden watering can"), 6_600),
];

/// Devices that errors happen on.
pub(super) const DEVICES: [&str; 8] =
    ["Galaxy S24", "Galaxy S22", "Galaxy A35", "Galaxy Z Flip5", "Galaxy Tab S9", "Pixel 8", "LG V50", "Redmi Note 13"];
