//! That an inquiry came in through the store's own Contact Us: when it came to the store, when it was forwarded, and what
//! operations told besides.

use askama::Template;
use chrono::{DateTime, Utc};
use serde::Deserialize;

use crate::{
    lang::{Lang, format::Format},
    web::{
        filters,
        parts::{Facts, part},
    },
};

/// What is known of it.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Forwarded {
    arrived_at: DateTime<Utc>,
    forwarded_at: DateTime<Utc>,
    note: Option<String>,
}

/// Beside the thread.
#[derive(Debug, Template)]
#[template(path = "inquiries/parts/forwarded.html")]
pub(super) struct ForwardedCard {
    lang: Lang,
    facts: Facts,
    note: Option<String>,
}

part!(ForwardedCard);

impl ForwardedCard {
    pub(super) fn new(forwarded: &Forwarded, format: &Format) -> Self {
        let lang = format.lang;
        let facts = Facts::new()
            .fact(lang.entry_arrived_at(), format.moment(forwarded.arrived_at))
            .fact(lang.fact_forwarded_at(), format.moment(forwarded.forwarded_at));
        Self { lang, facts, note: forwarded.note.clone() }
    }
}
