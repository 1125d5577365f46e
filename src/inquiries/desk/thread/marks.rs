//! Beside a thread: whose it is, its tags, and closing it without an answer.

use askama::Template;
use chrono::{DateTime, Utc};

use super::access::SeenInquiry;
use crate::{
    auth::Verb,
    auth::{Membership, Verb},
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
    pub(super) fn new(SeenInquiry { viewer, place, head, roster, .. }: &SeenInquiry, chrome: &Chrome) -> Self {
        let (on, off) = roster.tags.iter().map(TagMark::of).partition(|tag| head.tags_on.contains(&tag.id));
        let members = roster.members.iter().filter(|one| one.answers && one.sees(head.app_id));
        let (viewer, role) = (viewer.user_id, place.role);
    pub(super) fn new(
        head: &Head,
        viewer: UserId,
        place: &Membership,
        (chrome, now): (&Chrome, DateTime<Utc>),
    ) -> Self {
        let (role, format) = (place.role, chrome.format(now));
        let named = head.tag_ids.iter().zip(&head.tag_names).zip(&head.tag_colours);
        let all = named.map(|((id, name), colour)| TagMark { id: *id, name: name.clone(), colour: *colour });
        let (on, off) = all.partition(|tag| head.tags_on.contains(&tag.id));
        let members = head.member_ids.iter().zip(&head.member_names);
        Self {
            lang: chrome.lang,
            keys: chrome.keys(),
            path: thread_path(&head.no),
            may_answer: role.may(Verb::Answer),
            may_configure: role.may(Verb::Configure),
            assignee: head.assigned_to.and_then(|user| roster.member_name(user)).map(str::to_owned),
            is_mine: head.assigned_to == Some(viewer),
            members: members.map(|one| (one.id, one.name.clone(), head.assigned_to == Some(one.id))).collect(),
            assignee: head.assigned_to.zip(head.assignee.as_ref()).map(|(id, name)| place.named(id, name, &format)),
            is_mine: head.assigned_to == Some(viewer),
            members: members
                .map(|(id, name)| (*id, place.named(*id, name, &format), head.assigned_to == Some(*id)))
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
