//! One answer to five hundred: how long the press takes, and how many mails it makes.

use std::time::{Duration, Instant};

use anyhow::{Result, ensure};
use devcenter::id::{InquiryId, SellerId};
use tokio::task::block_in_place;
use uuid::Uuid;

use super::{
    pages::{self, Both, Thread},
    report::Report,
    rounds::{median, ms},
    visitor::Visitor,
};

/// As many as one press may be about.
pub const MANY: u64 = 500;
/// The seller with the backlog: the last one, whom nothing else measures.
const SELLER: usize = 40;
/// The most that a press may take.
const MOST: Duration = Duration::from_secs(2);
const PATIENCE: Duration = Duration::from_secs(180);

/// Each round answers others that wait.
pub async fn measure(both: &Both<'_>, report: &mut Report, rounds: u8) -> Result<()> {
    let seller = pages::seller(both.database, SELLER, 0).await?.id;
    let mut visitor = block_in_place(|| Visitor::sign_in(both.ours.address, SELLER))?;
    let (mut times, mut mails) = (Vec::new(), Vec::new());
    for _ in 0..rounds {
        let threads = waiting(both, seller).await?;
        ensure!(threads.len() as u64 == MANY, "of {MANY} inquiries, the seller has {}", threads.len());
        let before = answers(both).await?;
        let begun = Instant::now();
        block_in_place(|| press(&mut visitor, &threads))?;
        times.push(begun.elapsed());
        both.database.until_quiet(PATIENCE).await?;
        mails.push(answers(both).await? - before);
    }
    let time = median(&times).unwrap_or_default();
    report.judge("one answer to 500: the press", "< 2 s", time < MOST, ms(time));
    let exact = mails.iter().all(|mails| mails.unsigned_abs() == MANY);
    report.judge("one answer to 500: mails", "500", exact, format!("{mails:?}"));
    Ok(())
}

/// Inquiries that nobody answered yet; those that are due last, so that none falls due meanwhile.
async fn waiting(both: &Both<'_>, seller: SellerId) -> Result<Vec<Thread>> {
    let threads = sqlx::query_as!(
        Thread,
        r#"select inquiry_id as "id: InquiryId", public_no as no, sequence from inquiries
           where seller_id = $1 and state = 'awaiting_developer'
           order by reply_due_at desc limit $2"#,
        seller as SellerId,
        MANY as i64
    );
    Ok(threads.fetch_all(&both.database.pool).await?)
}

fn press(visitor: &mut Visitor, threads: &[Thread]) -> Result<()> {
    let key = Uuid::new_v4().to_string();
    let mut form = url::form_urlencoded::Serializer::new(String::new());
    form.append_pair("csrf", &visitor.csrf).append_pair("submission", &key).append_pair("body", "모두 고쳤습니다.");
    for thread in threads {
        form.append_pair("seen", &format!("{}.{}", thread.no, thread.sequence));
    }
    let body = form.finish();
    visitor
        .connection
        .post("/inquiries/bulk/answers", "application/x-www-form-urlencoded", body.as_bytes())?
        .expect(303)?;
    Ok(())
}

async fn answers(both: &Both<'_>) -> Result<i64> {
    let count = sqlx::query_scalar!(r#"select count(*) as "count!" from deliveries where kind = 'answer'"#);
    Ok(count.fetch_one(&both.database.pool).await?)
}
