//! The schema, as its migrations state it.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::LazyLock,
};

/// All migrations, one after the other.
pub fn migrations() -> &'static str {
    static TEXT: LazyLock<String> = LazyLock::new(|| {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations");
        let mut paths: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        paths.sort();
        paths.iter().map(|path| fs::read_to_string(path).unwrap()).collect()
    });
    &TEXT
}
