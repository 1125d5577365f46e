//! Where the server's files lie.

use std::{
    env, fs,
    path::{Path, PathBuf},
};

use sha2::{Digest, Sha256};

use super::{Result, error::While, user::Account};

/// The longest path of a socket that both Linux (107 bytes) and macOS (103) take, without the file's own name.
const SOCKET_FOLDER_MAX: usize = 103 - "/.s.PGSQL.5432".len();

/// The folders and files of one server.
#[derive(Debug)]
pub(super) struct Folders {
    /// The cluster.
    pub(super) data: PathBuf,
    /// The folder of its socket: only the server's account may enter.
    pub(super) sockets: PathBuf,
    /// What the server says.
    pub(super) log: PathBuf,
}

impl Folders {
    /// The folders for a home, and the account that will own them.
    pub(super) fn choose(home: &Path) -> Result<(Folders, Account)> {
        let (mut data, mut account) = (home.join("pg"), Account::choose(&home.join("pg"))?);
        if account.switched && !account.can_reach(&data) {
            data = elsewhere(home).join("pg");
            account = Account::choose(&data)?;
            tracing::info!(data = %data.display(), "the database's account cannot reach {}", home.display());
        }
        let sockets = socket_folder(&data);
        Ok((Folders { data, sockets, log: home.join("pg.log") }, account))
    }

    /// Makes the place of the data, private to the account.
    pub(super) fn make(&self, account: &Account) -> Result<()> {
        if let Some(parent) = self.data.parent() {
            fs::create_dir_all(parent).while_("making the folder", parent)?;
        }
        account.private_folder(&self.data)
    }

    /// Removes the folder of the socket, once the server has gone. It may have been swept away already.
    pub(super) fn remove_sockets(&self) {
        let _ = fs::remove_dir(&self.sockets);
    }
}

/// Makes the folder and gives its one true name, so that two ways to write it lead to the same server.
pub(super) fn make_home(home: &Path) -> Result<PathBuf> {
    fs::create_dir_all(home).while_("making the folder", home)?;
    fs::canonicalize(home).while_("looking at", home)
}

/// Below `/root`, which the server's account cannot enter, the data move to a place of the same name in `/var/lib`.
fn elsewhere(home: &Path) -> PathBuf {
    let name = home.to_string_lossy().replace('/', "-");
    PathBuf::from(format!("/var/lib/devcenter{name}"))
}

/// Not below the data: the path of a socket has to be short. `/run` is root's own, the runtime folder is the person's
/// own; only where neither is there does the folder lie in `/tmp`, where others could have made it first (and then it
/// is refused).
fn socket_folder(data: &Path) -> PathBuf {
    let uid = rustix::process::geteuid();
    let digest = Sha256::digest(data.as_os_str().as_encoded_bytes());
    let tag: String = digest.iter().take(4).map(|byte| format!("{byte:02x}")).collect();
    let name = format!("devcenter-{}-{tag}", uid.as_raw());
    let base = if uid.is_root() { Some("/run".into()) } else { env::var_os("XDG_RUNTIME_DIR").map(PathBuf::from) };
    base.filter(|base| base.is_dir())
        .map(|base| base.join(&name))
        .filter(|folder| folder.as_os_str().len() <= SOCKET_FOLDER_MAX)
        .unwrap_or_else(|| Path::new("/tmp").join(name))
}
