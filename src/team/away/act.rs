//! Going away and coming back.

use chrono::{DateTime, Utc};

use crate::{
    auth::{self, Verb},
    id::{SellerId, UserId},
    team::{
        change::lock_member,
        model::{Detail, TeamEventKind, TeamRefusal},
        queries::{self, Member},
        record::{NewTeamEvent, record},
    },
    work::Work,
};

/// Marks a member who answers as away until a moment: themself, or an owner a colleague. The deputy, who must see the same
/// apps, and a colleague who did not do it themself are told by mail.
///
/// # Errors
/// `Err` when the database does not answer; `Ok(Err)` is a refusal.
pub async fn go_away(
    work: &mut Work,
    (seller, user): (SellerId, UserId),
    until: DateTime<Utc>,
    deputy: Option<UserId>,
) -> sqlx::Result<Result<(), TeamRefusal>> {
    let member = match lock_member(work, (seller, user), verb(work, user)).await? {
        Ok(member) => member,
        Err(refusal) => return Ok(Err(refusal)),
    };
    if !member.role.may(Verb::Answer) {
        return Ok(Err(TeamRefusal::NotAllowed));
    }
    if let Some(deputy) = deputy {
        let named = queries::member(work.db(), seller, deputy).await?;
        if !named.is_some_and(|named| named.can_stand_in_for(&member)) {
            return Ok(Err(TeamRefusal::NoSuchDeputy));
        }
    }
    auth::set_away(work.db(), (seller, user), Some(until), deputy).await?;
    let detail = Detail { until: Some(until), ..Detail::default() };
    tell(work, TeamEventKind::WentAway, (seller, user), detail.clone()).await?;
    if let Some(deputy) = deputy {
        let detail = Detail { instead_of: Some(user), ..detail };
        tell(work, TeamEventKind::StandsIn, (seller, deputy), detail).await?;
    }
    Ok(Ok(()))
}

/// Marks a member as back: themself, or an owner a colleague. Who was there already stays so without a word.
///
/// # Errors
/// `Err` when the database does not answer; `Ok(Err)` is a refusal.
pub async fn end_away(work: &mut Work, (seller, user): (SellerId, UserId)) -> sqlx::Result<Result<(), TeamRefusal>> {
    let member = match lock_member(work, (seller, user), verb(work, user)).await? {
        Ok(member) => member,
        Err(refusal) => return Ok(Err(refusal)),
    };
    auth::set_away(work.db(), (seller, user), None, None).await?;
    if member.away_until.is_some_and(|until| until > work.now()) {
        tell(work, TeamEventKind::CameBack, (seller, user), Detail::default()).await?;
    }
    Ok(Ok(()))
}

/// What the actor must be allowed to do.
fn verb(work: &Work, user: UserId) -> Verb {
    if work.actor().user() == Some(user) { Verb::Answer } else { Verb::ManageMembers }
}

/// Records it; whom it is about is told by mail, unless they did it.
async fn tell(
    work: &mut Work,
    kind: TeamEventKind,
    (seller, user): (SellerId, UserId),
    detail: Detail,
) -> sqlx::Result<()> {
    let told = work.actor().user() != Some(user);
    let event = NewTeamEvent { seller: Some(seller), user: Some(user), detail, told, ..NewTeamEvent::default() };
    record(work, kind, &event).await
}

impl Member {
    /// Whether this member may do a colleague's work: answers, and sees what the colleague sees.
    pub(super) fn can_stand_in_for(&self, away: &Member) -> bool {
        let sees_all = match (&self.app_ids, &away.app_ids) {
            (None, _) => true,
            (Some(_), None) => false,
            (Some(own), Some(apps)) => apps.iter().all(|app| own.contains(app)),
        };
        self.user_id != away.user_id && self.role.may(Verb::Answer) && sees_all
    }
}
