//! What people do in the stories, each by the action that a page would call.

use std::fmt;

use anyhow::{Context, bail};
use bytes::Bytes;
use chrono::Duration;

use super::{
    cast::{Cast, FARM, JIHU},
    queries,
    stories::{Act, Bought, CaseAct, Picture, SAVED_REPLIES, Story},
};
use crate::{
    app::App,
    auth::MemberRole,
    cancellations::{
        self, Approval, BillingResult, Purchase, Seen,
        messages::{self, CaseLetter},
    },
    customers::{NewCustomer, confirmation_token},
    files::{FileName, MediaType},
    id::{InquiryId, SellerId, SubmissionKey, UserId},
    inquiries::{
        self, DraftForm, NewFile, NewInquiry, PurchaseClaim, ReplyForm, merge,
        notes::{self, NoteForm},
        saved_replies::{self, SavedForm},
        tags::{self, TagColour, WhichTag},
    },
    lang::Lang,
    storefront,
    team::{self, NewInvitation, Seat},
    text::Amount,
    work::{Actor, Work},
};

/// Whoever acts here has read all that there is.
const EVERYTHING: i32 = i32::MAX;
/// How long a side has to answer operations.
const ANSWER_WANTED_IN: Duration = Duration::days(2);
/// The notice that the demo's customers were shown.
const PRIVACY_NOTICE: &str = "demo";

/// The customer sends the form.
pub(super) async fn file(app: &App, cast: &Cast, story: &Story) -> anyhow::Result<InquiryId> {
    let (seller, of) = cast.app(story.app)?;
    let mut work = app.work(Actor::System).await?;
    let customer = story.customer;
    let new = NewInquiry {
        seller,
        app: of,
        customer: NewCustomer {
            email: customer.email.parse()?,
            name: customer.name.parse()?,
            lang: customer.lang,
            zone: "Asia/Seoul".to_owned(),
        },
        category: story.category,
        subject: story.subject.parse()?,
        body: story.body.parse()?,
        purchase: story.purchase.map(|bought| claim(&bought, &work)).transpose()?.unwrap_or_default(),
        app_version: story.place.map(|(version, _)| version.parse()).transpose()?,
        device: story.place.map(|(_, device)| device.parse()).transpose()?,
        lang: customer.lang,
        privacy_notice: PRIVACY_NOTICE,
        files: files(story.picture, customer.lang)?,
    };
    let inquiry = inquiries::file_inquiry(&mut work, &app.secret, &app.config.contact, &new).await?;
    work.commit().await?;
    Ok(inquiry)
}

fn claim(bought: &Bought, work: &Work) -> anyhow::Result<PurchaseClaim> {
    Ok(PurchaseClaim {
        purchased_at: Some(work.now() - bought.before),
        item: Some(bought.item.parse()?),
        amount: Some(amount(bought)?),
    })
}

fn amount(bought: &Bought) -> anyhow::Result<Amount> {
    let (number, currency) = bought.amount;
    Ok(Amount::parse(number, currency.parse()?)?)
}

fn files(picture: Option<Picture>, lang: Lang) -> anyhow::Result<Vec<NewFile>> {
    let Some(picture) = picture else { return Ok(Vec::new()) };
    let bytes: &[u8] = match picture {
        Picture::Frozen => include_bytes!("frozen.png"),
        Picture::Receipt => include_bytes!("receipt.png"),
    };
    let name = match (picture, lang) {
        (Picture::Frozen, Lang::Ko) => "멈춘 화면.png",
        (Picture::Frozen, Lang::En) => "Screenshot.png",
        (Picture::Receipt, Lang::Ko) => "영수증.png",
        (Picture::Receipt, Lang::En) => "Receipt.png",
    };
    let media_type = MediaType::of(bytes, bytes.len())?;
    Ok(vec![NewFile { name: FileName::of(name, media_type), media_type, bytes: Bytes::from_static(bytes) }])
}

/// The customer presses the button behind the mailed link.
pub(super) async fn confirm(app: &App, inquiry: InquiryId) -> anyhow::Result<()> {
    let token = confirmation_token(&app.secret, queries::confirmation(&app.db, inquiry).await?);
    let mut work = app.work(Actor::System).await?;
    inquiries::confirm_address(&mut work, &app.rules.current(), &token).await?.context("the link is over")?;
    work.commit().await?;
    Ok(())
}

