//! The form of a saved reply: what was typed, read and checked.

use serde::Deserialize;

use crate::{
    id::AppId,
    inquiries::{
        desk::thread::unresolved,
        saved_replies::{SavedForm, SavedReply, check},
    },
    lang::Lang,
    text::{MessageBody, Subject, TextError},
    web::{Errors, typed::too_long_or},
};

/// The fields.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    pub(super) title: String,
    pub(super) app: String,
    pub(super) ko: String,
    pub(super) en: String,
    pub(super) version: i32,
    /// The button that was pressed.
    #[serde(rename = "do")]
    pub(super) button: String,
}

impl Typed {
    /// One that is there already.
    pub(super) fn of(reply: &SavedReply) -> Self {
        Self {
            title: reply.title.clone(),
            app: reply.app_id.map(|app| app.to_string()).unwrap_or_default(),
            ko: reply.ko.clone(),
            en: reply.en.clone(),
            version: reply.version,
            button: String::new(),
        }
    }

    /// The saved reply, or what is wrong with it.
    pub(super) fn read(&self, lang: Lang) -> Result<SavedForm, Errors> {
        let mut errors = Errors::new();
        let title = errors
            .take("title", Subject::parse(&self.title), |refusal| too_long_or(refusal, lang, lang.saved_title_empty()));
        let ko = text("ko", &self.ko, lang, &mut errors);
        let en = text("en", &self.en, lang, &mut errors);
        if ko.is_none() && en.is_none() {
            errors.set("ko", lang.saved_text_empty());
        }
        let app = if self.app.is_empty() {
            None
        } else {
            errors.take("app", self.app.parse::<AppId>(), |_| lang.saved_app_unknown())
        };
        match title.filter(|_| errors.is_empty()) {
            Some(title) => Ok(SavedForm { app, title, ko, en }),
            None => Err(errors),
        }
    }
}

/// One text; an empty one is none.
fn text(field: &'static str, typed: &str, lang: Lang, errors: &mut Errors) -> Option<MessageBody> {
    let parsed = match MessageBody::parse(typed) {
        Err(TextError::Empty) => return None,
        parsed => parsed,
    };
    let body = errors.take(field, parsed, |refusal| too_long_or(refusal, lang, lang.reply_not_allowed()))?;
    errors.take(field, check(body.as_str()), |why| unresolved(&why, lang))?;
    Some(body)
}
