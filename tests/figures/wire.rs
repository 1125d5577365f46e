//! Bytes that cross the wire for a page, heads included: with everything it needs at the first view, alone at later ones.

use std::collections::BTreeSet;

use anyhow::Result;
use tokio::task::block_in_place;

use super::{
    http::{AS_A_BROWSER, PLAIN},
    pages,
    program::Program,
    report::Report,
    store::Database,
    visitor::Visitor,
};

const FIRST_VIEW: usize = 100_000;
const LATER_VIEW: usize = 15_000;

pub async fn measure(database: &Database, ours: &Program, report: &mut Report) -> Result<()> {
    let seller = pages::seller(database, 1, 1).await?;
    let thread = seller.threads.first().map(|thread| format!("/inquiries/{}", thread.no)).unwrap_or_default();
    block_in_place(|| {
        let visitor = Visitor::sign_in(ours.address, seller.number)?;
        for (name, path) in [("inbox", "/inquiries"), ("thread", &thread)] {
            let (page, files) = bytes(&visitor, path)?;
            let all = page + files;
            report.judge(&format!("{name}: first view"), "≤ 100 KB", all <= FIRST_VIEW, kilobytes(all));
            report.judge(&format!("{name}: later views"), "≤ 15 KB", page <= LATER_VIEW, kilobytes(page));
        }
        Ok(())
    })
}

/// Of a page and of the files that it names.
fn bytes(visitor: &Visitor, path: &str) -> Result<(usize, usize)> {
    let mut browser = visitor.connection.another(AS_A_BROWSER)?;
    let page = browser.get(path)?.expect(200)?.bytes;
    let text = visitor.connection.another(PLAIN)?.get(path)?.expect(200)?.text();
    let mut files = 0;
    for file in files_of(&text) {
        files += browser.get(file)?.expect(200)?.bytes;
    }
    Ok((page, files))
}

/// The addresses of ours that stand in a page; a browser gets each once.
fn files_of(page: &str) -> BTreeSet<&str> {
    let starts = page.match_indices("\"/static/").filter_map(|(start, _)| page.get(start + 1..));
    starts.filter_map(|rest| rest.split(['"', '#']).next()).collect()
}

fn kilobytes(bytes: usize) -> String {
    format!("{:.1} KB", bytes as f64 / 1000.0)
}
