//! A client that costs little: one kept connection, one request at a time, bytes counted as they cross the wire.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::{Shutdown, SocketAddr, TcpStream},
    time::Duration,
};

use anyhow::{Context, Result, bail};

/// What a browser says it can read.
pub const AS_A_BROWSER: &str = "gzip, deflate, br, zstd";
/// Nothing packed: for answers that are read here.
pub const PLAIN: &str = "identity";

/// A connection with its cookies.
pub struct Connection {
    stream: BufReader<TcpStream>,
    address: SocketAddr,
    cookies: Vec<(String, String)>,
    encodings: &'static str,
}

/// An answer.
pub struct Answer {
    pub status: u16,
    pub head: Vec<(String, String)>,
    pub body: Vec<u8>,
    /// Of head and body together.
    pub bytes: usize,
}

/// An open stream.
pub struct Watched(TcpStream);

impl Watched {
    /// Closes it, as a browser closes a tab.
    pub fn close(&self) {
        let _gone = self.0.shutdown(Shutdown::Both);
    }
}

impl Connection {
    pub fn open(address: SocketAddr, encodings: &'static str) -> Result<Connection> {
        let stream = TcpStream::connect(address).with_context(|| format!("{address} does not answer"))?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(Duration::from_secs(30)))?;
        Ok(Connection { stream: BufReader::new(stream), address, cookies: Vec::new(), encodings })
    }

    /// Another connection of the same browser.
    pub fn another(&self, encodings: &'static str) -> Result<Connection> {
        Ok(Connection { cookies: self.cookies.clone(), ..Connection::open(self.address, encodings)? })
    }

    pub fn get(&mut self, path: &str) -> Result<Answer> {
        self.send(format!("GET {path}"), "", b"")
    }

    pub fn post(&mut self, path: &str, kind: &str, body: &[u8]) -> Result<Answer> {
        let headers =
            format!("origin: http://{}\r\ncontent-type: {kind}\r\ncontent-length: {}\r\n", self.address, body.len());
        self.send(format!("POST {path}"), &headers, body)
    }

    /// Opens a stream of events: the end by which it is closed, and the events.
    pub fn watch(mut self, path: &str) -> Result<(Watched, BufReader<TcpStream>)> {
        self.write(format!("GET {path}"), "", b"")?;
        let status = self.read_line(&mut 0)?;
        if !status.contains(" 200 ") {
            bail!("{path}: {status}");
        }
        self.stream.get_ref().set_read_timeout(None)?;
        Ok((Watched(self.stream.get_ref().try_clone()?), self.stream))
    }

    fn send(&mut self, line: String, headers: &str, body: &[u8]) -> Result<Answer> {
        self.write(line, headers, body)?;
        let answer = self.read_answer()?;
        self.keep_cookies(&answer);
        Ok(answer)
    }

    fn write(&mut self, line: String, headers: &str, body: &[u8]) -> Result<()> {
        let cookies: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let head = format!(
            "{line} HTTP/1.1\r\nhost: {}\r\naccept-encoding: {}\r\naccept-language: ko\r\ncookie: {}\r\n{headers}\r\n",
            self.address,
            self.encodings,
            cookies.join("; ")
        );
        self.stream.get_mut().write_all(&[head.as_bytes(), body].concat())?;
        Ok(())
    }

    fn read_answer(&mut self) -> Result<Answer> {
        let mut bytes = 0;
        let status_line = self.read_line(&mut bytes)?;
        let status = status_line.split(' ').nth(1).and_then(|status| status.parse().ok()).context("no status")?;
        let mut head = Vec::new();
        loop {
            let line = self.read_line(&mut bytes)?;
            let Some((name, value)) = line.split_once(':') else { break };
            head.push((name.to_ascii_lowercase(), value.trim().to_owned()));
        }
        let mut answer = Answer { status, head, body: Vec::new(), bytes };
        match answer.header("content-length").and_then(|length| length.parse().ok()) {
            Some(length) => self.read_bytes(length, &mut answer)?,
            None if answer.header("transfer-encoding") == Some("chunked") => self.read_chunks(&mut answer)?,
            None => {}
        }
        Ok(answer)
    }

    fn read_chunks(&mut self, answer: &mut Answer) -> Result<()> {
        loop {
            let size = self.read_line(&mut answer.bytes)?;
            let size = usize::from_str_radix(&size, 16).context("a chunk without a size")?;
            self.read_bytes(size, answer)?;
            self.read_line(&mut answer.bytes)?;
            if size == 0 {
                return Ok(());
            }
        }
    }

    fn read_bytes(&mut self, count: usize, answer: &mut Answer) -> Result<()> {
        let start = answer.body.len();
        answer.body.resize(start + count, 0);
        let (_, free) = answer.body.split_at_mut(start);
        self.stream.read_exact(free)?;
        answer.bytes += count;
        Ok(())
    }

    fn read_line(&mut self, bytes: &mut usize) -> Result<String> {
        let mut line = String::new();
        match self.stream.read_line(&mut line)? {
            0 => bail!("the server closed the connection"),
            count => *bytes += count,
        }
        Ok(line.trim_end().to_owned())
    }

    fn keep_cookies(&mut self, answer: &Answer) {
        for (_, value) in answer.head.iter().filter(|(name, _)| name == "set-cookie") {
            let Some((name, value)) = value.split(';').next().and_then(|cookie| cookie.split_once('=')) else {
                continue;
            };
            self.cookies.retain(|(kept, _)| kept != name);
            self.cookies.push((name.to_owned(), value.to_owned()));
        }
    }
}

impl Answer {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.head.iter().find(|(found, _)| found == name).map(|(_, value)| value.as_str())
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// Fails unless the status is this one.
    pub fn expect(self, status: u16) -> Result<Answer> {
        if self.status != status {
            bail!("answered with {} instead of {status}: {}", self.status, self.text());
        }
        Ok(self)
    }
}
