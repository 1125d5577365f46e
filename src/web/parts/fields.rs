//! Form fields: label, hint, error, field, in this order; what was typed is kept.
//!
//! An error is an icon and a sentence that says what to do; the summary on top links to each field. What may be left
//! out says so; nothing says that it is needed.

use askama::Template;

use super::part;
use crate::{
    lang::{Lang, format::count},
    web::filters,
};

/// How a field is filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Control {
    /// `<input type=…>`.
    Input(&'static str),
    /// `<textarea>` of so many rows.
    Area(u8),
    /// `<select>`: values and labels.
    Select(Vec<(String, String)>),
    /// `<input list=…>`: free text with suggestions.
    Suggest(Vec<String>),
    /// `<input type=file multiple>` with the accepted types.
    Files(&'static str),
}

/// One field of a form.
#[derive(Debug, Clone, PartialEq, Eq, Template)]
#[template(path = "parts/field.html")]
pub struct Field {
    lang: Lang,
    name: &'static str,
    label: String,
    control: Control,
    value: String,
    hint: Option<String>,
    below: Option<String>,
    error: Option<String>,
    optional: bool,
    hidden_label: bool,
    required: bool,
    max: Option<usize>,
    autocomplete: Option<&'static str>,
    keep: Option<String>,
}

impl Field {
    fn new(lang: Lang, name: &'static str, label: impl Into<String>, control: Control) -> Self {
        Self {
            lang,
            name,
            label: label.into(),
            control,
            value: String::new(),
            hint: None,
            below: None,
            error: None,
            optional: false,
            hidden_label: false,
            required: false,
            max: None,
            autocomplete: None,
            keep: None,
        }
    }

    /// One line of text. `name` is also the id.
    pub fn text(lang: Lang, name: &'static str, label: impl Into<String>) -> Self {
        Self::new(lang, name, label, Control::Input("text"))
    }

    /// An e-mail address.
    pub fn email(lang: Lang, name: &'static str, label: impl Into<String>) -> Self {
        Self::new(lang, name, label, Control::Input("email")).autocomplete("email")
    }

    /// A password; its value is never given back.
    pub fn password(lang: Lang, name: &'static str, label: impl Into<String>) -> Self {
        Self::new(lang, name, label, Control::Input("password")).autocomplete("current-password")
    }

    /// A date and time in the viewer's zone.
    pub fn datetime(lang: Lang, name: &'static str, label: impl Into<String>) -> Self {
        Self::new(lang, name, label, Control::Input("datetime-local"))
    }

    /// A day.
    pub fn date(lang: Lang, name: &'static str, label: impl Into<String>) -> Self {
        Self::new(lang, name, label, Control::Input("date"))
    }

    /// Several lines of text.
    pub fn area(lang: Lang, name: &'static str, label: impl Into<String>, rows: u8) -> Self {
        Self::new(lang, name, label, Control::Area(rows))
    }

    /// One of a list: values and labels.
    pub fn select(lang: Lang, name: &'static str, label: impl Into<String>, options: Vec<(String, String)>) -> Self {
        Self::new(lang, name, label, Control::Select(options))
    }

    /// Free text with suggestions.
    pub fn suggest(lang: Lang, name: &'static str, label: impl Into<String>, values: Vec<String>) -> Self {
        Self::new(lang, name, label, Control::Suggest(values))
    }

    /// Files; `accept` as in HTML.
    pub fn files(lang: Lang, name: &'static str, label: impl Into<String>, accept: &'static str) -> Self {
        Self::new(lang, name, label, Control::Files(accept))
    }

    /// What was typed. A password is not kept.
    pub fn value(mut self, value: impl Into<String>) -> Self {
        if self.control != Control::Input("password") {
            self.value = value.into();
        }
        self
    }

    /// Help, above the field.
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// A quiet line below the field.
    pub fn below(mut self, text: impl Into<String>) -> Self {
        self.below = Some(text.into());
        self
    }

    /// What is wrong, as a sentence that says what to do: `.error(errors.get("email"))`.
    pub fn error(mut self, error: Option<&str>) -> Self {
        self.error = error.map(str::to_owned);
        self
    }

    /// May be left out, and says so.
    pub fn optional(mut self) -> Self {
        self.optional = true;
        self
    }

    /// The browser asks for it before it sends.
    pub fn required(mut self) -> Self {
        self.required = true;
        self
    }

    /// The label is only for screen readers.
    pub fn hidden_label(mut self) -> Self {
        self.hidden_label = true;
        self
    }

    /// At most so many characters; several lines of text show how many there are.
    pub fn max(mut self, characters: usize) -> Self {
        self.max = Some(characters);
        self
    }

    /// As in HTML: what the browser may fill in.
    pub fn autocomplete(mut self, what: &'static str) -> Self {
        self.autocomplete = Some(what);
        self
    }

    /// Keeps the text on the device while it is written, under this name, until the form has been accepted.
    pub fn keep(mut self, under: impl Into<String>) -> Self {
        self.keep = Some(under.into());
        self
    }

    /// The ids that describe the field; none, and the attribute is left out.
    fn described_by(&self) -> Option<String> {
        let parts = [self.hint.as_ref().map(|_| "hint"), self.error.as_ref().map(|_| "error")];
        let ids: Vec<_> = parts.into_iter().flatten().map(|part| format!("{}-{part}", self.name)).collect();
        (!ids.is_empty()).then(|| ids.join(" "))
    }

    fn is_chosen(&self, value: &str) -> bool {
        self.value == value
    }

    /// For several lines with a limit: characters typed and allowed.
    fn counted(&self) -> Option<(String, String)> {
        let max = self.max.filter(|_| matches!(self.control, Control::Area(_)))?;
        let written = |n: usize| count(i64::try_from(n).unwrap_or(i64::MAX));
        Some((written(self.value.chars().count()), written(max)))
    }
}

/// One card of [`Choices`].
#[derive(Debug, Clone, PartialEq, Eq)]
struct Choice {
    value: &'static str,
    icon: &'static str,
    label: String,
    hint: Option<String>,
}

/// Cards to choose one of.
#[derive(Debug, Clone, PartialEq, Eq, Template)]
#[template(path = "parts/choices.html")]
pub struct Choices {
    name: &'static str,
    legend: String,
    choices: Vec<Choice>,
    chosen: Option<String>,
    error: Option<String>,
    tight: bool,
}

impl Choices {
    /// Cards under a legend. `name` is also the id of the group.
    pub fn new(name: &'static str, legend: impl Into<String>) -> Self {
        Self { name, legend: legend.into(), choices: Vec::new(), chosen: None, error: None, tight: false }
    }

    /// A card; may be called again.
    pub fn choice(
        mut self,
        value: &'static str,
        icon: &'static str,
        label: impl Into<String>,
        hint: Option<String>,
    ) -> Self {
        self.choices.push(Choice { value, icon, label: label.into(), hint });
        self
    }

    /// What was chosen before.
    pub fn chosen(mut self, value: &str) -> Self {
        self.chosen = Some(value.to_owned());
        self
    }

    /// What is wrong.
    pub fn error(mut self, error: Option<&str>) -> Self {
        self.error = error.map(str::to_owned);
        self
    }

    /// Low cards, one below the other, the legend only for screen readers: for staff.
    pub fn tight(mut self) -> Self {
        self.tight = true;
        self
    }

    fn is_chosen(&self, value: &str) -> bool {
        self.chosen.as_deref() == Some(value)
    }
}

/// On top of a refused form: how many things to mend, each a link to its field. Takes the focus.
#[derive(Debug, Clone, PartialEq, Eq, Template)]
#[template(path = "parts/error_summary.html")]
pub struct ErrorSummary {
    pub(in crate::web) title: String,
    pub(in crate::web) errors: Vec<(&'static str, String)>,
}

part!(Field, Choices, ErrorSummary);
