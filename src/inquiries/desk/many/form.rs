//! What a form about many inquiries says. Names stand in it many times, so that it is read as pairs.

use std::collections::HashSet;

use crate::{
    id::{SubmissionKey, TagId, UserId},
    inquiries::{Dismissal, MOST_AT_ONCE, desk::list::filter::Filter},
    public_no::PublicNo,
};

/// The pairs of a form.
pub(super) type Pairs = Vec<(String, String)>;

/// What is to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Deed {
    /// Given to a member, or to nobody.
    Assign(Option<UserId>),
    /// A tag is put on.
    Tag(TagId),
    /// Closed without an answer.
    Close(Dismissal),
    /// The page to answer those ticked.
    Answer,
    /// The page to answer all that the list's filter lets through.
    AnswerAll,
}

impl Deed {
    fn parse(text: &str) -> Option<Deed> {
        match text.split_once(':') {
            Some(("assign", "")) => Some(Deed::Assign(None)),
            Some(("assign", member)) => member.parse().ok().map(|member| Deed::Assign(Some(member))),
            Some(("tag", tag)) => tag.parse().ok().map(Deed::Tag),
            Some(("close", "spam")) => Some(Deed::Close(Dismissal::Spam)),
            Some(("close", "duplicate")) => Some(Deed::Close(Dismissal::Duplicate)),
            None if text == "answer" => Some(Deed::Answer),
            None if text == "answer_all" => Some(Deed::AnswerAll),
            _ => None,
        }
    }
}

/// The form of the list.
#[derive(Debug)]
pub(super) struct ListForm {
    pub(super) deed: Option<Deed>,
    /// Each once; at most as many as one press may be about.
    pub(super) picks: Vec<PublicNo>,
    pub(super) list: Filter,
    pub(super) key: SubmissionKey,
}

impl ListForm {
    pub(super) fn of(pairs: &Pairs) -> ListForm {
        let mut known = HashSet::new();
        let picks = all(pairs, "pick").filter_map(|no| PublicNo::parse(no).ok()).filter(|no| known.insert(no.clone()));
        ListForm {
            deed: Deed::parse(one(pairs, "do")),
            picks: picks.take(MOST_AT_ONCE).collect(),
            list: Filter::of_text(one(pairs, "list")),
            key: one(pairs, "submission").parse().unwrap_or_default(),
        }
    }

    /// What makes it another press than that of another form.
    pub(super) fn content(&self, pairs: &Pairs) -> Vec<String> {
        let deed = one(pairs, "do").to_owned();
        [deed].into_iter().chain(self.picks.iter().map(|no| no.as_str().to_owned())).collect()
    }
}

/// The form of the page that answers many.
#[derive(Debug)]
pub(super) struct AnswerForm {
    /// Each inquiry once, with the newest event that the page had shown.
    pub(super) chosen: Vec<(PublicNo, i32)>,
    pub(super) body: String,
    pub(super) list: Filter,
    pub(super) key: SubmissionKey,
}

impl AnswerForm {
    pub(super) fn of(pairs: &Pairs) -> AnswerForm {
        let mut known = HashSet::new();
        let chosen = all(pairs, "seen").filter_map(|text| {
            let (no, seen) = text.split_once('.')?;
            Some((PublicNo::parse(no).ok()?, seen.parse().ok()?))
        });
        AnswerForm {
            chosen: chosen.filter(|(no, _)| known.insert(no.clone())).take(MOST_AT_ONCE).collect(),
            body: one(pairs, "body").to_owned(),
            list: Filter::of_text(one(pairs, "list")),
            key: one(pairs, "submission").parse().unwrap_or_default(),
        }
    }
}

fn all<'a>(pairs: &'a Pairs, name: &str) -> impl Iterator<Item = &'a str> {
    pairs.iter().filter(move |(field, _)| field == name).map(|(_, value)| value.as_str())
}

fn one<'a>(pairs: &'a Pairs, name: &str) -> &'a str {
    all(pairs, name).next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_names_each_inquiry_once_and_at_most_as_many_as_fit_one_press() {
        let no = PublicNo::of(7);
        let pick = |no: &PublicNo| ("pick".to_owned(), no.as_str().to_owned());
        let twice: Pairs = vec![pick(&no), pick(&no), ("pick".to_owned(), "nonsense".to_owned())];
        assert_eq!(ListForm::of(&twice).picks, [no]);
        let many: Pairs = (0..600).map(|n| pick(&PublicNo::of(n))).collect();
        assert_eq!(ListForm::of(&many).picks.len(), MOST_AT_ONCE);
    }

    #[test]
    fn what_is_to_be_done_is_read_or_nothing_is() {
        let member = UserId::new();
        assert_eq!(Deed::parse(&format!("assign:{member}")), Some(Deed::Assign(Some(member))));
        assert_eq!(Deed::parse("assign:"), Some(Deed::Assign(None)));
        assert_eq!(Deed::parse("close:spam"), Some(Deed::Close(Dismissal::Spam)));
        for nonsense in ["", "assign", "assign:x", "close:solved", "tag:", "answer:", "delete"] {
            assert_eq!(Deed::parse(nonsense), None, "{nonsense}");
        }
    }
}
