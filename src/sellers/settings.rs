//! What a seller says of an app: how its contact is reached, what customers read before they write, in which languages they
//! are answered.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};
use sqlx::{PgConnection, PgExecutor};

use super::AppRow;
use crate::{
    id::{AppId, SellerId},
    lang::Lang,
    text::{PhoneNumber, PublicText},
};

/// What a seller may say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AppSettings {
    /// Shown to customers.
    pub phone: Option<PhoneNumber>,
    /// The language of mails to the contact.
    pub mail_lang: Lang,
    /// What customers read before they write, in Korean.
    pub text_ko: Option<PublicText>,
    /// The same in English.
    pub text_en: Option<PublicText>,
    /// The languages that customers are answered in; none: nobody has said.
    pub answer_langs: Option<Vec<Lang>>,
}

/// One thing of it, as the record names what was changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AppSetting {
    /// The telephone number.
    Phone,
    /// The language of mails to the contact.
    MailLang,
    /// The Korean text.
    TextKo,
    /// The English text.
    TextEn,
    /// The languages of answers.
    AnswerLangs,
}

impl AppSettings {
    /// What is other than it was.
    pub fn differences(&self, before: &AppSettings) -> Vec<AppSetting> {
        let changed = [
            (AppSetting::Phone, self.phone != before.phone),
            (AppSetting::MailLang, self.mail_lang != before.mail_lang),
            (AppSetting::TextKo, self.text_ko != before.text_ko),
            (AppSetting::TextEn, self.text_en != before.text_en),
            (AppSetting::AnswerLangs, self.answer_langs != before.answer_langs),
        ];
        changed.into_iter().filter_map(|(what, differs)| differs.then_some(what)).collect()
    }

    /// The languages of answers in words, if somebody has said.
    pub fn languages(&self, lang: Lang) -> Option<Cow<'static, str>> {
        Self::language_names(self.answer_langs.as_deref(), lang)
    }

    /// Languages of answers in words.
    pub fn language_names(langs: Option<&[Lang]>, lang: Lang) -> Option<Cow<'static, str>> {
        match langs? {
            [Lang::Ko] => Some(lang.language_ko()),
            [Lang::En] => Some(lang.language_en()),
            _ => Some(lang.both_languages()),
        }
    }

    /// The public text for a reader: in their language, else in the other; with the language that it is in.
    pub fn public_text(&self, lang: Lang) -> Option<(Lang, &PublicText)> {
        let of = |lang: Lang| match lang {
            Lang::Ko => self.text_ko.as_ref(),
            Lang::En => self.text_en.as_ref(),
        };
        [lang, lang.other()].into_iter().find_map(|lang| of(lang).map(|text| (lang, text)))
    }
}

/// What is saved of an app.
#[derive(Debug, Clone)]
pub struct SavedSettings {
    /// How often it was saved.
    pub version: i32,
    /// Where notices go; none: to the seller's members alone.
    pub support_email: Option<String>,
    /// What the seller says.
    pub settings: AppSettings,
}

/// An app with all that its public page shows.
#[derive(Debug, Clone)]
pub struct PublicApp {
    /// The app.
    pub app: AppRow,
    /// What its seller says.
    pub settings: AppSettings,
}

/// The app of the store's identifier with what its seller says, in one statement.
///
/// # Errors
/// When the database does not answer.
pub async fn public_app(db: impl PgExecutor<'_>, client_id: &str) -> sqlx::Result<Option<PublicApp>> {
    let row = sqlx::query!(
        r#"select a.app_id as "app_id: AppId", a.seller_id as "seller_id: SellerId", a.client_id, a.name_ko, a.name_en,
                  a.about_ko, a.about_en, a.icon, s.name_ko as seller_name_ko, s.name_en as seller_name_en,
                  a.support_phone as "phone: PhoneNumber", a.support_lang as "mail_lang: Lang",
                  a.public_text_ko as "text_ko: PublicText", a.public_text_en as "text_en: PublicText",
                  a.answer_langs as "answer_langs: Vec<Lang>"
           from apps a join sellers s using (seller_id)
           where a.client_id = $1"#,
        client_id
    )
    .fetch_optional(db)
    .await?;
    Ok(row.map(|row| PublicApp {
        app: AppRow {
            app_id: row.app_id,
            seller_id: row.seller_id,
            client_id: row.client_id,
            name_ko: row.name_ko,
            name_en: row.name_en,
            about_ko: row.about_ko,
            about_en: row.about_en,
            icon: row.icon,
            seller_name_ko: row.seller_name_ko,
            seller_name_en: row.seller_name_en,
        },
        settings: AppSettings {
            phone: row.phone,
            mail_lang: row.mail_lang,
            text_ko: row.text_ko,
            text_en: row.text_en,
            answer_langs: row.answer_langs,
        },
    }))
}

