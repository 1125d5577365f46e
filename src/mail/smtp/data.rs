//! The bytes of a message as they go over the wire.

/// The longest line of a message without its CRLF, in bytes (RFC 5321 section 4.5.3.1.6).
pub const MAX_LINE: usize = 998;

/// Why the bytes of a message may not go out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum MessageFault {
    /// There is nothing in it.
    #[error("it is empty")]
    Empty,
    /// A CR without LF or a LF without CR: servers disagree about what they mean, so a second message could be smuggled in.
    #[error("line {0} has a bare CR or LF")]
    BareLineEnd(usize),
    /// A line is longer than [`MAX_LINE`].
    #[error("line {0} is longer than 998 bytes")]
    LongLine(usize),
    /// A NUL or a byte above 127: messages are encoded to 7 bits, no extension is asked of the relay.
    #[error("line {0} has a NUL or a byte above 127")]
    NotSevenBit(usize),
}

/// Whether a message may go out as it is.
///
/// # Errors
/// When it is not one of CRLF lines of at most [`MAX_LINE`] 7-bit bytes.
pub fn check(message: &[u8]) -> Result<(), MessageFault> {
    Data::prepare(message).map(drop)
}

/// A message checked and made ready: lines end in CRLF, leading dots are doubled, the final dot closes it.
#[derive(Debug)]
pub(super) struct Data(Vec<u8>);

impl Data {
    /// # Errors
    /// When the message is not one of CRLF lines of at most [`MAX_LINE`] 7-bit bytes.
    pub(super) fn prepare(message: &[u8]) -> Result<Data, MessageFault> {
        if message.is_empty() {
            return Err(MessageFault::Empty);
        }
        let mut out = Vec::with_capacity(message.len() + message.len() / 64 + 8);
        for (index, line) in message.split_inclusive(|&byte| byte == b'\n').enumerate() {
            let number = index + 1;
            let text = match line.strip_suffix(b"\r\n") {
                Some(text) => text,
                None if line.ends_with(b"\n") => return Err(MessageFault::BareLineEnd(number)),
                None => line, // the last line, not yet ended
            };
            check_line(text, number)?;
            if text.starts_with(b".") {
                out.push(b'.');
            }
            out.extend_from_slice(text);
            out.extend_from_slice(b"\r\n");
        }
        out.extend_from_slice(b".\r\n");
        Ok(Data(out))
    }

    /// All that is written after the relay's 354.
    pub(super) fn bytes(&self) -> &[u8] {
        &self.0
    }
}

fn check_line(text: &[u8], number: usize) -> Result<(), MessageFault> {
    if text.len() > MAX_LINE {
        return Err(MessageFault::LongLine(number));
    }
    if text.contains(&b'\r') {
        return Err(MessageFault::BareLineEnd(number));
    }
    if text.iter().any(|&byte| byte == 0 || byte > 127) {
        return Err(MessageFault::NotSevenBit(number));
    }
    Ok(())
}