/// Does one act of a story.
pub(super) async fn act(app: &App, cast: &Cast, story: &Story, inquiry: InquiryId, act: Act) -> anyhow::Result<()> {
    match act {
        Act::Answer(by, words) | Act::AnswerRefused(by, words) => answer(app, cast.user(by)?, inquiry, words).await,
        Act::Note(by, words) => note(app, cast.user(by)?, inquiry, words).await,
        Act::Write(words, picture) => write(app, story, inquiry, words, picture).await,
        Act::Solve => solve(app, inquiry).await,
        Act::Case(by, of_case) => at_case(app, story, inquiry, cast.user(by)?, of_case).await,
        Act::Assign(by, to) => assign(app, cast.user(by)?, inquiry, cast.user(to)?).await,
        Act::Tag(by, name, colour) => tag(app, cast.user(by)?, inquiry, name, colour).await,
        Act::Draft(by, words) => draft(app, cast.user(by)?, inquiry, words).await,
        Act::Merge(by) => merge(app, cast.user(by)?, inquiry).await,
        Act::Invite(by, email) => invite(app, cast.user(by)?, cast.app(story.app)?.0, email).await,
    }
}

/// Keeps what was done; a story in which something is refused is told wrongly.
async fn keep<T, E: fmt::Debug>(work: Work, done: Result<T, E>) -> anyhow::Result<()> {
    if let Err(refusal) = done {
        bail!("refused: {refusal:?}");
    }
    work.commit().await?;
    Ok(())
}

async fn answer(app: &App, by: UserId, inquiry: InquiryId, words: &str) -> anyhow::Result<()> {
    let no = queries::number(&app.db, inquiry).await?;
    let (files, left_out) = (Vec::new(), Vec::new());
    let form =
        ReplyForm { body: words.parse()?, files, left_out, seen: EVERYTHING, draft: None, key: SubmissionKey::new() };
    let mut work = app.work(Actor::Member(by)).await?;
    let accepted = inquiries::accept_reply(&mut work, &app.rules.current(), &no, &form, 0).await?;
    keep(work, accepted).await
}

async fn note(app: &App, by: UserId, inquiry: InquiryId, words: &str) -> anyhow::Result<()> {
    let no = queries::number(&app.db, inquiry).await?;
    let form = NoteForm { body: words.parse()?, called: Vec::new(), key: SubmissionKey::new() };
    let mut work = app.work(Actor::Member(by)).await?;
    let written = notes::write_note(&mut work, &no, &form).await?;
    keep(work, written).await
}

/// An owner keeps texts for colleagues to use.
pub(super) async fn save_replies(app: &App, cast: &Cast) -> anyhow::Result<()> {
    let (seller, _) = cast.app(FARM)?;
    for (title, ko, en) in SAVED_REPLIES {
        let form = SavedForm { app: None, title: title.parse()?, ko: Some(ko.parse()?), en: Some(en.parse()?) };
        let mut work = app.work(Actor::Member(cast.user(JIHU)?)).await?;
        let saved = saved_replies::save(&mut work, seller, None, &form).await?;
        keep(work, saved).await?;
    }
    Ok(())
}

async fn write(
    app: &App,
    story: &Story,
    inquiry: InquiryId,
    words: &str,
    picture: Option<Picture>,
) -> anyhow::Result<()> {
    let files = files(picture, story.customer.lang)?;
    let mut work = app.work(Actor::System).await?;
    let key = SubmissionKey::new();
    inquiries::customer_writes(&mut work, &app.rules.current(), inquiry, &words.parse()?, &files, key).await?;
    work.commit().await?;
    Ok(())
}

async fn assign(app: &App, by: UserId, inquiry: InquiryId, to: UserId) -> anyhow::Result<()> {
    let no = queries::number(&app.db, inquiry).await?;
    let mut work = app.work(Actor::Member(by)).await?;
    let assigned = inquiries::assign(&mut work, &[no], Some(to)).await?;
    keep(work, assigned).await
}

async fn tag(app: &App, by: UserId, inquiry: InquiryId, name: &str, colour: TagColour) -> anyhow::Result<()> {
    let no = queries::number(&app.db, inquiry).await?;
    let mut work = app.work(Actor::Member(by)).await?;
    let tagged = tags::put_on(&mut work, &[no], &WhichTag::Named(name.parse()?, colour)).await?;
    keep(work, tagged).await
}

