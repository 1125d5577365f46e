//! Inbox and thread by sixteen connections at once, beside bare pages of the same rows.

use std::time::{Duration, Instant};

use anyhow::Result;
use devcenter::id::{InquiryId, SellerId, UserId};
use tokio::task::block_in_place;

use super::{
    http::{AS_A_BROWSER, Connection},
    program::Program,
    report::Report,
    rounds::{at, median, ms},
    store::Database,
    visitor::Visitor,
};

/// Connections at once, each an owner of another seller.
pub const CALLERS: usize = 16;
/// How long a round takes.
const ROUND: Duration = Duration::from_secs(4);
/// Threads of each seller that are read in turn.
const THREADS: i64 = 50;

/// Ours and the measure, over the same database.
pub struct Both<'a> {
    pub database: &'a Database,
    pub ours: &'a Program,
    pub bare: &'a Program,
}

/// A seller whose owner calls.
pub struct Seller {
    /// Its number in the loaded data.
    pub number: usize,
    pub id: SellerId,
    pub owner: UserId,
    pub threads: Vec<Thread>,
}

/// A thread to read or to answer.
#[derive(Clone)]
pub struct Thread {
    pub id: InquiryId,
    pub no: String,
    /// What an answer says it has seen.
    pub sequence: i32,
}

/// One round's figures; times are per request.
#[derive(Debug, Clone, Copy)]
pub struct Round {
    pub requests: usize,
    pub per_second: f64,
    p99: Duration,
    pub cpu: Duration,
}

struct Reader {
    connection: Connection,
    paths: Vec<String>,
}

pub async fn measure(both: &Both<'_>, report: &mut Report, rounds: u8) -> Result<()> {
    let mut sellers = Vec::new();
    for number in 1..=CALLERS {
        sellers.push(seller(both.database, number, THREADS).await?);
    }
    block_in_place(|| {
        let inbox = |_: &Seller| vec!["/inquiries".to_owned()];
        let bare_inbox = |seller: &Seller| vec![format!("/inbox/{}", seller.id)];
        compare(both, &sellers, "inbox", (&inbox, &bare_inbox), report, rounds)?;
        let thread = |seller: &Seller| paths(seller, |thread| format!("/inquiries/{}", thread.no));
        let bare_thread = |seller: &Seller| paths(seller, |thread| format!("/threads/{}", thread.id));
        compare(both, &sellers, "thread", (&thread, &bare_thread), report, rounds)
    })
}

fn paths(seller: &Seller, path: impl Fn(&Thread) -> String) -> Vec<String> {
    seller.threads.iter().map(path).collect()
}

/// What a seller's reader reads: ours, and bare.
pub type Paths<'a> = (&'a dyn Fn(&Seller) -> Vec<String>, &'a dyn Fn(&Seller) -> Vec<String>);

/// Reads ours and the bare page in turn, round by round.
pub fn compare(
    both: &Both<'_>,
    sellers: &[Seller],
    name: &str,
    (ours, bare): Paths<'_>,
    report: &mut Report,
    rounds: u8,
) -> Result<()> {
    let mut our_readers = Vec::new();
    let mut bare_readers = Vec::new();
    for seller in sellers {
        let connection = Visitor::sign_in(both.ours.address, seller.number)?.connection;
        our_readers.push(Reader { connection, paths: ours(seller) });
        let connection = Connection::open(both.bare.address, AS_A_BROWSER)?;
        bare_readers.push(Reader { connection, paths: bare(seller) });
    }
    read_all(both, both.ours, &mut our_readers)?;
    read_all(both, both.bare, &mut bare_readers)?;
    let (mut of_ours, mut of_bare) = (Vec::new(), Vec::new());
    for _ in 0..rounds {
        of_ours.push(read_all(both, both.ours, &mut our_readers)?);
        of_bare.push(read_all(both, both.bare, &mut bare_readers)?);
    }
    show(report, name, &of_ours, &of_bare, 2.0);
    Ok(())
}

/// Reads one page after the other for the time of a round.
fn read_all(both: &Both<'_>, program: &Program, readers: &mut [Reader]) -> Result<Round> {
    let end = Instant::now() + ROUND;
    call(both, program, readers, |reader, n| {
        if Instant::now() > end {
            return Ok(false);
        }
        if let Some(path) = reader.paths.get(n % reader.paths.len()) {
            reader.connection.get(path)?.expect(200)?;
        }
        Ok(true)
    })
}

