//! The one statement that reads material.

use chrono::{DateTime, Utc};
use sqlx::{PgExecutor, types::Json};

use super::{
    Account, AddressChange, Case, CaseMessage, Confirmation, ContactUs, Inquiry, Invitation, LinkTo, Material, Message,
    Names, Note, Person, Purchase, Recipient, SupportChange, TeamEvent,
};
use crate::{
    auth::{MemberRole, StaffRole, browser_name},
    cancellations::Ground,
    deliveries::{DeliveryKind, LINKS_AFTER_END},
    id::{
        AddressChangeId, CodeId, ConfirmationId, CustomerId, DeliveryId, InquiryId, InvitationId, PasswordResetId,
        SupportChangeId,
    },
    inquiries::{Category, MessageAuthor, State, exchange::CaseSide},
    lang::Lang,
    public_no::PublicNo,
    team::{Detail, TeamEventKind},
    text::DisplayName,
};

/// The zone of people who have told none, and of the store itself.
const STORE_ZONE: &str = "Asia/Seoul";

/// Links of one mail, at most.
const LINKS: i64 = 20;

/// The columns; what a delivery does not have is null.
struct Row {
    delivery_id: DeliveryId,
    kind: DeliveryKind,
    created_at: DateTime<Utc>,
    many: Option<i32>,
    earlier: Vec<DeliveryId>,
    customer_id: Option<CustomerId>,
    email: Option<String>,
    name: Option<String>,
    lang: Option<Lang>,
    zone: Option<String>,
    contact_ko: Option<String>,
    contact_en: Option<String>,
    confirmation_id: Option<ConfirmationId>,
    expires_at: Option<DateTime<Utc>>,
    code_id: Option<CodeId>,
    links: Option<Json<Vec<LinkTo>>>,
    reset_id: Option<PasswordResetId>,
    reset_expires_at: Option<DateTime<Utc>>,
    change_id: Option<AddressChangeId>,
    new_email: Option<String>,
    change_expires_at: Option<DateTime<Utc>>,
    user_agent: Option<String>,
    inquiry_id: Option<InquiryId>,
    link_generation: Option<i32>,
    public_no: Option<PublicNo>,
    subject: Option<String>,
    category: Option<Category>,
    state: Option<State>,
    due_at: Option<DateTime<Utc>>,
    customer_name: Option<String>,
    app_ko: Option<String>,
    app_en: Option<String>,
    seller_ko: Option<String>,
    seller_en: Option<String>,
    said_purchased_at: Option<DateTime<Utc>>,
    said_item: Option<String>,
    said_amount: Option<i64>,
    said_currency: Option<String>,
    app_version: Option<String>,
    device: Option<String>,
    author: Option<MessageAuthor>,
    body: Option<String>,
    late: Option<bool>,
    files: Vec<String>,
    note_author: Option<String>,
    note_body: Option<String>,
    case_side: Option<CaseSide>,
    case_words: Option<String>,
    case_waits: Option<bool>,
    case_wanted_by: Option<DateTime<Utc>>,
    case_no: Option<PublicNo>,
    case_due_at: Option<DateTime<Utc>>,
    reason: Option<String>,
    returned_due_at: Option<DateTime<Utc>>,
    ground: Option<Ground>,
    purchased_at: Option<DateTime<Utc>>,
    item: Option<String>,
    amount_minor: Option<i64>,
    currency: Option<String>,
    canceled_at: Option<DateTime<Utc>>,
    invitation_id: Option<InvitationId>,
    invited_until: Option<DateTime<Utc>>,
    invited_role: Option<MemberRole>,
    invited_staff_role: Option<StaffRole>,
    /// Who invited, or changed a team.
    by_name: Option<String>,
    team_kind: Option<TeamEventKind>,
    team_detail: Option<Json<Detail>>,
    team_other: Option<String>,
    instead_of: Option<String>,
    team_apps_ko: Vec<String>,
    team_apps_en: Vec<String>,
    support_change_id: Option<SupportChangeId>,
    support_email: Option<String>,
    support_expires_at: Option<DateTime<Utc>>,
    came_no: Option<PublicNo>,
    came_subject: Option<String>,
    came_app_ko: Option<String>,
    came_app_en: Option<String>,
    came_client_id: Option<String>,
    arrived_at: Option<DateTime<Utc>>,
    forward_note: Option<String>,
    told: Option<String>,
}

