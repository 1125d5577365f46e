//! What people do, as the portal's own actions: each a work of its own, kept when it was not refused.

use chrono::Duration;
use devcenter::{
    auth::MemberRole,
    cancellations::{
        self, Approval, BillingResult, CaseRefusal, Ground, Purchase, Seen,
        messages::{self, CaseLetter},
    },
    id::{SavedReplyId, SubmissionKey, UserId},
    inquiries::{
        self, AcceptedReply, CloseReason, ReplyForm, ReplyRefusal, SolveRefusal,
        exchange::CaseSide,
        merge::{self, MergeRefusal},
        notes::{self, NoteForm},
        saved_replies::{self, SavedForm},
        verdict,
    },
    public_no::PublicNo,
    team,
    text::Amount,
    work::{Actor, Work},
};

use super::{
    Portal,
    world::{Asked, Person, Seller},
};

/// An answer whose author had seen everything.
pub fn reply() -> ReplyForm {
    ReplyForm {
        body: "확인했습니다.".parse().unwrap(),
        files: vec![],
        left_out: vec![],
        seen: i32::MAX,
        draft: None,
        key: SubmissionKey::new(),
    }
}

/// A press of somebody who had seen everything.
fn seen() -> Seen {
    Seen { sequence: i32::MAX, key: SubmissionKey::new() }
}

/// Keeps what was done, and leaves no trace of what was refused.
async fn keep<T, E>(work: Work, done: Result<T, E>) -> Result<T, E> {
    if done.is_ok() {
        work.commit().await.unwrap();
    }
    done
}

impl Portal {
    /// The developer answers, having seen everything.
    pub async fn answer(&self, asked: &Asked, author: &Person) -> Result<AcceptedReply, ReplyRefusal> {
        self.answer_with(asked, author, &reply()).await
    }

    /// The developer hands in this answer.
    pub async fn answer_with(
        &self,
        asked: &Asked,
        author: &Person,
        form: &ReplyForm,
    ) -> Result<AcceptedReply, ReplyRefusal> {
        let mut work = self.work(Actor::Member(author.id)).await;
        let done = inquiries::accept_reply(&mut work, &self.app.rules.current(), &asked.no, form, 5).await.unwrap();
        keep(work, done).await
    }

    /// The developer takes the waiting answer back.
    pub async fn undo(&self, asked: &Asked, author: &Person) -> Result<(), ReplyRefusal> {
        let mut work = self.work(Actor::Member(author.id)).await;
        let done = inquiries::undo_reply(&mut work, &asked.no).await.unwrap();
        keep(work, done).await
    }

    /// The customer writes again.
    pub async fn writes(&self, asked: &Asked, key: SubmissionKey) {
        let mut work = self.work(Actor::System).await;
        let body = "아직도 그대로예요.".parse().unwrap();
        inquiries::customer_writes(&mut work, &self.app.rules.current(), asked.id, &body, &[], key).await.unwrap();
        work.commit().await.unwrap();
    }

    /// «Solved, thanks»: the case goes with its inquiry, or both stay.
    pub async fn solve(&self, asked: &Asked) -> Result<CloseReason, SolveRefusal> {
        let mut work = self.work(Actor::System).await;
        verdict::lock(&mut work, asked.id).await.unwrap();
        if cancellations::withdraw_for_customer(&mut work, asked.id).await.unwrap().is_err() {
            return Err(SolveRefusal::Decided);
        }
        let done = inquiries::solve(&mut work, asked.id, self.app.config.rules.satisfaction_after).await.unwrap();
        keep(work, done).await
    }

    /// The number of the newest case of an inquiry.
    pub async fn case_of(&self, asked: &Asked) -> Option<PublicNo> {
        let sql = "select case_no from cancellations where inquiry_id = $1 order by cancellation_id desc limit 1";
        sqlx::query_scalar(sql).bind(asked.id).fetch_optional(&self.app.db).await.unwrap()
    }

    /// Takes a case, having seen who has it.
    pub async fn take(&self, case: &PublicNo, by: &Person) -> Result<(), CaseRefusal> {
        let sql = "select taken_by from cancellations where case_no = $1";
        let holder: Option<UserId> = sqlx::query_scalar(sql).bind(case).fetch_one(&self.app.db).await.unwrap();
        let mut work = self.work(Actor::Staff(by.id)).await;
        let done = cancellations::take(&mut work, case, holder).await.unwrap();
        keep(work, done).await
    }

    /// Writes to one side of a case without waiting, having seen everything.
    pub async fn write_to(&self, case: &PublicNo, by: &Person, side: CaseSide, words: &str) {
        self.write_letter(case, by, side, words, false).await.unwrap();
    }

    /// The same, perhaps waiting for the answer.
    pub async fn write_letter(
        &self,
        case: &PublicNo,
        by: &Person,
        side: CaseSide,
        words: &str,
        waits: bool,
    ) -> Result<(), CaseRefusal> {
        let mut work = self.work(Actor::Staff(by.id)).await;
        let letter = CaseLetter { side, body: words.parse().unwrap(), waits, wanted_by: None, seen: seen() };
        let done = messages::write(&mut work, case, &letter).await.unwrap();
        keep(work, done).await
    }

    pub async fn decline(&self, case: &PublicNo, by: &Person) -> Result<(), CaseRefusal> {
        let mut work = self.work(Actor::Staff(by.id)).await;
        let reason = "구매 내역이 없습니다.".parse().unwrap();
        let done = cancellations::decline(&mut work, &self.app.rules.current(), case, &reason, seen()).await.unwrap();
        keep(work, done).await
    }

