//! The page of one inquiry.

use std::sync::Arc;

use askama::Template;
use chrono::{DateTime, Utc};

use super::{
    access::SeenInquiry,
    around::Around,
    contact_us::ForwardedCard,
    draft::{DraftLine, keep_path},
    listed::path_in,
    marks::Marks,
    merge, news,
    notes::{NoteBox, note_items},
    presence::PresenceLine,
    queries::Head,
    reply::{LEAVE_OUT, Typed},
    saved::SavedChoice,
};
use crate::{
    auth::{MemberRole, Verb},
    customers::{masked_email, masked_name},
    events::{EventKind, EventRow},
    id::{AttachmentId, PendingReplyId, SubmissionKey, UserId},
    inquiries::{
        ACCEPTED_FILES, FileRow, MessageAuthor, State,
        desk::{
            file_path,
            frame::{Waiting, frame},
            list::filter::Filter,
            thread_path,
        },
        exchange::{AskBox, CaseMessageRow, TypedAnswer},
        shown::{Reader, ThreadItem, ThreadRows, thread_with},
    },
    lang::{Lang, format::Format},
    rosters::Roster,
    text::MessageBody,
    web::{
        Chrome, Tone,
        countdown::{Audience, Countdown, CountdownPanel, DueChip, DueState},
        filters::{self, COUNTED_TO},
        multipart::FILES_FIELD,
        parts::{Action, Badge, ErrorSummary, Facts, Field, FileLink, Message, Notice, SentLine, Side, Undo},
    },
};

/// An earlier inquiry of the same customer.
#[derive(Debug)]
struct Earlier {
    href: String,
    subject: String,
    state: String,
}

/// A file of the draft.
#[derive(Debug, Clone)]
struct KeptFile {
    link: FileLink,
    id: AttachmentId,
    /// Whether it is not to go out.
    left_out: bool,
}

impl KeptFile {
    /// The name of its box in the form.
    fn field(&self) -> String {
        format!("{LEAVE_OUT}{}", self.id)
    }
}

/// The box to answer in.
#[derive(Debug)]
struct ReplyBox {
    action: String,
    key: SubmissionKey,
    seen: i32,
    body: Field,
    /// Where it is kept as a draft.
    keep: String,
    draft: DraftLine,
    /// What its button says.
    send: String,
    files: Field,
    /// Files that go out with it unless they are left out: those of the draft.
    kept: Vec<KeptFile>,
    summary: Option<ErrorSummary>,
    saved: Option<SavedChoice>,
}

/// One inquiry.
#[derive(Debug, Template)]
#[template(path = "inquiries/thread.html")]
pub(super) struct ThreadPage {
    chrome: Chrome,
    head: Head,
    roster: Arc<Roster>,
    chip: DueChip,
    badges: Vec<Badge>,
    items: Vec<ThreadItem>,
    waiting: Option<Message>,
    /// The number of the newest event that stops an answer.
    stop: i32,
    present: PresenceLine,
    notices: Vec<Notice>,
    /// What stopped the answer in the box.
    news: Vec<ThreadItem>,
    now: DateTime<Utc>,
    reply: Option<ReplyBox>,
    kept: Vec<KeptFile>,
    panel: CountdownPanel,
    customer: Facts,
    earlier: Vec<Earlier>,
    earlier_count: Option<String>,
    purchase: Option<Facts>,
    device: Option<Facts>,
    contact_us: Option<ForwardedCard>,
    marks: Marks,
    note: Option<NoteBox>,
    asks: Option<AskBox>,
    merge: Option<String>,
    /// The list that it was opened from.
    list: Option<Filter>,
}

