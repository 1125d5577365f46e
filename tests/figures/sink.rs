//! A mail server that takes everything at once and keeps nothing.

use std::{
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

use anyhow::Result;
use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    net::{TcpListener, TcpStream},
    task::JoinHandle,
};

/// The server. It ends when it is dropped.
pub struct Sink {
    pub address: SocketAddr,
    taken: Arc<AtomicU64>,
    accepting: JoinHandle<()>,
}

impl Sink {
    pub async fn start() -> Result<Sink> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let (address, taken) = (listener.local_addr()?, Arc::<AtomicU64>::default());
        let accepting = tokio::spawn(accept(listener, Arc::clone(&taken)));
        Ok(Sink { address, taken, accepting })
    }

    /// Mails taken so far.
    pub fn taken(&self) -> u64 {
        self.taken.load(Ordering::Relaxed)
    }
}

impl Drop for Sink {
    fn drop(&mut self) {
        self.accepting.abort();
    }
}

async fn accept(listener: TcpListener, taken: Arc<AtomicU64>) {
    while let Ok((stream, _)) = listener.accept().await {
        let taken = Arc::clone(&taken);
        // a client that goes away ends its conversation only
        tokio::spawn(async move { converse(stream, &taken).await.unwrap_or_default() });
    }
}

async fn converse(stream: TcpStream, taken: &AtomicU64) -> std::io::Result<()> {
    stream.set_nodelay(true)?;
    let mut stream = BufReader::new(stream);
    stream.get_mut().write_all(b"220 sink.example ESMTP\r\n").await?;
    let (mut line, mut in_mail) = (Vec::new(), false);
    loop {
        line.clear();
        if stream.read_until(b'\n', &mut line).await? == 0 {
            return Ok(());
        }
        let verb = line.get(..4).unwrap_or(&line).to_ascii_uppercase();
        let answer = match (in_mail, verb.as_slice()) {
            (true, _) if line == b".\r\n" => {
                in_mail = false;
                format!("250 2.0.0 taken as {}\r\n", taken.fetch_add(1, Ordering::Relaxed))
            }
            (true, _) => continue,
            (false, b"EHLO") => "250-sink.example\r\n250-PIPELINING\r\n250-8BITMIME\r\n250 SMTPUTF8\r\n".to_owned(),
            (false, b"DATA") => {
                in_mail = true;
                "354 go on\r\n".to_owned()
            }
            (false, b"QUIT") => return stream.get_mut().write_all(b"221 bye\r\n").await,
            (false, _) => "250 ok\r\n".to_owned(),
        };
        stream.get_mut().write_all(answer.as_bytes()).await?;
    }
}
