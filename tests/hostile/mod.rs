//! Strangers who mean harm: hostile text in every field of every form, forms of other sites, broken requests, and what must
//! never be found in a page, a header, a mail or a log.
//!
//! Pages and forms are found by walking the register of routes as everybody who uses the portal, so that a new page or form
//! is covered without a word here.

mod cross_site;
mod fields;
mod forms;
mod headers;
mod mails;
mod markup;
mod requests;
mod secrets;
mod stage;
mod words;

/// Hostile text: markup, templates, header lines, NUL, reordering and invisible characters, words without end, emoji, SQL,
/// paths.
const HOSTILE: [&str; 15] = [
    "<script>probe()</script>",
    "\"><img src=x onerror=probe()>",
    "' onmouseover='probe()' style='color:red",
    "</textarea></title><svg onload=probe()>",
    "probe{{7*7}}probe${7*7}probe<%= 7*7 %>{% raw %}",
    "subject\r\nBcc: victim@evil.example\r\nX-Injected: yes\r\n\r\nbody",
    "nul\0nul",
    "gpj.\u{202E}exe\u{2066}\u{200B}\u{200D}\u{FEFF}",
    LONG_WORD,
    "👩‍👩‍👧‍👦👩🏽‍🚀❤️‍🔥\u{1F1F0}\u{FFFE}",
    "'; drop table inquiries; --",
    "..%2f..%2fetc/passwd\\..\\x",
    "javascript:probe()",
    "&lt;b&gt;&#0;&nbsp",
    "",
];

/// Longer than any line of a page.
const LONG_WORD: &str =
    concat!("wwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwww", "wwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwww",);
