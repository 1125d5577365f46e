//! A mail as its parts, written as text and as HTML.

use askama::Template;

use crate::lang::Lang;

/// How far foreign words are indented in the text part: nobody's words can pass for ours.
const INDENT: &str = "    ";
/// What lists of mails show beside the subject, in characters.
const PREVIEW: usize = 120;

/// The parts of a mail, in the order in which they are read.
#[derive(Debug, Clone, Template)]
#[template(path = "mail/letter.html")]
pub(super) struct Letter {
    pub(super) lang: Lang,
    pub(super) subject: String,
    pub(super) heading: String,
    /// Sentences before anything else.
    pub(super) opening: Vec<String>,
    /// What somebody wrote.
    pub(super) quote: Option<Quote>,
    /// The moment that counts.
    pub(super) due: Option<DueBox>,
    /// Label and value.
    pub(super) facts: Vec<(String, String)>,
    /// Several things to open, each under its name.
    pub(super) links: Vec<Button>,
    pub(super) button: Button,
    /// Sentences on what to do.
    pub(super) closing: Vec<String>,
    /// Small print: why it was sent.
    pub(super) foot: Vec<String>,
}

/// What somebody wrote, in full.
#[derive(Debug, Clone)]
pub(super) struct Quote {
    /// Whose words they are, where the heading does not say it.
    pub(super) label: Option<String>,
    pub(super) words: String,
    /// The files that came with them, as a sentence.
    pub(super) files: Option<String>,
}

/// A moment and what happens then.
#[derive(Debug, Clone)]
pub(super) struct DueBox {
    pub(super) label: String,
    pub(super) moment: String,
    pub(super) then: String,
}

/// The one thing to do.
#[derive(Debug, Clone)]
pub(super) struct Button {
    pub(super) label: String,
    pub(super) href: String,
    pub(super) look: Look,
}

/// How something to press looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Look {
    /// As its place says.
    Usual,
    /// One of several of the same weight.
    Choice,
    /// Small: what is there for who looks for it.
    Quiet,
}

impl Quote {
    /// Paragraphs, each as its lines.
    fn paragraphs(&self) -> Vec<Vec<&str>> {
        let lines: Vec<&str> = self.words.lines().map(str::trim_end).collect();
        let parts = lines.split(|line| line.is_empty()).filter(|lines| !lines.is_empty());
        parts.map(<[&str]>::to_vec).collect()
    }
}

impl Letter {
    /// The HTML part.
    pub(super) fn html(&self) -> Result<String, askama::Error> {
        self.render()
    }

    /// The text part: the same parts in the same order.
    pub(super) fn text(&self) -> String {
        let mut blocks = vec![self.heading.clone()];
        blocks.extend(self.opening.iter().cloned());
        blocks.extend(self.quote.iter().flat_map(Quote::blocks));
        blocks.extend(self.due.as_ref().map(|due| format!("{}: {}\n{}", due.label, due.moment, due.then)));
        let facts: Vec<String> = self.facts.iter().map(|(label, value)| format!("{label}: {value}")).collect();
        blocks.extend((!facts.is_empty()).then(|| facts.join("\n")));
        blocks.extend(self.links.iter().chain([&self.button]).map(|link| format!("{}:\n{}", link.label, link.href)));
        blocks.extend(self.closing.iter().cloned());
        blocks.push(format!("----\n{}", self.foot.join("\n")));
        blocks.join("\n\n") + "\n"
    }

    /// What lists of mails show beside the subject: the moment, then the first words.
    fn preview(&self) -> String {
        let due = self.due.as_ref().map(|due| format!("{} {}. ", due.label, due.moment)).unwrap_or_default();
        let words = self.quote.as_ref().map(|quote| quote.words.as_str());
        let words = words.or(self.opening.first().map(String::as_str)).unwrap_or_default();
        due.chars().chain(words.split_whitespace().collect::<Vec<_>>().join(" ").chars()).take(PREVIEW).collect()
    }
}

impl Quote {
    fn blocks(&self) -> Vec<String> {
        let lines = self.words.lines().map(|line| match line.trim_end() {
            "" => String::new(),
            line => format!("{INDENT}{line}"),
        });
        let words = lines.collect::<Vec<_>>().join("\n");
        let words = self.label.as_ref().map_or_else(|| words.clone(), |label| format!("{label}:\n\n{words}"));
        [Some(words), self.files.clone()].into_iter().flatten().collect()
    }
}
