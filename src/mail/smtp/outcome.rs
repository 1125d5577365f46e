//! What became of a message, and why.

use std::fmt;

use super::data::MessageFault;

/// What became of a message after its data was on the way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// The relay took responsibility; its answer is the proof.
    HandedOver(Answer),
    /// The relay refused for good: no further try.
    Rejected(Trouble),
    /// The relay does not have the message: try again later.
    Deferred(Trouble),
    /// The end of the message went out and no answer came back: the relay may have it or not (RFC 1047).
    Unknown(Trouble),
}

/// Why a message could not even be begun. Nothing of it has reached the relay.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// Refused for good: no further try.
    Rejected(Trouble),
    /// Try again later.
    Deferred(Trouble),
}

impl From<Refusal> for Outcome {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::Rejected(trouble) => Outcome::Rejected(trouble),
            Refusal::Deferred(trouble) => Outcome::Deferred(trouble),
        }
    }
}

impl From<Trouble> for Refusal {
    /// Only a permanent answer about this recipient or message ends it. A failed sign-in, a refused greeting or a refused
    /// sender is about us: every mail would be lost for one wrong setting.
    fn from(trouble: Trouble) -> Self {
        if trouble.is_permanent() { Refusal::Rejected(trouble) } else { Refusal::Deferred(trouble) }
    }
}

/// The relay's answer to a step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// Three digits, 200 to 599.
    pub code: u16,
    /// Its lines, without control characters, at most [`Answer::MAX_CHARS`] in all.
    pub text: String,
}

impl Answer {
    /// How much of the relay's words is kept.
    pub const MAX_CHARS: usize = 2_000;

    /// 2, 3, 4 or 5: what the code means as RFC 5321 section 4.2.1 has it.
    pub(super) fn class(&self) -> u16 {
        self.code / 100
    }
}

impl fmt::Display for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.code, self.text.replace('\n', " "))
    }
}

/// What went wrong. Its `Display` is for logs: without the relay's words, which may name the recipient. [`Trouble::in_full`] has them.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Trouble {
    /// The relay said no.
    #[error("{step}: answered {}", answer.code)]
    Answered {
        /// To what.
        step: Step,
        /// Its words.
        answer: Answer,
    },
    /// The relay did not answer, or did not read, in time.
    #[error("{0}: no answer in time")]
    TimedOut(Step),
    /// The connection could not be made, was closed or broke.
    #[error("{step}: {reason}")]
    Lost {
        /// In which step.
        step: Step,
        /// The system's words.
        reason: String,
    },
    /// The relay answered something that is no answer to this step.
    #[error("{0}: the answer makes no sense")]
    Malformed(Step),
    /// TLS is demanded, the relay does not offer STARTTLS.
    #[error("the relay does not offer STARTTLS")]
    NoStartTls,
    /// A password is configured, the relay offers neither PLAIN nor LOGIN.
    #[error("the relay offers no way to sign in that this program knows (PLAIN, LOGIN)")]
    NoSignIn,
    /// The relay takes no message of this size.
    #[error("the message has {size} bytes, the relay takes {limit}")]
    TooLarge {
        /// Bytes of the message.
        size: usize,
        /// What the relay announced.
        limit: usize,
    },
    /// The message may not be sent as it is.
    #[error("the message cannot be sent: {0}")]
    Unsendable(#[from] MessageFault),
}

impl Trouble {
    /// The code of the relay's answer, if there was one.
    pub fn code(&self) -> Option<u16> {
        match self {
            Trouble::Answered { answer, .. } => Some(answer.code),
            _ => None,
        }
    }

    /// The relay's answer where there was one, else what happened: for the delivery's record.
    pub fn in_full(&self) -> String {
        match self {
            Trouble::Answered { step, answer } => format!("{step}: {answer}"),
            other => other.to_string(),
        }
    }

    /// Codes that blame our sign-in or encryption (RFC 4954, RFC 3207), whatever the step.
    const ABOUT_SIGN_IN: [u16; 4] = [530, 534, 535, 538];

    /// The message is too big (RFC 5321 section 4.2.3): the one refusal of MAIL FROM that is not about the sender.
    const TOO_BIG: u16 = 552;

    /// Whether the relay refuses this portal rather than a mail: our sign-in, or our sender's address.
    pub fn blames_us(&self) -> bool {
        match self {
            Trouble::Answered { step, answer } if answer.class() == 5 => {
                Self::ABOUT_SIGN_IN.contains(&answer.code)
                    || matches!(step, Step::Auth)
                    || matches!(step, Step::Mail) && answer.code != Self::TOO_BIG
            }
            Trouble::NoStartTls | Trouble::NoSignIn => true,
            _ => false,
        }
    }

    fn is_permanent(&self) -> bool {
        match self {
            Trouble::Answered { step, answer } => {
                answer.class() == 5 && step.is_about_the_message() && !self.blames_us()
            }
            Trouble::TooLarge { .. } | Trouble::Unsendable(_) => true,
            Trouble::TimedOut(_)
            | Trouble::Lost { .. }
            | Trouble::Malformed(_)
            | Trouble::NoStartTls
            | Trouble::NoSignIn => false,
        }
    }

    /// Whether the connection is good for another message: the relay spoke about this one, and stays (421 says that it closes).
    pub(super) fn leaves_connection_usable(&self) -> bool {
        match self {
            Trouble::Answered { step, answer } => step.is_about_the_message() && answer.code != 421,
            Trouble::TooLarge { .. } => true,
            _ => false,
        }
    }
}

/// A step of the conversation, in order. `Begin` is all of them up to RCPT.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are SMTP's own")]
pub enum Step {
    Begin,
    Connect,
    Handshake,
    Greeting,
    Ehlo,
    StartTls,
    Auth,
    Reset,
    Mail,
    Rcpt,
    Data,
    Body,
    FinalDot,
}

impl Step {
    fn is_about_the_message(self) -> bool {
        matches!(self, Step::Mail | Step::Rcpt | Step::Data | Step::Body | Step::FinalDot)
    }
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Step::Begin => "connect to RCPT TO",
            Step::Connect => "connect",
            Step::Handshake => "TLS handshake",
            Step::Greeting => "greeting",
            Step::Ehlo => "EHLO",
            Step::StartTls => "STARTTLS",
            Step::Auth => "AUTH",
            Step::Reset => "RSET",
            Step::Mail => "MAIL FROM",
            Step::Rcpt => "RCPT TO",
            Step::Data => "DATA",
            Step::Body => "message",
            Step::FinalDot => "end of message",
        })
    }
}
