//! Commands out, answers in, each under its time limit.
//!
//! lettre's own connection is not used: it sends the final dot and reads its answer in one call, so that nobody can tell a loss
//! before from one after; its STARTTLS puts the encryption above a wrapped stream, where the dot cannot be seen either; and it takes
//! an answer that is not UTF-8, has no text or has a second digit above 5 for a lost connection: a doubled mail, after the dot.

use std::{fmt::Display, io, time::Duration};

use futures_util::FutureExt;
use tokio::{
    io::{AsyncBufReadExt, AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, BufReader},
    time::timeout,
};

use super::outcome::{Answer, Step, Trouble};
use crate::mail::words::one_line;

/// The longest line of an answer that is read; RFC 5321 section 4.5.3.1.5 allows 512.
const MAX_ANSWER_LINE: u64 = 4_096;
/// The most lines of an answer.
const MAX_ANSWER_LINES: usize = 128;

/// Both directions of a connection, encrypted or not.
pub(super) trait Duplex: AsyncRead + AsyncWrite + Send + Unpin {}
impl<T: AsyncRead + AsyncWrite + Send + Unpin> Duplex for T {}

/// A connection to the relay.
pub(super) struct Wire(BufReader<Box<dyn Duplex>>);

impl Wire {
    pub(super) fn new(stream: Box<dyn Duplex>) -> Wire {
        Wire(BufReader::new(stream))
    }

    /// The stream, for encryption; `None` if the relay has already sent something that would be taken for encrypted (the
    /// STARTTLS injection, CVE-2011-0411).
    pub(super) fn into_stream(self) -> Option<Box<dyn Duplex>> {
        self.0.buffer().is_empty().then(|| self.0.into_inner())
    }

    /// Whether the relay has neither closed the connection nor said anything unasked.
    pub(super) fn is_quiet(&mut self) -> bool {
        self.0.fill_buf().now_or_never().is_none()
    }

    /// Sends a command and reads its answer.
    ///
    /// # Errors
    /// When no answer that makes sense comes in time. A negative answer is no error here.
    pub(super) async fn command(
        &mut self,
        command: impl Display,
        step: Step,
        limit: Duration,
    ) -> Result<Answer, Trouble> {
        self.send(command, step, limit).await?;
        self.answer(step, limit).await
    }

    /// Sends one command, or several in a row to a relay that offers PIPELINING.
    ///
    /// # Errors
    /// When it cannot be written in time, or an answer to nothing lies there: from then on answers and commands are out of step.
    pub(super) async fn send(&mut self, command: impl Display, step: Step, limit: Duration) -> Result<(), Trouble> {
        if !self.0.buffer().is_empty() {
            return Err(Trouble::Malformed(step));
        }
        let bytes = command.to_string();
        within(limit, step, async {
            self.0.write_all(bytes.as_bytes()).await?;
            self.0.flush().await
        })
        .await
    }

    /// Writes a message. On `Err`, its last byte has not been handed to the connection, so that the relay cannot have seen the
    /// end; on `Ok`, it may have.
    ///
    /// # Errors
    /// When it cannot be written in time.
    pub(super) async fn send_message(&mut self, bytes: &[u8], limit: Duration) -> Result<(), Trouble> {
        if !self.0.buffer().is_empty() {
            return Err(Trouble::Malformed(Step::Body));
        }
        within(limit, Step::Body, self.0.write_all(bytes)).await
    }

    /// Flushes what encryption may still hold back and reads the answer to the end of the message.
    ///
    /// # Errors
    /// When no answer that makes sense comes in time: the outcome is unknown.
    pub(super) async fn final_answer(&mut self, limit: Duration) -> Result<Answer, Trouble> {
        let lines = within(limit, Step::FinalDot, async {
            // A relay that answered and closed makes the flush fail; its answer counts.
            let flushed = self.0.flush().await;
            self.answer_lines().await.map_err(|error| flushed.err().unwrap_or(error))
        })
        .await?;
        parse(&lines).ok_or(Trouble::Malformed(Step::FinalDot))
    }

    /// Reads one answer.
    ///
    /// # Errors
    /// When none that makes sense comes in time.
    pub(super) async fn answer(&mut self, step: Step, limit: Duration) -> Result<Answer, Trouble> {
        let lines = within(limit, step, self.answer_lines()).await?;
        parse(&lines).ok_or(Trouble::Malformed(step))
    }

    /// The lines of one answer: up to the one without a hyphen behind its code.
    async fn answer_lines(&mut self) -> io::Result<Vec<Vec<u8>>> {
        let mut lines = Vec::with_capacity(1);
        while lines.len() < MAX_ANSWER_LINES {
            let mut line = Vec::with_capacity(64);
            (&mut self.0).take(MAX_ANSWER_LINE).read_until(b'\n', &mut line).await?;
            if line.is_empty() {
                return Err(io::Error::new(io::ErrorKind::UnexpectedEof, "the relay closed the connection"));
            }
            let more = line.get(3) == Some(&b'-');
            lines.push(line);
            if !more {
                return Ok(lines);
            }
        }
        Err(io::Error::new(io::ErrorKind::InvalidData, "an answer without end"))
    }
}

async fn within<T>(limit: Duration, step: Step, io: impl Future<Output = io::Result<T>>) -> Result<T, Trouble> {
    match timeout(limit, io).await {
        Ok(Ok(value)) => Ok(value),
        Ok(Err(error)) => Err(Trouble::Lost { step, reason: error.to_string() }),
        Err(_) => Err(Trouble::TimedOut(step)),
    }
}

/// An answer from its lines. Only the first digit of the code matters (RFC 5321 section 4.2.1), and the text may be missing.
fn parse(lines: &[Vec<u8>]) -> Option<Answer> {
    let code = code(lines.first()?)?;
    let mut texts = Vec::with_capacity(lines.len());
    for line in lines {
        if self::code(line)? != code || !line.ends_with(b"\n") {
            return None;
        }
        let text = String::from_utf8_lossy(line.get(4..).unwrap_or_default());
        texts.push(one_line(&text, Answer::MAX_CHARS));
    }
    Some(Answer { code, text: texts.join("\n").chars().take(Answer::MAX_CHARS).collect() })
}

fn code(line: &[u8]) -> Option<u16> {
    let digits = line.get(..3)?;
    let separated = matches!(line.get(3), Some(b' ' | b'-' | b'\r' | b'\n'));
    let code: u16 = str::from_utf8(digits).ok()?.parse().ok()?;
    (separated && digits.iter().all(u8::is_ascii_digit) && (200..600).contains(&code)).then_some(code)
}