/// Reads what the mails of `ids` are made of, in one statement for all of them. A delivery that is gone is left out.
///
/// The due moment is that of the turn the delivery belongs to, even when a later turn runs. Reminders and escalations, which
/// carry no message of their own, get the customer's newest one.
///
/// # Errors
/// When the database does not answer.
pub async fn material(db: impl PgExecutor<'_>, ids: &[DeliveryId]) -> sqlx::Result<Vec<Material>> {
    let rows = sqlx::query_as!(
        Row,
        r#"select d.delivery_id as "delivery_id!: DeliveryId", d.kind as "kind!: DeliveryKind", d.created_at as "created_at!", d.many,
                  array(select e.delivery_id from deliveries e
                        where e.inquiry_id = d.inquiry_id and (e.created_at, e.delivery_id) < (d.created_at, d.delivery_id)
                          and e.customer_id is not distinct from d.customer_id and e.user_id is not distinct from d.user_id
                          and e.support_app_id is not distinct from d.support_app_id
                          and e.to_operations = d.to_operations and e.state not in ('failed', 'canceled')
                        order by e.created_at, e.delivery_id) as "earlier!: Vec<DeliveryId>",
                  d.customer_id as "customer_id: CustomerId",
                  coalesce(reader.email,
                           case d.kind when 'address_change_new' then change.new_email
                                       when 'address_change_old' then change.old_email
                                       when 'address_changed' then change.old_email
                                       when 'support_confirm' then support.new_email
                                       when 'support_left' then support.old_email end,
                           u.email, contact.support_email, v.email,
                           (select o.email from memberships member join users o using (user_id)
                            where member.seller_id = contact.seller_id and o.disabled_at is null
                            order by member.role, member.created_at limit 1)) as email,
                  support.support_change_id as "support_change_id?: SupportChangeId",
                  support.new_email as "support_email?", support.expires_at as "support_expires_at?",
                  coalesce(reader.name, u.name) as name,
                  coalesce(reader.lang, u.lang, contact.support_lang, v.lang) as "lang: Lang", coalesce(reader.zone, u.zone) as zone,
                  reset.password_reset_id as "reset_id?: PasswordResetId", reset.expires_at as "reset_expires_at?",
                  change.address_change_id as "change_id?: AddressChangeId", change.new_email as "new_email?",
                  change.expires_at as "change_expires_at?", begun.user_agent as "user_agent?",
                  contact.name_ko as "contact_ko?", contact.name_en as "contact_en?",
                  c.confirmation_id as "confirmation_id?: ConfirmationId", c.expires_at as "expires_at?",
                  d.code_id as "code_id: CodeId",
                  case d.kind when 'links' then (
                      select jsonb_agg(jsonb_build_object(
                                 'inquiry_id', o.inquiry_id, 'link_generation', o.link_generation, 'subject', o.subject,
                                 'app', jsonb_build_object('ko', o.name_ko, 'en', o.name_en)) order by o.inquiry_id desc)
                      from (select own.inquiry_id, own.link_generation, own.subject, of_app.name_ko, of_app.name_en
                            from inquiries own join apps of_app using (app_id)
                            where own.customer_id = d.customer_id and own.state <> 'unconfirmed' and own.merged_into is null
                              and (own.closed_at is null or own.closed_at > d.created_at - $2::interval)
                            order by own.inquiry_id desc limit $3) as o)
                  end as "links: Json<Vec<LinkTo>>",
                  i.inquiry_id as "inquiry_id?: InquiryId", i.link_generation as "link_generation?", i.public_no as "public_no?: PublicNo", i.subject as "subject?",
                  i.category as "category?: Category", i.state as "state?: State",
                  coalesce(turn.due_at, i.reply_due_at) as due_at, asker.name as "customer_name?",
                  a.name_ko as "app_ko?", a.name_en as "app_en?", s.name_ko as "seller_ko?", s.name_en as "seller_en?",
                  i.purchased_at as "said_purchased_at?", i.item as "said_item?", i.amount_minor as "said_amount?",
                  i.currency as "said_currency?", i.app_version as "app_version?", i.device as "device?",
                  m.author as "author?: MessageAuthor", m.body as "body?", m.late as "late?",
                  array(select f.file_name from attachments f
                        where f.inquiry_id = m.inquiry_id and f.message_id = m.message_id
                        order by f.attachment_id) as "files!",
                  writer.name as "note_author?", note.body as "note_body?",
                  told.side as "case_side?: CaseSide", told.body as "case_words?", told.waits as "case_waits?",
                  told.wanted_by as case_wanted_by,
                  x.case_no as "case_no?: PublicNo", x.due_at as "case_due_at?", x.reason as "reason?",
                  x.returned_due_at as "returned_due_at?", x.ground as "ground?: Ground",
                  x.purchased_at as "purchased_at?", x.item as "item?", x.amount_minor as "amount_minor?",
                  x.currency as "currency?",
                  case x.state when 'confirmed' then x.result_at end as canceled_at,
                  v.invitation_id as "invitation_id?: InvitationId", v.expires_at as "invited_until?",
                  v.role as "invited_role?: MemberRole", v.staff_role as "invited_staff_role?: StaffRole",
                  doer.name as "by_name?", e.kind as "team_kind?: TeamEventKind", e.data as "team_detail?: Json<Detail>",
                  (select o.name from users o where o.user_id = (e.data->>'instead_of')::uuid) as team_other,
                  (select o.name from users o where o.user_id = d.stands_in_for) as instead_of,
                  array(select n.name_ko from apps n
                        where n.app_id in (select x::uuid from jsonb_array_elements_text(e.data->'apps') as x)
                        order by n.name_ko, n.app_id) as "team_apps_ko!",
                  array(select n.name_en from apps n
                        where n.app_id in (select x::uuid from jsonb_array_elements_text(e.data->'apps') as x)
                        order by n.name_ko, n.app_id) as "team_apps_en!",
                  came.public_no as "came_no?: PublicNo", came.subject as "came_subject?",
                  came_app.name_ko as "came_app_ko?", came_app.name_en as "came_app_en?",
                  came_app.client_id as "came_client_id?", came.arrived_at as "arrived_at?",
                  case when d.customer_id is null then came.note end as forward_note, came.told as "told?"
           from deliveries d
           left join customers reader on reader.customer_id = d.customer_id
           left join users u on u.user_id = d.user_id
           left join apps contact on contact.app_id = d.support_app_id
           left join invitations v on v.invitation_id = d.invitation_id
           left join team_events e on e.team_event_id = d.team_event_id
           left join users doer on doer.user_id = coalesce(v.invited_by, e.by_user_id)
           left join confirmations c on c.confirmation_id = d.confirmation_id
           left join password_resets reset on reset.password_reset_id = d.password_reset_id
           left join address_changes change on change.address_change_id = d.address_change_id
           left join support_changes support on support.support_change_id = d.support_change_id
           left join sessions begun on begun.session_id = d.session_id
           left join inquiries i on i.inquiry_id = d.inquiry_id
           left join deadlines turn on turn.inquiry_id = d.inquiry_id and turn.kind = 'reply_due' and turn.turn = d.turn
           left join customers asker on asker.customer_id = i.customer_id
           left join apps a on a.app_id = i.app_id
           left join sellers s on s.seller_id = coalesce(i.seller_id, d.seller_id)
           left join contact_us_entries came on came.entry_id = coalesce(d.entry_id, (
               select y.entry_id from contact_us_entries y
               where y.inquiry_id = d.inquiry_id and d.kind in ('new_inquiry', 'receipt')))
           left join apps came_app on came_app.app_id = came.app_id
           left join cancellations x on x.cancellation_id = d.cancellation_id
           left join case_messages told on told.case_message_id = d.case_message_id and told.side = d.case_side
           left join notes note on note.note_id = d.note_id and d.user_id is not null
           left join users writer on writer.user_id = note.user_id
           left join messages m on m.message_id = coalesce(d.message_id, (
               select n.message_id from messages n
               where n.inquiry_id = d.inquiry_id and n.author = 'customer' and n.sent_at <= d.created_at
                 and d.kind in ('first_reminder', 'second_reminder', 'escalated_seller', 'escalated_operations')
               order by n.sent_at desc, n.message_id desc limit 1))
           where d.delivery_id = any($1)"#,
        ids as &[DeliveryId],
        interval(LINKS_AFTER_END),
        LINKS
    )
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(Row::material).collect())
}

