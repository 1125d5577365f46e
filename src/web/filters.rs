//! Filters for templates; `use crate::web::filters;` beside every struct that derives `Template`.

#![expect(missing_docs, reason = "`filter_fn` makes a hidden struct of each filter")]

use std::fmt;

use askama::{
    Result, Values,
    filters::{Escaper, Html, HtmlSafe},
};
use unicode_segmentation::UnicodeSegmentation;

use crate::{lang::format, web::assets};

/// An icon of the sprite; hidden from screen readers, as words stand beside it.
#[askama::filter_fn]
pub fn icon(name: &str, _: &dyn Values) -> Result<Icon> {
    Ok(Icon::new(name, "ic"))
}

/// An icon that turns when its fold is open.
#[askama::filter_fn]
pub fn turning_icon(name: &str, _: &dyn Values) -> Result<Icon> {
    Ok(Icon::new(name, "ic turn"))
}

/// An icon that stands for itself: with a name for screen readers.
#[askama::filter_fn]
pub fn named_icon(name: &str, _: &dyn Values, label: &str) -> Result<Icon> {
    Ok(Icon { label: Some(label.to_owned()), ..Icon::new(name, "ic") })
}

/// The address of a file of `static/`, with the hash of its content in it.
#[askama::filter_fn]
pub fn asset(name: &str, _: &dyn Values) -> Result<&'static str> {
    Ok(assets::asset(name))
}

/// What a person wrote, as paragraphs: a blank line parts them, a line end breaks the line, nothing else is markup.
#[askama::filter_fn]
pub fn paragraphs(text: &str, _: &dyn Values) -> Result<Paragraphs> {
    Ok(Paragraphs(text.to_owned()))
}

/// The first letter of a name, for its avatar.
#[askama::filter_fn]
pub fn initial(name: &str, _: &dyn Values) -> Result<String> {
    Ok(name.trim().graphemes(true).next().unwrap_or_default().to_uppercase())
}

/// Counting of open work stops here: its lists are counted to one more, which reads `99+`.
pub const COUNTED_TO: i64 = 99;

/// The size of a list of open work: `25`, `99+`.
#[askama::filter_fn]
pub fn open_count(n: &i64, _: &dyn Values) -> Result<String> {
    Ok(if *n > COUNTED_TO { format!("{COUNTED_TO}+") } else { n.to_string() })
}

/// `1,284`.
#[askama::filter_fn]
pub fn count(n: &i64, _: &dyn Values) -> Result<String> {
    Ok(format::count(*n))
}

/// An icon as it stands in the page.
pub struct Icon {
    name: String,
    class: &'static str,
    label: Option<String>,
}

impl Icon {
    /// Debug builds, and so all tests, refuse an icon that does not exist.
    fn new(name: &str, class: &'static str) -> Self {
        debug_assert!(is_in_sprite(name), "no icon called {name}");
        Self { name: name.to_owned(), class, label: None }
    }
}

fn is_in_sprite(name: &str) -> bool {
    include_str!("../../static/icons.svg").contains(&format!("<symbol id=\"{name}\""))
}

impl fmt::Display for Icon {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, r#"<svg class="{}" "#, self.class)?;
        match &self.label {
            None => f.write_str(r#"aria-hidden="true""#)?,
            Some(label) => {
                f.write_str(r#"role="img" aria-label=""#)?;
                Html.write_escaped_str(&mut *f, label)?;
                f.write_str("\"")?;
            }
        }
        write!(f, r#"><use href="{}#{}"/></svg>"#, assets::asset("icons.svg"), self.name)
    }
}

impl HtmlSafe for Icon {}

/// A text as paragraphs.
pub struct Paragraphs(String);

impl fmt::Display for Paragraphs {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut open = false;
        for line in self.0.lines().map(str::trim_end) {
            match (line.is_empty(), open) {
                (true, true) => f.write_str("</p>")?,
                (true, false) => {}
                (false, true) => f.write_str("<br>")?,
                (false, false) => f.write_str("<p>")?,
            }
            open = !line.is_empty();
            Html.write_escaped_str(&mut *f, line)?;
        }
        if open { f.write_str("</p>") } else { Ok(()) }
    }
}

impl HtmlSafe for Paragraphs {}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn what_a_person_wrote_becomes_paragraphs_and_nothing_else() {
        let text = "안녕하세요\r\n둘째 줄\n\n\n  <script>alert('x')</script> & more\n";
        assert_eq!(
            Paragraphs(text.into()).to_string(),
            "<p>안녕하세요<br>둘째 줄</p><p>  &#60;script&#62;alert(&#39;x&#39;)&#60;/script&#62; &#38; more</p>"
        );
        assert_eq!(Paragraphs(" \n\n".into()).to_string(), "");
    }

    #[test]
    fn a_named_icon_escapes_its_name() {
        let icon = Icon { name: "bug".into(), class: "ic", label: Some("\"><b>".into()) }.to_string();
        assert!(icon.contains(r#"aria-label="&#34;&#62;&#60;b&#62;""#), "{icon}");
    }

    #[test]
    fn every_icon_that_a_template_names_is_in_the_sprite() {
        let mut named = 0;
        for file in files_below("templates") {
            let text = std::fs::read_to_string(&file).unwrap();
            for (at, _) in
                ["\"|icon", "\"|turning_icon", "\"|named_icon"].iter().flat_map(|mark| text.match_indices(mark))
            {
                let name = text[..at].rsplit('"').next().unwrap();
                assert!(is_in_sprite(name), "{name} in {}", file.display());
                named += 1;
            }
        }
        assert!(named > 0);
    }

    fn files_below(folder: &str) -> Vec<std::path::PathBuf> {
        let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        entries.flat_map(|path| if path.is_dir() { files_below(path.to_str().unwrap()) } else { vec![path] }).collect()
    }
}
