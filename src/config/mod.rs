//! The settings: flags, with the environment as their default.
//!
//! Each setting is parsed here once, into the type that is used. `.env.example` lists them all; a test keeps the two equal.

mod smtp_url;
mod values;

use std::{
    net::SocketAddr,
    num::{NonZeroU32, NonZeroUsize},
    path::PathBuf,
    time::Duration,
};

use chrono::NaiveDate;
use clap::{Args, FromArgMatches, ValueEnum};
use ipnet::IpNet;

use self::values::{Unrepeated, network, time, time_or_none};
pub use self::{
    smtp_url::{SmtpUrl, SmtpUrlFault, Tls},
    values::{DatabaseUrl, PublicUrl, RetrySchedule},
};

use crate::{
    calendar::{DuePolicy, Holidays, Reminders},
    crypto::Secret,
    text::EmailAddress,
};

/// What is logged unless it is set: what happens, without the list of embedded files.
pub const LOG_FILTER: &str = "info,memory_serve=warn";

/// All settings of a process.
#[derive(Debug, Clone, Args)]
pub struct Config {
    /// Where to listen for browsers
    #[arg(long, env, default_value = "127.0.0.1:8080", help_heading = "Basics")]
    pub listen: SocketAddr,
    /// The address people open, behind a proxy; without it, that of `LISTEN`
    #[arg(long, env, value_name = "https://voc.example", help_heading = "Basics")]
    public_url: Option<PublicUrl>,
    /// Where the embedded database and the key are kept
    #[arg(long, env, default_value = "./data", help_heading = "Basics")]
    pub data_dir: PathBuf,
    /// PostgreSQL 15 or newer; without it, a private one runs in `DATA_DIR`
    #[arg(
        long,
        env,
        value_name = "postgres://user:password@host/database", value_parser = Unrepeated(str::parse::<DatabaseUrl>),
        hide_env_values = true,
        help_heading = "Basics"
    )]
    pub database_url: Option<DatabaseUrl>,
    /// The folder of PostgreSQL's programs for the private one; without it, the usual places are searched
    #[arg(long, env, value_name = "/usr/lib/postgresql/17/bin", help_heading = "Basics")]
    pub pg_bindir: Option<PathBuf>,
    /// Connections to the database, at most
    #[arg(long, env, default_value = "16", help_heading = "Basics")]
    pub database_connections: NonZeroU32,
    /// The key of all signatures, at least 32 characters; without it, one is made and kept in `DATA_DIR`
    #[arg(long, env, value_name = "random-characters", value_parser = Unrepeated(Secret::from_text), hide_env_values = true, help_heading = "Basics")]
    pub secret: Option<Secret>,
    /// Proxies whose X-Forwarded-For is believed: addresses or networks, with commas
    #[arg(long, env, value_name = "10.0.0.0/8,::1", value_delimiter = ',', value_parser = network, help_heading = "Basics")]
    pub trusted_proxies: Vec<IpNet>,
    /// How logs are written
    #[arg(long, env, value_enum, default_value_t = LogFormat::Text, help_heading = "Basics")]
    pub log_format: LogFormat,
    /// What is logged: a level, or levels by module
    #[arg(long, env, default_value = LOG_FILTER, help_heading = "Basics")]
    pub log_filter: String,
    /// The three days and what belongs to them.
    #[command(flatten)]
    pub rules: Rules,
    /// Sending mail.
    #[command(flatten)]
    pub mail: Mail,
    /// Signing in.
    #[command(flatten)]
    pub sign_in: SignIn,
    /// The public form.
    #[command(flatten)]
    pub contact: Contact,
    /// Files of messages.
    #[command(flatten)]
    pub attachments: Attachments,
    /// What one client may take.
    #[command(flatten)]
    pub limits: Limits,
}

