//! What a client says, message by message.

use std::collections::HashMap;

use tokio::{
    io::{AsyncBufReadExt, AsyncReadExt, BufReader},
    net::tcp::OwnedReadHalf,
};

/// The code in the place of a version by which a client asks for TLS.
const TLS_REQUEST: i32 = 80_877_103;

/// One message.
pub struct Message {
    pub says: String,
    pub bytes: Vec<u8>,
    /// Whether the server says something to it.
    pub is_answered: bool,
}

impl Message {
    fn new(says: String, bytes: Vec<u8>) -> Message {
        Message { says, bytes, is_answered: true }
    }
}

/// The client's side of a connection.
pub struct Messages {
    from: BufReader<OwnedReadHalf>,
    state: State,
}

enum State {
    /// PostgreSQL, before the start-up message.
    Stranger,
    /// PostgreSQL: the statements by their names.
    Session(HashMap<String, String>),
    /// SMTP, between mails.
    Commands,
    /// SMTP, after DATA.
    Mail,
    /// SMTP, after the text of a mail.
    Dot,
}

impl Messages {
    pub fn of_postgres(from: OwnedReadHalf) -> Messages {
        Messages { from: BufReader::new(from), state: State::Stranger }
    }

    pub fn of_smtp(from: OwnedReadHalf) -> Messages {
        Messages { from: BufReader::new(from), state: State::Commands }
    }

    /// The next message; `None` when the client has gone.
    pub async fn next(&mut self) -> Option<Message> {
        match self.state {
            State::Stranger => self.start_up().await,
            State::Session(_) => self.statement().await,
            State::Commands => self.command().await,
            State::Mail => self.mail().await,
            State::Dot => {
                self.state = State::Commands;
                Some(Message::new("the final dot".to_owned(), b".\r\n".to_vec()))
            }
        }
    }

    async fn start_up(&mut self) -> Option<Message> {
        let (mut bytes, body) = self.sized().await?;
        if body.get(..4) != Some(TLS_REQUEST.to_be_bytes().as_slice()) {
            self.state = State::Session(HashMap::new());
        }
        bytes.extend(body);
        Some(Message::new("hello".to_owned(), bytes))
    }

    /// A length and what it counts.
    async fn sized(&mut self) -> Option<(Vec<u8>, Vec<u8>)> {
        let mut length = [0; 4];
        self.from.read_exact(&mut length).await.ok()?;
        let mut body = vec![0; (u32::from_be_bytes(length) as usize).checked_sub(4)?];
        self.from.read_exact(&mut body).await.ok()?;
        Some((length.to_vec(), body))
    }

    /// Everything up to the point at which the client waits.
    async fn statement(&mut self) -> Option<Message> {
        let (mut says, mut bytes) = (String::new(), Vec::new());
        loop {
            let kind = self.from.read_u8().await.ok()?;
            let (length, body) = self.sized().await?;
            bytes.push(kind);
            bytes.extend(length);
            bytes.extend(&body);
            let State::Session(statements) = &mut self.state else { return None };
            match kind {
                b'P' => {
                    let (name, sql) = two_texts(&body);
                    says = format!("prepare: {}", short(&sql));
                    statements.insert(name, sql);
                }
                b'B' => {
                    let (_, name) = two_texts(&body);
                    says = statements.get(&name).map(|sql| short(sql)).unwrap_or_default();
                }
                b'Q' => says = short(&two_texts(&body).0),
                b'X' => says = "goodbye".to_owned(),
                b'S' if says.is_empty() => says = "are you there?".to_owned(),
                _ => {}
            }
            if matches!(kind, b'S' | b'Q' | b'X' | b'p') {
                return Some(Message { says, bytes, is_answered: kind != b'X' });
            }
        }
    }

    async fn command(&mut self) -> Option<Message> {
        let line = self.line().await?;
        let says = String::from_utf8_lossy(&line).trim_end().to_owned();
        if says.eq_ignore_ascii_case("DATA") {
            self.state = State::Mail;
        }
        Some(Message::new(says, line))
    }

    async fn mail(&mut self) -> Option<Message> {
        let mut bytes = Vec::new();
        loop {
            let line = self.line().await?;
            if line == b".\r\n" {
                self.state = State::Dot;
                return Some(Message { says: "the mail".to_owned(), bytes, is_answered: false });
            }
            bytes.extend(line);
        }
    }

    async fn line(&mut self) -> Option<Vec<u8>> {
        let mut line = Vec::new();
        self.from.read_until(b'\n', &mut line).await.ok()?;
        line.ends_with(b"\n").then_some(line)
    }
}

/// The first two texts of a message, each with a NUL at its end.
fn two_texts(body: &[u8]) -> (String, String) {
    let mut texts = body.split(|byte| *byte == 0).map(|text| String::from_utf8_lossy(text).into_owned());
    (texts.next().unwrap_or_default(), texts.next().unwrap_or_default())
}

/// A statement in one line, as far as it is needed to know it again.
fn short(sql: &str) -> String {
    let line = sql.split_whitespace().collect::<Vec<_>>().join(" ");
    line.chars().take(90).collect()
}
