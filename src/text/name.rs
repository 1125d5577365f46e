//! What people call themselves.

use super::text;

text! {
    /// A person's or an organisation's name, in one line.
    DisplayName: One, 60;
}

impl DisplayName {
    /// Enough to recognise, too little to identify: `김*늘`, `J. Ha*`.
    pub fn masked(&self) -> String {
        if self.0.chars().any(is_east_asian) { east_asian(&self.0) } else { western(&self.0) }
    }
}

fn is_east_asian(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{11FF}' | '\u{3040}'..='\u{318F}' | '\u{3400}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7A3}' | '\u{20000}'..='\u{3FFFF}')
}

/// First and last character; a star for each between them, or for the last when there are only two.
fn east_asian(name: &str) -> String {
    let characters: Vec<&str> = graphemes(name).filter(|c| *c != " ").collect();
    match characters.as_slice() {
        [] | [_] => "*".to_owned(),
        [first, _] => format!("{first}*"),
        [first, between @ .., last] => format!("{first}{}{last}", "*".repeat(between.len())),
    }
}

/// Initials, and of the last word two characters, less when it has no more.
fn western(name: &str) -> String {
    let words: Vec<&str> = name.split(' ').collect();
    let Some((last, given)) = words.split_last() else { return "*".to_owned() };
    let initials: String =
        given.iter().filter_map(|word| graphemes(word).next()).map(|initial| format!("{initial}. ")).collect();
    let shown = graphemes(last).count().saturating_sub(1).min(2);
    let start: String = graphemes(last).take(shown).collect();
    format!("{initials}{start}*")
}

fn graphemes(text: &str) -> impl Iterator<Item = &str> {
    unicode_segmentation::UnicodeSegmentation::graphemes(text, true)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn names_are_masked_as_the_pages_show_them() {
        for (name, masked) in [
            ("김하늘", "김*늘"),
            ("김 하늘", "김*늘"),
            ("김솔", "김*"),
            ("솔", "*"),
            ("남궁민수", "남**수"),
            ("王小明", "王*明"),
            ("J. Hart", "J. Ha*"),
            ("Jane Mary Hathaway", "J. M. Ha*"),
            ("Li", "L*"),
            ("Jo Li", "J. L*"),
            ("X", "*"),
            ("hong@mail.example", "ho*"),
        ] {
            assert_eq!(DisplayName::parse(name).unwrap().masked(), masked, "{name}");
        }
    }

    #[test]
    fn a_name_has_at_most_sixty_characters() {
        assert!(DisplayName::parse(&"늘".repeat(60)).is_ok());
        assert!(DisplayName::parse(&"늘".repeat(61)).is_err());
    }

    proptest! {
        #[test]
        fn a_mask_hides_something_of_every_name(name in "\\PC{1,70}") {
            if let Ok(name) = DisplayName::parse(&name) {
                prop_assert!(name.masked().contains('*'));
                // a star of one's own hides nothing
                prop_assert!(!name.masked().contains(name.as_str()) || name.as_str().contains('*'));
            }
        }
    }
}
