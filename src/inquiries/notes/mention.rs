//! Whom a note calls: `@오지후님`, `@Jane Hart`. Pure.

use serde::Deserialize;

use crate::id::UserId;

/// Somebody who can be called.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Colleague {
    /// The person.
    pub user_id: UserId,
    /// As others see them.
    pub name: String,
}

/// The people whom a text calls, each once. The longest name counts where one begins with another; two of one name are both
/// called.
pub fn mentioned(text: &str, people: &[Colleague]) -> Vec<UserId> {
    let mut called: Vec<UserId> = Vec::new();
    for (at, mark) in text.match_indices('@') {
        if text.get(..at).is_some_and(|before| before.ends_with(char::is_alphanumeric)) {
            continue; // an address
        }
        let rest = text.get(at + mark.len()..).unwrap_or_default();
        let named: Vec<&Colleague> = people.iter().filter(|person| begins_with_name(rest, &person.name)).collect();
        let longest = named.iter().map(|person| person.name.len()).max();
        for person in named.into_iter().filter(|person| Some(person.name.len()) == longest) {
            if !called.contains(&person.user_id) {
                called.push(person.user_id);
            }
        }
    }
    called
}

/// Whether a text begins with a whole name. What follows a name without a space in Korean does not belong to it.
fn begins_with_name(text: &str, name: &str) -> bool {
    let Some(rest) = text.strip_prefix(name) else { return false };
    let goes_on = rest.chars().next().is_some_and(|next| next.is_alphanumeric() && !is_hangul(next));
    !name.is_empty() && !goes_on
}

fn is_hangul(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{11FF}' | '\u{3131}'..='\u{318E}' | '\u{AC00}'..='\u{D7A3}')
}

#[cfg(test)]
#[expect(clippy::indexing_slicing, reason = "tests")]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn people(names: &[&str]) -> Vec<Colleague> {
        names.iter().map(|name| Colleague { user_id: UserId::new(), name: (*name).to_owned() }).collect()
    }

    fn names_in<'a>(text: &str, people: &'a [Colleague]) -> Vec<&'a str> {
        let called = mentioned(text, people);
        let name = |id: &UserId| people.iter().find(|person| person.user_id == *id).map(|person| person.name.as_str());
        called.iter().filter_map(name).collect()
    }

    #[test]
    fn korean_names_names_with_spaces_and_names_in_brackets_are_found() {
        let team = people(&["오지후", "한서윤", "Jane Hart", "J. Kim", "Jihu"]);
        for (text, called) in [
            ("@오지후님 봐 주세요", vec!["오지후"]),
            ("@오지후가 @한서윤에게 물었어요. @오지후!", vec!["오지후", "한서윤"]),
            ("(@Jane Hart) please", vec!["Jane Hart"]),
            ("@J. Kim, @Jihu님", vec!["J. Kim", "Jihu"]),
            ("@Jihuna @Jane", vec![]),
            ("오지후 님, me@Jihu.example", vec![]),
            ("@", vec![]),
        ] {
            assert_eq!(names_in(text, &team), called, "{text}");
        }
    }

    #[test]
    fn the_longest_name_counts_and_two_of_one_name_are_both_called() {
        let team = people(&["김하", "김하늘", "이솔", "이솔"]);
        assert_eq!(names_in("@김하늘 님", &team), ["김하늘"]);
        assert_eq!(mentioned("@이솔", &team), [team[2].user_id, team[3].user_id]);
    }

    proptest! {
        #[test]
        fn only_those_whose_name_stands_behind_a_mark_are_called(text in "([@ a가.]|김하|김하늘|Jo|Jo Li){0,20}") {
            let team = people(&["김하", "김하늘", "Jo", "Jo Li"]);
            for person in team.iter().filter(|person| mentioned(&text, &team).contains(&person.user_id)) {
                let call = format!("@{}", person.name);
                prop_assert!(text.contains(&call), "{} in {}", person.name, text);
            }
            let all = mentioned(&text, &team);
            prop_assert_eq!(all.len(), all.iter().collect::<std::collections::HashSet<_>>().len());
        }
    }
}