    /// Gives the inquiry back, due in so much time.
    pub async fn give_back(&self, case: &PublicNo, by: &Person, time: Duration) -> Result<(), CaseRefusal> {
        let mut work = self.work(Actor::Staff(by.id)).await;
        let (reason, due) = ("한 번 더 답해 주세요.".parse().unwrap(), work.now() + time);
        let rules = &self.app.rules.current();
        let done = cancellations::return_to_developer(&mut work, rules, case, &reason, due, seen()).await;
        keep(work, done.unwrap()).await
    }

    pub async fn approve(&self, case: &PublicNo, by: &Person) -> Result<(), CaseRefusal> {
        self.approve_for(case, by, "5500").await
    }

    /// Approves a purchase of so many won.
    pub async fn approve_for(&self, case: &PublicNo, by: &Person, won: &str) -> Result<(), CaseRefusal> {
        let mut work = self.work(Actor::Staff(by.id)).await;
        let purchase = Purchase {
            purchased_at: work.now() - Duration::days(5),
            item: "별자리 정원".parse().unwrap(),
            amount: Amount::parse(won, "KRW".parse().unwrap()).unwrap(),
            evidence: "영수증".parse().unwrap(),
        };
        let approval =
            Approval { purchase, ground: Ground::Unanswered3d, reason: "기한이 지났습니다.".parse().unwrap() };
        let done = cancellations::approve(&mut work, case, &approval, seen()).await.unwrap();
        keep(work, done).await
    }

    pub async fn record_result(&self, case: &PublicNo, by: &Person, result: BillingResult) -> Result<(), CaseRefusal> {
        let mut work = self.work(Actor::Staff(by.id)).await;
        let (evidence, key) = ("결제 콘솔에서 확인".parse().unwrap(), SubmissionKey::new());
        let done = cancellations::record_result(&mut work, &self.app.rules.current(), case, result, &evidence, key)
            .await
            .unwrap();
        keep(work, done).await
    }

    /// The developer asked for a cancellation through Help > Contact Us: a case, unless one is open.
    pub async fn developer_requests(&self, asked: &Asked) {
        let sql = "with opened as (
                       insert into cancellations (cancellation_id, case_no, seller_id, app_id, inquiry_id, origin, state,
                                                  opened_at, due_at, sequence)
                       select uuid_v7(), $2, seller_id, app_id, inquiry_id, 'developer_request', 'open', $3, $3, 1
                       from inquiries where inquiry_id = $1
                       on conflict do nothing returning cancellation_id)
                   insert into events (cancellation_id, sequence, kind, actor, audience, at)
                   select cancellation_id, 1, 'case_opened', 'member', 'operations', $3 from opened";
        let query = sqlx::query(sql).bind(asked.id).bind(PublicNo::random()).bind(self.now());
        query.execute(&self.app.db).await.unwrap();
    }
}

impl Portal {
    /// A saved reply of a seller, in Korean, for all its apps; written by an owner who is made for it.
    pub async fn saved_reply(&self, seller: &Seller, title: &str, text: &str) -> SavedReplyId {
        let owner = self.member(seller, &format!("writer-{}", SubmissionKey::new()), MemberRole::Owner).await;
        let mut work = self.work(Actor::Member(owner.id)).await;
        let form = SavedForm { app: None, title: title.parse().unwrap(), ko: Some(text.parse().unwrap()), en: None };
        saved_replies::save(&mut work, seller.id, None, &form).await.unwrap().unwrap();
        work.commit().await.unwrap();
        let sql = "select saved_reply_id from saved_replies where title = $1";
        sqlx::query_scalar(sql).bind(title).fetch_one(&self.app.db).await.unwrap()
    }

    /// A member is away for a week, perhaps with a deputy.
    pub async fn away(&self, seller: &Seller, member: &Person, deputy: Option<&Person>) {
        let mut work = self.work(Actor::Member(member.id)).await;
        let until = work.now() + Duration::days(7);
        let done = team::go_away(&mut work, (seller.id, member.id), until, deputy.map(|one| one.id)).await.unwrap();
        keep(work, done).await.unwrap();
    }

    /// A note of a member below an inquiry.
    pub async fn note(&self, asked: &Asked, author: &Person, words: &str) {
        let mut work = self.work(Actor::Member(author.id)).await;
        let form = NoteForm { body: words.parse().unwrap(), called: vec![], key: SubmissionKey::new() };
        notes::write_note(&mut work, &asked.no, &form).await.unwrap().unwrap();
        work.commit().await.unwrap();
    }

    /// Merges `other` into `into`; the member had seen everything.
    pub async fn merge(&self, into: &Asked, other: &Asked, by: &Person) -> Result<(), MergeRefusal> {
        let mut work = self.work(Actor::Member(by.id)).await;
        let seen = merge::Seen { into: i32::MAX, other: i32::MAX };
        let done = merge::merge(&mut work, &into.no, &other.no, seen).await.unwrap();
        keep(work, done).await
    }

    /// Takes them apart.
    pub async fn unmerge(&self, into: &Asked, other: &Asked, by: &Person) -> Result<(), MergeRefusal> {
        let mut work = self.work(Actor::Member(by.id)).await;
        let done = merge::unmerge(&mut work, &into.no, &other.no).await.unwrap();
        keep(work, done).await
    }
}
