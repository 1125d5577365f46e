//! Makes the cluster, whole or not at all.

use std::{
    fs::{self, File},
    io,
    path::Path,
    process::{Output, Stdio},
};

use super::{
    EmbeddedError, Result, SUPERUSER, Settings, error::While, find::Programs, folders::Folders, guard::Guard,
    user::Account,
};

/// Start of the name of a cluster that is being made.
const DRAFT: &str = "pg.new-";

/// Names of the character type, the first that the system knows is taken. It has to be UTF-8's: with C alone, trigram
/// search finds no Korean at all and `lower` knows no letter beyond ASCII. The order of text stays C's, which is the same
/// on every system and fast.
const CTYPES: [&str; 3] = ["C.UTF-8", "en_US.UTF-8", "UTF-8"];

/// A cluster on disk and all that is needed to run it.
#[derive(Debug)]
pub(super) struct Cluster {
    pub(super) folders: Folders,
    pub(super) account: Account,
    pub(super) programs: Programs,
    pub(super) settings: Settings,
    /// Whether it has just been made and may still be in the system's memory only.
    fresh: bool,
}

impl Cluster {
    /// Finds the programs and the account, and makes the cluster when there is none yet. Needs the home's lock.
    pub(super) fn prepare(home: &Path, settings: &Settings) -> Result<Cluster> {
        let (folders, account) = Folders::choose(home)?;
        let programs = Programs::find(&folders.data, settings.programs.as_deref())?;
        folders.make(&account)?;
        sweep(&folders.data);
        let fresh = !folders.data.join("PG_VERSION").exists();
        let cluster = Cluster { folders, account, programs, settings: settings.clone(), fresh };
        if fresh {
            cluster.make()?;
        }
        Ok(cluster)
    }

    /// Makes the cluster in a folder beside and renames it when it is whole, so that an interrupted attempt leaves
    /// nothing half made in the place of the data.
    fn make(&self) -> Result<()> {
        let data = &self.folders.data;
        let home = data.parent().unwrap_or(data);
        // a name of our own: the initdb of a killed process may still be writing into the folder of that attempt
        let draft = home.join(format!("{DRAFT}{}", std::process::id()));
        if fs::read_dir(data).while_("looking into", data)?.next().is_some() {
            return Err(EmbeddedError::NotACluster { path: data.clone() });
        }
        self.account.private_folder(&draft)?;
        self.initdb(&draft)?;
        fs::rename(&draft, data).while_("putting in place", data)?;
        Ok(())
    }

    /// Brings a new cluster to the disk while it already serves: beside a compiler that has just written its gigabytes,
    /// that takes longer than all else of a first start. Until then a power cut costs the database, which is seconds old.
    pub(super) fn write_down(&self) {
        if self.fresh
            && self.settings.durable
            && let Err(error) = self.try_write_down()
        {
            tracing::warn!(%error, "the new database could not be written to the disk at once");
        }
    }

    fn try_write_down(&self) -> io::Result<()> {
        let data = &self.folders.data;
        let mut initdb = self.account.command(self.programs.folder.join("initdb"));
        let done = initdb.arg("--sync-only").arg("-D").arg(data).output()?;
        if !done.status.success() {
            return Err(io::Error::other(String::from_utf8_lossy(&done.stderr).into_owned()));
        }
        File::open(data.parent().unwrap_or(data))?.sync_all()
    }

    pub(super) fn initdb(&self, draft: &Path) -> Result<()> {
        let mut output = String::new();
        for ctype in CTYPES {
            let done = self.try_initdb(draft, ctype)?;
            if done.status.success() {
                return Ok(());
            }
            output = String::from_utf8_lossy(&done.stderr).trim().to_owned();
            if !output.contains("locale") {
                break;
            }
        }
        if output.contains("could not look up effective user ID") {
            return Err(EmbeddedError::NamelessUser { uid: self.account.uid });
        }
        Err(EmbeddedError::Initdb { output })
    }

    fn try_initdb(&self, draft: &Path, ctype: &str) -> Result<Output> {
        let program = self.programs.folder.join("initdb");
        let mut initdb = self.account.command(&program);
        initdb.arg("-D").arg(draft).args(["-U", SUPERUSER, "-A", "trust", "-E", "UTF8", "--no-instructions"]);
        initdb.arg("--no-sync"); // see write_down
        initdb.arg("--locale=C").arg(format!("--lc-ctype={ctype}"));
        if self.programs.major >= 17 {
            initdb.args(["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]);
        }
        let running = initdb.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().while_("running", &program)?;
        let _guard = Guard::set(&self.account, running.id()).while_("running", "/bin/sh")?;
        running.wait_with_output().while_("running", &program)
    }
}

/// Removes what interrupted attempts left beside the data. One that is still being written to stays until next time.
fn sweep(data: &Path) {
    let beside = data.parent().and_then(|home| fs::read_dir(home).ok());
    for entry in beside.into_iter().flatten().flatten() {
        if entry.file_name().to_string_lossy().starts_with(DRAFT)
            && let Err(error) = fs::remove_dir_all(entry.path())
        {
            tracing::warn!(%error, path = %entry.path().display(), "an unfinished cluster could not be removed");
        }
    }
}
