//! The table.

use std::{collections::HashMap, fs, path::Path, process::Command};

use anyhow::{Context, Result, bail};
use clap::ValueEnum;

use super::{Part, processes, store::Database};

/// What is measured, in words, and its target.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Figure {
    name: String,
    target: String,
}

/// All figures of a run: a line for each, a column for each size.
pub struct Report {
    sizes: Vec<u64>,
    column: usize,
    order: Vec<Figure>,
    cells: HashMap<(Figure, usize), String>,
    notes: Vec<String>,
    /// Parts that could not be measured, and why.
    unmeasured: Vec<String>,
}

impl Report {
    /// An empty table for these sizes.
    pub fn new(sizes: &[u64]) -> Report {
        let (order, cells, notes, unmeasured) = (Vec::new(), HashMap::new(), Vec::new(), Vec::new());
        Report { sizes: sizes.to_vec(), column: 0, order, cells, notes, unmeasured }
    }

    /// What follows is measured in this database.
    pub fn begin(&mut self, column: usize, database: &Database) {
        self.column = column;
        self.notes.push(database.story.clone());
    }

    /// A figure without a target.
    pub fn put(&mut self, name: &str, value: impl Into<String>) {
        self.enter(Figure { name: name.to_owned(), target: String::new() }, value.into());
    }

    /// A figure with its target, and whether it meets it.
    pub fn judge(&mut self, name: &str, target: &str, met: bool, value: impl Into<String>) {
        let (value, mark) = (value.into(), if met { "" } else { " **missed**" });
        self.enter(Figure { name: name.to_owned(), target: target.to_owned() }, format!("{value}{mark}"));
    }

    /// A part came to its end, or could not be measured.
    pub fn ended(&mut self, part: Part, measured: Result<()>) {
        let Err(error) = measured else { return };
        let part = part.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default();
        let size = self.sizes.get(self.column).copied().map(thousands).unwrap_or_default();
        let why = format!("«{part}» could not be measured at {size} inquiries: {error:#}.");
        eprintln!("    {why}");
        self.unmeasured.push(why);
    }

    fn enter(&mut self, figure: Figure, value: String) {
        eprintln!("    {}: {value} {}", figure.name, figure.target);
        if !self.order.contains(&figure) {
            self.order.push(figure.clone());
        }
        self.cells.insert((figure, self.column), value);
    }

    /// Prints the table and keeps it as `target/figures.md`. Whatever could not be measured is an error.
    pub fn publish(&self) -> Result<()> {
        let text = self.text();
        println!("\n{text}");
        let path = target().join("figures.md");
        fs::write(&path, text).with_context(|| format!("{} cannot be written", path.display()))?;
        eprintln!("Kept as {}", path.display());
        match self.unmeasured.len() {
            0 => Ok(()),
            parts => bail!("the table is not whole, {parts} missing:\n{}", self.unmeasured.join("\n")),
        }
    }

    fn text(&self) -> String {
        let sizes: String = self.sizes.iter().map(|size| format!(" {} inquiries |", thousands(*size))).collect();
        let mut text = format!("| figure | target |{sizes}\n|---|---|{}\n", "---|".repeat(self.sizes.len()));
        for figure in &self.order {
            let cell = |column| self.cells.get(&(figure.clone(), column)).map_or("", String::as_str);
            let cells: String = (0..self.sizes.len()).map(|column| format!(" {} |", cell(column))).collect();
            text.push_str(&format!("| {} | {} |{cells}\n", figure.name, figure.target));
        }
        text.push_str(&format!("\n{}\n", machine()));
        for note in self.notes.iter().chain(&self.unmeasured) {
            text.push_str(&format!("{note}\n"));
        }
        text
    }
}

/// What the figures were measured on.
fn machine() -> String {
    let first = |file: &str, key: &str| {
        let text = fs::read_to_string(file).unwrap_or_default();
        let line = text.lines().find(|line| line.starts_with(key)).unwrap_or_default();
        line.split_once(':').map(|(_, value)| value.trim().to_owned()).unwrap_or_default()
    };
    let commit = Command::new("git").args(["describe", "--always", "--dirty"]).output();
    let commit = commit.map(|output| String::from_utf8_lossy(&output.stdout).trim().to_owned()).unwrap_or_default();
    format!(
        "Machine: {} × {}, {}, Linux {}; commit {commit}; client and database on the same machine.",
        processes::cores(),
        first("/proc/cpuinfo", "model name"),
        first("/proc/meminfo", "MemTotal"),
        fs::read_to_string("/proc/sys/kernel/osrelease").unwrap_or_default().trim(),
    )
}

/// The folder of what is built.
pub fn target() -> &'static Path {
    let below = Path::new(env!("CARGO_TARGET_TMPDIR"));
    below.parent().unwrap_or(below)
}

/// `1,000,000`
pub fn thousands(n: u64) -> String {
    match n {
        0..1000 => n.to_string(),
        _ => format!("{},{:03}", thousands(n / 1000), n % 1000),
    }
}