impl Row {
    fn material(mut self) -> Material {
        let seller = names(self.seller_ko.take(), self.seller_en.take());
        Material {
            delivery_id: self.delivery_id,
            kind: self.kind,
            created_at: self.created_at,
            recipient: self.recipient(),
            confirmation: self.confirmation(),
            code: self.code_id,
            links: self.links.take().map(|Json(links)| links).unwrap_or_default(),
            invitation: self.invitation(),
            team_event: self.team_event(),
            account: self.account(),
            support: self.support(),
            message: self.message(),
            note: self.note_author.take().zip(self.note_body.take()).map(|(author, body)| Note { author, body }),
            case: self.case(),
            contact_us: self.contact_us(),
            case_message: self.case_message(),
            inquiry: self.inquiry(seller.as_ref()),
            seller,
            many: self.many,
            instead_of: self.instead_of.take(),
            earlier: self.earlier,
        }
    }

    fn recipient(&mut self) -> Recipient {
        let (Some(email), Some(lang)) = (self.email.take(), self.lang) else { return Recipient::Operations };
        let name = self.name.take().unwrap_or_default();
        let zone = self.zone.take().unwrap_or_else(|| STORE_ZONE.to_owned());
        let person = Person { email, name, lang, zone };
        if self.invitation_id.is_some() {
            return Recipient::Invited(person);
        }
        match (self.customer_id, names(self.contact_ko.take(), self.contact_en.take())) {
            (Some(_), _) => Recipient::Customer(person),
            (_, Some(app)) => Recipient::Support(person, app),
            (None, None) => Recipient::Member(person),
        }
    }

