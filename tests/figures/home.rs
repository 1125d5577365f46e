//! The home page by sixteen connections at once, beside a bare page that counts and draws the same.

use anyhow::Result;
use tokio::task::block_in_place;

use super::{
    pages::{self, Both, CALLERS, Seller},
    report::Report,
};

pub async fn measure(both: &Both<'_>, report: &mut Report, rounds: u8) -> Result<()> {
    let mut sellers = Vec::new();
    for number in 1..=CALLERS {
        sellers.push(pages::seller(both.database, number, 1).await?);
    }
    block_in_place(|| {
        let home = |_: &Seller| vec!["/home".to_owned()];
        let bare = |seller: &Seller| vec![format!("/home/{}", seller.id)];
        pages::compare(both, &sellers, "home", (&home, &bare), report, rounds)
    })
}
