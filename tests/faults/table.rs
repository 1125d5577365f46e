//! What happened at each message of a step, for people to read.

use std::fmt::Write as _;

/// Rows of one step.
pub struct Table {
    name: String,
    columns: &'static [&'static str],
    rows: Vec<Vec<String>>,
}

impl Table {
    pub fn new(name: &str, columns: &'static [&'static str]) -> Table {
        Table { name: name.to_owned(), columns, rows: Vec::new() }
    }

    pub fn add(&mut self, row: &[&str]) {
        assert_eq!(row.len(), self.columns.len());
        self.rows.push(row.iter().map(|cell| cell.replace('|', "\\|")).collect());
    }

    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is a row of a message that says this.
    pub fn has(&self, said: &str) -> bool {
        self.rows.iter().flatten().any(|cell| cell.contains(said))
    }

    /// Keeps the table beside the build, as Markdown.
    pub fn keep(&self) {
        let mut text = format!("| n | {} |\n|---|{}\n", self.columns.join(" | "), "---|".repeat(self.columns.len()));
        for (n, row) in self.rows.iter().enumerate() {
            writeln!(text, "| {} | {} |", n + 1, row.join(" | ")).unwrap();
        }
        let path = format!("{}/{}.md", env!("CARGO_TARGET_TMPDIR"), self.name);
        std::fs::write(path, text).unwrap();
    }
}
