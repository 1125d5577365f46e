//! What the demo tells: inquiries, and what came of each.
//!
//! Times count in hours: `asked` back from the start of the demo, everything else from the moment the inquiry was confirmed.
//! So an inquiry asked 72 hours ago falls due as the demo starts.

mod blue_whale;
mod decided;
mod moon_rabbit;
mod soon;

use chrono::Duration;

use crate::{
    cancellations::Ground,
    inquiries::{Category, exchange::CaseSide, tags::TagColour},
    lang::Lang,
};

pub(super) use soon::SOON;

/// Saved replies of Moon Rabbit Games: title, Korean, English.
pub(super) const SAVED_REPLIES: [(&str, &str, &str); 3] = [
    (
        "영수증을 부탁드릴 때",
        "{{customer}} 님, {{seller}} {{agent}}입니다.\n결제 영수증 화면을 이 문의에 올려 주시면 바로 확인하겠습니다. 늦어도 {{due}}까지 답을 드립니다.",
        "Dear {{customer}}, this is {{agent}} of {{seller}}.\nPlease add a picture of your receipt to this inquiry, and we will look at once. You will hear from us by {{due}}.",
    ),
    (
        "지급이 늦어진 상품",
        "{{customer}} 님, 기다리게 해 드려 죄송합니다. {{app}}에 상품을 다시 넣어 드렸습니다. 앱을 껐다 켜면 보입니다.",
        "Dear {{customer}}, we are sorry that you had to wait. The item is in {{app}} now: restart it to see it.",
    ),
    (
        "같은 증상을 고치는 중",
        "{{customer}} 님, 알려 주셔서 고맙습니다. {{app}}에서 같은 일을 겪은 분이 계셔서 고치고 있습니다. 문의 번호는 {{inquiry}}입니다.",
        "Dear {{customer}}, thank you for telling us. Others saw the same in {{app}}, and we are mending it. Your inquiry is {{inquiry}}.",
    ),
];

/// One inquiry.
#[derive(Debug, Clone)]
pub(super) struct Story {
    /// About which app.
    pub(super) app: &'static str,
    /// Who asks.
    pub(super) customer: Customer,
    /// What for.
    pub(super) category: Category,
    /// In one line.
    pub(super) subject: &'static str,
    /// The first message.
    pub(super) body: &'static str,
    /// Its file.
    pub(super) picture: Option<Picture>,
    /// What a refund is about.
    pub(super) purchase: Option<Bought>,
    /// Where an error happened: the app's version and the device.
    pub(super) place: Option<(&'static str, &'static str)>,
    /// Whether the address was confirmed; otherwise nobody but the customer knows of it.
    pub(super) confirmed: bool,
    /// How long before the start of the demo it was confirmed, or written.
    pub(super) asked: Duration,
    /// What came of it.
    pub(super) then: &'static [(Duration, Act)],
}

/// Who asks.
#[derive(Debug, Clone, Copy)]
pub(super) struct Customer {
    /// The name on the form.
    pub(super) name: &'static str,
    /// The address.
    pub(super) email: &'static str,
    /// The language of the form.
    pub(super) lang: Lang,
}

/// A purchase, as the form asks for it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bought {
    /// What.
    pub(super) item: &'static str,
    /// For how much, and the currency.
    pub(super) amount: (&'static str, &'static str),
    /// How long before the inquiry.
    pub(super) before: Duration,
}

/// A picture to attach.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Picture {
    /// A screen that hangs.
    Frozen,
    /// A receipt.
    Receipt,
}

/// What somebody does. Members and staff are named by their address.
#[derive(Debug, Clone, Copy)]
pub(super) enum Act {
    /// The developer answers.
    Answer(&'static str, &'static str),
    /// The developer answers, and the customer's mail server refuses the mail.
    AnswerRefused(&'static str, &'static str),
    /// A member writes an internal note.
    Note(&'static str, &'static str),
    /// The customer writes again, perhaps with a file.
    Write(&'static str, Option<Picture>),
    /// «Solved, thanks».
    Solve,
    /// A person of operations does something with the case.
    Case(&'static str, CaseAct),
    /// A member gives it to one, perhaps to oneself.
    Assign(&'static str, &'static str),
    /// A member puts a tag on it.
    Tag(&'static str, &'static str, TagColour),
    /// A member begins an answer and leaves it for later.
    Draft(&'static str, &'static str),
    /// A member merges it into what the same customer asked before.
    Merge(&'static str),
    /// An owner of the seller invites an agent to this address, who has not answered yet.
    Invite(&'static str, &'static str),
}

/// What operations do with a case.
#[derive(Debug, Clone, Copy)]
pub(super) enum CaseAct {
    /// Take it.
    Take,
    /// Ask a side, and wait for the answer.
    Ask(CaseSide, &'static str),
    /// Decline, with a reason.
    Decline(&'static str),
    /// Give the inquiry back for so long, with a reason.
    Return(&'static str, Duration),
    /// Approve the cancellation of the story's purchase.
    Approve {
        /// On which ground.
        ground: Ground,
        /// In words, for both sides.
        reason: &'static str,
        /// What the purchase is known from.
        evidence: &'static str,
    },
    /// Billing has canceled; with what is seen of it.
    Confirm(&'static str),
    /// Billing cannot cancel; with what is seen of it.
    Fail(&'static str),
}

/// An inquiry nobody has done anything about.
const PLAIN: Story = Story {
    app: "",
    customer: Customer { name: "", email: "", lang: Lang::Ko },
    category: Category::Other,
    subject: "",
    body: "",
    picture: None,
    purchase: None,
    place: None,
    confirmed: true,
    asked: Duration::zero(),
    then: &[],
};

const fn ko(name: &'static str, email: &'static str) -> Customer {
    Customer { name, email, lang: Lang::Ko }
}

const fn en(name: &'static str, email: &'static str) -> Customer {
    Customer { name, email, lang: Lang::En }
}

const fn won(item: &'static str, amount: &'static str, before: Duration) -> Option<Bought> {
    Some(Bought { item, amount: (amount, "KRW"), before })
}

const fn h(hours: i64) -> Duration {
    Duration::hours(hours)
}

const fn hm(hours: i64, minutes: i64) -> Duration {
    Duration::minutes(hours * 60 + minutes)
}

/// All stories, in no order.
pub(super) fn all() -> Vec<Story> {
    [moon_rabbit::STORIES, blue_whale::STORIES, decided::STORIES].concat()
}
