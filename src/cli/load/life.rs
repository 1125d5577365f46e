//! The life of one invented inquiry, step by step, as the portal's actions would have left it.

mod case;

use chrono::{DateTime, Duration, Utc};
use serde_json::{Value, json};

use super::{
    dice::{Dice, scattered},
    plan::Fate,
    words::{self, Both},
    world::{Published, Seller, World},
};
use crate::{
    cancellations::load::LoadedCase,
    deadlines::{DeadlineKind, load::LoadedDeadline},
    deliveries::{
        About, DeliveryKind,
        load::{LoadedDelivery, LoadedRecipient},
    },
    events::{EventKind, NewEvent, Subject, load::LoadedEvent},
    id::{CustomerId, DeliveryId, InquiryId, MessageId, UserId},
    inquiries::{
        Category, Channel, CloseReason, State,
        load::{LoadedInquiry, LoadedMessage},
    },
    lang::Lang,
    public_no::PublicNo,
    work::ActorKind,
};

/// Numbers of cases are scattered from here on: no inquiry has the number of a case.
const FIRST_CASE: u64 = 1 << 39;

/// The rows of some inquiries.
#[derive(Debug, Default)]
pub(super) struct Lives {
    pub(super) inquiries: Vec<LoadedInquiry>,
    pub(super) cases: Vec<LoadedCase>,
    pub(super) deadlines: Vec<LoadedDeadline>,
    pub(super) events: Vec<LoadedEvent>,
    pub(super) deliveries: Vec<LoadedDelivery>,
}

impl Lives {
    /// Adds the `n`th inquiry.
    pub(super) fn add(&mut self, world: &World, n: u64) {
        let Some(life) = Life::of(world, n) else { return };
        self.inquiries.push(life.inquiry);
        self.cases.extend(life.case);
        self.deadlines.extend(life.clocks);
        self.events.extend(life.events);
        self.deliveries.extend(life.deliveries);
    }
}

struct Life<'a> {
    world: &'a World,
    seller: &'a Seller,
    app: &'a Published,
    dice: Dice,
    n: u64,
    item: (Both, i64),
    customer_host: String,
    inquiry: LoadedInquiry,
    clocks: Vec<LoadedDeadline>,
    events: Vec<LoadedEvent>,
    deliveries: Vec<LoadedDelivery>,
    case: Option<LoadedCase>,
    /// Of what is over only the answers' mails are kept; what is open shows all.
    tells_everybody: bool,
}

