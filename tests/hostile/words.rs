//! Each page in one language: no Korean on an English page and no English on a Korean one, but for what people wrote.

use chrono::Duration;
use devcenter::lang::Lang;
use reqwest::Method;
use scraper::{ElementRef, Html, Node};

use super::{markup::is_page, stage::Stage};
use crate::support::browser::Shown;

/// What people and mail servers said, in their own language.
const WRITTEN: [&str; 7] = [
    "별자리 정원을 샀는데 들어오지 않았어요",
    "구매 복원을 세 번 해 봤지만 그대로입니다.",
    "더 적습니다",
    "확인했습니다.",
    "한국어",
    "고객의 소리 <voc@portal.example>",
    "kept in the built-in mailbox",
];

/// Attributes that are read out or shown.
const SPOKEN: [&str; 5] = ["aria-label", "title", "placeholder", "alt", "data-over"];

/// All that is read on a page and is not a name or text in another language of its own.
fn read(page: &Shown) -> Vec<String> {
    let document = Html::parse_document(&page.body);
    let mut texts = Vec::new();
    collect(document.root_element(), &mut texts);
    texts.iter().map(|text| WRITTEN.iter().fold(text.clone(), |text, written| text.replace(written, " "))).collect()
}

fn collect(element: ElementRef<'_>, texts: &mut Vec<String>) {
    let own = matches!(element.value().name(), "bdi" | "pre" | "script" | "code");
    // the switch to the other language speaks that language
    let foreign = element.value().name() != "html" && element.attr("lang").is_some();
    if own || foreign {
        return;
    }
    texts.extend(SPOKEN.iter().filter_map(|name| element.attr(name)).map(str::to_owned));
    for child in element.children() {
        if let Some(child) = ElementRef::wrap(child) {
            collect(child, texts);
        } else if let Node::Text(text) = child.value() {
            texts.push(text.to_string());
        }
    }
}

fn is_hangul(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{11FF}' | '\u{3130}'..='\u{318F}' | '\u{AC00}'..='\u{D7A3}')
}

/// Two English words in a row: one alone may be a name.
fn has_english(text: &str) -> bool {
    let is_word = |word: &&str| word.len() > 1 && word.bytes().all(|b| b.is_ascii_lowercase());
    let words: Vec<&str> =
        text.split_whitespace().map(|word| word.trim_matches(|c: char| ".,:;!?()‘’'".contains(c))).collect();
    words.windows(2).any(|pair| pair.iter().all(is_word))
}

fn fault(page: &Shown, lang: Lang) -> Option<String> {
    read(page).into_iter().find(|text| match lang {
        Lang::Ko => has_english(text),
        Lang::En => text.contains(is_hangul),
    })
}

/// The paths whose pages are all the portal's own words. A mail is in its recipient's language.
fn paths(stage: &Stage) -> Vec<String> {
    let paths = stage
        .paths(&Method::GET)
        .into_iter()
        .filter(|path| !path.starts_with("/mailbox/") && !path.contains("/files/"));
    paths.chain(["/nowhere".to_owned()]).collect()
}

#[tokio::test]
async fn every_page_is_in_one_language_from_the_first_minute_to_the_end() {
    let stage = Stage::set().await;
    for time in [Duration::zero(), Duration::hours(50), Duration::hours(19), Duration::hours(3), Duration::hours(1)] {
        stage.portal.pass(time).await;
        for lang in [Lang::Ko, Lang::En] {
            for (who, browser) in &stage.browsers {
                let page = browser.get("/preferences").await;
                browser.submit(&page, "/preferences", &[("lang", lang.code())]).await;
                for path in paths(&stage) {
                    let page = browser.get(&path).await;
                    if !is_page(&page) {
                        continue;
                    }
                    assert_eq!(page.attribute("html", "lang").as_deref(), Some(lang.code()), "{path}");
                    assert_eq!(fault(&page, lang), None, "{path} as {who} in {lang}, after {time}");
                }
            }
        }
    }
}

#[test]
fn a_word_of_the_other_language_is_found() {
    let page = |body: &str| Shown {
        status: reqwest::StatusCode::OK,
        path: "/".to_owned(),
        headers: reqwest::header::HeaderMap::new(),
        body: body.to_owned(),
    };
    assert!(fault(&page("<p>Sign in 로그인</p>"), Lang::En).is_some());
    assert!(fault(&page("<p aria-label='메뉴'>Menu</p>"), Lang::En).is_some());
    assert!(fault(&page("<p>잠시 try again later 하세요</p>"), Lang::Ko).is_some());
    assert!(fault(&page("<button lang='ko'>한국어</button><bdi>이름</bdi>"), Lang::En).is_none());
    assert!(fault(&page("<p>KRW 금액, PDF 파일, Seoul</p>"), Lang::Ko).is_none());
}