impl ThreadPage {
    pub(super) fn new(chrome: Chrome, seen: &SeenInquiry, now: DateTime<Utc>) -> Self {
        let SeenInquiry { viewer, place, head, around, roster, .. } = seen;
        let (lang, format) = (chrome.lang, chrome.format(now));
        let countdown = countdown(head, now);
        let waiting = Waiting { count: head.awaiting, first_due: head.first_due };
        let may_answer = place.role.may(Verb::Answer);
        let mut page = Self {
            chip: countdown.chip(&format),
            badges: badges(head, roster.app_name(head.app_id, lang)),
            items: items(seen, &format),
            waiting: waiting_answer(&chrome, head, around, viewer.user_id, &format),
            notices: notices(head, around, place.role, lang)
                .into_iter()
                .chain(merge::notices(&chrome, seen, may_answer, now))
                .collect(),
            stop: news::newest(&head.events, viewer.user_id),
            present: PresenceLine::new(&around.present, viewer.user_id, lang),
            news: Vec::new(),
            now,
            reply: None,
            kept: kept_files(head, &around.files),
            panel: panel(countdown, head, around.approved, &format),
            customer: customer(head, lang),
            earlier: earlier(head, lang),
            earlier_count: earlier_count(head, lang),
            purchase: purchase(head, &format),
            device: device(head, lang),
            marks: Marks::new(seen, (&chrome, now)),
            note: may_answer.then(|| NoteBox::new(&chrome, seen)),
            merge: may_answer.then(|| merge::way(seen)).flatten(),
            contact_us: around.contact_us.as_ref().map(|forwarded| ForwardedCard::new(forwarded, &format)),
            asks: asks(&chrome, head, &around.exchange, may_answer, &format),
            list: None,
            chrome: frame(chrome, viewer, place, waiting, now),
            head: head.clone(),
            roster: roster.clone(),
        };
        // what was taken back before a merge can still be read, and copied
        let goes_on_here = around.goes_on_in.is_none() || head.draft_body.is_some();
        if may_answer && head.pending_id.is_none() && goes_on_here {
            let body = head.draft_body.clone().unwrap_or_default();
            page.reply = Some(page.reply_box(Typed { body, ..Typed::default() }));
        }
        page
    }

    /// With what was typed in the box, which is there even while another answer waits.
    pub(super) fn with_box(mut self, typed: Option<Typed>) -> Self {
        if let Some(typed) = typed {
            self.reply = Some(self.reply_box(typed));
        }
        self
    }

    /// As one of a list.
    pub(super) fn in_list(mut self, list: Option<Filter>) -> Self {
        self.list = list;
        self
    }

    /// The list to go back to.
    fn back(&self) -> String {
        self.list.unwrap_or_default().path(None)
    }

    /// With a notice over the box.
    pub(super) fn with_notice(mut self, notice: Option<Notice>) -> Self {
        self.notices.extend(notice);
        self
    }

    /// With a note that was refused.
    pub(super) fn with_note(mut self, note: NoteBox) -> Self {
        self.note = Some(note);
        self
    }

    /// With what happened after `seen`, for an answer that it stopped; a colleague's waiting answer too.
    pub(super) fn with_news(mut self, seen: Option<i32>, inquiry: &SeenInquiry, now: DateTime<Utc>) -> Self {
        if let Some(seen) = seen {
            self.news = news::since(seen, inquiry, &self.chrome.format(now));
            self.news.extend(self.waiting.clone().map(|message| ThreadItem::Message(Box::new(message))));
        }
        self
    }

    fn reply_box(&self, typed: Typed) -> ReplyBox {
        let lang = self.chrome.lang;
        let send = if typed.stopped { lang.send_anyway() } else { lang.send_answer() };
        let body = Field::area(lang, "body", lang.your_answer(), 6).hidden_label().max(MessageBody::MAX);
        let files = Field::files(lang, FILES_FIELD, lang.attach_files(), ACCEPTED_FILES);
        ReplyBox {
            action: format!("{}/replies", thread_path(&self.head.no)),
            key: typed.key,
            seen: if typed.unread { typed.seen } else { self.head.sequence },
            saved: SavedChoice::new(&self.chrome, &self.roster, (&self.head.no, self.head.app_id), &typed),
            body: body
                .value(typed.body)
                .error(typed.errors.get("body"))
                .keep(format!("reply:{}", self.head.no.as_str())),
            keep: keep_path(&self.head.no),
            draft: DraftLine::new(&self.head, typed.clash, &self.chrome.format(self.now)),
            send: send.into(),
            files: files.error(typed.errors.get(FILES_FIELD)),
            kept: self
                .kept
                .iter()
                .map(|file| KeptFile { left_out: typed.left_out.contains(&file.id), ..file.clone() })
                .collect(),
            summary: typed.errors.summary(lang),
        }
    }

