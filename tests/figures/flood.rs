//! Sixty-four wrong sign-ins at once, again and again, while somebody reads and the owner of the account comes in.

use std::{
    sync::{
        Barrier,
        atomic::{AtomicBool, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use anyhow::{Result, anyhow, ensure};
use tokio::task::block_in_place;

use super::{
    http::{Connection, PLAIN},
    program::Program,
    report::Report,
    rounds::{at, ms},
    store::Database,
    visitor::{PASSWORD, SIGN_IN_FORM, Visitor, sign_in_form, token},
};

/// Sign-ins at once.
const AT_ONCE: usize = 64;
/// How often each is tried.
const TRIES: usize = 10;
const MOST_WAIT: Duration = Duration::from_secs(1);
/// Above what the program held before: two hashes at a time of 19 MiB each, and what serving takes.
const MOST_MEMORY: u64 = 80_000_000;
/// All come from one machine here, and none is to be told to wait before its password is looked at.
const FLAGS: [&str; 4] = [
    "--max-connections-per-ip=200",
    "--sign-in-tries=100000",
    "--sign-in-tries-per-account=100000",
    "--sign-in-tries-per-ip=100000",
];

pub async fn measure(database: &Database, report: &mut Report) -> Result<()> {
    let program = Program::serve(database, &FLAGS).await?;
    let flood = block_in_place(|| flood(&program))?;
    program.stop()?;
    let name = format!("{AT_ONCE} sign-ins at once");
    let p95 = at(&flood.pages, 0.95).unwrap_or_default();
    report.judge(&format!("{name}: p95 of other pages"), "< 1 s", p95 < MOST_WAIT, ms(p95));
    report.judge(&format!("{name}: the owner gets in"), "< 1 s", flood.owner < MOST_WAIT, ms(flood.owner));
    let value = format!("{:.1} MB", flood.memory as f64 / 1e6);
    report.judge(&format!("{name}: memory, at most"), "≤ 80 MB more", flood.memory <= MOST_MEMORY, value);
    report.put(&format!("{name}: told to come back"), format!("{} of {}", flood.turned_away, AT_ONCE * TRIES));
    Ok(())
}

/// What was seen during the flood.
struct Flood {
    pages: Vec<Duration>,
    owner: Duration,
    /// What the program held more than before, at most.
    memory: u64,
    turned_away: usize,
}

fn flood(program: &Program) -> Result<Flood> {
    let reader = Visitor::sign_in(program.address, 2)?.connection;
    // the owner's browser signed in before
    let owner = Visitor::sign_in(program.address, 1)?.connection;
    let before = program.resident()?;
    let (over, together) = (AtomicBool::new(false), Barrier::new(AT_ONCE));
    thread::scope(|scope| {
        let strangers: Vec<_> = (0..AT_ONCE).map(|_| scope.spawn(|| guess(program, &together))).collect();
        let pages = scope.spawn(|| read(reader, &over));
        let memory = scope.spawn(|| most_memory(program, &over));
        let owner = scope.spawn(|| come_in(owner));
        let turned_away: Result<usize> = strangers.into_iter().map(|stranger| joined(stranger.join())).sum();
        let owner = joined(owner.join());
        over.store(true, Ordering::Relaxed);
        let (pages, memory) = (joined(pages.join())?, joined(memory.join())?);
        Ok(Flood { pages, owner: owner?, memory: memory.saturating_sub(before), turned_away: turned_away? })
    })
}

fn joined<T>(done: thread::Result<Result<T>>) -> Result<T> {
    done.map_err(|_| anyhow!("a caller panicked"))?
}

/// Guesses an owner's password and counts how often nobody looked at it.
fn guess(program: &Program, together: &Barrier) -> Result<usize> {
    let mut connection = Connection::open(program.address, PLAIN)?;
    let page = connection.get("/sign-in")?.expect(200)?.text();
    let form = sign_in_form(token(&page)?, 1, "not the password");
    together.wait();
    let mut turned_away = 0;
    for _ in 0..TRIES {
        let status = connection.post("/sign-in", SIGN_IN_FORM, form.as_bytes())?.status;
        ensure!([422, 429].contains(&status), "a wrong password is answered with {status}");
        turned_away += usize::from(status == 429);
    }
    Ok(turned_away)
}

fn read(mut reader: Connection, over: &AtomicBool) -> Result<Vec<Duration>> {
    let mut times = Vec::new();
    while !over.load(Ordering::Relaxed) {
        let begun = Instant::now();
        reader.get("/inquiries")?.expect(200)?;
        times.push(begun.elapsed());
    }
    Ok(times)
}

fn most_memory(program: &Program, over: &AtomicBool) -> Result<u64> {
    let mut most = 0;
    while !over.load(Ordering::Relaxed) {
        most = most.max(program.resident()?);
        thread::sleep(Duration::from_millis(5));
    }
    Ok(most)
}

/// In the midst of it; how long the owner waits.
fn come_in(owner: Connection) -> Result<Duration> {
    let mut owner = owner.another(PLAIN)?;
    thread::sleep(Duration::from_millis(200));
    let page = owner.get("/sign-in")?.expect(200)?.text();
    let form = sign_in_form(token(&page)?, 1, PASSWORD);
    let begun = Instant::now();
    owner.post("/sign-in", SIGN_IN_FORM, form.as_bytes())?.expect(303)?;
    Ok(begun.elapsed())
}
