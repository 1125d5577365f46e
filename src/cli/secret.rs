//! The key of signatures when the settings name none: kept in the data directory, readable by its owner alone.

use std::{
    fs::{self, File},
    io::{self, ErrorKind, Write},
    os::unix::fs::OpenOptionsExt,
    path::Path,
};

use anyhow::{Context, bail};
use uuid::Uuid;

use crate::crypto::Secret;

/// The kept key; made at the first start. Of several first starts at once, one makes it and all use it.
pub(super) fn kept_secret(data_dir: &Path) -> anyhow::Result<Secret> {
    let path = data_dir.join("secret");
    match fs::read_to_string(&path) {
        Ok(text) => Secret::from_text(&text).with_context(|| format!("{} holds no key", path.display())),
        Err(error) if error.kind() == ErrorKind::NotFound => {
            fs::create_dir_all(data_dir).with_context(|| format!("{} cannot be made", data_dir.display()))?;
            let (secret, text) = Secret::generate();
            match keep(data_dir, &path, &text) {
                Ok(()) => Ok(secret),
                Err(error) if error.kind() == ErrorKind::AlreadyExists => kept_secret(data_dir),
                Err(error) => Err(error).with_context(|| format!("The key cannot be kept in {}", path.display())),
            }
        }
        Err(error) => bail!("The key {} cannot be read: {error}", path.display()),
    }
}

/// Writes beside and links into place, so that the file holds the whole key from its first moment, whenever the program is
/// killed. A link, unlike a renaming, never takes the place of another's key.
fn keep(data_dir: &Path, path: &Path, text: &str) -> io::Result<()> {
    let draft = data_dir.join(format!("secret.new-{}", Uuid::new_v4()));
    let kept = write(&draft, text).and_then(|()| fs::hard_link(&draft, path));
    // a draft that stays is a key that nobody uses
    let _ = fs::remove_file(&draft);
    kept?;
    File::open(data_dir)?.sync_all()
}

fn write(path: &Path, text: &str) -> io::Result<()> {
    let mut file = File::options().create_new(true).write(true).mode(0o600).open(path)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use std::{os::unix::fs::MetadataExt, thread};

    use super::*;

    fn files(folder: &Path) -> Vec<String> {
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
    }

    #[test]
    fn first_starts_at_once_use_one_key() {
        let folder = tempfile::tempdir().unwrap();
        let data_dir = folder.path().join("data");
        thread::scope(|threads| {
            for _ in 0..16 {
                threads.spawn(|| kept_secret(&data_dir).unwrap());
            }
        });
        let text = fs::read_to_string(data_dir.join("secret")).unwrap();
        assert!(keep(&data_dir, &data_dir.join("secret"), "another key").is_err());
        assert_eq!(fs::read_to_string(data_dir.join("secret")).unwrap(), text, "a key in place stays");
        assert_eq!(files(&data_dir), ["secret"], "no draft is left");
        assert_eq!(fs::metadata(data_dir.join("secret")).unwrap().mode() & 0o777, 0o600);
        assert!(Secret::from_text(&text).is_ok());
    }

    #[test]
    fn a_first_start_that_was_killed_while_it_wrote_stops_no_later_one() {
        let folder = tempfile::tempdir().unwrap();
        write(&folder.path().join("secret.new-of-the-killed"), "").unwrap();
        kept_secret(folder.path()).unwrap();
        let text = fs::read_to_string(folder.path().join("secret")).unwrap();
        assert!(Secret::from_text(&text).is_ok());
    }
}