    /// Where this page hears of news.
    fn live_path(&self) -> String {
        format!("{}/live", thread_path(&self.head.no))
    }

    /// Where this page looks again by itself.
    fn path(&self) -> String {
        path_in(&self.head.no, self.list)
    }
}

/// What operations ask the seller, with the form to answer for who may.
fn asks(chrome: &Chrome, head: &Head, rows: &[CaseMessageRow], may: bool, format: &Format) -> Option<AskBox> {
    let answer = may.then(|| (format!("{}/operations", thread_path(&head.no)), TypedAnswer::empty()));
    AskBox::new(chrome, rows, Reader::Seller, format, answer)
}

fn badges(head: &Head, app_name: &str) -> Vec<Badge> {
    let version = head.app_version.as_ref().map(|version| Badge::outline("tag", version));
    [Badge::outline("store", app_name)].into_iter().chain(version).collect()
}

fn countdown(head: &Head, now: DateTime<Utc>) -> Countdown {
    let due = head.reply_due_at;
    let state = match head.state {
        State::Unconfirmed | State::AwaitingDeveloper => DueState::Running,
        State::Escalated => DueState::WithOperations { since: due },
        State::Answered => DueState::Answered { at: answered_at(head).unwrap_or(due) },
        State::Closed => DueState::Closed { at: head.closed_at.unwrap_or(due) },
    };
    Countdown::new(head.awaiting_since, due, now, state)
}

/// When the turn was answered: by operations, or by the seller's first message after the customer's last one.
fn answered_at(head: &Head) -> Option<DateTime<Utc>> {
    if let Some(event) = operations_answer(&head.events) {
        return Some(event.at);
    }
    let answers = head.messages.iter().rev().take_while(|message| message.author != MessageAuthor::Customer);
    answers.last().map(|message| message.sent_at)
}

/// What operations told, if it was the last answer that counted.
fn operations_answer(events: &[EventRow]) -> Option<&EventRow> {
    let counts = |event: &&EventRow| matches!(event.kind, EventKind::Answered | EventKind::OperationsAnswered);
    events.iter().rev().find(counts).filter(|event| event.kind == EventKind::OperationsAnswered)
}

/// The clock; where operations decided, their word.
fn panel(countdown: Countdown, head: &Head, approved: bool, format: &Format) -> CountdownPanel {
    let lang = format.lang;
    let panel = countdown.panel(format, Audience::Seller);
    match head.state {
        State::Escalated if approved => panel.with_word(lang.approved_word()).with_then(Vec::new()),
        State::Answered if operations_answer(&head.events).is_some() => {
            panel.with_word(lang.operations_answered_title())
        }
        _ => panel,
    }
}

fn items(SeenInquiry { head, around, .. }: &SeenInquiry, format: &Format) -> Vec<ThreadItem> {
    let rows = ThreadRows {
        customer_name: &head.customer_name,
        messages: &head.messages,
        events: &head.events,
        files: &around.files,
    };
    thread_with(rows, Reader::Seller, format, |file| file_path(&head.no, file), note_items(around, format))
}

fn files_of(head: &Head, files: &[FileRow], pending: Option<PendingReplyId>) -> Vec<FileLink> {
    let of_pending = files.iter().filter(|file| pending.is_some() && file.pending_reply_id == pending);
    of_pending.map(|file| file.link(file_path(&head.no, file.attachment_id))).collect()
}

fn kept_files(head: &Head, files: &[FileRow]) -> Vec<KeptFile> {
    let of_draft = files.iter().filter(|file| head.draft_id.is_some() && file.draft_id == head.draft_id);
    let kept = of_draft.map(|file| {
        let link = file.link(file_path(&head.no, file.attachment_id));
        KeptFile { link, id: file.attachment_id, left_out: false }
    });
    kept.collect()
}

