//! One connection, from greeting to QUIT.

use std::{future::pending, io, time::Duration};

use base64::{Engine as _, engine::general_purpose::STANDARD as BASE64};
use tokio::{
    io::{AsyncBufReadExt, AsyncRead, AsyncWrite, AsyncWriteExt, BufReader},
    net::TcpStream,
    time::sleep,
};

use super::{At, Fault, Shared, Stored, lock};

trait Duplex: AsyncRead + AsyncWrite + Send + Unpin {}
impl<T: AsyncRead + AsyncWrite + Send + Unpin> Duplex for T {}

/// What was said at a point.
#[derive(PartialEq, Eq)]
enum Said {
    /// The usual, or another answer of the same class.
    Usual,
    /// An answer of another class.
    Instead,
    /// The conversation is over.
    Over,
}

struct Conversation<'a> {
    stream: BufReader<Box<dyn Duplex>>,
    shared: &'a Shared,
    number: usize,
    encrypted: bool,
    signed_in: bool,
    from: Option<String>,
    to: Vec<String>,
}

pub(super) async fn hold(stream: TcpStream, shared: &Shared, number: usize) -> io::Result<()> {
    let mut stream: Box<dyn Duplex> = Box::new(stream);
    if shared.offers.implicit_tls {
        stream = Box::new(shared.tls.as_ref().unwrap().accept(stream).await?);
    }
    let mut conversation = Conversation {
        stream: BufReader::new(stream),
        shared,
        number,
        encrypted: shared.offers.implicit_tls,
        signed_in: shared.offers.sign_in.is_none(),
        from: None,
        to: Vec::new(),
    };
    let mut said = conversation.reply(At::Connect, "220 test.example ESMTP").await?;
    while said != Said::Over {
        let Some(line) = conversation.line().await? else { return Ok(()) };
        let (verb, rest) = line.split_once([' ', ':']).unwrap_or((&line, ""));
        let verb = verb.to_ascii_uppercase();
        lock(&shared.commands).push(if verb == "AUTH" { verb.clone() } else { line.clone() });
        said = conversation.step(&verb, rest).await?;
        if verb == "STARTTLS" && said == Said::Usual {
            conversation = conversation.encrypt().await?;
        }
    }
    Ok(())
}

