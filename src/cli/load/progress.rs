//! How far the loading is: a bar for people at a terminal, a line every tenth for everybody else.

use std::sync::Mutex;

use indicatif::{HumanCount, HumanDuration, ProgressBar, ProgressStyle};

/// Shown as the bar's text.
const BAR: &str = "{msg} {wide_bar} {human_pos} of {human_len}, {per_sec}, {eta} left";

/// Counts one kind of thing that is loaded.
#[derive(Debug)]
pub(super) struct Progress {
    bar: ProgressBar,
    what: &'static str,
    all: u64,
    tenths: Mutex<u64>,
}

impl Progress {
    pub(super) fn of(what: &'static str, all: u64) -> Progress {
        let bar = ProgressBar::new(all).with_message(what);
        if let Ok(style) = ProgressStyle::with_template(BAR) {
            bar.set_style(style);
        }
        Progress { bar, what, all, tenths: Mutex::new(0) }
    }

    pub(super) fn add(&self, more: u64) {
        self.bar.inc(more);
        if self.bar.is_hidden() {
            self.print_tenth();
        }
    }

    fn print_tenth(&self) {
        let done = self.bar.position();
        let tenth = done * 10 / self.all.max(1);
        let mut tenths = self.tenths.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if tenth <= *tenths {
            return;
        }
        *tenths = tenth;
        eprintln!(
            "{}: {} of {}, {} a second, {} left",
            self.what,
            HumanCount(done),
            HumanCount(self.all),
            HumanCount(self.bar.per_sec() as u64),
            HumanDuration(self.bar.eta())
        );
    }

    pub(super) fn end(&self) {
        self.bar.finish_and_clear();
    }
}
