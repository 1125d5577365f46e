//! Choosing the app that it is about: by its name or number, or by its seller's.

use askama::Template;
use sqlx::PgExecutor;

use super::{NEW, form_path};
use crate::{
    lang::Lang,
    operations::CONTACT_US,
    web::{
        Chrome, filters,
        parts::{Art, Empty},
    },
};

/// Apps that are offered; of more, more of the name is asked for.
const OFFERED: usize = 20;

/// An app that can be chosen.
#[derive(Debug)]
pub(super) struct Choosable {
    client_id: String,
    name_ko: String,
    name_en: String,
    seller_name_ko: String,
    seller_name_en: String,
}

/// Apps by name whose name, or their seller's, holds the text, or that have it as an identifier; one more than is offered.
pub(super) async fn choosable(db: impl PgExecutor<'_>, text: &str) -> sqlx::Result<Vec<Choosable>> {
    sqlx::query_as!(
        Choosable,
        "select a.client_id, a.name_ko, a.name_en, s.name_ko as seller_name_ko, s.name_en as seller_name_en
         from apps a join sellers s using (seller_id)
         where position($1 in lower(a.name_ko)) > 0 or position($1 in lower(a.name_en)) > 0
            or position($1 in lower(s.name_ko)) > 0 or position($1 in lower(s.name_en)) > 0
            or $1 in (lower(a.client_id), lower(a.package_name), lower(s.seller_no))
         order by a.name_ko, a.app_id limit $2",
        text.to_lowercase(),
        OFFERED as i64 + 1
    )
    .fetch_all(db)
    .await
}

/// The list to choose from.
#[derive(Debug, Template)]
#[template(path = "contact_us/choose.html")]
pub(super) struct ChoosePage {
    chrome: Chrome,
    q: String,
    apps: Vec<Choosable>,
    more: bool,
    empty: Option<Empty>,
}

impl ChoosePage {
    pub(super) fn new(chrome: Chrome, q: &str, mut apps: Vec<Choosable>) -> Self {
        let lang = chrome.lang;
        let more = apps.len() > OFFERED;
        apps.truncate(OFFERED);
        let empty = apps.is_empty().then(|| Empty::new(Art::Bubble, lang.nothing_found(), lang.no_app_found_text()));
        Self { q: q.to_owned(), apps, more, empty, chrome }
    }
}

impl Choosable {
    fn href(&self) -> String {
        form_path(&self.client_id)
    }

    fn name(&self, lang: Lang) -> &str {
        match lang {
            Lang::Ko => &self.name_ko,
            Lang::En => &self.name_en,
        }
    }

    fn seller(&self, lang: Lang) -> &str {
        match lang {
            Lang::Ko => &self.seller_name_ko,
            Lang::En => &self.seller_name_en,
        }
    }
}