/// Lets all callers call at once, each until it says that it has done.
pub fn call<C: Send>(
    both: &Both<'_>,
    program: &Program,
    callers: &mut [C],
    one: impl Fn(&mut C, usize) -> Result<bool> + Sync,
) -> Result<Round> {
    let (begun, cpu) = (Instant::now(), both.database.cpu() + program.cpu());
    let times = std::thread::scope(|scope| {
        let one = &one;
        let threads: Vec<_> = callers.iter_mut().map(|caller| scope.spawn(move || times_of(caller, one))).collect();
        let joined =
            threads.into_iter().map(|thread| thread.join().map_err(|_| anyhow::anyhow!("a caller panicked"))?);
        joined.collect::<Result<Vec<Vec<Duration>>>>()
    })?;
    let (elapsed, cpu) = (begun.elapsed(), both.database.cpu() + program.cpu() - cpu);
    let times = times.concat();
    let requests = times.len();
    Ok(Round {
        requests,
        per_second: requests as f64 / elapsed.as_secs_f64(),
        p99: at(&times, 0.99).unwrap_or_default(),
        cpu: cpu.div_f64(requests.max(1) as f64),
    })
}

fn times_of<C>(caller: &mut C, one: impl Fn(&mut C, usize) -> Result<bool>) -> Result<Vec<Duration>> {
    let mut times = Vec::new();
    loop {
        let begun = Instant::now();
        if !one(caller, times.len())? {
            return Ok(times);
        }
        times.push(begun.elapsed());
    }
}

/// Enters the medians, ours beside bare.
pub fn show(report: &mut Report, name: &str, ours: &[Round], bare: &[Round], most: f64) {
    let cpu = |rounds: &[Round]| of(rounds, |round| round.cpu).unwrap_or_default();
    let times = cpu(ours).as_secs_f64() / cpu(bare).as_secs_f64();
    report.judge(
        &format!("{name}: CPU per request, program and PostgreSQL"),
        &format!("≤ {most:.0}× bare"),
        times <= most,
        format!("{}, bare {}: {times:.2}×", ms(cpu(ours)), ms(cpu(bare))),
    );
    let rate = |rounds: &[Round]| of(rounds, |round| round.per_second).unwrap_or_default();
    let times = rate(bare) / rate(ours);
    report.judge(
        &format!("{name}: requests per second at {CALLERS} connections"),
        &format!("≥ bare / {most:.0}"),
        times <= most,
        format!("{:.0}, bare {:.0}: 1/{times:.2}", rate(ours), rate(bare)),
    );
    let p99 = |rounds: &[Round]| of(rounds, |round| round.p99).unwrap_or_default();
    report.put(&format!("{name}: p99 at {CALLERS} connections"), format!("{}, bare {}", ms(p99(ours)), ms(p99(bare))));
}

fn of<T: PartialOrd + Copy>(rounds: &[Round], value: impl Fn(&Round) -> T) -> Option<T> {
    median(&rounds.iter().map(value).collect::<Vec<_>>())
}

/// A loaded seller by its number, with its newest inquiries.
pub async fn seller(database: &Database, number: usize, threads: i64) -> Result<Seller> {
    let owner = sqlx::query!(
        r#"select m.seller_id as "seller_id: SellerId", m.user_id as "user_id: UserId"
           from users u join memberships m using (user_id) where u.email = $1"#,
        format!("owner@seller{number:02}.example")
    )
    .fetch_one(&database.pool)
    .await?;
    let threads = sqlx::query_as!(
        Thread,
        r#"select inquiry_id as "id: InquiryId", public_no as no, sequence from inquiries
           where seller_id = $1
             -- nothing falls due while they are measured, which would be news to who answers
             and not exists (select from deadlines d
                             where d.inquiry_id = inquiries.inquiry_id and d.due_at < now() + interval '1 hour'
                               and d.fired_at is null and d.cancelled_at is null and d.skipped_at is null)
           order by inquiry_id desc limit $2"#,
        owner.seller_id as SellerId,
        threads
    )
    .fetch_all(&database.pool)
    .await?;
    Ok(Seller { number, id: owner.seller_id, owner: owner.user_id, threads })
}
