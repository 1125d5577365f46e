//! All that mails are made of, read for many deliveries at once.
//!
//! Every kind finds here what it says; nothing else is in it. The customer's name is masked where it is read: no mail to
//! anybody else can carry it.

mod read;

use chrono::{DateTime, Utc};

pub use read::material;

use crate::{
    auth::{MemberRole, StaffRole},
    cancellations::Ground,
    deliveries::DeliveryKind,
    id::{
        AddressChangeId, CodeId, ConfirmationId, DeliveryId, InquiryId, InvitationId, PasswordResetId, SupportChangeId,
    },
    inquiries::{Category, MessageAuthor, State, exchange::CaseSide},
    lang::Lang,
    public_no::PublicNo,
    team::{Detail, TeamEventKind},
};

/// What one mail is made of.
#[derive(Debug, Clone)]
pub struct Material {
    /// The delivery; the Message-ID is made of it.
    pub delivery_id: DeliveryId,
    /// What is told.
    pub kind: DeliveryKind,
    /// When its cause happened: the mail's date.
    pub created_at: DateTime<Utc>,
    /// Who reads it.
    pub recipient: Recipient,
    /// The link that confirms an address.
    pub confirmation: Option<Confirmation>,
    /// The link that lets somebody into a team.
    pub invitation: Option<Invitation>,
    /// What happened to the reader's place in a team.
    pub team_event: Option<TeamEvent>,
    /// What happened to the reader's account.
    pub account: Account,
    /// The change of an app's support contact.
    pub support: Option<SupportChange>,
    /// The inquiry it is about.
    pub inquiry: Option<Inquiry>,
    /// The message that it carries, or the customer's newest one.
    pub message: Option<Message>,
    /// The internal note that calls the reader.
    pub note: Option<Note>,
    /// The case that it tells of.
    pub case: Option<Case>,
    /// The message between operations and the reader's side, or that of the side to operations.
    pub case_message: Option<CaseMessage>,
    /// The seller of a digest.
    pub seller: Option<Names>,
    /// How many things a digest tells of.
    pub many: Option<i32>,
    /// The links of all inquiries of a customer who asked for them, newest first.
    pub links: Vec<LinkTo>,
    /// The code that a customer asked for.
    pub code: Option<CodeId>,
    /// What came in through the store's own Contact Us: of the first mails of its inquiry, or of the one that closed it.
    pub contact_us: Option<ContactUs>,
    /// The colleague who is away, and in whose place the reader gets it.
    pub instead_of: Option<String>,
    /// Earlier mails about the inquiry to the same recipient, oldest first.
    pub earlier: Vec<DeliveryId>,
}

/// Who reads a mail.
#[derive(Debug, Clone)]
pub enum Recipient {
    /// The buyer.
    Customer(Person),
    /// A person of the seller.
    Member(Person),
    /// The support contact of an app: an address without a person.
    Support(Person, Names),
    /// Somebody invited, whom nobody knows yet.
    Invited(Person),
    /// The mailbox of operations, which the settings name.
    Operations,
}

/// An address with what is known of its reader.
#[derive(Debug, Clone)]
pub struct Person {
    /// Where the mail goes.
    pub email: String,
    /// As people know them; empty for a contact.
    pub name: String,
    /// The language they read.
    pub lang: Lang,
    /// Their time zone, an IANA name.
    pub zone: String,
}

/// A name in both languages.
#[derive(Debug, Clone, PartialEq, Eq, serde::Deserialize)]
pub struct Names {
    /// Korean.
    pub ko: String,
    /// English.
    pub en: String,
}

impl Names {
    /// The name in a language.
    pub fn of(&self, lang: Lang) -> &str {
        match lang {
            Lang::Ko => &self.ko,
            Lang::En => &self.en,
        }
    }
}

/// A link that confirms an address.
#[derive(Debug, Clone, Copy)]
pub struct Confirmation {
    /// Its row; the link's token is made of it.
    pub confirmation_id: ConfirmationId,
    /// Until when it works.
    pub expires_at: DateTime<Utc>,
}

/// An inquiry among the links that are sent again.
#[derive(Debug, Clone, serde::Deserialize)]
pub struct LinkTo {
    /// Its row; with the generation, the link is made of it.
    pub inquiry_id: InquiryId,
    /// Which of its links is the present one.
    pub link_generation: i32,
    /// In one line.
    pub subject: String,
    /// The app.
    pub app: Names,
}

/// A link that lets somebody into a team.
#[derive(Debug, Clone)]
pub struct Invitation {
    /// Its row; the link's token is made of it.
    pub invitation_id: InvitationId,
    /// Until when it works.
    pub expires_at: DateTime<Utc>,
    /// The role in the seller.
    pub role: Option<MemberRole>,
    /// The role in operations.
    pub staff_role: Option<StaffRole>,
    /// Who invited; none: the command line.
    pub invited_by: Option<String>,
}

