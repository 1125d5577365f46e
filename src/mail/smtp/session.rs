//! One connection to the relay and the messages that go through it.

use std::{io, time::Duration};

use base64::{Engine as _, engine::general_purpose::STANDARD as BASE64};
use lettre::transport::smtp::{
    authentication::{Credentials, Mechanism},
    commands::{Auth, Data as DataCommand, Ehlo, Mail, Quit, Rcpt, Rset, Starttls},
    extension::{ClientId, MailParameter},
};
use tokio::{
    net::{TcpStream, lookup_host},
    time::timeout,
};

use super::{
    super::Address,
    Relay, Timeouts, Tls,
    data::Data,
    envelope::Envelope,
    outcome::{Answer, Outcome, Refusal, Step, Trouble},
    tls::Encryption,
    wire::{Duplex, Wire},
};

/// How long a good-bye may take; nothing depends on it.
const QUIT_LIMIT: Duration = Duration::from_secs(1);
/// LOGIN asks twice; more questions are no sign-in.
const MAX_CHALLENGES: usize = 3;

/// A connection that is greeted, encrypted and signed in as configured.
pub(super) struct Session {
    wire: Wire,
    offers: Offers,
    timeouts: Timeouts,
    /// The last message was refused half-way: the relay must be told to forget it.
    unfinished: bool,
}

impl Session {
    /// Makes a new connection.
    ///
    /// # Errors
    /// Whatever comes here says nothing about a message.
    pub(super) async fn connect(relay: &Relay) -> Result<Session, Trouble> {
        let timeouts = relay.settings.timeouts;
        let mut stream = dial(relay).await?;
        if let (Tls::Implicit, Some(encryption)) = (relay.url.tls(), &relay.encryption) {
            stream = encrypt(stream, encryption, timeouts.connect).await?;
        }
        let mut wire = Wire::new(stream);
        let greeting = wire.answer(Step::Greeting, timeouts.greeting).await?;
        expect(2, Step::Greeting, greeting)?;
        let mut session = Session { wire, offers: Offers::default(), timeouts, unfinished: false };
        session.hello(&relay.settings.hello).await?;
        session = session.start_tls(relay).await?;
        if let Some(credentials) = relay.url.credentials() {
            session.sign_in(credentials).await?;
        }
        Ok(session)
    }

    /// Whether the relay has neither closed the connection nor said anything unasked.
    pub(super) fn is_quiet(&mut self) -> bool {
        self.wire.is_quiet()
    }

    /// Names sender and recipient; the relay is then ready for DATA.
    ///
    /// # Errors
    /// The relay's refusal, or what happened to the connection.
    pub(super) async fn open(&mut self, envelope: &Envelope, size: usize) -> Result<(), Trouble> {
        if let Some(limit) = self.offers.size.filter(|&limit| size > limit) {
            return Err(Trouble::TooLarge { size, limit });
        }
        if self.unfinished {
            let answer = self.wire.command(Rset, Step::Reset, self.timeouts.command).await?;
            expect(2, Step::Reset, answer)?;
        }
        self.unfinished = true;
        let parameters = self.offers.size.map(|_| MailParameter::Size(size)).into_iter().collect();
        let mail = Mail::new(envelope.return_path.as_ref().map(Address::to_lettre), parameters);
        let rcpt = Rcpt::new(envelope.to.to_lettre(), Vec::new());
        let limit = self.timeouts.command;
        if self.offers.pipelining {
            self.wire.send(format!("{mail}{rcpt}"), Step::Mail, limit).await?;
            let to_mail = self.wire.answer(Step::Mail, limit).await?;
            let to_rcpt = self.wire.answer(Step::Rcpt, limit).await;
            expect(2, Step::Mail, to_mail)?;
            expect(2, Step::Rcpt, to_rcpt?)
        } else {
            expect(2, Step::Mail, self.wire.command(mail, Step::Mail, limit).await?)?;
            expect(2, Step::Rcpt, self.wire.command(rcpt, Step::Rcpt, limit).await?)
        }
    }

    /// Sends the message. Only a loss after its last byte was handed to the connection is [`Outcome::Unknown`].
    pub(super) async fn transmit(&mut self, data: &Data) -> Outcome {
        if let Err(trouble) = self.start_data(data).await {
            return Refusal::from(trouble).into();
        }
        let answer = match self.wire.final_answer(self.timeouts.final_dot).await {
            Ok(answer) => answer,
            Err(trouble) => return Outcome::Unknown(trouble),
        };
        match (answer.class(), expect(2, Step::FinalDot, answer.clone())) {
            (_, Ok(())) => {
                self.unfinished = false;
                Outcome::HandedOver(answer)
            }
            (4 | 5, Err(trouble)) => Refusal::from(trouble).into(),
            (_, Err(trouble)) => Outcome::Unknown(trouble),
        }
    }

    /// DATA, and the message up to the last byte of its final dot.
    async fn start_data(&mut self, data: &Data) -> Result<(), Trouble> {
        let answer = self.wire.command(DataCommand, Step::Data, self.timeouts.data).await?;
        expect(3, Step::Data, answer)?;
        self.wire.send_message(data.bytes(), self.timeouts.body).await
    }

    /// Says good-bye, without waiting for the answer.
    pub(super) async fn quit(mut self) {
        // The connection ends here either way.
        let _ = self.wire.send(Quit, Step::Reset, QUIT_LIMIT).await;
    }