/// When answers are due, and what happens around it.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Rules")]
pub struct Rules {
    /// When an answer is due: `72h`, `3 civil days` or `3 business days` (in Korea)
    #[arg(long, env, default_value = "72h")]
    pub due_policy: DuePolicy,
    /// Days off that the government added, with commas
    #[arg(long, env, value_name = "2026-12-24,2027-06-07", value_delimiter = ',')]
    pub holidays: Vec<NaiveDate>,
    /// How long before it is due the developer is reminded first
    #[arg(long, env, default_value = "24h", value_parser = time)]
    first_reminder: Duration,
    /// How long before it is due the developer is reminded again
    #[arg(long, env, default_value = "4h", value_parser = time)]
    second_reminder: Duration,
    /// How long an answer can be undone before it goes out
    #[arg(long, env, default_value = "10s", value_parser = time_or_none)]
    pub undo_time: Duration,
    /// After how long without a word an answered inquiry closes
    #[arg(long, env, default_value = "14days", value_parser = time)]
    pub quiet_close: Duration,
    /// How long after the end a customer is asked by mail how it was, once; `0s`: never
    #[arg(long, env, default_value = "1h", value_parser = time_or_none)]
    pub satisfaction_after: Duration,
    /// How often to look for what is due, at least
    #[arg(long, env, default_value = "1s", value_parser = time)]
    pub scan_every: Duration,
}

/// How mail goes out.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Mail")]
pub struct Mail {
    /// The mail server: `smtp+starttls://` (587) or `smtps://` (465); without it, mail is only shown on the mailbox page
    #[arg(long, env, value_name = "smtp+starttls://user:password@host", value_parser = Unrepeated(str::parse::<SmtpUrl>), hide_env_values = true)]
    pub smtp_url: Option<SmtpUrl>,
    /// The sender of all mail
    #[arg(long, env, default_value = "voc@portal.example")]
    pub mail_from: EmailAddress,
    /// Where operations are told of new cases
    #[arg(long, env, default_value = "operations@portal.example")]
    pub operations_email: EmailAddress,
    /// Connections to the mail server, at most
    #[arg(long, env, default_value = "8")]
    pub mail_connections: NonZeroUsize,
    /// Mails under way to one recipient domain, at most: less than half of the connections, so that two dead domains delay nobody else
    #[arg(long, env, default_value = "3")]
    pub mail_lane: NonZeroUsize,
    /// Waits between attempts, with commas; the last one repeats
    #[arg(long, env, default_value = "1m,5m,15m,30m,1h")]
    pub mail_retry: RetrySchedule,
    /// When to give a mail up
    #[arg(long, env, default_value = "5days", value_parser = time)]
    pub mail_give_up: Duration,
    /// How long a mail belongs to a process that no longer says it lives
    #[arg(long, env, default_value = "60s", value_parser = time)]
    pub mail_lease: Duration,
    /// How long the mail server may take to answer a command; five times as long to take a message
    #[arg(long, env, default_value = "60s", value_parser = time)]
    pub smtp_timeout: Duration,
    /// How long to wait for the answer to the final dot (RFC 5321: 10 minutes; less doubles mail)
    #[arg(long, env, default_value = "10m", value_parser = time)]
    pub smtp_final_timeout: Duration,
}

/// Sessions and failed sign-ins.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Signing in")]
pub struct SignIn {
    /// After how long without a request a session ends
    #[arg(long, env, default_value = "12h", value_parser = time)]
    pub session_idle: Duration,
    /// After how long a session ends in any case
    #[arg(long, env, default_value = "7days", value_parser = time)]
    pub session_max: Duration,
    /// For how long failed sign-ins are counted
    #[arg(long, env, default_value = "15m", value_parser = time)]
    pub sign_in_window: Duration,
    /// Failed sign-ins to one account from one network address, at most
    #[arg(long, env, default_value = "10")]
    pub sign_in_tries: NonZeroU32,
    /// Failed sign-ins to one account from all addresses where its owner never was, at most
    #[arg(long, env, default_value = "20")]
    pub sign_in_tries_per_account: NonZeroU32,
    /// Failed sign-ins to all accounts from one network address, at most
    #[arg(long, env, default_value = "50")]
    pub sign_in_tries_per_ip: NonZeroU32,
    /// Whether operations staff must have a second factor
    #[arg(long, env, value_enum, default_value_t = SecondFactorPolicy::Required)]
    pub staff_second_factor: SecondFactorPolicy,
    /// For how long one proof of who somebody is lets them decide on money and change how they sign in
    #[arg(long, env, default_value = "10m", value_parser = time)]
    pub step_up_time: Duration,
}