/// What happened to somebody's place in a team.
#[derive(Debug, Clone)]
pub struct TeamEvent {
    /// What.
    pub kind: TeamEventKind,
    /// Who did it; none: the command line.
    pub by: Option<String>,
    /// Roles.
    pub detail: Detail,
    /// The colleague for whom the reader stands in.
    pub other: Option<String>,
    /// The apps, where they are some.
    pub apps: Vec<Names>,
}

/// What happened to an account.
#[derive(Debug, Clone, Default)]
pub struct Account {
    /// The link that sets a new password, and until when it works.
    pub reset: Option<(PasswordResetId, DateTime<Utc>)>,
    /// The change of address.
    pub change: Option<AddressChange>,
    /// The browser of a sign-in; empty when it did not say what it is.
    pub browser: String,
}

/// A change of address.
#[derive(Debug, Clone)]
pub struct AddressChange {
    /// Its row; the links' tokens are made of it.
    pub id: AddressChangeId,
    /// The address to be.
    pub new_email: String,
    /// Until when both may agree.
    pub expires_at: DateTime<Utc>,
}

/// A change of an app's support contact.
#[derive(Debug, Clone)]
pub struct SupportChange {
    /// Its row; the link's token is made of it.
    pub id: SupportChangeId,
    /// The address to be; none: the contact is taken away.
    pub new_email: Option<String>,
    /// Until when it may be confirmed.
    pub expires_at: DateTime<Utc>,
}

/// An inquiry, as mails tell of it.
#[derive(Debug, Clone)]
pub struct Inquiry {
    /// Its row; with the generation, the customer's link is made of it.
    pub inquiry_id: InquiryId,
    /// Which of its links is the present one.
    pub link_generation: i32,
    /// Its number.
    pub public_no: PublicNo,
    /// In one line.
    pub subject: String,
    /// What is asked for.
    pub category: Category,
    /// Where it stands now.
    pub state: State,
    /// When the turn that the mail belongs to is due.
    pub due_at: Option<DateTime<Utc>>,
    /// The customer's name, masked.
    pub customer: String,
    /// The app.
    pub app: Names,
    /// Its seller.
    pub seller: Names,
    /// The purchase, as the customer says.
    pub purchase: Purchase,
    /// The app's version, as the customer says.
    pub app_version: Option<String>,
    /// The customer's device.
    pub device: Option<String>,
}

/// What is known, or said, of a purchase.
#[derive(Debug, Clone, Default)]
pub struct Purchase {
    /// When.
    pub purchased_at: Option<DateTime<Utc>>,
    /// What.
    pub item: Option<String>,
    /// How much: minor units and the currency's three letters.
    pub amount: Option<(i64, String)>,
}

/// One message of the thread.
#[derive(Debug, Clone)]
pub struct Message {
    /// Who wrote it.
    pub author: MessageAuthor,
    /// The words, in full.
    pub body: String,
    /// Whether it is an answer that came after the due moment.
    pub late: bool,
    /// The names of its files.
    pub files: Vec<String>,
}

/// An internal note; only members of the seller are told of one.
#[derive(Debug, Clone)]
pub struct Note {
    /// Who wrote it.
    pub author: String,
    /// The words, in full.
    pub body: String,
}

/// A message between operations and one side of a case.
#[derive(Debug, Clone)]
pub struct CaseMessage {
    /// Which side.
    pub side: CaseSide,
    /// The words, in full.
    pub body: String,
    /// Whether operations wait for an answer.
    pub waits: bool,
    /// Until when.
    pub wanted_by: Option<DateTime<Utc>>,
}

/// A case, as mails tell of it.
#[derive(Debug, Clone)]
pub struct Case {
    /// Its number.
    pub case_no: PublicNo,
    /// When the developer had to answer by.
    pub due_at: DateTime<Utc>,
    /// What operations say of their decision.
    pub reason: Option<String>,
    /// The new due moment of a case given back.
    pub returned_due_at: Option<DateTime<Utc>>,
    /// On which ground the purchase is canceled.
    pub ground: Option<Ground>,
    /// The purchase that operations found.
    pub purchase: Purchase,
    /// When billing had canceled the purchase.
    pub canceled_at: Option<DateTime<Utc>>,
}

/// Something that came in through the store's own Contact Us.
#[derive(Debug, Clone)]
pub struct ContactUs {
    /// Its number.
    pub no: PublicNo,
    /// In one line.
    pub subject: String,
    /// The app that it is about.
    pub app: Names,
    /// The app's identifier in addresses.
    pub client_id: String,
    /// When it came to the store.
    pub arrived_at: DateTime<Utc>,
    /// What operations tell the seller besides.
    pub note: Option<String>,
    /// What the customer is told when it is closed.
    pub told: Option<String>,
}
