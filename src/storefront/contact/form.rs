//! What was typed into Contact Seller, and what it means.

use std::borrow::Cow;

use chrono::{DateTime, Utc};
use chrono_tz::Tz;

use crate::{
    inquiries::{Category, PurchaseClaim},
    lang::Lang,
    storefront::parts::address_refusal,
    text::{Amount, AppVersion, Device, DisplayName, EmailAddress, Item, MessageBody, Subject, TextError},
    web::{
        Errors, Upload,
        typed::{MomentError, read_currency, read_moment, too_long_or},
    },
};

/// What was typed, as it stands in the form again when something is wrong.
#[derive(Debug, Clone, Default)]
pub(crate) struct Typed {
    pub(crate) category: String,
    pub(crate) name: String,
    pub(crate) email: String,
    pub(crate) subject: String,
    pub(crate) body: String,
    pub(crate) item: String,
    pub(crate) purchased_at: String,
    pub(crate) amount: String,
    pub(crate) currency: String,
    pub(crate) app_version: String,
    pub(crate) device: String,
}

impl Typed {
    pub(crate) fn of(upload: &Upload) -> Typed {
        let field = |name| upload.field(name).to_owned();
        Typed {
            category: field("category"),
            name: field("name"),
            email: field("email"),
            subject: field("subject"),
            body: field("body"),
            item: field("item"),
            purchased_at: field("purchased_at"),
            amount: field("amount"),
            currency: field("currency"),
            app_version: field("app_version"),
            device: field("device"),
        }
    }

    /// Everything that was typed: what makes it another form than that of another press.
    pub(crate) fn content(&self) -> [&str; 11] {
        let Typed { category, name, email, subject, body, item, purchased_at, amount, currency, app_version, device } =
            self;
        [category, name, email, subject, body, item, purchased_at, amount, currency, app_version, device]
    }
}

/// Whose form it is: decides words and how moments are read.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Visitor {
    pub(crate) lang: Lang,
    pub(crate) zone: Tz,
    pub(crate) now: DateTime<Utc>,
}

/// A good form.
#[derive(Debug)]
pub(crate) struct Asked {
    pub(crate) category: Category,
    pub(crate) name: DisplayName,
    pub(crate) email: EmailAddress,
    pub(crate) subject: Subject,
    pub(crate) body: MessageBody,
    pub(crate) purchase: PurchaseClaim,
    pub(crate) app_version: Option<AppVersion>,
    pub(crate) device: Option<Device>,
}

/// Reads the form, or says what to mend, field by field in the order of the page.
pub(crate) fn parse(typed: &Typed, visitor: Visitor) -> Result<Asked, Errors> {
    let lang = visitor.lang;
    let mut errors = Errors::new();
    let category = errors.take("category", Category::from_code(&typed.category).ok_or(()), |()| lang.error_category());
    let purchase = match category {
        Some(Category::Refund) => purchase(typed, visitor, &mut errors),
        _ => PurchaseClaim::default(),
    };
    let (app_version, device) = match category {
        Some(Category::ErrorReport) => (
            optional(&mut errors, "app_version", AppVersion::parse(&typed.app_version), lang),
            optional(&mut errors, "device", Device::parse(&typed.device), lang),
        ),
        _ => (None, None),
    };
    let name =
        errors.take("name", DisplayName::parse(&typed.name), |refusal| too_long_or(refusal, lang, lang.error_name()));
    let email =
        errors.take("email", EmailAddress::parse(&typed.email), |refusal| address_refusal(refusal, &typed.email, lang));
    let subject =
        errors.take("subject", Subject::parse(&typed.subject), |it| too_long_or(it, lang, lang.error_subject()));
    let body = errors.take("body", MessageBody::parse(&typed.body), |it| too_long_or(it, lang, lang.error_body()));
    match (category, name, email, subject, body) {
        (Some(category), Some(name), Some(email), Some(subject), Some(body)) if errors.is_empty() => {
            Ok(Asked { category, name, email, subject, body, purchase, app_version, device })
        }
        _ => Err(errors),
    }
}

/// A refund needs to know what was bought and roughly when; the amount helps.
fn purchase(typed: &Typed, visitor: Visitor, errors: &mut Errors) -> PurchaseClaim {
    let lang = visitor.lang;
    let item = errors.take("item", Item::parse(&typed.item), |refusal| too_long_or(refusal, lang, lang.error_item()));
    let purchased_at = errors.take("purchased_at", moment(&typed.purchased_at, visitor), |sentence| sentence);
    let currency = errors.take("currency", read_currency(&typed.currency).ok_or(()), |()| lang.error_currency());
    let amount = currency.and_then(|currency| match Amount::parse(&typed.amount, currency) {
        Err(TextError::Empty) => None,
        parsed => errors.take("amount", parsed, |_| lang.error_amount()),
    });
    PurchaseClaim { purchased_at, item, amount }
}

