//! What the letters of all kinds are put together from: the reader, links, facts, moments, small print.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;

use super::{
    ComposeFault, MailContext,
    letter::{Button, DueBox, Letter, Look, Quote},
};
use crate::{
    customers::confirmation_token,
    inquiries::link_token,
    lang::{
        Lang,
        format::{Format, Unit},
    },
    outbox::material::{
        Case, CaseMessage, Confirmation, Inquiry, LinkTo, Material, Message, Person, Purchase, Recipient,
    },
    web::prefs::{Prefs, Theme},
};

/// The zone of whoever has told none that is known.
const STORE_ZONE: Tz = Tz::Asia__Seoul;
const MINUTE: u64 = 60;
const HOUR: u64 = 60 * MINUTE;

/// One mail about to be written.
pub(super) struct Scene<'a> {
    pub(super) material: &'a Material,
    pub(super) context: &'a MailContext,
    pub(super) reader: Person,
    pub(super) lang: Lang,
    pub(super) format: Format,
}

impl<'a> Scene<'a> {
    pub(super) fn of(material: &'a Material, context: &'a MailContext) -> Self {
        let reader = match &material.recipient {
            Recipient::Customer(person)
            | Recipient::Member(person)
            | Recipient::Support(person, _)
            | Recipient::Invited(person) => person.clone(),
            Recipient::Operations => Person {
                email: context.operations.as_str().to_owned(),
                name: String::new(),
                lang: context.operations_lang,
                zone: STORE_ZONE.name().to_owned(),
            },
        };
        let lang = reader.lang;
        let zone = reader.zone.parse().unwrap_or(STORE_ZONE);
        Self { material, context, reader, lang, format: Format::new(lang, zone, material.created_at) }
    }