/// What the public form takes: it must not become a mail cannon.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Contact Seller")]
pub struct Contact {
    /// For how long inquiries and messages are counted
    #[arg(long, env, default_value = "1h", value_parser = time)]
    pub contact_window: Duration,
    /// Inquiries of one e-mail address, at most
    #[arg(long, env, default_value = "5")]
    pub contact_per_email: NonZeroU32,
    /// Inquiries from one network address, at most
    #[arg(long, env, default_value = "20")]
    pub contact_per_ip: NonZeroU32,
    /// Messages through the link of one inquiry, at most
    #[arg(long, env, default_value = "20")]
    pub contact_per_link: NonZeroU32,
    /// How long after one confirmation mail the same address gets no other
    #[arg(long, env, default_value = "1h", value_parser = time)]
    pub confirmation_every: Duration,
    /// How long an inquiry waits for its confirmation before it is deleted
    #[arg(long, env, default_value = "7days", value_parser = time)]
    pub confirm_within: Duration,
}

/// What may be attached.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Attachments")]
pub struct Attachments {
    /// Files of one message, at most
    #[arg(long, env, default_value = "5")]
    pub attachment_count: NonZeroUsize,
    /// Mebibytes of one file, at most; the database takes no more than 10
    #[arg(long, env, default_value = "10", value_parser = clap::value_parser!(u8).range(1..=10))]
    attachment_mib: u8,
}

/// What one client may take of the server.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Server limits")]
pub struct Limits {
    /// Connections at a time
    #[arg(long, env, default_value = "800")]
    pub max_connections: NonZeroUsize,
    /// Connections at a time from one network address; trusted proxies are not counted
    #[arg(long, env, default_value = "64")]
    pub max_connections_per_ip: NonZeroUsize,
    /// How long a client may take for the head of a request
    #[arg(long, env, default_value = "10s", value_parser = time)]
    pub header_timeout: Duration,
    /// How long a client may stall while it sends a form or takes a page
    #[arg(long, env, default_value = "20s", value_parser = time)]
    pub body_timeout: Duration,
    /// How long an answer may take before the page says that it is busy
    #[arg(long, env, default_value = "10s", value_parser = time)]
    pub request_timeout: Duration,
}

impl Config {
    /// The settings of these flags and the shipped defaults alone, whatever the environment holds: for tests and the demo.
    ///
    /// # Errors
    /// When a flag is unknown or its value is refused.
    pub fn without_environment<'a>(flags: impl IntoIterator<Item = &'a str>) -> Result<Config, clap::Error> {
        let command = Config::augment_args(clap::Command::new("devcenter").no_binary_name(true));
        let matches = command.mut_args(|arg| arg.env(None)).try_get_matches_from(flags)?;
        Config::from_arg_matches(&matches)
    }

    /// The address people open, without a slash at its end.
    pub fn public_url(&self) -> PublicUrl {
        self.public_url.clone().unwrap_or_else(|| PublicUrl::of(self.listen))
    }
}

impl Rules {
    /// Korea's holidays with those of the settings.
    pub fn holidays(&self) -> Holidays {
        Holidays::korea(self.holidays.iter().copied())
    }

    /// How long before the due moment the developer is reminded.
    pub fn reminders(&self) -> Reminders {
        Reminders { first: self.first_reminder, second: self.second_reminder }
    }
}

impl Attachments {
    /// Bytes of one file, at most.
    pub fn max_bytes(&self) -> usize {
        usize::from(self.attachment_mib) << 20
    }
}

/// Whether a second factor must be set up before anything else opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum SecondFactorPolicy {
    /// It must.
    Required,
    /// Each person decides.
    Optional,
}

/// How logs are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum LogFormat {
    /// A line for people.
    Text,
    /// A JSON object a line, for machines.
    Json,
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests;
