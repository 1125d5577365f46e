//! One process owns the server of a folder. The lock goes with its holder, however that ends; the file tells others who
//! holds it and, once the server is up, where to connect.

use std::{
    fs::{self, File, TryLockError},
    io::{Seek, SeekFrom, Write},
    os::unix::{ffi::OsStrExt, fs::OpenOptionsExt},
    path::{Path, PathBuf},
};

use super::{Result, error::While};

/// The lock of a folder, held until dropped.
#[derive(Debug)]
pub(super) struct Lock {
    file: File,
    path: PathBuf,
}

/// The outcome of asking for the lock.
pub(super) enum Claim {
    /// It is ours.
    Taken(Lock),
    /// Another process has it.
    Held {
        /// That process.
        pid: Option<u32>,
        /// The folder of the socket, once its server is up.
        sockets: Option<PathBuf>,
    },
}

impl Lock {
    /// Takes the lock of a folder, or tells who has it.
    pub(super) fn claim(home: &Path) -> Result<Claim> {
        let path = home.join("pg.lock");
        let file = File::options()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .mode(0o600)
            .open(&path)
            .while_("opening", &path)?;
        match file.try_lock() {
            Ok(()) => {
                let lock = Lock { file, path };
                lock.write(b"")?;
                Ok(Claim::Taken(lock))
            }
            Err(TryLockError::WouldBlock) => Ok(read(&path)),
            Err(TryLockError::Error(error)) => Err(error).while_("locking", &path),
        }
    }

    /// Tells those who want to join where the server is.
    pub(super) fn announce(&self, sockets: &Path) -> Result<()> {
        self.write(sockets.as_os_str().as_bytes())
    }

    fn write(&self, sockets: &[u8]) -> Result<()> {
        let mut text = format!("{}\n", std::process::id()).into_bytes();
        text.extend_from_slice(sockets);
        let write = || {
            let mut file = &self.file;
            file.set_len(0)?;
            file.seek(SeekFrom::Start(0))?;
            file.write_all(&text)
        };
        write().while_("writing", &self.path)
    }
}

fn read(path: &Path) -> Claim {
    let text = fs::read_to_string(path).unwrap_or_default();
    let (pid, sockets) = text.split_once('\n').unwrap_or_default();
    let sockets = (!sockets.is_empty()).then(|| PathBuf::from(sockets));
    Claim::Held { pid: pid.parse().ok(), sockets }
}