/// The answer that goes out in some seconds; only who wrote it may take it back.
fn waiting_answer(chrome: &Chrome, head: &Head, around: &Around, viewer: UserId, format: &Format) -> Option<Message> {
    let lang = chrome.lang;
    let (name, body) = (around.pending_name.clone()?, head.pending_body.clone()?);
    let seconds = u64::try_from((head.release_at? - format.now).num_seconds()).unwrap_or(0);
    let line = if head.pending_by == Some(viewer) {
        let action = Action::post(format!("{}/undo", thread_path(&head.no)), lang.take_back(), chrome).icon("undo-2");
        SentLine::waiting(lang, Undo { seconds, action })
    } else {
        SentLine::going_out(lang, seconds)
    };
    let message = Message::new(Side::Developer, name, format.time(head.pending_at?), body);
    let message = message.badge(Badge::new(Tone::Calm, "send", lang.badge_answer()));
    Some(message.files(files_of(head, &around.files, head.pending_id)).sent(Some(line)))
}

/// What the viewer must know before writing.
fn notices(head: &Head, around: &Around, role: MemberRole, lang: Lang) -> Vec<Notice> {
    let escalated = (head.state == State::Escalated).then(|| match around.approved {
        true => Notice::new(Tone::Ops).icon("scale").title(lang.approved_notice()).text(lang.approved_notice_text()),
        false => Notice::new(Tone::Ops).title(lang.escalated_notice()).text(lang.escalated_notice_text()),
    });
    let returned = around
        .returned_for
        .as_ref()
        .map(|reason| Notice::new(Tone::Ops).icon("undo-2").title(lang.returned_notice()).text(reason));
    let reads_only =
        (!role.may(Verb::Answer)).then(|| Notice::new(Tone::Mute).icon("lock").text(lang.viewers_read_only()));
    let remark = around.remark.as_ref();
    let remark = remark.map(|words| Notice::new(Tone::Calm).icon("thumbs-up").title(lang.remark_title()).text(words));
    escalated.into_iter().chain(returned).chain(remark).chain(reads_only).collect()
}

fn customer(head: &Head, lang: Lang) -> Facts {
    Facts::new()
        .fact(lang.fact_name(), masked_name(&head.customer_name))
        .locked(lang.fact_email(), masked_email(&head.customer_email))
        .fact(lang.language(), head.lang.own_name())
}

fn earlier(head: &Head, lang: Lang) -> Vec<Earlier> {
    let named = head.earlier_nos.iter().zip(&head.earlier_subjects).zip(&head.earlier_states);
    named
        .map(|((no, subject), state)| Earlier {
            href: thread_path(no),
            subject: subject.clone(),
            state: state.name(lang).into(),
        })
        .collect()
}

fn earlier_count(head: &Head, lang: Lang) -> Option<String> {
    let size = if head.earlier > COUNTED_TO { format!("{COUNTED_TO}+") } else { head.earlier.to_string() };
    (head.earlier > 0).then(|| lang.other_inquiries(&size).into())
}

/// The purchase as the customer told it: nobody has checked it.
fn purchase(head: &Head, format: &Format) -> Option<Facts> {
    let lang = format.lang;
    let amount = head.amount_minor.zip(head.currency.as_ref()).map(|(minor, currency)| lang.money(minor, currency));
    let told = head.item.is_some() || head.purchased_at.is_some() || amount.is_some();
    told.then(|| {
        Facts::new()
            .maybe(lang.fact_item(), head.item.clone())
            .maybe(lang.fact_amount(), amount)
            .maybe(lang.fact_purchased_at(), head.purchased_at.map(|at| format.moment(at)))
    })
}

fn device(head: &Head, lang: Lang) -> Option<Facts> {
    let told = head.app_version.is_some() || head.device.is_some();
    told.then(|| {
        Facts::new()
            .maybe(lang.fact_app_version(), head.app_version.clone())
            .maybe(lang.fact_device(), head.device.clone())
    })
}
