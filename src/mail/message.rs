//! The bytes of one outgoing mail.
//!
//! Used where a delivery is rendered, once: the same [`Outgoing`] always gives the same bytes, for its date and Message-ID come from
//! the caller and its MIME boundary from its content.
//!
//! Foreign text may stand in `subject`, `text`, `html` (escaped by its template) and in names: whatever it is, each stays one
//! header line or one part. Addresses and message ids are types that were checked when they were read.

use std::{fmt, str::FromStr};

use chrono::{DateTime, Utc};
use lettre::message::{
    Mailbox, Message, MultiPart, SinglePart,
    header::{ContentType, HeaderName, HeaderValue},
};
use sha2::{Digest, Sha256};

use super::{
    Address,
    smtp::{self, Envelope, MessageFault},
    words::one_line,
};

/// The longest subject, in characters: more is not shown by any mail program.
pub const MAX_SUBJECT: usize = 200;
/// The longest display name, in characters.
pub const MAX_NAME: usize = 80;
/// The longest message id, in bytes: a line of a header must hold it.
pub const MAX_MESSAGE_ID: usize = 250;
/// How many ids of the thread are named: the newest ones.
pub const MAX_REFERENCES: usize = 20;

/// One mail to one recipient.
#[derive(Debug, Clone)]
pub struct Outgoing<'a> {
    /// Where bounces go; `None` is the null sender. Stands in the envelope only.
    pub return_path: Option<&'a Address>,
    /// Who writes.
    pub from: Party<'a>,
    /// Where answers go, if not to `from`.
    pub reply_to: Option<Party<'a>>,
    /// Who reads.
    pub to: Party<'a>,
    /// One line; longer than [`MAX_SUBJECT`] is cut.
    pub subject: &'a str,
    /// The text part.
    pub text: &'a str,
    /// The HTML part, saying the same.
    pub html: &'a str,
    /// Written to the database before the first try, the same at every try.
    pub message_id: &'a MessageId,
    /// The mail that this one answers.
    pub in_reply_to: Option<&'a MessageId>,
    /// The thread so far, oldest first.
    pub references: &'a [MessageId],
    /// Whether a person wrote it.
    pub auto_submitted: AutoSubmitted,
    /// Where the reader wants no more of these mails: its page, and one press without a page (RFC 8058, HTTPS alone).
    pub unsubscribe: Option<&'a str>,
    /// From the clock.
    pub date: DateTime<Utc>,
}

/// A name and an address.
#[derive(Debug, Clone, Copy)]
pub struct Party<'a> {
    /// As people know it; empty for none.
    pub name: &'a str,
    /// Where mail reaches it.
    pub address: &'a Address,
}

/// What other mail programs are told about who wrote a mail, so that none answers a machine (RFC 3834).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AutoSubmitted {
    /// A person wrote it: no header.
    No,
    /// A receipt, reminder or notice.
    Generated,
    /// An automatic answer to inbound mail.
    Replied,
}

impl AutoSubmitted {
    fn value(self) -> Option<&'static str> {
        match self {
            AutoSubmitted::No => None,
            AutoSubmitted::Generated => Some("auto-generated"),
            AutoSubmitted::Replied => Some("auto-replied"),
        }
    }
}

/// Why a mail cannot be rendered: a fault of ours, never of foreign text.
#[derive(Debug, thiserror::Error)]
pub enum RenderFault {
    /// The builder refuses.
    #[error(transparent)]
    Builder(#[from] lettre::error::Error),
    /// What was built may not be sent.
    #[error(transparent)]
    Message(#[from] MessageFault),
}

impl Outgoing<'_> {
    /// Sender and recipient for the relay.
    pub fn envelope(&self) -> Envelope {
        Envelope { return_path: self.return_path.cloned(), to: self.to.address.clone() }
    }

    /// The mail's bytes: CRLF lines of at most 998 7-bit bytes.
    ///
    /// # Errors
    /// Only for a fault of ours.
    pub fn render(&self) -> Result<Vec<u8>, RenderFault> {
        let text = body(self.text);
        let html = body(self.html);
        let mut builder = Message::builder()
            .date(self.date.into())
            .from(self.from.mailbox())
            .to(self.to.mailbox())
            .subject(one_line(self.subject, MAX_SUBJECT))
            .message_id(Some(self.message_id.to_string()));
        if let Some(reply_to) = &self.reply_to {
            builder = builder.reply_to(reply_to.mailbox());
        }
        if let Some(id) = self.in_reply_to {
            builder = builder.in_reply_to(id.to_string());
        }
        if !self.references.is_empty() {
            builder = builder.references(self.newest_references());
        }
        if let Some(value) = self.auto_submitted.value() {
            builder = builder.raw_header(header("Auto-Submitted", value));
        }
        if let Some(address) = self.unsubscribe {
            builder = builder
                .raw_header(header("List-Unsubscribe", &format!("<{address}>")))
                .raw_header(header("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"));
        }
        let parts = MultiPart::alternative()
            .boundary(self.boundary(&text, &html))
            .singlepart(SinglePart::builder().header(ContentType::TEXT_PLAIN).body(text))
            .singlepart(SinglePart::builder().header(ContentType::TEXT_HTML).body(html));
        let bytes = builder.multipart(parts)?.formatted();
        smtp::check(&bytes)?;
        Ok(bytes)
    }

    fn newest_references(&self) -> String {
        let skipped = self.references.len().saturating_sub(MAX_REFERENCES);
        self.references.iter().skip(skipped).map(MessageId::to_string).collect::<Vec<_>>().join(" ")
    }

    /// Nobody can write a text that contains the hash of itself.
    fn boundary(&self, text: &str, html: &str) -> String {
        let mut hash = Sha256::new();
        for part in [self.message_id.as_str(), text, html] {
            hash.update(part.len().to_be_bytes());
            hash.update(part);
        }
        hash.finalize().iter().take(20).map(|byte| format!("{byte:02x}")).collect()
    }
}

impl Party<'_> {
    fn mailbox(&self) -> Mailbox {
        let name = one_line(self.name, MAX_NAME);
        Mailbox::new((!name.is_empty()).then_some(name), self.address.to_lettre())
    }
}

/// A header whose value is plain ASCII.
fn header(name: &'static str, value: &str) -> HeaderValue {
    HeaderValue::new(HeaderName::new_from_ascii_str(name), value.to_owned())
}

/// Lines as they are, ends made LF (the builder makes them CRLF), no other controls.
fn body(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    text.chars().filter(|&c| !c.is_control() || matches!(c, '\n' | '\t')).collect()
}

/// The `<…@…>` of a mail.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct MessageId(String);

/// Not a message id: not `<…@…>`, not printable ASCII, or longer than [`MAX_MESSAGE_ID`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a message id")]
pub struct MessageIdFault;

impl MessageId {
    /// With its angle brackets.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for MessageId {
    type Err = MessageIdFault;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let inner = text.strip_prefix('<').and_then(|rest| rest.strip_suffix('>')).ok_or(MessageIdFault)?;
        let (left, right) = inner.split_once('@').ok_or(MessageIdFault)?;
        let printable = inner.bytes().all(|byte| byte.is_ascii_graphic() && !matches!(byte, b'<' | b'>'));
        if !printable || left.is_empty() || right.is_empty() || text.len() > MAX_MESSAGE_ID {
            return Err(MessageIdFault);
        }
        Ok(MessageId(text.to_owned()))
    }
}

impl fmt::Display for MessageId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