    async fn hello(&mut self, name: &str) -> Result<(), Trouble> {
        let command = Ehlo::new(ClientId::Domain(name.to_owned()));
        let answer = self.wire.command(command, Step::Ehlo, self.timeouts.command).await?;
        self.offers = Offers::read(&answer);
        expect(2, Step::Ehlo, answer)?;
        Ok(())
    }

    async fn start_tls(mut self, relay: &Relay) -> Result<Session, Trouble> {
        let encryption = match (relay.url.tls(), &relay.encryption) {
            (Tls::Opportunistic | Tls::StartTls, Some(encryption)) if self.offers.start_tls => encryption,
            (Tls::StartTls, _) => return Err(Trouble::NoStartTls),
            _ => return Ok(self),
        };
        let answer = self.wire.command(Starttls, Step::StartTls, self.timeouts.command).await?;
        expect(2, Step::StartTls, answer)?;
        let stream = self.wire.into_stream().ok_or(Trouble::Malformed(Step::StartTls))?;
        self.wire = Wire::new(encrypt(stream, encryption, self.timeouts.connect).await?);
        self.hello(&relay.settings.hello).await?;
        Ok(self)
    }

    async fn sign_in(&mut self, credentials: &Credentials) -> Result<(), Trouble> {
        let mechanism = self.offers.mechanism.ok_or(Trouble::NoSignIn)?;
        let mut challenge = None;
        for _ in 0..MAX_CHALLENGES {
            let command =
                Auth::new(mechanism, credentials.clone(), challenge).map_err(|_| Trouble::Malformed(Step::Auth))?;
            let answer = self.wire.command(command, Step::Auth, self.timeouts.command).await?;
            if answer.class() != 3 {
                return expect(2, Step::Auth, answer);
            }
            challenge = Some(decode_challenge(&answer).ok_or(Trouble::Malformed(Step::Auth))?);
        }
        Err(Trouble::Malformed(Step::Auth))
    }
}

/// What the relay says it can do.
#[derive(Debug, Default)]
struct Offers {
    pipelining: bool,
    start_tls: bool,
    /// The largest message; an announced 0 means no limit.
    size: Option<usize>,
    mechanism: Option<Mechanism>,
}

impl Offers {
    /// Reads the answer to EHLO: one offer a line behind the first.
    fn read(answer: &Answer) -> Offers {
        let mut offers = Offers::default();
        for line in answer.text.lines().skip(1) {
            let mut words = line.split_ascii_whitespace().map(str::to_ascii_uppercase);
            match words.next().as_deref() {
                Some("PIPELINING") => offers.pipelining = true,
                Some("STARTTLS") => offers.start_tls = true,
                Some("SIZE") => offers.size = Some(announced_size(words.next())),
                Some("AUTH") => offers.mechanism = mechanism(words),
                _ => {}
            }
        }
        offers
    }
}

fn announced_size(word: Option<String>) -> usize {
    match word.and_then(|word| word.parse().ok()) {
        None | Some(0) => usize::MAX,
        Some(size) => size,
    }
}

fn mechanism(words: impl Iterator<Item = String>) -> Option<Mechanism> {
    let offered: Vec<String> = words.collect();
    let is_offered = |mechanism: &Mechanism| offered.contains(&mechanism.to_string());
    [Mechanism::Plain, Mechanism::Login].into_iter().find(is_offered)
}

fn decode_challenge(answer: &Answer) -> Option<String> {
    String::from_utf8(BASE64.decode(&answer.text).ok()?).ok()
}

/// Turns an answer of another class than the step wants into trouble.
fn expect(class: u16, step: Step, answer: Answer) -> Result<(), Trouble> {
    match answer.class() {
        got if got == class => Ok(()),
        4 | 5 => Err(Trouble::Answered { step, answer }),
        _ => Err(Trouble::Malformed(step)),
    }
}

/// Connects to the first of the relay's addresses that answers; all of them share the time.
async fn dial(relay: &Relay) -> Result<Box<dyn Duplex>, Trouble> {
    let lost = |reason: String| Trouble::Lost { step: Step::Connect, reason };
    let limit = relay.settings.timeouts.connect;
    let target = (relay.url.host(), relay.url.port());
    let found = timeout(limit, lookup_host(target)).await.map_err(|_| Trouble::TimedOut(Step::Connect))?;
    let addresses: Vec<_> = found.map_err(|error| lost(error.to_string()))?.collect();
    let share = limit / u32::try_from(addresses.len()).unwrap_or(1).max(1);
    let mut last = lost("the relay's name has no address".to_owned());
    for address in addresses {
        last = match timeout(share, connect_without_delay(address)).await {
            Ok(Ok(stream)) => return Ok(Box::new(stream)),
            Ok(Err(error)) => lost(error.to_string()),
            Err(_) => Trouble::TimedOut(Step::Connect),
        };
    }
    Err(last)
}

/// Without TCP_NODELAY, a message on the loopback takes 45 ms.
async fn connect_without_delay(address: std::net::SocketAddr) -> io::Result<TcpStream> {
    let stream = TcpStream::connect(address).await?;
    stream.set_nodelay(true)?;
    Ok(stream)
}

async fn encrypt(stream: Box<dyn Duplex>, with: &Encryption, limit: Duration) -> Result<Box<dyn Duplex>, Trouble> {
    match timeout(limit, with.connector.connect(with.name.clone(), stream)).await {
        Ok(Ok(stream)) => Ok(Box::new(stream)),
        Ok(Err(error)) => Err(Trouble::Lost { step: Step::Handshake, reason: error.to_string() }),
        Err(_) => Err(Trouble::TimedOut(Step::Handshake)),
    }
}
