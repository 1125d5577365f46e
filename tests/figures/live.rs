//! Answers by sixteen connections at once while tabs are open: what live pages cost. A tab does what a browser's does: it is
//! told that its page is another, and fetches it.

use std::{
    io::BufRead,
    thread::{self, JoinHandle},
    time::Duration,
};

use anyhow::{Context, Result};
use tokio::task::block_in_place;

use super::{
    http::{AS_A_BROWSER, Watched},
    pages::{self, Both, CALLERS, Seller},
    replies,
    report::Report,
    rounds::ms,
    visitor::Visitor,
};

/// Open tabs of each round.
const TABS: [usize; 3] = [0, 16, 200];
/// Inquiries of each seller, at most.
const EACH: i64 = 360;
/// Longer than the portal waits before an answer goes out, and its mail after it.
const PATIENCE: Duration = Duration::from_secs(120);

/// A tab, until it is dropped.
struct Tab {
    watched: Watched,
    reader: Option<JoinHandle<()>>,
}

pub async fn measure(both: &Both<'_>, report: &mut Report) -> Result<()> {
    let mut sellers = Vec::new();
    for number in 1..=CALLERS {
        sellers.push(pages::seller(both.database, number, EACH).await?);
    }
    let each = sellers.iter().map(|seller| seller.threads.len()).min().unwrap_or(0) / TABS.len();
    let writers = |seller: &Seller| Visitor::sign_in(both.ours.address, seller.number);
    let mut writers = block_in_place(|| sellers.iter().map(writers).collect::<Result<Vec<_>>>())?;
    for (round, count) in TABS.into_iter().enumerate() {
        let tabs = block_in_place(|| open(&sellers, &writers, count))?;
        let mut pairs: Vec<_> = writers.iter_mut().zip(&sellers).collect();
        let taken = block_in_place(|| {
            pages::call(both, both.ours, &mut pairs, |(visitor, seller), n| {
                let thread = seller.threads.get(round * each + n).filter(|_| n < each).cloned();
                thread.map(|thread| replies::answer(visitor, &thread)).transpose().map(|answered| answered.is_some())
            })
        })?;
        let rate = format!("{:.0} per second, {} CPU each", taken.per_second, ms(taken.cpu));
        report.put(&format!("replies with {count} open tabs"), rate);
        drop(tabs);
        both.database.until_quiet(PATIENCE).await?;
    }
    Ok(())
}

/// Tabs of all sellers in turn: every other one shows the list, the others a thread.
fn open(sellers: &[Seller], writers: &[Visitor], count: usize) -> Result<Vec<Tab>> {
    let pairs: Vec<_> = sellers.iter().zip(writers).collect();
    (0..count)
        .map(|n| {
            let (seller, visitor) = pairs.get(n % pairs.len()).context("no seller")?;
            let thread = seller.threads.get(n).filter(|_| (n / pairs.len()) % 2 == 1);
            let page = thread.map_or("/inquiries".to_owned(), |thread| format!("/inquiries/{}", thread.no));
            Tab::open(visitor, page)
        })
        .collect()
}

impl Tab {
    fn open(visitor: &Visitor, page: String) -> Result<Tab> {
        let (watched, mut events) = visitor.connection.another(AS_A_BROWSER)?.watch(&format!("{page}/live"))?;
        let mut pages = visitor.connection.another(AS_A_BROWSER)?;
        let reader = thread::spawn(move || {
            let mut line = String::new();
            while events.read_line(&mut line).is_ok_and(|read| read > 0) {
                if line.trim_end() == "event: changed" && pages.get(&page).is_err() {
                    return;
                }
                line.clear();
            }
        });
        Ok(Tab { watched, reader: Some(reader) })
    }
}

impl Drop for Tab {
    fn drop(&mut self) {
        self.watched.close();
        let _ended = self.reader.take().map(JoinHandle::join);
    }
}
