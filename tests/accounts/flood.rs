//! Many sign in at once: others read on, and the owner of the account gets in.

use std::time::{Duration, Instant};

use devcenter::auth::MemberRole;
use futures_util::future::join_all;
use reqwest::StatusCode;

use super::{WRONG, try_in};
use crate::support::{Portal, world::PASSWORD};

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn sixty_four_sign_ins_at_once_hold_up_neither_readers_nor_the_owner() {
    let portal =
        Portal::with(&["--sign-in-tries=1000", "--sign-in-tries-per-account=1000", "--sign-in-tries-per-ip=1000"])
            .await;
    let seller = portal.seller("moon").await;
    let anna = portal.member(&seller, "anna", MemberRole::Owner).await;
    let reader = portal.signed_in(&anna).await;
    let known = portal.signed_in(&anna).await;
    let stranger = portal.browser();
    let page = stranger.get("/sign-in").await;
    let typed = [("email", anna.email.as_str()), ("password", WRONG)];
    let flood = async {
        for _ in 0..3 {
            let shown = join_all((0..64).map(|_| stranger.submit(&page, "/sign-in", &typed))).await;
            let told = [StatusCode::UNPROCESSABLE_ENTITY, StatusCode::TOO_MANY_REQUESTS];
            assert!(shown.iter().all(|shown| told.contains(&shown.status)), "refused, or asked to come back");
        }
    };
    let reads = async {
        let mut times = Vec::new();
        for _ in 0..20 {
            let began = Instant::now();
            assert_eq!(reader.get("/inquiries").await.status, StatusCode::OK);
            times.push(began.elapsed());
        }
        times.sort();
        times[18]
    };
    let owner = async { try_in(&known, &anna.email, PASSWORD).await };
    let ((), p95, owner) = tokio::join!(flood, reads, owner);
    assert!(p95 < Duration::from_secs(1), "{p95:?}");
    assert_eq!(owner.path, "/home", "{}", owner.words());
}
