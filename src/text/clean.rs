//! The cleaning that all texts go through.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};
use unicode_segmentation::UnicodeSegmentation;

use super::{Lines, TextError};

/// Bytes a text may have for each character it may have: a Korean syllable typed on a Mac has 9, an emoji with skin tone 8,
/// a family of four 25. Bounds the work before it is done, and what is stored.
const BYTES_PER_CHARACTER: usize = 16;

/// Combining marks that stay on one letter: Hebrew with cantillation needs four, «zalgo» dozens.
const MAX_MARKS: usize = 4;

/// Cleans a text and checks it against a limit in graphemes.
pub(super) fn clean(text: &str, max: usize, lines: Lines) -> Result<String, TextError> {
    bounded(text, max)?;
    let text = tidied(text, lines);
    if !text.chars().any(|c| !c.is_whitespace() && !is_combining_mark(c)) {
        return Err(TextError::Empty);
    }
    bounded(&text, max)?;
    match text.graphemes(true).count() {
        is if is > max => Err(TextError::TooLong { max, is }),
        _ => Ok(text),
    }
}

/// The text without what nobody reads. The caller bounds its size.
pub(super) fn tidied(text: &str, lines: Lines) -> String {
    let visible = without_joiners_out_of_place(spaced(text, lines).filter(|c| !is_unwanted(*c)));
    let text = marks_capped(visible.nfc());
    match lines {
        Lines::One => text.split_whitespace().collect::<Vec<_>>().join(" "),
        Lines::Many => text.trim().to_owned(),
    }
}

/// Refuses by size alone. A text of so many bytes has more characters than allowed, or is no text.
fn bounded(text: &str, max: usize) -> Result<(), TextError> {
    if text.len() <= max * BYTES_PER_CHARACTER {
        return Ok(());
    }
    Err(TextError::TooLong { max, is: text.chars().count().max(max + 1) })
}

/// Line ends as LF and every other white space as a space; or, on one line, all of it as a space.
fn spaced(text: &str, lines: Lines) -> impl Iterator<Item = char> {
    let mut after_cr = false;
    text.chars().filter_map(move |c| {
        let second_half = std::mem::replace(&mut after_cr, c == '\r') && c == '\n';
        match c {
            _ if second_half => None,
            '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' if lines == Lines::Many => Some('\n'),
            c if c.is_whitespace() => Some(' '),
            c => Some(c),
        }
    })
}

/// Whether a character is never part of what a person writes to be read.
fn is_unwanted(c: char) -> bool {
    match c {
        '\n' => false,
        // bidi embeddings, overrides and isolates: they show another order than the one that is stored
        '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => true,
        // zero width and invisible: soft hyphen, grapheme joiner, Mongolian separator, zero-width space, word joiner, byte
        // order mark, invisible operators, deprecated formats
        '\u{AD}'
        | '\u{34F}'
        | '\u{180E}'
        | '\u{200B}'
        | '\u{2060}'..='\u{2065}'
        | '\u{206A}'..='\u{206F}'
        | '\u{FEFF}' => true,
        // blanks that count as letters: Hangul fillers, the empty Braille cell
        '\u{115F}' | '\u{1160}' | '\u{3164}' | '\u{FFA0}' | '\u{2800}' => true,
        // annotation and object marks, musical formats, shorthand formats, tags (invisible ASCII), non-characters
        '\u{FFF0}'..='\u{FFFC}' | '\u{1D173}'..='\u{1D17A}' | '\u{1BCA0}'..='\u{1BCA3}' => true,
        '\u{E0000}'..='\u{E00FF}' | '\u{E01F0}'..='\u{E0FFF}' | '\u{FDD0}'..='\u{FDEF}' => true,
        c => c.is_control() || (c as u32) & 0xFFFE == 0xFFFE,
    }
}

/// Zero-width joiners and non-joiners stay only between two characters that they can join: emoji, and the Arabic and Indic
/// scripts. The test looks past combining marks, so that normalising later changes nothing about it.
fn without_joiners_out_of_place(text: impl Iterator<Item = char>) -> impl Iterator<Item = char> {
    let mut text = text.peekable();
    let mut base = ' ';
    std::iter::from_fn(move || {
        loop {
            let c = text.next()?;
            if matches!(c, '\u{200C}' | '\u{200D}') {
                let joins = takes_joiners(base) && text.peek().is_some_and(|next| takes_joiners(*next));
                if !joins {
                    continue;
                }
            }
            if !is_combining_mark(c) {
                base = c;
            }
            return Some(c);
        }
    })
}

fn takes_joiners(c: char) -> bool {
    let in_script = matches!(c,
        '\u{600}'..='\u{DFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}' // Arabic to Sinhala, Burmese, Khmer
        | '\u{2190}'..='\u{21FF}' | '\u{2600}'..='\u{27BF}' | '\u{2B00}'..='\u{2BFF}' | '\u{1F000}'..='\u{1FAFF}'); // emoji
    in_script && !is_combining_mark(c)
}

