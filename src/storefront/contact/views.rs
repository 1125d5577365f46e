//! Contact Seller and the page after it, as they are shown.

use std::borrow::Cow;

use askama::Template;

use super::form::Typed;
use crate::{
    app::App,
    id::SubmissionKey,
    inquiries::{ACCEPTED_FILES, Category},
    lang::{
        Lang,
        format::{Format, Moment},
    },
    outbox::mailbox::MAILBOX,
    sellers::{AppRow, PublicApp},
    storefront::{
        app_path, contact_path,
        parts::{AppIcon, BeforeYouWrite, span, time_to_answer},
    },
    text::{AppVersion, Device, DisplayName, Item, MAX_EMAIL_BYTES, MessageBody, Subject},
    web::{
        Chrome, Errors, Tone, filters,
        multipart::TOTAL_MEGABYTES,
        parts::{Action, Choices, Facts, Field, Notice},
        typed::currencies,
    },
};

/// Rows of the large field.
const BODY_ROWS: u8 = 7;

/// What the form holds, and what is wrong with it.
#[derive(Debug)]
pub(super) struct FormState {
    pub(super) key: SubmissionKey,
    pub(super) typed: Typed,
    pub(super) errors: Errors,
    pub(super) had_files: bool,
    pub(super) notice: Option<Notice>,
}

impl FormState {
    /// A new form: nothing chosen, nothing ticked.
    pub(super) fn empty() -> FormState {
        FormState {
            key: SubmissionKey::new(),
            typed: Typed { currency: "KRW".into(), ..Typed::default() },
            errors: Errors::new(),
            had_files: false,
            notice: None,
        }
    }
}

/// The form.
#[derive(Debug, Template)]
#[template(path = "storefront/contact.html")]
pub(super) struct ContactPage {
    chrome: Chrome,
    key: SubmissionKey,
    action: String,
    app: AppHead,
    lead: String,
    errors: Errors,
    notice: Option<Notice>,
    category: Choices,
    purchase: Vec<Field>,
    price: Vec<Field>,
    device: Vec<Field>,
    person: Vec<Field>,
    message: Vec<Field>,
    privacy: Facts,
    time: String,
    due: Moment,
    before: Option<BeforeYouWrite>,
    /// In which languages answers come, if the seller has said.
    languages: Option<String>,
}

/// The app that a page is about.
#[derive(Debug)]
struct AppHead {
    href: String,
    icon: AppIcon,
    name: String,
}

impl AppHead {
    fn new(row: &AppRow, lang: Lang) -> Self {
        let icon = AppIcon::new(&row.icon);
        Self { href: app_path(&row.client_id), icon, name: row.name(lang).into() }
    }
}

impl ContactPage {
    pub(super) fn new(chrome: Chrome, app: &App, public: &PublicApp, state: FormState) -> Self {
        let (lang, row) = (chrome.lang, &public.app);
        let fields = Fields { lang, typed: &state.typed, errors: &state.errors };
        let now = app.clock.now();
        let format: Format = chrome.format(now);
        Self {
            action: contact_path(&row.client_id),
            app: AppHead::new(row, lang),
            lead: lang.contact_lead(row.seller_name(lang)).into(),
            category: fields.category(),
            purchase: fields.purchase(&chrome.prefs.zone_name()),
            price: fields.price(),
            device: fields.device(),
            person: fields.person(),
            message: fields.message(row, app, state.had_files),
            privacy: privacy(lang, row, app),
            time: time_to_answer(app.rules.current().policy, lang).into(),
            due: format.exact(app.rules.current().due(now)),
            before: BeforeYouWrite::new(&public.settings, lang),
            languages: public.settings.languages(lang).map(|langs| lang.answers_come_in(&langs).into()),
            key: state.key,
            errors: state.errors,
            notice: state.notice,
            chrome,
        }
    }
}

/// Makes the fields of a form with what was typed and what is wrong.
pub(crate) struct Fields<'a> {
    pub(crate) lang: Lang,
    pub(crate) typed: &'a Typed,
    pub(crate) errors: &'a Errors,
}

