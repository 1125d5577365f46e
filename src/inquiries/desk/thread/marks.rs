//! Beside a thread: whose it is, its tags, and closing it without an answer.

use askama::Template;
use chrono::{DateTime, Utc};

use super::access::SeenInquiry;
use crate::{
    auth::Verb,
    id::UserId,
    inquiries::{
        State,
        desk::{TAGS, marks::TagMark, thread_path},
        tags::TagColour,
    },
    lang::Lang,
    web::{Chrome, filters, page::FormKeys, parts::part},
};

/// The card; who only reads sees no buttons.
#[derive(Debug, Template)]
#[template(path = "inquiries/marks.html")]
pub(super) struct Marks {
    lang: Lang,
    keys: FormKeys,
    path: String,
    may_answer: bool,
    may_configure: bool,
    assignee: Option<String>,
    is_mine: bool,
    /// Whom it can be given to: key, name, whether it is theirs.
    members: Vec<(UserId, String, bool)>,
    viewer: UserId,
    on: Vec<TagMark>,
    /// Tags that are not on it.
    off: Vec<TagMark>,
    /// Whether it can be closed without an answer, or opened after that.
    closable: bool,
    dismissed: bool,
}

part!(Marks);

impl Marks {
    pub(super) fn new(
        SeenInquiry { viewer, place, head, roster, .. }: &SeenInquiry,
        (chrome, now): (&Chrome, DateTime<Utc>),
    ) -> Self {
        let (viewer, role, format) = (viewer.user_id, place.role, chrome.format(now));
        let (on, off) = roster.tags.iter().map(TagMark::of).partition(|tag| head.tags_on.contains(&tag.id));
        let members = roster.members.iter().filter(|one| one.answers && one.sees(head.app_id));
        let named = |user| Some(place.named(user, roster.member_name(user)?, &format));
        Self {
            lang: chrome.lang,
            keys: chrome.keys(),
            path: thread_path(&head.no),
            may_answer: role.may(Verb::Answer),
            may_configure: role.may(Verb::Configure),
            assignee: head.assigned_to.and_then(named),
            is_mine: head.assigned_to == Some(viewer),
            members: members
                .map(|one| (one.id, place.named(one.id, &one.name, &format), head.assigned_to == Some(one.id)))
                .collect(),
            viewer,
            on,
            off,
            closable: matches!(head.state, State::AwaitingDeveloper | State::Answered) && head.pending_id.is_none(),
            dismissed: head.dismissed,
        }
    }

    fn colours(&self) -> [TagColour; 6] {
        TagColour::ALL
    }
}