fn marks_capped(text: impl Iterator<Item = char>) -> String {
    let mut marks = 0;
    text.filter(|c| {
        marks = if is_combining_mark(*c) { marks + 1 } else { 0 };
        marks <= MAX_MARKS
    })
    .collect()
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use std::time::{Duration, Instant};

    use proptest::prelude::*;

    use super::*;

    fn one(text: &str) -> String {
        clean(text, 100, Lines::One).unwrap()
    }

    #[test]
    fn a_text_is_normalised() {
        assert_eq!(one("\u{1112}\u{1161}\u{11AB}글 cafe\u{301}"), "한글 café");
    }

    #[test]
    fn controls_and_reordering_marks_are_dropped() {
        assert_eq!(one("a\0b\u{7}c\u{1b}[31md\u{7f}e\u{9f}f"), "abc[31mdef");
        assert_eq!(one("evil\u{202E}gpj.exe\u{202C} \u{2066}x\u{2069}"), "evilgpj.exe x");
    }

    #[test]
    fn invisible_characters_are_dropped() {
        assert_eq!(one("ad\u{200B}m\u{200D}i\u{AD}n\u{2060}\u{FEFF}\u{E0041}\u{200C}"), "admin");
        assert_eq!(one("관\u{200D}리\u{3164}자"), "관리자");
    }

    #[test]
    fn emoji_and_scripts_keep_their_joiners() {
        for text in ["👨‍👩‍👧‍👦", "👩🏽‍💻", "❤️‍🔥", "🏳️‍🌈", "🚶‍➡️", "می‌خواهم", "क्‍ष", "1️⃣ 🇰🇷", "葛󠄀"]
        {
            assert_eq!(one(text), text);
        }
    }

    #[test]
    fn piled_marks_are_cut() {
        let zalgo = format!("h{}i", "\u{316}\u{317}".repeat(50));
        assert_eq!(one(&zalgo), "h\u{316}\u{317}\u{316}\u{317}i");
    }

    #[test]
    fn what_shows_nothing_is_empty() {
        for text in
            ["", " \t\r\n", "\0", "\u{200B}\u{200D}", "\u{3164}", "\u{2800}\u{3000}", "\u{301}\u{301}", "\u{FE0F}"]
        {
            assert_eq!(clean(text, 100, Lines::Many), Err(TextError::Empty), "{text:?}");
        }
    }

    #[test]
    fn characters_are_counted_as_a_person_does() {
        assert_eq!(clean(&"👩🏽".repeat(101), 100, Lines::One), Err(TextError::TooLong { max: 100, is: 101 }));
        assert!(clean(&"👩🏽".repeat(100), 100, Lines::One).is_ok());
    }

    #[test]
    fn a_megabyte_is_refused_unread() {
        for unit in ["a", "\u{316}", "👨‍", "\u{1112}\u{1161}", " "] {
            let text = unit.repeat((1 << 20) / unit.len());
            let started = Instant::now();
            let result = clean(&text, 4_000, Lines::Many);
            assert!(matches!(result, Err(TextError::TooLong { max: 4_000, is }) if is > 4_000), "{unit:?}");
            assert!(started.elapsed() < Duration::from_millis(250), "{unit:?} took {:?}", started.elapsed());
        }
    }

    /// Texts full of what makes cleaning hard.
    fn hostile() -> impl Strategy<Value = String> {
        let awkward = proptest::sample::select(vec![
            "\0",
            "\r",
            "\n",
            "\r\n",
            "\t",
            "\u{85}",
            "\u{2028}",
            " ",
            "\u{a0}",
            "\u{3000}",
            "\u{200B}",
            "\u{200C}",
            "\u{200D}",
            "\u{202E}",
            "\u{2066}",
            "\u{FEFF}",
            "\u{301}",
            "\u{316}",
            "\u{64B}",
            "\u{653}",
            "\u{93C}",
            "\u{FE0F}",
            "\u{20E3}",
            "\u{627}",
            "\u{915}",
            "\u{94D}",
            "\u{958}",
            "\u{9C7}",
            "\u{9BE}",
            "\u{1F600}",
            "\u{1F3FD}",
            "\u{2190}",
            "\u{338}",
            "\u{1112}",
            "\u{1161}",
            "\u{11AB}",
            "\u{AC00}",
            "\u{115F}",
            "\u{1160}",
            "\u{3164}",
            "e",
            "<",
            "\u{212A}",
            "\u{1D160}",
            "\u{FB2C}",
            "\u{1F1F0}",
            "\u{E0041}",
            "\u{E0100}",
            "\u{FFFE}",
            "\u{34F}",
            "\u{1025}",
            "\u{102E}",
        ]);
        let piece = prop_oneof![3 => awkward.prop_map(str::to_owned), 1 => any::<char>().prop_map(String::from)];
        proptest::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]

        #[test]
        fn cleaning_twice_is_cleaning_once(text in hostile(), many: bool) {
            let lines = if many { Lines::Many } else { Lines::One };
            if let Ok(clean_text) = clean(&text, 40, lines) {
                prop_assert_eq!(clean(&clean_text, 40, lines), Ok(clean_text));
            }
        }

        #[test]
        fn what_passes_is_clean_and_within_its_limit(text in hostile(), many: bool) {
            let lines = if many { Lines::Many } else { Lines::One };
            if let Ok(clean_text) = clean(&text, 40, lines) {
                prop_assert!(clean_text.chars().all(|c| !c.is_control() || (many && c == '\n')));
                prop_assert!(!clean_text.chars().any(is_unwanted));
                prop_assert!((1..=40).contains(&clean_text.graphemes(true).count()));
                prop_assert!(clean_text.len() <= 40 * BYTES_PER_CHARACTER);
                prop_assert_eq!(clean_text.trim(), &clean_text);
                prop_assert!(unicode_normalization::is_nfc(&clean_text));
            }
        }

        #[test]
        fn plain_korean_and_english_pass_unchanged(text in "[가-힣a-zA-Z0-9.,!?]{1,20}( [가-힣a-z]{1,10}){0,3}") {
            prop_assert_eq!(clean(&text, 100, Lines::One), Ok(text));
        }
    }
}
