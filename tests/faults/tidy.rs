//! What puts away what is over fails in one thing.

use std::time::Duration;

use chrono::Duration as Time;
use devcenter::{background, outbox::Transport};

use crate::support::{Portal, until};

#[tokio::test]
async fn one_thing_that_cannot_be_put_away_hinders_no_other_and_is_not_tried_every_second() {
    let portal = Portal::start().await;
    // what a failed transaction counts stays counted
    let fault = "create sequence tries;
                 create function refuse() returns trigger language plpgsql as $$ begin
                     perform nextval('tries');
                     raise exception 'refused by the test';
                 end $$;
                 create trigger refuse before delete on contact_counts for each row execute function refuse();
                 insert into contact_counts (key_hash, window_began, count) values ('x', '2020-01-01', 1);
                 insert into submissions (submission_key, location, content, at)
                 values (gen_random_uuid(), '/', sha256(''), '2020-01-01')";
    sqlx::raw_sql(fault).execute(&portal.app.db).await.unwrap();
    let loops = background::start(&portal.app, Transport::Mailbox);
    let put_away = async || portal.ask::<i64>("select count(*) from submissions").await == 0;
    until("what comes after it is put away", put_away).await;
    tokio::time::sleep(Duration::from_millis(2_500)).await;
    loops.stop().await;
    assert_eq!(portal.ask::<i64>("select last_value from tries").await, 1);
}

#[tokio::test]
async fn files_that_nothing_names_go_and_those_of_messages_stay_however_many_there_are() {
    let portal = Portal::start().await;
    let seller = portal.seller("moon").await;
    portal.asked(&seller, "haneul").await;
    let blobs = "insert into blobs select sha256(n::text::bytea), 'x', '2026-11-20' from generate_series(1, 2500) as n;
                 insert into blobs values (sha256('young'), 'x', '2026-11-23 05:00Z');
                 insert into attachments (attachment_id, inquiry_id, message_id, hash, file_name, media_type, size)
                 select uuid_v7(), inquiry_id, message_id, sha256(n::text::bytea), 'x', 'text/plain', 1
                 from messages, generate_series(1, 2500, 100) as n";
    sqlx::raw_sql(blobs).execute(&portal.app.db).await.unwrap();
    let loops = background::start(&portal.app, Transport::Mailbox);
    until("unused files are gone", async || portal.ask::<i64>("select count(*) from blobs").await == 26).await;
    loops.stop().await;
    portal.app.clock.advance(Time::days(2));
    let loops = background::start(&portal.app, Transport::Mailbox);
    until("the young one is gone", async || portal.ask::<i64>("select count(*) from blobs").await == 25).await;
    loops.stop().await;
}
