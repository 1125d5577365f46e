//! What the store says of mails against what the mail server has of them.

use std::collections::HashMap;

use devcenter::{
    deliveries::{DeliveryKind, DeliveryState},
    id::{DeliveryId, InquiryId},
};

use crate::support::{Portal, smtp_server::SmtpServer};

/// A mail as the store knows it, and how many copies the server has.
#[derive(Debug, sqlx::FromRow)]
pub struct Mail {
    delivery_id: DeliveryId,
    pub kind: DeliveryKind,
    pub inquiry_id: Option<InquiryId>,
    pub state: DeliveryState,
    pub unknowns: i32,
    /// «Data is about to go out» is on record.
    pub data_sent: bool,
    answer: Option<String>,
    #[sqlx(skip)]
    pub copies: usize,
}

impl Mail {
    /// Nothing counts as handed over that the server has not confirmed.
    pub fn claims_nothing_without_an_answer(&self) {
        let confirmed = self.answer.as_deref().is_some_and(|answer| answer.starts_with("250"));
        assert!(self.state != DeliveryState::HandedOver || confirmed && self.copies > 0, "{self:?}");
    }
}

/// All mails, the newest last.
pub async fn mails(portal: &Portal, server: &SmtpServer) -> Vec<Mail> {
    let sql = "select delivery_id, kind, inquiry_id, state, unknowns, data_sent_at is not null as data_sent, answer
               from deliveries order by delivery_id";
    let mut mails: Vec<Mail> = sqlx::query_as(sql).fetch_all(&portal.app.db).await.unwrap();
    // the server is asked last: what the store says by then is there
    let copies = copies(server);
    for mail in &mut mails {
        mail.copies = copies.get(&mail.delivery_id.to_string()).copied().unwrap_or_default();
    }
    mails
}

/// How many copies the server has, by the delivery in their Message-ID.
fn copies(server: &SmtpServer) -> HashMap<String, usize> {
    let mut copies = HashMap::new();
    for message in server.messages() {
        let text = message.text();
        let id = text.lines().find_map(|line| line.strip_prefix("Message-ID: <")).unwrap();
        *copies.entry(id.split('@').next().unwrap().to_owned()).or_default() += 1;
    }
    copies
}
