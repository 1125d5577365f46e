//! What may never stand in a page: anything that a browser would run, or style by itself.

use reqwest::header;
use scraper::{Html, Selector};

use super::stage::Stage;
use crate::support::browser::Shown;

/// The page of a mail's HTML part, whose own policy allows its style and nothing else.
pub fn is_mail(path: &str) -> bool {
    path.starts_with("/mailbox/") && path.split('?').next().unwrap().ends_with("/html")
}

pub fn is_page(shown: &Shown) -> bool {
    shown.headers.get(header::CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"))
}

/// What is wrong with a page's markup.
pub fn faults(shown: &Shown) -> Vec<String> {
    if !is_page(shown) {
        return Vec::new();
    }
    let document = Html::parse_document(&shown.body);
    let mut faults = Vec::new();
    for element in document.select(&Selector::parse("*").unwrap()) {
        let name = element.value().name();
        for (attribute, value) in element.value().attrs() {
            let script = attribute.starts_with("on") || attribute == "srcdoc";
            let style = attribute == "style" && !is_mail(&shown.path);
            let link = matches!(attribute, "href" | "src" | "action" | "formaction" | "data" | "hx-get" | "hx-post");
            let elsewhere = link && !(value.starts_with('/') || value.starts_with('#')) && !is_mail(&shown.path);
            if script || style || elsewhere || value.trim_start().starts_with("javascript:") && link {
                faults.push(format!("<{name} {attribute}={value:?}>"));
            }
        }
        let inline = name == "style" && !is_mail(&shown.path) || name == "script" && element.attr("src").is_none();
        if inline || matches!(name, "object" | "embed" | "applet") {
            faults.push(format!("<{name}>"));
        }
        if matches!(name, "script" | "img") && !element.attr("src").is_some_and(|src| src.starts_with("/static/")) {
            faults.push(format!("<{name}> of somebody else"));
        }
    }
    if shown.body.contains("probe49") {
        faults.push("a template was computed".to_owned());
    }
    faults
}

#[tokio::test]
async fn no_page_carries_script_or_style_of_its_own() {
    let stage = Stage::set().await;
    for (who, page) in stage.pages().await {
        assert!(!page.status.is_server_error(), "{who} {}: {}", page.path, page.status);
        assert!(faults(&page).is_empty(), "{} as {who}: {:?}", page.path, faults(&page));
    }
}

#[test]
fn what_would_run_is_found() {
    let page = |body: &str| Shown {
        status: reqwest::StatusCode::OK,
        path: "/".to_owned(),
        headers: [(header::CONTENT_TYPE, "text/html".parse().unwrap())].into_iter().collect(),
        body: body.to_owned(),
    };
    for bad in [
        "<script>x</script>",
        "<p style='color:red'>",
        "<img src=x>",
        "<p onclick=x>",
        "<a href='javascript:x'>",
        "<a href='https://evil.example'>",
        "<style>p{}</style>",
    ] {
        assert!(!faults(&page(bad)).is_empty(), "{bad}");
    }
    assert!(faults(&page("<a href='/x'>a</a>&lt;script&gt;")).is_empty());
}