    pub(super) fn inquiry(&self) -> Result<&'a Inquiry, ComposeFault> {
        self.material.inquiry.as_ref().ok_or(ComposeFault::Missing("inquiry"))
    }

    pub(super) fn message(&self) -> Result<&'a Message, ComposeFault> {
        self.material.message.as_ref().ok_or(ComposeFault::Missing("message"))
    }

    pub(super) fn case(&self) -> Result<&'a Case, ComposeFault> {
        self.material.case.as_ref().ok_or(ComposeFault::Missing("case"))
    }

    /// What operations wrote with one side, or what the side answered.
    pub(super) fn case_message(&self) -> Result<&'a CaseMessage, ComposeFault> {
        self.material.case_message.as_ref().ok_or(ComposeFault::Missing("message of the case"))
    }

    pub(super) fn confirmation(&self) -> Result<&'a Confirmation, ComposeFault> {
        self.material.confirmation.as_ref().ok_or(ComposeFault::Missing("confirmation"))
    }

    /// The app's name.
    pub(super) fn app(&self) -> Result<&'a str, ComposeFault> {
        Ok(self.inquiry()?.app.of(self.lang))
    }

    /// The seller's name.
    pub(super) fn seller(&self) -> Result<&'a str, ComposeFault> {
        Ok(self.inquiry()?.seller.of(self.lang))
    }

    /// The moment by which the turn of the mail is to be answered.
    pub(super) fn due_at(&self) -> Result<DateTime<Utc>, ComposeFault> {
        self.inquiry()?.due_at.ok_or(ComposeFault::Missing("due moment"))
    }

    // subjects

    /// `[별빛 농장] 새 문의: 들어오지 않았어요`.
    pub(super) fn subject(&self, what: &str) -> Result<String, ComposeFault> {
        let what = self.lang.letter_about(what, &self.inquiry()?.subject);
        Ok(self.lang.letter_about_app(self.app()?, &what).into_owned())
    }

    /// `답변 기한 4시간 전: [별빛 농장] 들어오지 않았어요`: for what cannot wait.
    pub(super) fn urgent_subject(&self, what: &str) -> Result<String, ComposeFault> {
        let subject = self.lang.letter_about_app(self.app()?, &self.inquiry()?.subject);
        Ok(self.lang.letter_about(what, &subject).into_owned())
    }

    // links

    pub(super) fn link(&self, path: &str) -> String {
        format!("{}{path}", self.context.public_url)
    }

    pub(super) fn button(&self, label: impl Into<String>, path: &str) -> Button {
        Button { label: label.into(), href: self.link(path), look: Look::Usual }
    }

    /// A letter of the portal itself about no inquiry: the subject is the heading, the button leads to `path`, the small print
    /// says `why` it was sent.
    pub(super) fn notice(
        &self,
        heading: String,
        opening: String,
        (label, path): (String, &str),
        why: String,
    ) -> Letter {
        Letter {
            links: Vec::new(),
            lang: self.lang,
            subject: heading.clone(),
            heading,
            opening: vec![opening],
            quote: None,
            due: None,
            facts: Vec::new(),
            button: self.button(label, path),
            closing: Vec::new(),
            foot: vec![why, self.lang.letter_no_replies().into()],
        }
    }

    /// The customer's own page of the inquiry.
    pub(super) fn customer_button(&self, label: impl Into<String>) -> Result<Button, ComposeFault> {
        let inquiry = self.inquiry()?;
        let token = link_token(&self.context.secret, inquiry.inquiry_id, inquiry.link_generation);
        Ok(self.button(label, &format!("/i/{}", token.reveal())))
    }

    /// The page that asks the customer how it was, with one of its two answers chosen.
    pub(super) fn choice(&self, label: impl Into<String>, answer: &str) -> Result<Button, ComposeFault> {
        let button = self.customer_button(label)?;
        Ok(Button { href: format!("{}/satisfaction?choice={answer}", button.href), look: Look::Choice, ..button })
    }

    /// The customer's own page of each of several inquiries: `별빛 농장: 들어오지 않았어요`.
    pub(super) fn customer_links(&self) -> Vec<Button> {
        let link = |to: &LinkTo| {
            let token = link_token(&self.context.secret, to.inquiry_id, to.link_generation);
            let label = self.lang.letter_about(to.app.of(self.lang), &to.subject);
            self.button(label, &format!("/i/{}", token.reveal()))
        };
        self.material.links.iter().map(link).collect()
    }

    /// The desk's page of the inquiry, behind the sign-in.
    pub(super) fn desk_button(&self, label: impl Into<String>) -> Result<Button, ComposeFault> {
        Ok(self.button(label, &format!("/inquiries/{}", self.inquiry()?.public_no.as_str())))
    }

    /// The page with the button that confirms the address.
    pub(super) fn confirm_button(&self) -> Result<Button, ComposeFault> {
        let token = confirmation_token(&self.context.secret, self.confirmation()?.confirmation_id);
        Ok(self.button(self.lang.letter_confirm_button(), &format!("/confirm/{}", token.reveal())))
    }

    // parts

    /// The words that the mail carries.
    pub(super) fn quote(&self, label: Option<String>) -> Result<Quote, ComposeFault> {
        let message = self.message()?;
        let files = (!message.files.is_empty()).then(|| self.lang.letter_files(&message.files.join(", ")).into_owned());
        Ok(Quote { label, words: message.body.clone(), files })
    }

    /// What operations say of their decision.
    pub(super) fn reason(&self) -> Result<Quote, ComposeFault> {
        let words = self.case()?.reason.clone().ok_or(ComposeFault::Missing("reason"))?;
        Ok(Quote { label: Some(self.lang.letter_words_of_operations().into()), words, files: None })
    }

    /// The boxed moment.
    pub(super) fn due(&self, label: impl Into<String>, at: DateTime<Utc>, then: String) -> DueBox {
        let moment = self.lang.letter_until(&self.format.moment(at)).into_owned();
        DueBox { label: label.into(), moment, then }
    }

    /// Until when operations would like an answer, if they said so.
    pub(super) fn wanted_by(&self) -> Result<Option<DueBox>, ComposeFault> {
        let wanted_by = self.case_message()?.wanted_by;
        Ok(wanted_by.map(|at| self.due(self.lang.letter_case_wanted_by(), at, self.lang.letter_case_then().into())))
    }

    /// Where the reader answers operations, or may.
    pub(super) fn case_button(&self) -> Result<String, ComposeFault> {
        let lang = self.lang;
        let asks = self.case_message()?.waits;
        Ok(if asks { lang.letter_case_answer_button() } else { lang.letter_open_inquiry() }.into())
    }

    /// How the reader answers operations.
    pub(super) fn case_how(&self) -> Result<String, ComposeFault> {
        let lang = self.lang;
        Ok(if self.case_message()?.waits { lang.letter_case_how() } else { lang.letter_case_how_if() }.into())
    }

    /// What the customer reads of the moment.
    pub(super) fn then_for_customer(&self) -> String {
        let lang = self.lang;
        [lang.then_customer(), lang.then_customer_strong(), lang.then_customer_tail()].join(" ")
    }

    /// The time left at the mail's date, in hours, or in minutes when it is short: what rounding hides is a moment's delay.
    pub(super) fn left(&self, due: DateTime<Utc>) -> String {
        let seconds = (due - self.material.created_at).num_seconds().max(0).unsigned_abs();
        let (unit, size) = if seconds >= HOUR { (Unit::Hour, HOUR) } else { (Unit::Minute, MINUTE) };
        let rounded = (seconds + size / 2) / size;
        format!("{rounded}{}", unit.word(self.lang, rounded))
    }

    // facts

    pub(super) fn fact(&self, label: impl Into<String>, value: impl Into<String>) -> (String, String) {
        (label.into(), value.into())
    }

    /// What an inquiry is known by, for its customer.
    pub(super) fn inquiry_facts(&self) -> Result<Vec<(String, String)>, ComposeFault> {
        let (lang, inquiry) = (self.lang, self.inquiry()?);
        Ok(vec![
            self.fact(lang.letter_app(), format!("{} · {}", self.app()?, self.seller()?)),
            self.fact(lang.letter_inquiry(), inquiry.subject.as_str()),
        ])
    }

    /// What an inquiry is known by, for those who answer it.
    pub(super) fn desk_facts(&self) -> Result<Vec<(String, String)>, ComposeFault> {
        let (lang, inquiry) = (self.lang, self.inquiry()?);
        let version = inquiry.app_version.as_deref().map(|version| format!(" {version}")).unwrap_or_default();
        let mut facts = vec![
            self.fact(lang.letter_app(), format!("{}{version}", self.app()?)),
            self.fact(lang.letter_category(), inquiry.category.name(lang)),
            self.fact(lang.letter_customer(), inquiry.customer.as_str()),
        ];
        facts.extend(inquiry.device.as_ref().map(|device| self.fact(lang.letter_device(), device)));
        facts.extend(self.said(&inquiry.purchase).map(|said| self.fact(lang.letter_said_purchase(), said)));
        Ok(facts)
    }

    /// `별자리 정원, 11,000원, 11월 20일(금) 21:04`, as far as the customer says.
    fn said(&self, purchase: &Purchase) -> Option<String> {
        let at = purchase.purchased_at.map(|at| self.format.moment(at));
        let said: Vec<String> = [purchase.item.clone(), self.money(purchase), at].into_iter().flatten().collect();
        (!said.is_empty()).then(|| said.join(" · "))
    }

    fn money(&self, purchase: &Purchase) -> Option<String> {
        purchase.amount.as_ref().map(|(minor, currency)| self.lang.money(*minor, currency))
    }

    /// The purchase that is canceled, and why.
    pub(super) fn case_facts(&self) -> Result<Vec<(String, String)>, ComposeFault> {
        let (lang, case) = (self.lang, self.case()?);
        let item = case.purchase.item.clone().map(|item| self.fact(lang.letter_item(), item));
        let amount = self.money(&case.purchase).map(|amount| self.fact(lang.letter_amount(), amount));
        let bought = case.purchase.purchased_at;
        let bought = bought.map(|at| self.fact(lang.letter_purchased_at(), self.format.moment(at)));
        let canceled = case.canceled_at.map(|at| self.fact(lang.letter_canceled_at(), self.format.moment(at)));
        let ground = case.ground.map(|why| self.fact(lang.letter_ground(), why.name(lang)));
        let number = Some(self.fact(lang.letter_case_no(), case.case_no.of_case()));
        Ok([item, amount, bought, canceled, ground, number].into_iter().flatten().collect())
    }

    // small print

    pub(super) fn foot_for_customer(&self) -> Result<Vec<String>, ComposeFault> {
        let lang = self.lang;
        Ok(vec![self.number()?, lang.letter_why_customer(self.app()?).into(), lang.letter_keep_link().into()])
    }

    pub(super) fn foot_for_seller(&self) -> Result<Vec<String>, ComposeFault> {
        Ok(vec![self.number()?, self.why_seller()?, self.zone()])
    }

    /// Why a person of the seller, or its contact, gets it.
    pub(super) fn why_seller(&self) -> Result<String, ComposeFault> {
        let seller = self.material.seller.as_ref().ok_or(ComposeFault::Missing("seller"))?;
        Ok(match &self.material.recipient {
            Recipient::Support(_, app) => self.lang.letter_why_support(app.of(self.lang)).into(),
            _ => self.lang.letter_why_member(seller.of(self.lang)).into(),
        })
    }

    /// A contact may be that of several apps.
    pub(super) fn why_digest(&self) -> Result<String, ComposeFault> {
        let seller = self.material.seller.as_ref().ok_or(ComposeFault::Missing("seller"))?.of(self.lang);
        Ok(match self.material.recipient {
            Recipient::Support(..) => self.lang.letter_why_contact(seller).into(),
            _ => self.lang.letter_why_member(seller).into(),
        })
    }

    pub(super) fn number(&self) -> Result<String, ComposeFault> {
        Ok(format!("{} {}", self.lang.letter_inquiry_no(), self.inquiry()?.public_no.of_inquiry()))
    }

    pub(super) fn zone(&self) -> String {
        let prefs = Prefs { lang: self.lang, theme: Theme::System, zone: self.format.zone };
        self.lang.letter_zone(&prefs.zone_name()).into()
    }
}
