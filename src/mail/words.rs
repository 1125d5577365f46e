//! Foreign words made safe for one line: a header, a name, a relay's answer.

use unicode_segmentation::UnicodeSegmentation;

/// The text on one line of at most `max` characters.
///
/// Controls and line ends become spaces and spaces are joined. Marks that turn the direction of text or cannot be seen go. `=?` is
/// parted: in a header it would begin an encoded word, and hide anything. What does not fit is cut between what people see
/// as characters, and an ellipsis stands for it.
pub(super) fn one_line(text: &str, max: usize) -> String {
    let visible: String =
        text.chars().filter(|&c| !is_hidden(c)).map(|c| if c.is_control() { ' ' } else { c }).collect();
    let joined = visible.split_whitespace().collect::<Vec<_>>().join(" ").replace("=?", "= ?");
    if joined.chars().count() <= max { joined } else { cut(&joined, max) }
}

fn cut(text: &str, max: usize) -> String {
    let mut room = max.saturating_sub(1);
    let mut kept = String::new();
    for grapheme in text.graphemes(true) {
        let Some(left) = room.checked_sub(grapheme.chars().count()) else { break };
        room = left;
        kept.push_str(grapheme);
    }
    kept.push('…');
    kept
}

/// Direction marks, and characters of no width; the joiners of emoji and scripts stay.
fn is_hidden(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{206f}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}')
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn line_ends_and_controls_become_one_space() {
        assert_eq!(one_line(" a\r\nBcc: b\0\tc\u{85}d\u{2028}e ", 100), "a Bcc: b c d e");
    }

    #[test]
    fn marks_that_cannot_be_seen_go_and_emoji_stay_whole() {
        assert_eq!(one_line("a\u{202e}b\u{200b}c\u{2066}d\u{feff}", 100), "abcd");
        assert_eq!(one_line("👩‍💻 문의", 100), "👩‍💻 문의");
    }

    #[test]
    fn an_encoded_word_is_no_longer_one() {
        assert_eq!(one_line("=?utf-8?q?=0D=0A?=", 100), "= ?utf-8?q?=0D=0A?=");
    }

    #[test]
    fn what_is_too_long_is_cut_between_characters() {
        assert_eq!(one_line("가나다라", 4), "가나다라");
        assert_eq!(one_line("가나다라마", 4), "가나다…");
        assert_eq!(one_line("ab👩‍💻cd", 5), "ab…");
        assert_eq!(one_line(&"e\u{301}".repeat(1_000), 11).chars().last().unwrap(), '…');
        assert_eq!(one_line(&format!("a{}", "\u{301}".repeat(100_000)), 200), "…");
    }
}
