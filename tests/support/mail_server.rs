//! A real mail server as a process of its own: Postfix delivering into a folder; where the tests do not run as root, which
//! Postfix needs, the SMTP server for tests that comes with it.

use std::{
    fs,
    net::{TcpListener, TcpStream},
    os::unix::fs::{PermissionsExt, chown},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use tempfile::TempDir;

use super::portal::Mail;

/// A mail server that takes mail for everybody.
pub struct MailServer {
    folder: TempDir,
    port: u16,
    kind: Kind,
}

enum Kind {
    Postfix,
    Sink(Child),
}

impl MailServer {
    /// Starts it and waits until it takes connections.
    pub fn start() -> MailServer {
        let folder = tempfile::Builder::new().prefix("portal-mail-").tempdir().unwrap();
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
        let port = free_port();
        let kind = if is_root() { start_postfix(folder.path(), port) } else { start_sink(folder.path(), port) };
        let server = MailServer { folder, port, kind };
        server.wait_until_it_listens();
        server
    }

    /// For `SMTP_URL`.
    pub fn url(&self) -> String {
        format!("smtp://127.0.0.1:{}", self.port)
    }

    /// Waits for a mail to an address whose subject or text holds `words`.
    pub async fn wait_for(&self, address: &str, words: &str) -> Mail {
        let patience = Instant::now() + Duration::from_secs(30);
        loop {
            let mails = self.mails();
            let found = mails.iter().find(|mail| {
                mail.to.eq_ignore_ascii_case(address) && (mail.subject.contains(words) || mail.text.contains(words))
            });
            if let Some(mail) = found {
                return mail.clone();
            }
            let seen: Vec<_> = mails.iter().map(|mail| (&mail.to, &mail.subject)).collect();
            assert!(Instant::now() < patience, "no mail to {address} with «{words}» among {seen:#?}");
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    }

    /// All mails so far.
    pub fn mails(&self) -> Vec<Mail> {
        let folder = match self.kind {
            Kind::Postfix => self.folder.path().join("mail/inbox/new"),
            Kind::Sink(_) => self.folder.path().join("sink"),
        };
        let mut files: Vec<PathBuf> =
            folder.read_dir().into_iter().flatten().flatten().map(|file| file.path()).collect();
        files.sort();
        files.iter().filter_map(|file| fs::read(file).ok()).map(|raw| Mail::parse(&raw)).collect()
    }

    fn wait_until_it_listens(&self) {
        let patience = Instant::now() + Duration::from_secs(15);
        while TcpStream::connect(("127.0.0.1", self.port)).is_err() {
            assert!(Instant::now() < patience, "the mail server does not listen; install the package postfix");
            std::thread::sleep(Duration::from_millis(50));
        }
    }
}

impl Drop for MailServer {
    fn drop(&mut self) {
        match &mut self.kind {
            Kind::Postfix => {
                let _ = postfix(self.folder.path(), "stop");
            }
            Kind::Sink(child) => {
                let _ = child.kill();
                let _ = child.wait();
            }
        }
    }
}

fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

fn is_root() -> bool {
    fs::metadata("/proc/self").is_ok_and(|me| std::os::unix::fs::MetadataExt::uid(&me) == 0)
}

fn start_sink(folder: &Path, port: u16) -> Kind {
    let sink = folder.join("sink");
    fs::create_dir(&sink).unwrap();
    let child = Command::new("smtp-sink")
        .env("PATH", path())
        .arg("-d")
        .arg(sink.join("%Y%m%d%H%M%S."))
        .arg(format!("127.0.0.1:{port}"))
        .arg("100")
        .stdout(Stdio::null())
        .spawn()
        .expect("smtp-sink of the package postfix");
    Kind::Sink(child)
}

fn start_postfix(folder: &Path, port: u16) -> Kind {
    for name in ["etc", "spool", "data", "mail"] {
        fs::create_dir(folder.join(name)).unwrap();
    }
    let (nobody, group) = account("nobody");
    chown(folder.join("mail"), Some(nobody), Some(group)).unwrap();
    chown(folder.join("data"), Some(account("postfix").0), None).unwrap();
    let at = folder.display();
    let main = format!(
        "compatibility_level = 3.6\nqueue_directory = {at}/spool\ndata_directory = {at}/data\nmail_owner = postfix\n\
         setgid_group = postdrop\ninet_interfaces = 127.0.0.1\ninet_protocols = ipv4\nmyhostname = mail.test.example\n\
         mydestination =\nmynetworks = 127.0.0.0/8\nalias_maps =\nlocal_recipient_maps =\n\
         virtual_mailbox_domains = static:all\nvirtual_mailbox_base = {at}/mail\nvirtual_mailbox_maps = static:inbox/\n\
         virtual_uid_maps = static:{nobody}\nvirtual_gid_maps = static:{group}\nvirtual_minimum_uid = 1\n\
         smtpd_relay_restrictions = permit_mynetworks, reject\nmaillog_file = {at}/data/postfix.log\n\
         maillog_file_prefixes = {at}\n"
    );
    fs::write(folder.join("etc/main.cf"), main).unwrap();
    let master = format!("{port} inet n - n - - smtpd\n{}", include_str!("postfix-master.cf"));
    fs::write(folder.join("etc/master.cf"), master).unwrap();
    assert!(postfix(folder, "start"), "Postfix did not start; install the package postfix");
    Kind::Postfix
}

fn postfix(folder: &Path, what: &str) -> bool {
    let mut command = Command::new("postfix");
    command.env("PATH", path()).arg("-c").arg(folder.join("etc")).arg(what);
    command.stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok_and(|status| status.success())
}

/// Mail servers live where only root usually looks.
fn path() -> String {
    format!("{}:/usr/sbin:/sbin", std::env::var("PATH").unwrap_or_default())
}

/// User and group number of a system account.
fn account(name: &str) -> (u32, u32) {
    let accounts = fs::read_to_string("/etc/passwd").unwrap();
    let line = accounts.lines().find(|line| line.starts_with(&format!("{name}:")));
    let fields: Vec<&str> = line.unwrap_or_else(|| panic!("no account {name}")).split(':').collect();
    (fields[2].parse().unwrap(), fields[3].parse().unwrap())
}
