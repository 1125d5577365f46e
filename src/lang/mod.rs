//! Every sentence a person reads, in Korean and English.
//!
//! One file per area, each a list of [`messages!`]; a message that lacks a language does not compile.

use std::fmt;

use serde::{Deserialize, Serialize};

pub mod accounts;
pub mod admin;
pub mod after;
pub mod app_settings;
pub mod away;
pub mod common;
pub mod contact_us;
pub mod customers;
pub mod desks;
pub mod exchange;
pub mod format;
pub mod health;
pub mod help;
pub mod inquiries;
pub mod mail;
pub mod mailbox;
pub mod many;
pub mod operations;
pub mod people;
pub mod storefront;
pub mod together;
pub mod trust;
pub mod web;
pub mod writing;

/// A language of pages and mails.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, sqlx::Type)]
#[serde(rename_all = "lowercase")]
#[sqlx(type_name = "lang", rename_all = "lowercase")]
pub enum Lang {
    /// Korean, the store's first language.
    #[default]
    Ko,
    /// English.
    En,
}

impl Lang {
    /// The BCP 47 code, as in `<html lang>`.
    pub fn code(self) -> &'static str {
        match self {
            Lang::Ko => "ko",
            Lang::En => "en",
        }
    }

    /// The language of a BCP 47 code, if it is one of ours.
    pub fn from_code(code: &str) -> Option<Lang> {
        match code.get(..2)?.to_ascii_lowercase().as_str() {
            "ko" => Some(Lang::Ko),
            "en" => Some(Lang::En),
            _ => None,
        }
    }

    /// The other language, for the switch in every head.
    pub fn other(self) -> Lang {
        match self {
            Lang::Ko => Lang::En,
            Lang::En => Lang::Ko,
        }
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// Defines messages as methods of [`Lang`]: both languages or no compile, arguments typed and named.
macro_rules! messages {
    ($($(#[$meta:meta])* $name:ident($($arg:ident: $t:ty),* $(,)?) { ko: $ko:expr, en: $en:expr $(,)? })*) => {
        impl $crate::lang::Lang {
            $(
            #[doc = concat!("The words of `", stringify!($name), "`.")]
            $(#[$meta])* #[must_use] pub fn $name(self $(, $arg: $t)*) -> std::borrow::Cow<'static, str> {
                match self {
                    $crate::lang::Lang::Ko => $ko.into(),
                    $crate::lang::Lang::En => $en.into(),
                }
            }
            )*
        }
    };
}
pub(crate) use messages;

/// The English form for a count.
pub fn plural<'a>(n: i64, one: &'a str, other: &'a str) -> &'a str {
    if n == 1 { one } else { other }
}