    fn confirmation(&self) -> Option<Confirmation> {
        Some(Confirmation { confirmation_id: self.confirmation_id?, expires_at: self.expires_at? })
    }

    fn invitation(&self) -> Option<Invitation> {
        Some(Invitation {
            invitation_id: self.invitation_id?,
            expires_at: self.invited_until?,
            role: self.invited_role,
            staff_role: self.invited_staff_role,
            invited_by: self.by_name.clone(),
        })
    }

    fn team_event(&mut self) -> Option<TeamEvent> {
        let (ko, en) = (std::mem::take(&mut self.team_apps_ko), std::mem::take(&mut self.team_apps_en));
        Some(TeamEvent {
            kind: self.team_kind?,
            by: self.by_name.take(),
            detail: self.team_detail.take()?.0,
            other: self.team_other.take(),
            apps: ko.into_iter().zip(en).map(|(ko, en)| Names { ko, en }).collect(),
        })
    }

    fn account(&mut self) -> Account {
        let change = self.change_id.zip(self.new_email.take()).zip(self.change_expires_at);
        Account {
            reset: self.reset_id.zip(self.reset_expires_at),
            change: change.map(|((id, new_email), expires_at)| AddressChange { id, new_email, expires_at }),
            browser: browser_name(self.user_agent.as_deref().unwrap_or_default()),
        }
    }

    fn support(&mut self) -> Option<SupportChange> {
        Some(SupportChange {
            id: self.support_change_id?,
            new_email: self.support_email.take(),
            expires_at: self.support_expires_at?,
        })
    }

    fn message(&mut self) -> Option<Message> {
        let files = std::mem::take(&mut self.files);
        Some(Message { author: self.author?, body: self.body.take()?, late: self.late?, files })
    }

    fn contact_us(&mut self) -> Option<ContactUs> {
        Some(ContactUs {
            no: self.came_no.take()?,
            subject: self.came_subject.take()?,
            app: names(self.came_app_ko.take(), self.came_app_en.take())?,
            client_id: self.came_client_id.take()?,
            arrived_at: self.arrived_at?,
            note: self.forward_note.take(),
            told: self.told.take(),
        })
    }

    fn case_message(&mut self) -> Option<CaseMessage> {
        let (body, waits) = (self.case_words.take()?, self.case_waits?);
        Some(CaseMessage { side: self.case_side?, body, waits, wanted_by: self.case_wanted_by })
    }

    fn case(&mut self) -> Option<Case> {
        Some(Case {
            case_no: self.case_no.take()?,
            due_at: self.case_due_at?,
            reason: self.reason.take(),
            returned_due_at: self.returned_due_at,
            ground: self.ground,
            purchase: Purchase {
                purchased_at: self.purchased_at,
                item: self.item.take(),
                amount: self.amount_minor.zip(self.currency.take()),
            },
            canceled_at: self.canceled_at,
        })
    }

    fn inquiry(&mut self, seller: Option<&Names>) -> Option<Inquiry> {
        let name = DisplayName::parse(&self.customer_name.take()?);
        Some(Inquiry {
            inquiry_id: self.inquiry_id?,
            link_generation: self.link_generation?,
            public_no: self.public_no.take()?,
            subject: self.subject.take()?,
            category: self.category?,
            state: self.state?,
            due_at: self.due_at,
            customer: name.map_or_else(|_| "*".to_owned(), |name| name.masked()),
            app: names(self.app_ko.take(), self.app_en.take())?,
            seller: seller?.clone(),
            purchase: Purchase {
                purchased_at: self.said_purchased_at,
                item: self.said_item.take(),
                amount: self.said_amount.zip(self.said_currency.take()),
            },
            app_version: self.app_version.take(),
            device: self.device.take(),
        })
    }
}

/// A time of whole days as the database takes it.
fn interval(time: chrono::Duration) -> sqlx::postgres::types::PgInterval {
    let days = i32::try_from(time.num_days()).unwrap_or(i32::MAX);
    sqlx::postgres::types::PgInterval { months: 0, days, microseconds: 0 }
}

fn names(ko: Option<String>, en: Option<String>) -> Option<Names> {
    Some(Names { ko: ko?, en: en? })
}