impl Conversation<'_> {
    async fn step(&mut self, verb: &str, rest: &str) -> io::Result<Said> {
        match verb {
            "EHLO" => self.ehlo().await,
            "STARTTLS" if self.shared.offers.start_tls => self.reply(At::StartTls, "220 2.0.0 go ahead").await,
            "AUTH" => self.auth(rest).await,
            "RSET" => self.reset().await,
            "NOOP" => self.say("250 2.0.0 ok").await,
            "QUIT" => {
                self.say("221 2.0.0 bye").await?;
                Ok(Said::Over)
            }
            _ if !self.signed_in => self.say("530 5.7.0 sign in first").await,
            "MAIL" => self.mail(rest).await,
            "RCPT" => self.rcpt(rest).await,
            "DATA" => self.data().await,
            _ => self.say("500 5.5.2 what?").await,
        }
    }

    async fn ehlo(&mut self) -> io::Result<Said> {
        let offers = &self.shared.offers;
        let mut lines = vec!["test.example".to_owned(), "8BITMIME".to_owned()];
        if !offers.no_pipelining {
            lines.push("PIPELINING".to_owned());
        }
        if offers.start_tls && !self.encrypted {
            lines.push("STARTTLS".to_owned());
        }
        if let Some(sign_in) = &offers.sign_in {
            lines.push(format!("AUTH {}", sign_in.mechanism));
        }
        let mut text: String = lines.iter().map(|line| format!("250-{line}\r\n")).collect();
        text.push_str(&format!("250 SIZE {}", offers.size.unwrap_or(0)));
        self.reply(At::Ehlo, &text).await
    }

    async fn encrypt(mut self) -> io::Result<Self> {
        let stream = self.shared.tls.as_ref().unwrap().accept(self.stream.into_inner()).await?;
        self.stream = BufReader::new(Box::new(stream));
        self.encrypted = true;
        Ok(self)
    }

    async fn auth(&mut self, rest: &str) -> io::Result<Said> {
        let Some(sign_in) = self.shared.offers.sign_in.clone() else { return self.say("502 5.5.1 no").await };
        let (mechanism, initial) = rest.split_once(' ').unwrap_or((rest, ""));
        let given = match mechanism {
            "PLAIN" => decode(initial),
            "LOGIN" => format!("\0{}\0{}", self.ask("Username:").await?, self.ask("Password:").await?),
            _ => return self.say("504 5.5.4 unknown mechanism").await,
        };
        let wanted = format!("\0{}\0{}", sign_in.user, sign_in.password);
        self.signed_in = mechanism == sign_in.mechanism && given == wanted;
        let answer = if self.signed_in { "235 2.7.0 welcome" } else { "535 5.7.8 wrong user or password" };
        self.reply(At::Auth, answer).await
    }

    async fn ask(&mut self, question: &str) -> io::Result<String> {
        self.say(&format!("334 {}", BASE64.encode(question))).await?;
        Ok(decode(&self.line().await?.unwrap_or_default()))
    }

    async fn mail(&mut self, rest: &str) -> io::Result<Said> {
        if self.from.is_some() {
            return self.say("503 5.5.1 nested MAIL").await;
        }
        let said = self.reply(At::Mail, "250 2.1.0 sender ok").await?;
        self.from = (said == Said::Usual).then(|| path(rest));
        Ok(said)
    }

    async fn rcpt(&mut self, rest: &str) -> io::Result<Said> {
        if self.from.is_none() {
            return self.say("503 5.5.1 MAIL first").await;
        }
        self.to.push(path(rest));
        let said = self.reply(At::Rcpt, "250 2.1.5 recipient ok").await?;
        if said != Said::Usual {
            self.to.pop();
        }
        Ok(said)
    }

    async fn reset(&mut self) -> io::Result<Said> {
        self.forget();
        self.reply(At::Rset, "250 2.0.0 forgotten").await
    }

    fn forget(&mut self) {
        self.from = None;
        self.to.clear();
    }

    async fn data(&mut self) -> io::Result<Said> {
        if self.to.is_empty() {
            return self.say("503 5.5.1 RCPT first").await;
        }
        let said = self.reply(At::Data, "354 go ahead").await?;
        if said != Said::Usual {
            return Ok(said);
        }
        let Some(data) = self.body().await? else { return Ok(Said::Over) };
        let fault = self.shared.fault(At::FinalDot, self.to.last().map(String::as_str));
        let refused = matches!(&fault, Some(Fault::Answer(text)) if matches!(text.first(), Some(b'4' | b'5')));
        if !refused {
            self.shared.store(Stored {
                from: self.from.clone().unwrap_or_default(),
                to: self.to.clone(),
                data,
                connection: self.number,
                encrypted: self.encrypted,
            });
        }
        let said = self.commit(fault, "250 2.0.0 stored").await;
        self.forget();
        said
    }

    /// The message's lines; `None` when it came to a bad end in the middle.
    async fn body(&mut self) -> io::Result<Option<Vec<u8>>> {
        let mut data = Vec::new();
        let mut line = Vec::new();
        loop {
            line.clear();
            self.stream.read_until(b'\n', &mut line).await?;
            if line.is_empty() {
                return Ok(None);
            }
            if data.is_empty() && self.misbehaves_in_body().await? {
                return Ok(None);
            }
            if line == b".\r\n" && (data.is_empty() || data.ends_with(b"\r\n")) {
                return Ok(Some(data));
            }
            data.extend_from_slice(line.strip_prefix(b".").unwrap_or(&line));
        }
    }

    async fn misbehaves_in_body(&mut self) -> io::Result<bool> {
        match self.shared.fault(At::Body, self.to.last().map(String::as_str)) {
            None => Ok(false),
            Some(Fault::Slow(time)) => {
                sleep(time).await;
                Ok(false)
            }
            Some(fault) => {
                self.commit(Some(fault), "").await?;
                Ok(true)
            }
        }
    }

    async fn reply(&mut self, at: At, usual: &str) -> io::Result<Said> {
        let fault = self.shared.fault(at, self.to.last().map(String::as_str));
        self.commit(fault, usual).await
    }

    /// Answers as usual, or commits the fault.
    async fn commit(&mut self, fault: Option<Fault>, usual: &str) -> io::Result<Said> {
        match fault {
            None => self.say(usual).await,
            Some(Fault::Slow(time)) => {
                sleep(time).await;
                self.say(usual).await
            }
            Some(Fault::Babble(text)) => {
                self.say(usual).await?;
                sleep(Duration::from_millis(5)).await;
                self.say(text).await
            }
            Some(Fault::Drop) => Ok(Said::Over),
            Some(Fault::Hang) => pending().await,
            Some(Fault::Answer(text)) => {
                self.write(&text).await?;
                Ok(match text.first() {
                    _ if text.starts_with(b"421") => Said::Over,
                    class if class == usual.as_bytes().first() => Said::Usual,
                    _ => Said::Instead,
                })
            }
        }
    }

    async fn say(&mut self, text: &str) -> io::Result<Said> {
        self.write(text.as_bytes()).await?;
        Ok(Said::Usual)
    }

    async fn write(&mut self, text: &[u8]) -> io::Result<()> {
        self.stream.write_all(&[text, b"\r\n"].concat()).await?;
        self.stream.flush().await
    }

    /// A command line; `None` when the client has gone.
    async fn line(&mut self) -> io::Result<Option<String>> {
        let mut line = Vec::new();
        self.stream.read_until(b'\n', &mut line).await?;
        let text = line.strip_suffix(b"\r\n").map(|text| String::from_utf8_lossy(text).into_owned());
        Ok(text)
    }
}

/// The address between the brackets of `FROM:<…> …`.
fn path(rest: &str) -> String {
    let inner = rest.split_once('<').and_then(|(_, rest)| rest.split_once('>'));
    inner.map_or("?", |(address, _)| address).to_owned()
}

/// What stands in base64; bad input gives nothing that signs in.
fn decode(text: &str) -> String {
    BASE64.decode(text).ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
}
