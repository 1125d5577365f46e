//! Handing messages to a relay that behaves and misbehaves.

mod a_lost_connection;
mod a_refusal;
mod a_relay_that_behaves;
mod a_relay_that_hangs;
mod an_address;
mod an_answer;
mod encryption_and_sign_in;
mod the_bytes;
mod the_url;

use std::time::{Duration, Instant};

use devcenter::mail::smtp::{
    Answer, Envelope, MessageFault, Outcome, Ready, Refusal, Settings, Smtp, SmtpUrl, SmtpUrlFault, Step, Timeouts,
    Tls, Trouble,
};
use devcenter::mail::{Address, AddressFault};

use crate::support::smtp_server::{At, CA_PEM_PATH, Fault, Offers, SignIn, SmtpServer, Stored};

const MESSAGE: &[u8] = b"Subject: test\r\n\r\nHello.\r\n";
const SHORT: Duration = Duration::from_millis(250);

fn settings() -> Settings {
    let timeouts = Timeouts {
        connect: SHORT * 4,
        greeting: SHORT,
        command: SHORT,
        begin: SHORT * 20,
        data: SHORT,
        body: SHORT * 10,
        final_dot: SHORT,
    };
    Settings { connections: 8, idle: Duration::from_secs(30), timeouts, hello: "portal.example".to_owned() }
}

fn smtp_at(url: &str) -> Smtp {
    Smtp::new(SmtpUrl::parse(url).unwrap(), settings()).unwrap()
}

fn smtp(server: &SmtpServer) -> Smtp {
    smtp_at(&server.url())
}

fn address(text: &str) -> Address {
    text.parse().unwrap()
}

fn envelope_to(to: &str) -> Envelope {
    Envelope { return_path: Some(address("bounce+1@portal.example")), to: address(to) }
}

fn envelope() -> Envelope {
    envelope_to("customer@example.com")
}

/// Begins and finishes as the delivering loop does.
async fn send(smtp: &Smtp, envelope: &Envelope, message: &[u8]) -> Outcome {
    match smtp.begin(envelope, message).await {
        Ok(ready) => ready.finish().await,
        Err(refusal) => refusal.into(),
    }
}

async fn send_one(smtp: &Smtp) -> Outcome {
    send(smtp, &envelope(), MESSAGE).await
}

fn answered(step: Step, code: u16, text: &str) -> Trouble {
    Trouble::Answered { step, answer: Answer { code, text: text.to_owned() } }
}

fn is_handed_over(outcome: &Outcome) -> bool {
    matches!(outcome, Outcome::HandedOver(_))
}

/// More than the socket buffers of both sides hold, so that the client is still writing when the server drops it.
fn big_message() -> Vec<u8> {
    let line = format!("{}\r\n", "x".repeat(900));
    format!("Subject: big\r\n\r\n{}", line.repeat(24_000)).into_bytes()
}