impl Fields<'_> {
    pub(crate) fn category(&self) -> Choices {
        let lang = self.lang;
        let choices = Choices::new("category", lang.which_category()).chosen(&self.typed.category);
        let choices = Category::ALL.into_iter().fold(choices, |choices, category| {
            let hint = match category {
                Category::Maintenance => lang.category_maintenance_hint(),
                Category::ErrorReport => lang.category_error_report_hint(),
                Category::Refund => lang.category_refund_hint(),
                Category::Other => lang.category_other_hint(),
            };
            choices.choice(category.code(), category.icon(), category.name(lang), Some(hint.into()))
        });
        choices.error(self.errors.get("category"))
    }

    pub(crate) fn text(&self, name: &'static str, label: Cow<'static, str>, value: &str) -> Field {
        Field::text(self.lang, name, label).value(value).error(self.errors.get(name))
    }

    pub(crate) fn purchase(&self, zone: &str) -> Vec<Field> {
        let (lang, typed) = (self.lang, self.typed);
        vec![
            self.text("item", lang.form_item(), &typed.item).hint(lang.form_item_hint()).max(Item::MAX),
            Field::datetime(lang, "purchased_at", lang.form_purchased_at())
                .value(&typed.purchased_at)
                .hint(lang.form_purchased_at_hint(zone))
                .error(self.errors.get("purchased_at")),
        ]
    }

    pub(crate) fn price(&self) -> Vec<Field> {
        let (lang, typed) = (self.lang, self.typed);
        vec![
            self.text("amount", lang.form_amount(), &typed.amount).optional(),
            Field::select(lang, "currency", lang.form_currency(), currencies(lang))
                .value(&typed.currency)
                .error(self.errors.get("currency")),
        ]
    }

    pub(crate) fn device(&self) -> Vec<Field> {
        let (lang, typed) = (self.lang, self.typed);
        vec![
            self.text("app_version", lang.form_app_version(), &typed.app_version)
                .hint(lang.form_app_version_hint())
                .max(AppVersion::MAX)
                .optional(),
            self.text("device", lang.form_device(), &typed.device)
                .hint(lang.form_device_hint())
                .max(Device::MAX)
                .optional(),
        ]
    }

    fn person(&self) -> Vec<Field> {
        let (lang, typed) = (self.lang, self.typed);
        vec![
            self.text("name", lang.your_name(), &typed.name)
                .hint(lang.your_name_hint())
                .max(DisplayName::MAX)
                .autocomplete("name"),
            Field::email(lang, "email", lang.your_email())
                .value(&typed.email)
                .hint(lang.your_email_hint())
                .max(MAX_EMAIL_BYTES)
                .error(self.errors.get("email")),
        ]
    }

    fn message(&self, row: &AppRow, app: &App, had_files: bool) -> Vec<Field> {
        let (lang, typed) = (self.lang, self.typed);
        vec![
            self.text("subject", lang.form_subject(), &typed.subject).max(Subject::MAX),
            Field::area(lang, "body", lang.what_happened(), BODY_ROWS)
                .value(&typed.body)
                .hint(lang.what_happened_hint())
                .below(lang.kept_on_device())
                .max(MessageBody::MAX)
                .keep(format!("contact:{}", row.client_id))
                .error(self.errors.get("body")),
            files_field(lang, app, had_files).error(self.errors.get("files")),
        ]
    }
}

/// The field for files. A browser cannot be given back the files of a refused form; then it says so.
pub(crate) fn files_field(lang: Lang, app: &App, had_files: bool) -> Field {
    let limits = &app.config.attachments;
    let megabytes = (limits.max_bytes() >> 20) as u64;
    let bounds = lang.files_hint(limits.attachment_count.get(), megabytes, TOTAL_MEGABYTES);
    let again = if had_files { format!("{} ", lang.files_again()) } else { String::new() };
    Field::files(lang, "files", lang.files_label(), ACCEPTED_FILES)
        .hint(format!("{again}{} {bounds}", lang.files_kinds()))
        .optional()
}

/// What must be said before personal data are taken (Personal Information Protection Act, article 15).
fn privacy(lang: Lang, row: &AppRow, app: &App) -> Facts {
    let kept = span(app.config.contact.confirm_within, lang);
    Facts::new()
        .fact(lang.privacy_purpose(), lang.privacy_purpose_text())
        .fact(lang.privacy_items(), lang.privacy_items_text())
        .fact(lang.privacy_recipients(), lang.privacy_recipients_text(row.seller_name(lang)))
        .fact(lang.privacy_kept(), lang.privacy_kept_text(&kept))
        .fact(lang.privacy_refusal(), lang.privacy_refusal_text())
}

/// After the form: open your mail.
#[derive(Debug, Template)]
#[template(path = "storefront/sent.html")]
pub(super) struct SentPage {
    chrome: Chrome,
    app: AppHead,
    address: String,
    kept: String,
    mailbox: Option<Notice>,
    /// While the address can be corrected.
    correct: Option<Field>,
    errors: Errors,
    notice: Option<Notice>,
}

impl SentPage {
    /// `mailbox`: whether this visitor finds the mail there.
    pub(super) fn new(chrome: Chrome, app: &App, row: &AppRow, address: &str, mailbox: bool) -> Self {
        let lang = chrome.lang;
        let mailbox = mailbox.then(|| {
            Notice::new(Tone::Calm)
                .icon("mail")
                .text(lang.mailbox_hint())
                .action(Action::link(MAILBOX, lang.open_mailbox()).icon("inbox"))
        });
        Self {
            app: AppHead::new(row, lang),
            address: address.to_owned(),
            kept: span(app.config.contact.confirm_within, lang).into(),
            mailbox,
            correct: None,
            errors: Errors::new(),
            notice: None,
            chrome,
        }
    }

    /// With the form that corrects the address, as it was typed, and what stood in its way.
    pub(super) fn correcting(self, typed: Option<String>, errors: Errors, notice: Option<Notice>) -> Self {
        let lang = self.chrome.lang;
        let field = |typed: String| Field::email(lang, "email", lang.correct_label()).value(typed).max(MAX_EMAIL_BYTES);
        let correct = typed.map(|typed| field(typed).error(errors.get("email")));
        Self { correct, errors, notice, ..self }
    }
}