/// When it was bought, in the visitor's zone; not in the future.
fn moment(typed: &str, visitor: Visitor) -> Result<DateTime<Utc>, Cow<'static, str>> {
    let lang = visitor.lang;
    match read_moment(typed, visitor.zone) {
        Ok(at) if at > visitor.now => Err(lang.error_purchased_at_future()),
        Ok(at) => Ok(at),
        Err(MomentError::Empty) => Err(lang.error_purchased_at()),
        Err(MomentError::Unreadable) => Err(lang.error_purchased_at_form()),
    }
}

fn optional<T>(errors: &mut Errors, field: &'static str, parsed: Result<T, TextError>, lang: Lang) -> Option<T> {
    match parsed {
        Err(TextError::Empty) => None,
        parsed => errors.take(field, parsed, |refusal| too_long_or(refusal, lang, lang.invalid_title())),
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    fn visitor() -> Visitor {
        Visitor { lang: Lang::En, zone: Tz::Asia__Seoul, now: "2026-11-23T06:00:00Z".parse().unwrap() }
    }

    fn typed(category: &str) -> Typed {
        Typed {
            category: category.into(),
            name: "김하늘".into(),
            email: "haneul@mail.example".into(),
            subject: "별자리 정원".into(),
            body: "들어오지 않았어요".into(),
            item: "별자리 정원".into(),
            purchased_at: "2026-11-20T21:04".into(),
            amount: "11,000".into(),
            currency: "KRW".into(),
            app_version: "3.4.1".into(),
            device: "Galaxy S25".into(),
        }
    }

    fn errors(typed: &Typed) -> Errors {
        parse(typed, visitor()).map(|_| ()).unwrap_err()
    }

    #[test]
    fn a_refund_says_what_was_bought_when_and_for_how_much() {
        let asked = parse(&typed("refund"), visitor()).unwrap();
        assert_eq!(asked.purchase.purchased_at, Some("2026-11-20T12:04:00Z".parse().unwrap()));
        assert_eq!(asked.purchase.item.unwrap().as_str(), "별자리 정원");
        assert_eq!(asked.purchase.amount.unwrap().to_string(), "KRW 11,000");
        assert!(asked.app_version.is_none() && asked.device.is_none());
    }

    #[test]
    fn fields_of_another_category_are_not_read() {
        let mut form = typed("error_report");
        (form.item, form.purchased_at, form.amount) = (String::new(), "nonsense".into(), "nonsense".into());
        let asked = parse(&form, visitor()).unwrap();
        assert!(asked.purchase.purchased_at.is_none() && asked.purchase.item.is_none());
        assert_eq!(asked.app_version.unwrap().as_str(), "3.4.1");
        let mut form = typed("other");
        form.device = "x".repeat(500);
        assert!(parse(&form, visitor()).unwrap().device.is_none());
    }

    #[test]
    fn an_error_report_may_leave_out_version_and_device() {
        let mut form = typed("error_report");
        (form.app_version, form.device) = (" ".into(), String::new());
        assert!(parse(&form, visitor()).is_ok());
        form.device = "x".repeat(101);
        assert_eq!(errors(&form).get("device"), Some("At most 100 characters; these are 101"));
    }

    #[test]
    fn an_empty_form_says_everything_that_is_missing() {
        let wrong = errors(&Typed::default());
        for field in ["category", "name", "email", "subject", "body"] {
            assert!(wrong.get(field).is_some(), "{field}");
        }
        assert!(wrong.get("item").is_none(), "only a refund asks for it");
        let empty = Typed { category: "refund".into(), currency: "KRW".into(), ..Typed::default() };
        let wrong = errors(&empty);
        assert!(wrong.get("item").is_some() && wrong.get("purchased_at").is_some());
        assert!(wrong.get("amount").is_none(), "not everybody remembers it");
    }

    #[test]
    fn an_address_without_its_sign_is_told_what_it_lacks() {
        let mut form = typed("other");
        form.email = "haneul.mail.example".into();
        assert!(errors(&form).get("email").unwrap().contains('@'));
    }

    #[test]
    fn a_purchase_of_the_future_or_without_a_date_is_refused() {
        for text in ["2026-11-23T15:01", "2026-11-20", ""] {
            assert!(moment(text, visitor()).is_err(), "{text}");
        }
        assert!(moment("2026-11-23T15:00", visitor()).is_ok());
    }

    #[test]
    fn only_the_currencies_of_the_form_are_taken() {
        let mut form = typed("refund");
        form.currency = "QQQ".into();
        assert!(errors(&form).get("currency").is_some());
        (form.currency, form.amount) = ("USD".into(), "12.50".into());
        assert_eq!(parse(&form, visitor()).unwrap().purchase.amount.unwrap().minor(), 1250);
        form.amount = "about ten".into();
        assert!(errors(&form).get("amount").is_some());
    }
}