/// What is saved of an app of a seller.
///
/// # Errors
/// When the database does not answer.
pub async fn saved_settings(
    db: impl PgExecutor<'_>,
    seller: SellerId,
    app: AppId,
) -> sqlx::Result<Option<SavedSettings>> {
    let row = sqlx::query_as!(
        Row,
        r#"select settings_version, support_email, support_phone as "phone: PhoneNumber", support_lang as "mail_lang: Lang",
                  public_text_ko as "text_ko: PublicText", public_text_en as "text_en: PublicText",
                  answer_langs as "answer_langs: Vec<Lang>"
           from apps where seller_id = $1 and app_id = $2"#,
        seller as SellerId,
        app as AppId
    )
    .fetch_optional(db)
    .await?;
    Ok(row.map(Row::saved))
}

/// The same, locked until the work is over.
///
/// # Errors
/// When the database does not answer.
pub async fn lock_settings(db: &mut PgConnection, seller: SellerId, app: AppId) -> sqlx::Result<Option<SavedSettings>> {
    sqlx::query!(
        "select from apps where seller_id = $1 and app_id = $2 for no key update",
        seller as SellerId,
        app as AppId
    )
    .fetch_optional(&mut *db)
    .await?;
    // read after the lock: what others did before it counts
    saved_settings(db, seller, app).await
}

struct Row {
    settings_version: i32,
    support_email: Option<String>,
    phone: Option<PhoneNumber>,
    mail_lang: Lang,
    text_ko: Option<PublicText>,
    text_en: Option<PublicText>,
    answer_langs: Option<Vec<Lang>>,
}

impl Row {
    fn saved(self) -> SavedSettings {
        SavedSettings {
            version: self.settings_version,
            support_email: self.support_email,
            settings: AppSettings {
                phone: self.phone,
                mail_lang: self.mail_lang,
                text_ko: self.text_ko,
                text_en: self.text_en,
                answer_langs: self.answer_langs,
            },
        }
    }
}

/// Saves what a seller says of an app.
///
/// # Errors
/// When the database does not answer.
pub async fn save_settings(db: &mut PgConnection, app: AppId, settings: &AppSettings) -> sqlx::Result<()> {
    sqlx::query!(
        "update apps
         set support_phone = $2, support_lang = $3, public_text_ko = $4, public_text_en = $5, answer_langs = $6,
             settings_version = settings_version + 1
         where app_id = $1",
        app as AppId,
        settings.phone.as_ref().map(PhoneNumber::as_str),
        settings.mail_lang as Lang,
        settings.text_ko.as_ref().map(PublicText::as_str),
        settings.text_en.as_ref().map(PublicText::as_str),
        settings.answer_langs.as_deref() as Option<&[Lang]>
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Lets notices of an app go to another address, or to its seller's members alone.
///
/// # Errors
/// When the database does not answer.
pub async fn set_support_email(db: &mut PgConnection, app: AppId, email: Option<&str>) -> sqlx::Result<()> {
    sqlx::query!("update apps set support_email = $2 where app_id = $1", app as AppId, email).execute(db).await?;
    Ok(())
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    fn settings(ko: Option<&str>, en: Option<&str>) -> AppSettings {
        let text = |text: Option<&str>| text.map(|text| PublicText::parse(text).unwrap());
        AppSettings { phone: None, mail_lang: Lang::Ko, text_ko: text(ko), text_en: text(en), answer_langs: None }
    }

    #[test]
    fn a_reader_gets_their_own_language_or_else_the_other() {
        let shown =
            |ko, en, lang| settings(ko, en).public_text(lang).map(|(lang, text)| (lang, text.as_str().to_owned()));
        assert_eq!(shown(Some("글"), Some("text"), Lang::En), Some((Lang::En, "text".into())));
        assert_eq!(shown(Some("글"), None, Lang::En), Some((Lang::Ko, "글".into())));
        assert_eq!(shown(None, Some("text"), Lang::Ko), Some((Lang::En, "text".into())));
        assert_eq!(shown(None, None, Lang::Ko), None);
    }

    #[test]
    fn the_record_names_only_what_was_changed() {
        let (before, after) = (settings(Some("글"), None), settings(Some("글"), Some("text")));
        assert_eq!(after.differences(&before), [AppSetting::TextEn]);
        assert_eq!(after.differences(&after), []);
    }
}
