//! Finds the server's programs on the machine.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

use super::{EmbeddedError, Result, install};

/// The oldest major version whose SQL the portal uses.
pub(super) const OLDEST: u32 = 15;

/// A folder with `initdb` and `postgres`, and their major version.
#[derive(Debug, Clone)]
pub(super) struct Programs {
    pub(super) folder: PathBuf,
    pub(super) major: u32,
}

impl Programs {
    /// The programs for a data folder: its own major version where it has one, for no other can read it.
    pub(super) fn find(data: &Path, chosen: Option<&Path>) -> Result<Programs> {
        let found = candidates(chosen).into_iter().filter_map(|folder| Programs::in_folder(&folder));
        choose(found, data, major_of(data))
    }

    fn in_folder(folder: &Path) -> Option<Programs> {
        let folder = fs::canonicalize(folder).ok()?;
        if !folder.join("initdb").exists() {
            return None;
        }
        let said = Command::new(folder.join("postgres")).arg("-V").output().ok()?;
        let major = parse_version(&String::from_utf8_lossy(&said.stdout))?;
        Some(Programs { folder, major })
    }
}

fn choose(found: impl Iterator<Item = Programs>, data: &Path, wanted: Option<u32>) -> Result<Programs> {
    let mut installed = Vec::new();
    for programs in found {
        if wanted.map_or(programs.major >= OLDEST, |wanted| wanted == programs.major) {
            return Ok(programs);
        }
        installed.push(programs.major);
    }
    installed.sort_unstable();
    installed.dedup();
    match wanted {
        Some(wanted) if !installed.is_empty() => {
            Err(EmbeddedError::OtherVersion { data: data.to_owned(), wanted, installed })
        }
        _ => match installed.last() {
            Some(newest) => Err(EmbeddedError::TooOld { newest: *newest, advice: install::advice_for_newer() }),
            None => Err(EmbeddedError::NoPrograms { advice: install::advice() }),
        },
    }
}

/// The major version that made a data folder; none when nothing has been made yet.
fn major_of(data: &Path) -> Option<u32> {
    fs::read_to_string(data.join("PG_VERSION")).ok()?.trim().parse().ok()
}

/// `postgres (PostgreSQL) 15.18 (Debian …)` → 15; also `18beta1`.
fn parse_version(said: &str) -> Option<u32> {
    leading_number(said.split_whitespace().nth(2)?)
}

fn leading_number(text: &str) -> Option<u32> {
    text.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok()
}

/// Every folder that may hold the programs, best first: what the person chose, what a shell would run, then the places
/// where the packages of each system put them.
fn candidates(chosen: Option<&Path>) -> Vec<PathBuf> {
    let mut folders: Vec<PathBuf> = chosen.map(Path::to_owned).into_iter().collect();
    folders.extend(on_path());
    folders.extend(from_pg_config());
    folders.extend(versions_in("/usr/lib/postgresql", "", "bin")); // Debian, Ubuntu
    folders.extend(versions_in("/usr", "pgsql-", "bin")); // PostgreSQL's own packages for Fedora and its kin
    folders.extend(versions_in("/usr/libexec", "postgresql", "")); // Alpine
    folders.extend(versions_in("/usr/lib", "postgresql", "bin")); // SUSE
    for brew in ["/opt/homebrew/opt", "/usr/local/opt", "/home/linuxbrew/.linuxbrew/opt"] {
        folders.extend(versions_in(brew, "postgresql", "bin"));
    }
    folders.extend(versions_in("/Applications/Postgres.app/Contents/Versions", "", "bin"));
    folders
}

/// Links are followed: PostgreSQL finds its other files relative to the place of the real program, not of a link to it.
fn on_path() -> Vec<PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    env::split_paths(&path)
        .filter_map(|folder| fs::canonicalize(folder.join("postgres")).ok())
        .filter_map(|program| program.parent().map(Path::to_owned))
        .collect()
}

fn from_pg_config() -> Option<PathBuf> {
    let said = Command::new("pg_config").arg("--bindir").output().ok()?;
    Some(String::from_utf8_lossy(&said.stdout).trim().into())
}

/// The folders `base/<prefix><version>…/<sub>`, newest version first.
fn versions_in(base: &str, prefix: &str, sub: &str) -> Vec<PathBuf> {
    let mut found: Vec<(u32, PathBuf)> = fs::read_dir(base)
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| {
            let name = entry.file_name().into_string().ok()?;
            let version = name.strip_prefix(prefix)?.trim_start_matches('@');
            Some((leading_number(version).unwrap_or(0), entry.path().join(sub)))
        })
        .collect();
    found.sort();
    found.into_iter().rev().map(|(_, folder)| folder).collect()
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]

    use super::*;

    fn programs(major: u32) -> Programs {
        Programs { folder: "/somewhere".into(), major }
    }

    #[test]
    fn the_version_is_read_from_what_the_server_says() {
        assert_eq!(parse_version("postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)"), Some(15));
        assert_eq!(parse_version("postgres (PostgreSQL) 18beta1"), Some(18));
        assert_eq!(parse_version("nonsense"), None);
    }

    #[test]
    fn folders_are_tried_newest_first() {
        let base = tempfile::tempdir().unwrap();
        for name in ["postgresql@9.6", "postgresql@17", "postgresql@16", "other"] {
            fs::create_dir(base.path().join(name)).unwrap();
        }
        let found = versions_in(base.path().to_str().unwrap(), "postgresql", "bin");
        let expected = ["postgresql@17/bin", "postgresql@16/bin", "postgresql@9.6/bin"];
        assert_eq!(found, expected.map(|name| base.path().join(name)));
    }

    #[test]
    fn a_new_folder_takes_the_first_version_that_is_new_enough() {
        let found = choose([14, 17, 16].map(programs).into_iter(), Path::new("/data"), None);
        assert_eq!(found.unwrap().major, 17);
    }

    #[test]
    fn an_existing_folder_takes_its_own_version_only() {
        let found = choose([17, 16].map(programs).into_iter(), Path::new("/data"), Some(16));
        assert_eq!(found.unwrap().major, 16);
        let refused = choose([17, 16, 17].map(programs).into_iter(), Path::new("/data"), Some(15)).unwrap_err();
        assert!(refused.to_string().contains("of PostgreSQL 15, but only 16, 17 is installed"), "{refused}");
    }

    #[test]
    fn too_old_a_server_is_named_with_the_way_to_a_newer_one() {
        let refused = choose([13, 14].map(programs).into_iter(), Path::new("/data"), None).unwrap_err();
        assert!(
            refused.to_string().starts_with("the newest PostgreSQL server on this machine is 14, but 15"),
            "{refused}"
        );
        let refused = choose([].into_iter(), Path::new("/data"), None).unwrap_err();
        assert!(refused.to_string().starts_with("no PostgreSQL server 15 or newer"), "{refused}");
    }
}
