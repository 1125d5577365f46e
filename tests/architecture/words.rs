//! Every sentence that a person reads is in `src/lang`: templates and views hold none, in no language.

use std::{fs, path::Path};

use super::source;

/// What may hold Hangul besides the language files: examples and made-up data, names of cities and languages, a currency's
/// sign.
const MAY_SPEAK_KOREAN: [&str; 6] =
    ["src/lang/", "src/cli/", "src/demo/", "src/web/prefs.rs", "src/web/page.rs", "src/text/amount.rs"];
/// A template of attributes only.
const NO_TEXT: &str = "templates/parts/field_attributes.html";
/// Blocks that stand inside a tag.
const IN_A_TAG: [&str; 2] = ["{% block width %}", "{% block body %}"];

/// A template: where it is, and its text.
fn templates() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    let mut folders = vec![root.join("templates")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let below = path.strip_prefix(root).unwrap().to_str().unwrap().to_owned();
                found.push((below, fs::read_to_string(&path).unwrap()));
            }
        }
    }
    assert!(found.len() > 20, "there are templates");
    found.extend(inline_templates());
    found
}

/// Templates that stand beside the struct that fills them: `source = r#"…"#` or `source = "…"`.
fn inline_templates() -> Vec<(String, String)> {
    let mut found = Vec::new();
    for source in source::files("src").into_iter().filter(|source| !is_test(&source.path)) {
        let shipped = shipped(&source.text);
        let parts = shipped.split("#[template(").skip(1);
        let texts =
            parts.filter_map(|part| part.split("ext = \"html\"").next()?.split_once("source = ").map(|(_, text)| text));
        found.extend(texts.map(|text| {
            let text = text.trim().trim_start_matches('r').trim_matches(|c| matches!(c, '#' | '"' | ',' | '\n' | ' '));
            (source.path.clone(), text.to_owned())
        }));
    }
    assert!(found.len() > 5, "there are inline templates");
    found
}

/// The code without its tests.
fn shipped(text: &str) -> &str {
    text.split("#[cfg(test)]").next().unwrap()
}

fn is_test(path: &str) -> bool {
    path.ends_with("tests.rs") || path.contains("/tests/")
}

/// A template with every piece between two marks taken out.
fn without(text: &str, open: &str, close: &str) -> String {
    let mut rest = text;
    let mut kept = String::new();
    while let Some((before, behind)) = rest.split_once(open) {
        kept += before;
        kept.push(' ');
        rest = behind.split_once(close).map_or("", |(_, after)| after);
    }
    kept + rest
}

/// What a template says by itself: its text outside tags and expressions, and its attributes that are read out.
fn own_words(template: &str) -> String {
    let mut text = IN_A_TAG.iter().fold(template.to_owned(), |text, block| without(&text, block, "{% endblock %}"));
    for (open, close) in [("{{", "}}"), ("{%", "%}"), ("{#", "#}"), ("<style>", "</style>"), ("<!--", "-->")] {
        text = without(&text, open, close);
    }
    let mut words = without(&text, "<", ">");
    for spoken in ["aria-label", "title", "placeholder", "alt", "label"] {
        for value in text.split(&format!(" {spoken}=\"")).skip(1) {
            words.push(' ');
            words += value.split('"').next().unwrap();
        }
    }
    words.replace("&nbsp;", " ").replace("&middot;", " ")
}

/// `Q-`, before the number of an inquiry, is a name.
fn is_word(word: &str) -> bool {
    word != "Q-" && word.chars().any(char::is_alphabetic)
}

#[test]
fn templates_hold_no_words_of_their_own() {
    let spoken: Vec<String> = templates()
        .into_iter()
        .filter(|(path, _)| path != NO_TEXT)
        .filter_map(|(path, text)| {
            let own = own_words(&text);
            let words: Vec<&str> = own.split_whitespace().filter(|word| is_word(word)).collect();
            (!words.is_empty()).then(|| format!("{path}: {}", words.join(" ")))
        })
        .collect();
    assert!(spoken.is_empty(), "sentences belong into src/lang:\n{}", spoken.join("\n"));
}

#[test]
fn words_in_a_template_are_found() {
    for spoken in ["<p>Hello</p>", "<p>{{ x }} 개</p>", "<a aria-label=\"Close\">{{ x }}</a>", "{% if a %}b{% endif %}"]
    {
        assert!(own_words(spoken).split_whitespace().any(is_word), "{spoken}");
    }
    for silent in [
        "<p class=\"a b\">{{ lang.hello() }}</p>",
        "<a aria-label=\"{{ x }}\">· / 1</a>",
        "{% if a %}{% endif %}",
        "Q-{{ no }}",
    ] {
        assert!(!own_words(silent).split_whitespace().any(is_word), "{silent}: {}", own_words(silent));
    }
}

#[test]
fn templates_run_and_style_nothing_by_themselves() {
    let mut faults = Vec::new();
    for (path, text) in templates().into_iter().filter(|(path, _)| !path.starts_with("templates/mail/")) {
        let markup = without(&without(&text, "{{", "}}"), "{%", "%}");
        for tag in markup.split('<').skip(1) {
            let tag = tag.split('>').next().unwrap();
            let mut attributes = tag.split_whitespace().skip(1);
            let handler = attributes.any(|attribute| attribute.starts_with("on") || attribute.starts_with("style="));
            let inline = tag.starts_with("style") || tag.starts_with("script") && !tag.contains("src=");
            if handler || inline {
                faults.push(format!("{path}: <{tag}>"));
            }
        }
        if text.contains("|safe") {
            faults.push(format!("{path}: what is not escaped"));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn code_speaks_korean_only_in_the_language_files() {
    let is_hangul = |c: char| matches!(c, '\u{1100}'..='\u{11FF}' | '\u{3130}'..='\u{318F}' | '\u{AC00}'..='\u{D7A3}');
    let mut found = Vec::new();
    for source in source::files("src") {
        if is_test(&source.path) || MAY_SPEAK_KOREAN.iter().any(|allowed| source.path.starts_with(allowed)) {
            continue;
        }
        // comments may show examples
        let code: Vec<&str> = shipped(&source.text).lines().map(|line| line.split("//").next().unwrap()).collect();
        found.extend(
            code.into_iter()
                .filter(|line| line.contains(is_hangul))
                .map(|line| format!("{}: {}", source.path, line.trim())),
        );
    }
    assert!(found.is_empty(), "sentences belong into src/lang:\n{}", found.join("\n"));
}

/// Views make pages of messages: a literal with two words in a row would be read in one language only.
#[test]
fn views_hold_no_sentences() {
    let mut found = Vec::new();
    let shows = |path: &str| {
        path.ends_with("views.rs")
            || path.starts_with("src/web/parts/")
            || path.contains("/shown/") && !path.ends_with("queries.rs")
    };
    for source in source::files("src").into_iter().filter(|source| shows(&source.path) && !is_test(&source.path)) {
        let code: Vec<&str> =
            shipped(&source.text).lines().filter(|line| !line.trim_start().starts_with("//")).collect();
        let code = without(&code.join("\n"), "#[template(", ")]");
        for literal in code.split('"').skip(1).step_by(2) {
            let words: Vec<&str> = literal.split_whitespace().collect();
            let is_word = |word: &&str| word.len() > 1 && word.bytes().all(|b| b.is_ascii_alphabetic());
            if words.windows(2).any(|pair| pair.iter().all(is_word)) {
                found.push(format!("{}: {literal:?}", source.path));
            }
        }
    }
    assert!(found.is_empty(), "sentences belong into src/lang:\n{}", found.join("\n"));
}
