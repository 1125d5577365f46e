//! What operations have to do with the life of an inquiry: its case.

use chrono::{DateTime, Duration, Utc};
use serde_json::{Value, json};

use super::{FIRST_CASE, Life, in_lang};
use crate::{
    cancellations::load::{LoadedCase, LoadedConfirmation},
    cli::load::{dice::scattered, words},
    deliveries::{About, DeliveryKind, load::LoadedRecipient},
    events::{Audience, EventKind, NewEvent, Subject, load::LoadedEvent},
    id::{CancellationId, SubmissionKey, UserId},
    inquiries::{CloseReason, State},
    public_no::PublicNo,
    work::ActorKind,
};

impl Life<'_> {
    /// The due moment passed: a case is opened.
    pub(super) fn falls_due(&mut self) {
        self.reminders_go_out();
        let (inquiry, turn, due_at) = (self.inquiry.id, self.inquiry.turn, self.inquiry.reply_due_at);
        self.clocks.iter_mut().filter(|clock| clock.is_open()).for_each(|clock| clock.fired_at = Some(due_at));
        self.inquiry.state = State::Escalated;
        self.happens(EventKind::Escalated, ActorKind::System, None, due_at, json!({ "turn": turn, "due_at": due_at }));
        let id = CancellationId::made_at(due_at, self.dice.key());
        self.case = Some(LoadedCase {
            id,
            no: PublicNo::of(scattered(FIRST_CASE + self.world.seed.wrapping_add(self.n) % FIRST_CASE)),
            inquiry,
            seller: self.seller.id,
            app: self.app.id,
            turn,
            due_at,
            opened_at: due_at,
            sequence: 0,
            confirmed: None,
        });
        self.case_happens(
            EventKind::CaseOpened,
            ActorKind::System,
            None,
            due_at,
            json!({ "turn": turn, "due_at": due_at }),
        );
        let about = About::case(inquiry, id);
        self.tells_customer(DeliveryKind::EscalatedCustomer, self.inquiry.customer, about, due_at);
        self.tells_seller(DeliveryKind::EscalatedSeller, about, due_at);
        if self.tells_everybody {
            let host = self.world.operations_host.clone();
            self.delivered(DeliveryKind::EscalatedOperations, LoadedRecipient::Operations, host, about, due_at);
        }
    }

    /// Operations canceled the purchase.
    pub(super) fn is_canceled(&mut self) {
        let taken_at = self.inquiry.reply_due_at + Duration::minutes(30 + self.dice.below(600) as i64);
        let decided_at = taken_at + Duration::minutes(5 + self.dice.below(60) as i64);
        let result_at = decided_at + Duration::minutes(10 + self.dice.below(600) as i64);
        let lead = self.world.lead;
        for (kind, at) in [
            (EventKind::CaseTaken, taken_at),
            (EventKind::CaseApproved, decided_at),
            (EventKind::CaseSubmitted, decided_at),
            (EventKind::CaseConfirmed, result_at),
        ] {
            self.case_happens(kind, ActorKind::Staff, Some(lead), at, json!({}));
        }
        let item = (in_lang(self.item.0, self.inquiry.lang), self.item.1);
        let evidence = format!("ONE {}", 17_000_000_000_000 + self.dice.below(999_999_999_999));
        let confirmation = LoadedConfirmation {
            by: lead,
            taken_at,
            decided_at,
            result_at,
            purchase: (self.inquiry.created_at - Duration::hours(20), item.0, item.1),
            reason: in_lang(words::CANCELED_BECAUSE, self.inquiry.lang),
            evidence,
            billing_key: SubmissionKey::made_at(decided_at, self.dice.key()),
        };
        if let Some(case) = &mut self.case {
            case.confirmed = Some(confirmation);
        }
        self.closes_by(CloseReason::Canceled, EventKind::Closed, ActorKind::Staff, Some(lead), result_at);
    }

    fn case_happens(
        &mut self,
        kind: EventKind,
        actor: ActorKind,
        user: Option<UserId>,
        at: DateTime<Utc>,
        data: Value,
    ) {
        let Some(case) = &mut self.case else { return };
        case.sequence += 1;
        let event =
            NewEvent::new(Subject::Cancellation(case.id), case.sequence, kind).for_audience(Audience::Operations);
        self.events.push(LoadedEvent { event: event.with(data), actor, user, at });
    }
}
