//! Who else has the thread open, as the page says it.

use askama::Template;

use crate::{id::UserId, lang::Lang, live::Present, web::filters};

/// A line that says who looks and who writes; empty when nobody else is there.
#[derive(Debug, Clone, Template)]
#[template(
    source = r#"{% if let Some(words) = words %}<p class="line gap-s small">{{ icon|icon }}<span>{{ words }}</span></p>{% endif %}"#,
    ext = "html"
)]
pub(super) struct PresenceLine {
    icon: &'static str,
    words: Option<String>,
}

impl askama::filters::HtmlSafe for PresenceLine {}

impl PresenceLine {
    /// Of all who are there, without the viewer.
    pub(super) fn new(present: &[Present], viewer: UserId, lang: Lang) -> Self {
        let others = || present.iter().filter(|other| other.user != viewer);
        let names = |writes: bool| -> Vec<&str> {
            others().filter(|other| other.writes == writes).map(|other| other.name.as_str()).collect()
        };
        let (writing, looking) = (names(true), names(false));
        let said = [
            (!writing.is_empty()).then(|| lang.others_write(&writing.join(", "))),
            (!looking.is_empty()).then(|| lang.others_look(&looking.join(", "))),
        ];
        let said: Vec<_> = said.into_iter().flatten().collect();
        let icon = if writing.is_empty() { "eye" } else { "message-square" };
        Self { icon, words: (!said.is_empty()).then(|| said.join(" ")) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_says_who_writes_before_who_looks_and_nothing_of_the_viewer() {
        let one = |name: &str, writes| Present { user: UserId::new(), name: name.to_owned(), writes };
        let (me, mina, jun) = (one("me", true), one("mina", true), one("jun", false));
        let line = PresenceLine::new(&[me.clone(), mina, jun], me.user, Lang::En);
        assert_eq!(line.words.as_deref(), Some("mina is writing. jun has this open."));
        assert_eq!(PresenceLine::new(std::slice::from_ref(&me), me.user, Lang::En).words, None);
    }
}
