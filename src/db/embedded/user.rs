//! The account that the server runs under: PostgreSQL refuses root.

use std::{
    fs, io,
    os::unix::{
        fs::{DirBuilderExt, MetadataExt, PermissionsExt, lchown},
        process::CommandExt,
    },
    path::Path,
    process::{Command, Stdio},
};

use super::{EmbeddedError, Result, error::While};

/// Who runs the server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Account {
    pub(super) uid: u32,
    gid: u32,
    /// Whether that is somebody else than us, which only root can do.
    pub(super) switched: bool,
}

impl Account {
    /// Ourselves, unless we are root: then whoever owns the data already, else `postgres`, else `nobody`.
    pub(super) fn choose(data: &Path) -> Result<Account> {
        let (uid, gid) = (rustix::process::geteuid(), rustix::process::getegid());
        if !uid.is_root() {
            return Ok(Account { uid: uid.as_raw(), gid: gid.as_raw(), switched: false });
        }
        if let Ok(folder) = fs::symlink_metadata(data)
            && folder.uid() != 0
        {
            return Ok(Account { uid: folder.uid(), gid: folder.gid(), switched: true });
        }
        let users = fs::read_to_string("/etc/passwd").while_("reading", "/etc/passwd")?;
        ["postgres", "nobody"].iter().find_map(|name| named(&users, name)).ok_or(EmbeddedError::NoAccount)
    }

    /// A command that runs as this account, with nothing of our environment and in a process group of its own: Ctrl-C
    /// in a terminal must reach only us, or the server would be gone before we have said goodbye to it.
    pub(super) fn command(&self, program: impl AsRef<Path>) -> Command {
        let mut command = Command::new(program.as_ref());
        command.env_clear().envs([("PATH", "/usr/bin:/bin"), ("LC_ALL", "C"), ("TZ", "UTC")]);
        command.current_dir("/").stdin(Stdio::null()).process_group(0);
        if self.switched {
            command.uid(self.uid).gid(self.gid); // the standard library then drops root's other groups as well
        }
        command
    }

    /// Makes a folder that only this account may enter, or accepts one that it already owns. One that somebody else
    /// made beforehand is refused, never taken over: its maker could have left a way in.
    pub(super) fn private_folder(&self, path: &Path) -> Result<()> {
        match fs::DirBuilder::new().mode(0o700).create(path) {
            Ok(()) => return self.hand_over(path),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(EmbeddedError::io("making the folder", path, error)),
        }
        let found = fs::symlink_metadata(path).while_("looking at", path)?;
        if !found.is_dir() {
            return Err(EmbeddedError::NotAFolder { path: path.to_owned() });
        }
        if self.switched && found.uid() == 0 {
            self.hand_over(path)?; // made by root, which was killed before it handed the folder over
        } else if found.uid() != self.uid {
            return Err(EmbeddedError::Foreign { path: path.to_owned(), owner: found.uid(), expected: self.uid });
        }
        fs::set_permissions(path, fs::Permissions::from_mode(0o700)).while_("closing to others", path)
    }

    fn hand_over(&self, path: &Path) -> Result<()> {
        if self.switched {
            lchown(path, Some(self.uid), Some(self.gid)).while_("handing over", path)?;
        }
        Ok(())
    }

    /// Whether this account can walk down to a path: `/root` and many home folders are closed to it.
    pub(super) fn can_reach(&self, path: &Path) -> bool {
        path.ancestors().skip(1).filter_map(|folder| fs::metadata(folder).ok()).all(|folder| {
            let mode = folder.mode();
            mode & 0o001 != 0
                || (folder.gid() == self.gid && mode & 0o010 != 0)
                || (folder.uid() == self.uid && mode & 0o100 != 0)
        })
    }
}

/// The account of a name, from the text of `/etc/passwd`.
fn named(users: &str, name: &str) -> Option<Account> {
    let mut fields = users.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':'))?.split(':');
    let uid = fields.nth(1)?.parse().ok()?;
    let gid = fields.next()?.parse().ok()?;
    Some(Account { uid, gid, switched: true })
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]

    use super::*;

    fn me() -> Account {
        let (uid, gid) = (rustix::process::geteuid().as_raw(), rustix::process::getegid().as_raw());
        Account { uid, gid, switched: false }
    }

    #[test]
    fn an_account_is_read_from_the_list_of_users() {
        let users = "root:x:0:0:root:/root:/bin/sh\npostgresql:x:1:2::/:\npostgres:x:101:104:,,,:/var/lib:/bin/sh\n";
        assert_eq!(named(users, "postgres"), Some(Account { uid: 101, gid: 104, switched: true }));
        assert_eq!(named(users, "nobody"), None);
    }

    #[test]
    fn a_folder_of_ours_is_closed_to_others() {
        let base = tempfile::tempdir().unwrap();
        let folder = base.path().join("mine");
        fs::create_dir(&folder).unwrap();
        fs::set_permissions(&folder, fs::Permissions::from_mode(0o777)).unwrap();
        me().private_folder(&folder).unwrap();
        assert_eq!(fs::metadata(&folder).unwrap().mode() & 0o777, 0o700);
    }

    #[test]
    fn a_link_in_the_place_of_a_folder_is_refused() {
        let base = tempfile::tempdir().unwrap();
        let (target, link) = (base.path().join("target"), base.path().join("link"));
        fs::create_dir(&target).unwrap();
        std::os::unix::fs::symlink(&target, &link).unwrap();
        assert!(matches!(me().private_folder(&link), Err(EmbeddedError::NotAFolder { .. })));
    }

    #[test]
    fn a_folder_that_somebody_else_made_beforehand_is_refused() {
        let base = tempfile::tempdir().unwrap();
        let other = Account { uid: me().uid + 1, ..me() };
        let refused = other.private_folder(base.path()).unwrap_err();
        assert!(matches!(refused, EmbeddedError::Foreign { .. }), "{refused}");
    }

    #[test]
    fn a_folder_below_a_closed_one_is_out_of_reach() {
        let base = tempfile::tempdir().unwrap();
        fs::set_permissions(base.path(), fs::Permissions::from_mode(0o700)).unwrap();
        let other = Account { uid: me().uid + 1, gid: me().gid + 1, switched: true };
        assert!(me().can_reach(&base.path().join("pg")));
        assert!(!other.can_reach(&base.path().join("pg")));
    }
}
