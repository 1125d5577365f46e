//! The form of what a seller says of an app, as it comes.

use super::model::Read;
use crate::{
    lang::Lang,
    sellers::{AppSetting, AppSettings},
    team::{Detail, Fields},
    text::{PhoneNumber, PublicText, TextError},
    web::{Errors, typed::too_long_or},
};

/// Name of the boxes of languages.
pub(super) const ANSWER_LANG: &str = "answer_lang";
/// The button that only shows how it would look.
const TRY: &str = "try";

/// What stands in the form.
#[derive(Debug, Clone)]
pub(super) struct Typed {
    pub(super) phone: String,
    pub(super) mail_lang: String,
    pub(super) text_ko: String,
    pub(super) text_en: String,
    pub(super) answer_langs: Vec<String>,
    /// The version that its author had seen.
    pub(super) version: Option<i32>,
    /// It is only to be shown.
    pub(super) tried: bool,
}

impl Typed {
    /// What is saved.
    pub(super) fn saved(read: &Read) -> Typed {
        let settings = &read.saved.settings;
        let text = |text: &Option<PublicText>| text.as_ref().map(|text| text.as_str().to_owned()).unwrap_or_default();
        Typed {
            phone: settings.phone.as_ref().map(|phone| phone.as_str().to_owned()).unwrap_or_default(),
            mail_lang: settings.mail_lang.code().to_owned(),
            text_ko: text(&settings.text_ko),
            text_en: text(&settings.text_en),
            answer_langs: settings.answer_langs.iter().flatten().map(|lang| lang.code().to_owned()).collect(),
            version: Some(read.saved.version),
            tried: false,
        }
    }

    /// What was sent.
    pub(super) fn of(fields: &Fields) -> Typed {
        let field = |name| fields.get(name).to_owned();
        Typed {
            phone: field("phone"),
            mail_lang: field("mail_lang"),
            text_ko: field("text_ko"),
            text_en: field("text_en"),
            answer_langs: fields.all(ANSWER_LANG).map(str::to_owned).collect(),
            version: fields.get("version").parse().ok(),
            tried: fields.get("do") == TRY,
        }
    }

    /// Whether a language is ticked.
    pub(super) fn answers_in(&self, lang: Lang) -> bool {
        self.answer_langs.iter().any(|code| code == lang.code())
    }

    /// What it says, or what is wrong with it.
    pub(super) fn read(&self, lang: Lang) -> Result<AppSettings, Errors> {
        let mut errors = Errors::new();
        let answer_langs: Vec<Lang> = [Lang::Ko, Lang::En].into_iter().filter(|lang| self.answers_in(*lang)).collect();
        if answer_langs.is_empty() {
            errors.set(ANSWER_LANG, lang.answer_langs_missing());
        }
        let settings = AppSettings {
            text_ko: text("text_ko", &self.text_ko, lang, &mut errors),
            text_en: text("text_en", &self.text_en, lang, &mut errors),
            phone: phone(&self.phone, lang, &mut errors),
            mail_lang: Lang::from_code(&self.mail_lang).unwrap_or(lang),
            answer_langs: Some(answer_langs),
        };
        if errors.is_empty() { Ok(settings) } else { Err(errors) }
    }
}

/// What was changed, by the names that the form has for it.
pub(in crate::team) fn changed(detail: &Detail, lang: Lang) -> String {
    let names = detail.settings.iter().flatten().map(|setting| match setting {
        AppSetting::Phone => lang.support_phone(),
        AppSetting::MailLang => lang.support_mail_lang(),
        AppSetting::TextKo => lang.public_text_ko(),
        AppSetting::TextEn => lang.public_text_en(),
        AppSetting::AnswerLangs => lang.answer_langs(),
    });
    names.collect::<Vec<_>>().join(", ")
}

/// An empty text is none; one of invisible characters only is a mistake.
fn text(field: &'static str, typed: &str, lang: Lang, errors: &mut Errors) -> Option<PublicText> {
    if typed.trim().is_empty() {
        return None;
    }
    errors.take(field, PublicText::parse(typed), |refusal| too_long_or(refusal, lang, lang.public_text_refused()))
}

fn phone(typed: &str, lang: Lang, errors: &mut Errors) -> Option<PhoneNumber> {
    match PhoneNumber::parse(typed) {
        Err(TextError::Empty) => None,
        parsed => errors.take("phone", parsed, |_| lang.phone_refused()),
    }
}