impl<'a> Life<'a> {
    fn of(world: &'a World, n: u64) -> Option<Life<'a>> {
        let mut dice = world.dice(n);
        let (fate, place) = world.plan.fate(n);
        let start = world.plan.start(fate, place, &world.rules, &mut dice);
        // what is open was often answered before, and asked again
        let again = !matches!(fate, Fate::Closed | Fate::Answered) && dice.in_hundred(50);
        let asked = if again { start - Duration::hours(48 + dice.below(240) as i64) } else { start };
        let mut life = Life::asked(world, n, dice, asked, fate)?;
        match fate {
            Fate::Closed => life.runs_to_its_end(),
            Fate::Answered => {
                life.is_answered();
            }
            Fate::Escalated | Fate::Overdue | Fate::Awaiting | Fate::Backlog => {
                life.waits(start, again);
                life.reminders_go_out();
                if fate == Fate::Escalated {
                    life.falls_due();
                }
            }
        }
        life.inquiry.sequence = life.sequence();
        Some(life)
    }

    /// The form was sent, and the address was confirmed at `start`.
    fn asked(world: &'a World, n: u64, mut dice: Dice, start: DateTime<Utc>, fate: Fate) -> Option<Life<'a>> {
        let drawn = world.sellers.get(dice.below(world.sellers.len() as u64) as usize);
        let seller = if fate == Fate::Backlog { world.sellers.last()? } else { drawn? };
        let app = dice.pick(&seller.apps);
        let customer = world.customer(n % world.customers);
        let category = *dice.pick(&Category::ALL);
        let item = *dice.pick(&words::ITEMS);
        let created_at = start - Duration::seconds(20 + dice.below(600) as i64);
        let (subject, body) = *dice.pick(words::questions(category));
        let channel = if dice.in_hundred(95) { Channel::ContactSeller } else { Channel::StoreContactUs };
        let inquiry = LoadedInquiry {
            id: InquiryId::made_at(created_at, dice.key()),
            no: PublicNo::of(scattered(world.seed.wrapping_add(n) % FIRST_CASE)),
            seller: seller.id,
            app: app.id,
            customer: customer.id,
            category,
            channel,
            state: State::AwaitingDeveloper,
            subject: String::new(),
            lang: customer.lang,
            turn: 0,
            awaiting_since: start,
            reply_due_at: start,
            due_policy: world.rules.policy.version_label(),
            closed: None,
            sequence: 0,
            purchase: (category == Category::Refund).then(|| {
                (created_at - Duration::hours(1 + dice.below(60) as i64), in_lang(item.0, customer.lang), item.1)
            }),
            place: (category == Category::ErrorReport).then(|| {
                (format!("{}.{}.{}", 1 + dice.below(4), dice.below(20), dice.below(9)), *dice.pick(&words::DEVICES))
            }),
            created_at,
            messages: Vec::with_capacity(3),
        };
        let customer_host = customer.email.split('@').nth(1).unwrap_or_default().to_owned();
        let tells_everybody = !matches!(fate, Fate::Closed | Fate::Answered);
        let mut life = Life {
            world,
            seller,
            app,
            dice,
            n,
            item,
            customer_host,
            inquiry,
            tells_everybody,
            clocks: Vec::with_capacity(8),
            events: Vec::with_capacity(8),
            deliveries: Vec::new(),
            case: None,
        };
        life.inquiry.subject = life.filled_in(subject);
        let message = life.says(None, body, created_at);
        let customer = life.inquiry.customer;
        life.happens(EventKind::Received, ActorKind::Customer, None, created_at, json!({}));
        let due_at = life.starts_turn(start);
        life.happens(EventKind::Confirmed, ActorKind::Customer, None, start, json!({ "turn": 1, "due_at": due_at }));
        let about = About::message(life.inquiry.id, message);
        life.tells_seller(DeliveryKind::NewInquiry, about, start);
        life.tells_customer(DeliveryKind::Receipt, customer, about, start);
        Some(life)
    }

    /// The thread of an inquiry that is over: mostly answered, rarely withdrawn or canceled by operations.
    fn runs_to_its_end(&mut self) {
        match self.dice.below(100) {
            0 => {
                self.adds();
                self.adds();
                self.falls_due();
                self.is_canceled();
            }
            1..4 => {
                self.adds();
                self.adds();
                let at = self.next_hours(24);
                self.closes(CloseReason::Withdrawn, EventKind::Withdrawn, ActorKind::Customer, at);
            }
            4..60 => {
                let answered = self.is_answered();
                let at = self.dice.between(answered, answered + Duration::hours(72).min(self.world.rules.quiet));
                self.closes(CloseReason::Solved, EventKind::Solved, ActorKind::Customer, at);
            }
            _ => {
                let answered = self.is_answered();
                let quiet = self.world.rules.quiet;
                self.closes(CloseReason::Quiet, EventKind::Closed, ActorKind::System, answered + quiet);
            }
        }
    }

    /// The customer adds something and is answered, or is answered twice. Returns when the last answer went out.
    fn is_answered(&mut self) -> DateTime<Utc> {
        if self.dice.in_hundred(60) {
            self.adds();
            let at = self.dice.between(self.last_message(), self.answered_before());
            self.answers(at);
            return at;
        }
        let (start, end) = (self.last_message(), self.answered_before());
        let first = self.dice.between(start, start + (end - start) / 2);
        self.answers(first);
        let second = self.dice.between(first, end);
        self.answers_again(second);
        second
    }

    /// Three messages, the last of which nobody has answered. With `again` the clock was started a second time, at `start`.
    fn waits(&mut self, start: DateTime<Utc>, again: bool) {
        if again {
            let (asked, end) = (self.last_message(), self.answered_before().min(start));
            let at = self.dice.between(asked, end);
            self.answers(at);
            self.asks_again(start);
        } else {
            self.adds();
            self.adds();
        }
    }

    /// The moment before which answers come, so that nobody needs to be reminded; and not after now.
    fn answered_before(&self) -> DateTime<Utc> {
        let open = self.clocks.iter().filter(|clock| clock.turn == self.inquiry.turn && clock.is_open());
        open.map(|clock| clock.due_at).min().unwrap_or(self.inquiry.reply_due_at).min(self.world.now)
    }

    fn last_message(&self) -> DateTime<Utc> {
        let last = self.inquiry.messages.last().map_or(self.inquiry.created_at, |message| message.sent_at);
        last.max(self.inquiry.awaiting_since)
    }

    fn next_hours(&mut self, hours: i64) -> DateTime<Utc> {
        let from = self.last_message();
        self.dice.between(from, from + Duration::hours(hours))
    }

    fn starts_turn(&mut self, start: DateTime<Utc>) -> DateTime<Utc> {
        let (rules, inquiry) = (&self.world.rules, &mut self.inquiry);
        let due_at = rules.due(start);
        inquiry.turn += 1;
        inquiry.awaiting_since = start;
        inquiry.reply_due_at = due_at;
        inquiry.state = State::AwaitingDeveloper;
        let moments = rules.reminders.moments(due_at, start);
        for (kind, at) in [
            (DeadlineKind::ReplyDue, Some(due_at)),
            (DeadlineKind::FirstReminder, moments.first),
            (DeadlineKind::SecondReminder, moments.second),
        ] {
            let Some(due_at) = at else { continue };
            self.clocks.push(LoadedDeadline {
                inquiry: inquiry.id,
                turn: inquiry.turn,
                kind,
                due_at,
                fired_at: None,
                cancelled_at: None,
            });
        }
        due_at
    }

    fn stops_clocks(&mut self, at: DateTime<Utc>) {
        self.clocks.iter_mut().filter(|clock| clock.is_open()).for_each(|clock| clock.cancelled_at = Some(at));
    }

    /// The customer adds something while the developer is awaited.
    fn adds(&mut self) {
        let (start, end) = (self.last_message(), self.answered_before());
        let at = self.dice.between(start, start + (end - start) / 3);
        let words = *self.dice.pick(&words::ADDITIONS);
        let message = self.says(None, words, at);
        self.happens(EventKind::CustomerWrote, ActorKind::Customer, None, at, json!({ "message_id": message }));
        self.tells_seller(DeliveryKind::CustomerWrote, About::message(self.inquiry.id, message), at);
    }

    /// The customer is not content with the answer: a new turn begins.
    fn asks_again(&mut self, at: DateTime<Utc>) {
        self.stops_clocks(at);
        let words = *self.dice.pick(&words::STILL_NOT);
        let message = self.says(None, words, at);
        let due_at = self.starts_turn(at);
        let data = json!({ "turn": self.inquiry.turn, "due_at": due_at, "message_id": message });
        self.happens(EventKind::Reopened, ActorKind::Customer, None, at, data);
        self.tells_seller(DeliveryKind::CustomerWrote, About::message(self.inquiry.id, message), at);
    }

    fn answers(&mut self, at: DateTime<Utc>) {
        self.stops_clocks(at);
        self.inquiry.state = State::Answered;
        let words = *self.dice.pick(words::answers(self.inquiry.category));
        self.answers_with(words, at);
        self.clocks.push(LoadedDeadline {
            inquiry: self.inquiry.id,
            turn: self.inquiry.turn,
            kind: DeadlineKind::QuietClose,
            due_at: at + self.world.rules.quiet,
            fired_at: None,
            cancelled_at: None,
        });
    }

    /// A further answer: the quiet time begins again.
    fn answers_again(&mut self, at: DateTime<Utc>) {
        let words = *self.dice.pick(&words::AFTERTHOUGHTS);
        self.answers_with(words, at);
        let quiet = self.world.rules.quiet;
        self.clocks.iter_mut().filter(|clock| clock.is_open()).for_each(|clock| clock.due_at = at + quiet);
    }

    fn answers_with(&mut self, words: Both, at: DateTime<Utc>) {
        let member = *self.dice.pick(&self.seller.members);
        let message = self.says(Some(member), words, at);
        self.happens(EventKind::Answered, ActorKind::Member, Some(member), at, json!({ "message_id": message }));
        let about = About::message(self.inquiry.id, message);
        self.delivered(
            DeliveryKind::Answer,
            LoadedRecipient::Customer(self.inquiry.customer),
            self.customer_host.clone(),
            about,
            at,
        );
    }

    /// Reminders whose moment has come.
    fn reminders_go_out(&mut self) {
        for (kind, told) in [
            (DeadlineKind::FirstReminder, DeliveryKind::FirstReminder),
            (DeadlineKind::SecondReminder, DeliveryKind::SecondReminder),
        ] {
            let now = self.world.now;
            let Some(clock) =
                self.clocks.iter_mut().find(|clock| clock.is_open() && clock.kind == kind && clock.due_at < now)
            else {
                continue;
            };
            let at = clock.due_at;
            clock.fired_at = Some(at);
            self.happens(EventKind::Reminded, ActorKind::System, None, at, json!({ "reminder": kind }));
            self.tells_seller(told, About::inquiry(self.inquiry.id), at);
        }
    }

    fn closes(&mut self, reason: CloseReason, kind: EventKind, actor: ActorKind, at: DateTime<Utc>) {
        self.closes_by(reason, kind, actor, None, at);
    }

    fn closes_by(
        &mut self,
        reason: CloseReason,
        kind: EventKind,
        actor: ActorKind,
        user: Option<UserId>,
        at: DateTime<Utc>,
    ) {
        if reason == CloseReason::Quiet {
            self.clocks.iter_mut().filter(|clock| clock.is_open()).for_each(|clock| clock.fired_at = Some(at));
        }
        self.stops_clocks(at);
        self.inquiry.state = State::Closed;
        self.inquiry.closed = Some((reason, at));
        self.happens(kind, actor, user, at, json!({}));
    }

    fn says(&mut self, member: Option<UserId>, words: Both, sent_at: DateTime<Utc>) -> MessageId {
        let id = MessageId::made_at(sent_at, self.dice.key());
        let body = self.filled_in(words);
        self.inquiry.messages.push(LoadedMessage { id, member, body, sent_at });
        id
    }

    fn filled_in(&self, words: Both) -> String {
        let lang = self.inquiry.lang;
        let app = match lang {
            Lang::Ko => &self.app.name_ko,
            Lang::En => &self.app.name_en,
        };
        in_lang(words, lang).replace("{app}", app).replace("{item}", in_lang(self.item.0, lang))
    }

    fn sequence(&self) -> i32 {
        let of_this = self.events.iter().filter(|one| one.event.subject == Subject::Inquiry(self.inquiry.id));
        i32::try_from(of_this.count()).unwrap_or(i32::MAX)
    }

    fn happens(&mut self, kind: EventKind, actor: ActorKind, user: Option<UserId>, at: DateTime<Utc>, data: Value) {
        let event = NewEvent::new(Subject::Inquiry(self.inquiry.id), self.sequence() + 1, kind).with(data);
        self.events.push(LoadedEvent { event, actor, user, at });
    }

    fn tells_customer(&mut self, kind: DeliveryKind, customer: CustomerId, about: About, at: DateTime<Utc>) {
        if self.tells_everybody {
            self.delivered(kind, LoadedRecipient::Customer(customer), self.customer_host.clone(), about, at);
        }
    }

    fn tells_seller(&mut self, kind: DeliveryKind, about: About, at: DateTime<Utc>) {
        if !self.tells_everybody {
            return;
        }
        let seller = self.seller.id;
        let members = self.seller.members.map(|member| LoadedRecipient::Member(member, seller));
        for recipient in [LoadedRecipient::Support(self.app.id, seller)].into_iter().chain(members) {
            self.delivered(kind, recipient, self.seller.host.clone(), about, at);
        }
    }

    fn delivered(
        &mut self,
        kind: DeliveryKind,
        recipient: LoadedRecipient,
        lane: String,
        about: About,
        at: DateTime<Utc>,
    ) {
        let answer = format!("250 2.0.0 Ok: queued as {:010X}", self.dice.below(1 << 40));
        let id = DeliveryId::made_at(at, self.dice.key());
        self.deliveries.push(LoadedDelivery { id, kind, recipient, lane, about, turn: self.inquiry.turn, at, answer });
    }
}

fn in_lang(words: Both, lang: Lang) -> &'static str {
    match lang {
        Lang::Ko => words.ko,
        Lang::En => words.en,
    }
}
