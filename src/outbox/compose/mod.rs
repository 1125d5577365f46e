//! What mails say and how they look: one [`Letter`] per kind, rendered as text and as HTML that say the same.
//!
//! What somebody wrote comes first, then the moment that counts, one button, and why the mail was sent. Times are the
//! reader's. The mail that asks to confirm an address holds nothing of the form, not even a name. No reply is read until
//! mail comes in, and every mail says so. Nothing is tracked, nothing is loaded.

mod contact_us;
mod letter;
mod question;
mod scene;
mod to_customer;
mod to_operations;
mod to_people;
mod to_person;
mod to_returning;
mod to_seller;
mod to_support;

use self::{letter::Letter, scene::Scene};
use super::material::Material;
use crate::{
    app::App,
    config::Config,
    crypto::Secret,
    deliveries::{DeliveryKind, Rendered},
    lang::Lang,
    mail::{
        Address, AddressFault,
        message::{AutoSubmitted, MessageId, MessageIdFault, Outgoing, Party, RenderFault},
    },
    text::EmailAddress,
};

/// What all mails share.
#[derive(Debug, Clone)]
pub struct MailContext {
    /// The sender of all mail; its domain stands in the Message-IDs.
    pub from: EmailAddress,
    /// Where people open the portal: the start of every link.
    pub public_url: String,
    /// The mailbox of operations.
    pub operations: EmailAddress,
    /// The language of operations: the store's.
    pub operations_lang: Lang,
    /// The key that links are derived from.
    pub secret: Secret,
}

impl MailContext {
    /// As the settings say.
    pub fn new(config: &Config, secret: &Secret) -> Self {
        Self {
            from: config.mail.mail_from.clone(),
            public_url: config.public_url().as_str().to_owned(),
            operations: config.mail.operations_email.clone(),
            operations_lang: Lang::default(),
            secret: secret.clone(),
        }
    }

    /// As the settings of this process say.
    pub fn of(app: &App) -> Self {
        Self::new(&app.config, &app.secret)
    }
}

