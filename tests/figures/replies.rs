//! Answers by sixteen connections at once, each to an inquiry of its own, beside a bare form that inserts a message and updates
//! the inquiry.

use std::time::Duration;

use anyhow::Result;
use tokio::task::block_in_place;
use uuid::Uuid;

use super::{
    http::{AS_A_BROWSER, Connection},
    pages::{self, Both, CALLERS, Round, Seller, Thread},
    report::Report,
    rounds::{median, ms},
    visitor::Visitor,
};

/// Inquiries of each seller that are answered before the rounds, so that the first round is like the others.
const WARM: usize = 5;
/// Inquiries of each seller, at most: some seconds of a round.
const EACH: i64 = 450;
/// Longer than the portal waits before an answer goes out, and its mail after it.
const PATIENCE: Duration = Duration::from_secs(120);

/// The separator of the parts of our form.
const BOUNDARY: &str = "----what-was-answered";
const WORDS: &str = "안녕하세요. 문의해 주셔서 감사합니다. 말씀하신 현상을 확인했고, 다음 업데이트(2.4.1)에서 고쳐집니다.\n\n\
    그때까지는 설정에서 «절전»을 꺼 두시면 됩니다. 불편을 드려 죄송합니다.";

struct Writer {
    visitor: Visitor,
    seller: Seller,
}

pub async fn measure(both: &Both<'_>, report: &mut Report, rounds: u8) -> Result<()> {
    let mut sellers = Vec::new();
    for number in 1..=CALLERS {
        sellers.push(pages::seller(both.database, number, EACH).await?);
    }
    let each = (sellers.iter().map(|seller| seller.threads.len()).min().unwrap_or(0) - WARM) / usize::from(rounds);
    let mut ours =
        block_in_place(|| sellers.into_iter().map(|seller| Writer::new(both, seller)).collect::<Result<Vec<_>>>())?;
    let mut bare = ours.iter().map(|writer| writer.bare(both)).collect::<Result<Vec<_>>>()?;
    block_in_place(|| answer_all(both, &mut ours, 0, WARM))?;
    block_in_place(|| answer_bare(both, &mut bare, 0, WARM))?;
    both.database.until_quiet(PATIENCE).await?;
    let (mut of_ours, mut of_bare, mut settled) = (Vec::new(), Vec::new(), Vec::new());
    for round in 0..usize::from(rounds) {
        let start = WARM + round * each;
        let before = both.database.cpu() + both.ours.cpu();
        let taken = block_in_place(|| answer_all(both, &mut ours, start, each))?;
        both.database.until_quiet(PATIENCE).await?;
        let all = both.database.cpu() + both.ours.cpu() - before;
        settled.push(all.div_f64(taken.requests.max(1) as f64));
        of_ours.push(taken);
        of_bare.push(block_in_place(|| answer_bare(both, &mut bare, start, each))?);
    }
    pages::show(report, "reply", &of_ours, &of_bare, 4.0);
    let settled = ms(median(&settled).unwrap_or_default());
    report.put("reply: CPU until it was released and its mail handed over", format!("{settled} each"));
    Ok(())
}

fn answer_all(both: &Both<'_>, writers: &mut [Writer], start: usize, count: usize) -> Result<Round> {
    pages::call(both, both.ours, writers, |writer, n| {
        let Some(thread) = writer.thread(start, count, n) else { return Ok(false) };
        answer(&mut writer.visitor, &thread)?;
        Ok(true)
    })
}

fn answer_bare(both: &Both<'_>, writers: &mut [Writer], start: usize, count: usize) -> Result<Round> {
    pages::call(both, both.bare, writers, |writer, n| {
        let Some(thread) = writer.thread(start, count, n) else { return Ok(false) };
        let path = format!("/threads/{}/replies", thread.id);
        let user = writer.seller.owner.to_string();
        let form = url::form_urlencoded::Serializer::new(String::new())
            .append_pair("user", &user)
            .append_pair("body", WORDS)
            .finish();
        writer.visitor.connection.post(&path, "application/x-www-form-urlencoded", form.as_bytes())?.expect(303)?;
        Ok(true)
    })
}

/// The form as a browser sends it when no file was chosen.
fn form(csrf: &str, seen: i32) -> String {
    let (key, seen) = (Uuid::new_v4().to_string(), seen.to_string());
    let fields = [("csrf", csrf), ("submission", &key), ("seen", &seen), ("body", WORDS)];
    let parts = fields.map(|(name, value)| {
        format!("--{BOUNDARY}\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
    });
    format!(
        "{}--{BOUNDARY}\r\ncontent-disposition: form-data; name=\"files\"; filename=\"\"\r\n\
         content-type: application/octet-stream\r\n\r\n\r\n--{BOUNDARY}--\r\n",
        parts.concat()
    )
}

impl Writer {
    fn new(both: &Both<'_>, seller: Seller) -> Result<Writer> {
        Ok(Writer { visitor: Visitor::sign_in(both.ours.address, seller.number)?, seller })
    }

    /// Who answers the same inquiries with the bare form.
    fn bare(&self, both: &Both<'_>) -> Result<Writer> {
        let seller = Seller { threads: self.seller.threads.clone(), ..self.seller };
        let connection = Connection::open(both.bare.address, AS_A_BROWSER)?;
        Ok(Writer { visitor: Visitor { connection, csrf: String::new() }, seller })
    }

    fn thread(&self, start: usize, count: usize, n: usize) -> Option<Thread> {
        self.seller.threads.get(start + n).filter(|_| n < count).cloned()
    }
}

/// Answers an inquiry.
pub fn answer(visitor: &mut Visitor, thread: &Thread) -> Result<()> {
    let path = format!("/inquiries/{}/replies", thread.no);
    let body = form(&visitor.csrf, thread.sequence);
    visitor
        .connection
        .post(&path, &format!("multipart/form-data; boundary={BOUNDARY}"), body.as_bytes())?
        .expect(303)?;
    Ok(())
}