async fn draft(app: &App, by: UserId, inquiry: InquiryId, words: &str) -> anyhow::Result<()> {
    let no = queries::number(&app.db, inquiry).await?;
    let (files, left_out) = (Vec::new(), Vec::new());
    let form = DraftForm { body: DraftForm::body(words)?, files, left_out, version: 0, key: SubmissionKey::new() };
    let mut work = app.work(Actor::Member(by)).await?;
    let kept = inquiries::keep_draft(&mut work, &no, &form, 0).await?;
    keep(work, kept).await
}

async fn merge(app: &App, by: UserId, inquiry: InquiryId) -> anyhow::Result<()> {
    let into = queries::asked_before(&app.db, inquiry).await?;
    let no = queries::number(&app.db, inquiry).await?;
    let mut work = app.work(Actor::Member(by)).await?;
    let seen = merge::Seen { into: EVERYTHING, other: EVERYTHING };
    let merged = merge::merge(&mut work, &into, &no, seen).await?;
    keep(work, merged).await
}

async fn invite(app: &App, by: UserId, seller: SellerId, email: &str) -> anyhow::Result<()> {
    let seat = Seat::Member { seller, role: MemberRole::Agent, apps: None };
    let new = NewInvitation { email: email.parse()?, lang: Lang::Ko, seat };
    let mut work = app.work(Actor::Member(by)).await?;
    let invited = team::invite(&mut work, &app.secret, &new).await?;
    keep(work, invited).await
}

async fn solve(app: &App, inquiry: InquiryId) -> anyhow::Result<()> {
    let mut work = app.work(Actor::System).await?;
    let solved = storefront::finish(&mut work, &app.config.rules, inquiry).await?;
    keep(work, solved).await
}

async fn at_case(app: &App, story: &Story, inquiry: InquiryId, by: UserId, act: CaseAct) -> anyhow::Result<()> {
    let no = queries::case(&app.db, inquiry).await?;
    let mut work = app.work(Actor::Staff(by)).await?;
    let (seen, key) = (Seen { sequence: EVERYTHING, key: SubmissionKey::new() }, SubmissionKey::new());
    let done = match act {
        CaseAct::Take => cancellations::take(&mut work, &no, None).await?,
        CaseAct::Ask(side, words) => {
            let wanted_by = Some(work.now() + ANSWER_WANTED_IN);
            messages::write(&mut work, &no, &CaseLetter { side, body: words.parse()?, waits: true, wanted_by, seen })
                .await?
        }
        CaseAct::Decline(reason) => {
            cancellations::decline(&mut work, &app.rules.current(), &no, &reason.parse()?, seen).await?
        }
        CaseAct::Return(reason, time) => {
            let (reason, due) = (reason.parse()?, work.now() + time);
            cancellations::return_to_developer(&mut work, &app.rules.current(), &no, &reason, due, seen).await?
        }
        CaseAct::Approve { ground, reason, evidence } => {
            let purchase = purchase(app, story, inquiry, evidence).await?;
            let approval = Approval { purchase, ground, reason: reason.parse()? };
            cancellations::approve(&mut work, &no, &approval, seen).await?
        }
        CaseAct::Confirm(evidence) => {
            let result = BillingResult::Confirmed;
            cancellations::record_result(&mut work, &app.rules.current(), &no, result, &evidence.parse()?, key).await?
        }
        CaseAct::Fail(evidence) => {
            let result = BillingResult::Failed;
            cancellations::record_result(&mut work, &app.rules.current(), &no, result, &evidence.parse()?, key).await?
        }
    };
    keep(work, done).await
}

/// The purchase as the customer told of it, which staff found in billing's console.
async fn purchase(app: &App, story: &Story, inquiry: InquiryId, evidence: &str) -> anyhow::Result<Purchase> {
    let bought = story.purchase.context("nothing was bought")?;
    let purchased_at = queries::purchased_at(&app.db, inquiry).await?.context("nobody knows when")?;
    Ok(Purchase { purchased_at, item: bought.item.parse()?, amount: amount(&bought)?, evidence: evidence.parse()? })
}