/// Why a mail cannot be made.
#[derive(Debug, thiserror::Error)]
pub enum ComposeFault {
    /// The delivery lacks what its kind tells of.
    #[error("the delivery has no {0}")]
    Missing(&'static str),
    /// An address that no mail can be sent to.
    #[error(transparent)]
    Address(#[from] AddressFault),
    /// An address that no mail can be sent from.
    #[error("MAIL_FROM: {0}")]
    Sender(#[source] AddressFault),
    /// A Message-ID that is none.
    #[error(transparent)]
    MessageId(#[from] MessageIdFault),
    /// The HTML could not be written.
    #[error(transparent)]
    Template(#[from] askama::Error),
    /// The bytes could not be built.
    #[error(transparent)]
    Render(#[from] RenderFault),
}

impl ComposeFault {
    /// Whether the settings are at fault, and with them every mail.
    pub fn is_of_settings(&self) -> bool {
        matches!(self, ComposeFault::Sender(_) | ComposeFault::MessageId(_))
    }
}

/// Makes the mail of a delivery. The same material always makes the same bytes.
///
/// # Errors
/// When the delivery lacks what its kind tells of, or its address cannot be written to.
pub fn compose(material: &Material, context: &MailContext) -> Result<Rendered, ComposeFault> {
    let scene = Scene::of(material, context);
    let letter = letter(&scene)?;
    let to: Address = scene.reader.email.parse()?;
    let from: Address = context.from.as_str().parse().map_err(ComposeFault::Sender)?;
    let references = references(material, context)?;
    let unsubscribe = question::unsubscribe(&scene)?;
    let outgoing = Outgoing {
        return_path: Some(&from),
        from: Party { name: &sender_name(&scene)?, address: &from },
        reply_to: None,
        to: Party { name: addressee(&scene), address: &to },
        subject: &letter.subject,
        text: &letter.text(),
        html: &letter.html()?,
        message_id: &message_id(material.delivery_id, context)?,
        in_reply_to: references.last(),
        references: &references,
        auto_submitted: auto_submitted(material.kind),
        unsubscribe: unsubscribe.as_deref(),
        date: material.created_at,
    };
    Ok(Rendered { delivery_id: material.delivery_id, to: to.as_str().to_owned(), bytes: outgoing.render()? })
}

fn letter(scene: &Scene) -> Result<Letter, ComposeFault> {
    match scene.material.kind {
        DeliveryKind::ConfirmAddress => to_customer::confirm_address(scene),
        DeliveryKind::Receipt => to_customer::receipt(scene),
        DeliveryKind::Answer => to_customer::answer(scene),
        DeliveryKind::EscalatedCustomer => to_customer::escalated(scene),
        DeliveryKind::DeclinedCustomer => to_customer::declined(scene),
        DeliveryKind::ReturnedCustomer => to_customer::returned(scene),
        DeliveryKind::ApprovedCustomer => to_customer::approved(scene),
        DeliveryKind::ConfirmedCustomer => to_customer::confirmed(scene),
        DeliveryKind::FailedCustomer => to_customer::billing_failed(scene),
        DeliveryKind::NewInquiry => to_seller::new_inquiry(scene),
        DeliveryKind::CustomerWrote => to_seller::customer_wrote(scene),
        DeliveryKind::FirstReminder | DeliveryKind::SecondReminder => to_seller::reminder(scene),
        DeliveryKind::EscalatedSeller => to_seller::escalated(scene),
        DeliveryKind::EscalatedSellerDigest => to_seller::escalated_digest(scene),
        DeliveryKind::DeclinedSeller => to_seller::declined(scene),
        DeliveryKind::ReturnedSeller => to_seller::returned(scene),
        DeliveryKind::ApprovedSeller => to_seller::approved(scene),
        DeliveryKind::ConfirmedSeller => to_seller::confirmed(scene),
        DeliveryKind::FailedSeller => to_seller::billing_failed(scene),
        DeliveryKind::AnswerFailed => to_seller::answer_failed(scene),
        DeliveryKind::Mentioned => to_seller::mentioned(scene),
        DeliveryKind::EscalatedOperations => to_operations::escalated(scene),
        DeliveryKind::CaseAssigned => to_operations::assigned(scene),
        DeliveryKind::ContactUsClosed => contact_us::closed(scene),
        DeliveryKind::CaseToSeller => to_seller::case_message(scene),
        DeliveryKind::CaseToCustomer => to_customer::case_message(scene),
        DeliveryKind::CaseAnswered => to_operations::answered(scene),
        DeliveryKind::Links => to_returning::links(scene),
        DeliveryKind::NewLink => to_returning::new_link(scene),
        DeliveryKind::CustomerCode => to_returning::code(scene),
        DeliveryKind::Invitation => to_people::invitation(scene),
        DeliveryKind::TeamNotice => to_people::team_notice(scene),
        DeliveryKind::Assigned => to_seller::assigned(scene),
        DeliveryKind::PasswordReset => to_person::password_reset(scene),
        DeliveryKind::PasswordChanged => Ok(to_person::password_changed(scene)),
        DeliveryKind::NewSignIn => Ok(to_person::new_sign_in(scene)),
        DeliveryKind::AddressChangeNew => to_person::address_change_new(scene),
        DeliveryKind::AddressChangeOld => to_person::address_change_old(scene),
        DeliveryKind::AddressChanged => to_person::address_changed(scene),
        DeliveryKind::SecondFactorSet => Ok(to_person::second_factor_set(scene)),
        DeliveryKind::SecondFactorRemoved => Ok(to_person::second_factor_removed(scene)),
        DeliveryKind::SatisfactionQuestion => question::letter(scene),
        DeliveryKind::RecoveryCodeUsed => to_person::recovery_code_used(scene),
        DeliveryKind::RecoveryCodesMade => Ok(to_person::recovery_codes_made(scene)),
        DeliveryKind::SupportConfirm => to_support::confirm(scene),
        DeliveryKind::SupportLeft => to_support::left(scene),
    }
}

/// `별빛 농장 · 고객의 소리` for an answer; the portal itself for everything else.
fn sender_name(scene: &Scene) -> Result<String, ComposeFault> {
    let brand = scene.lang.brand();
    Ok(match scene.material.kind {
        DeliveryKind::Answer => scene.lang.letter_from_app(scene.app()?, &brand),
        _ => brand,
    }
    .into_owned())
}

/// The reader's name; none before the address is confirmed: whose it is, is not known yet.
fn addressee<'a>(scene: &'a Scene<'_>) -> &'a str {
    match scene.material.kind {
        DeliveryKind::ConfirmAddress | DeliveryKind::AddressChangeNew => "",
        _ => &scene.reader.name,
    }
}

/// Answers and decisions are a person's words; everything else is the portal's.
fn auto_submitted(kind: DeliveryKind) -> AutoSubmitted {
    match kind {
        DeliveryKind::Answer
        | DeliveryKind::DeclinedCustomer
        | DeliveryKind::ContactUsClosed
        | DeliveryKind::CaseToSeller
        | DeliveryKind::CaseToCustomer => AutoSubmitted::No,
        _ => AutoSubmitted::Generated,
    }
}

fn references(material: &Material, context: &MailContext) -> Result<Vec<MessageId>, ComposeFault> {
    material.earlier.iter().map(|earlier| message_id(*earlier, context)).collect()
}

fn message_id(delivery: crate::id::DeliveryId, context: &MailContext) -> Result<MessageId, ComposeFault> {
    Ok(format!("<{delivery}@{}>", context.from.host()).parse()?)
}
