//! The signed-in person, found with one statement, and the extractors that hand handlers only those who may.

use std::sync::Arc;

use axum::{extract::FromRequestParts, http::request::Parts};
use axum_extra::extract::CookieJar;
use chrono::{DateTime, Duration, Utc};
use sqlx::{PgConnection, Postgres, pool::PoolConnection};

use super::{MemberRole, StaffRole, Verb};
use crate::{
    app::App,
    config::SecondFactorPolicy,
    crypto::{Token, TokenHash},
    error::AppError,
    id::{AppId, SellerId, SessionId, UserId},
    lang::Lang,
    rosters::Roster,
};

/// A session's last use is written down at most this often, so that reading pages writes nothing.
const SEEN_EVERY: Duration = Duration::minutes(1);

/// Mentions are counted to one more than this, which reads `99+`.
const MENTIONS_COUNTED_TO: i64 = 99;

/// A person's place in a seller.
#[derive(Debug, Clone)]
pub struct Membership {
    /// The seller.
    pub seller_id: SellerId,
    /// What the person may do there.
    pub role: MemberRole,
    /// The apps that the person is limited to; `None`: all of them.
    pub app_ids: Option<Vec<AppId>>,
    /// What the seller's desk tells of the seller.
    pub roster: Arc<Roster>,
}

impl Membership {
    /// The seller's name in a language.
    pub fn name(&self, lang: Lang) -> &str {
        match lang {
            Lang::Ko => &self.roster.name_ko,
            Lang::En => &self.roster.name_en,
        }
    }

    /// Whether the inquiries of an app of the seller exist for the person.
    pub fn sees(&self, app: AppId) -> bool {
        self.app_ids.as_ref().is_none_or(|apps| apps.contains(&app))
    }
}

/// A signed-in person.
#[derive(Debug, Clone)]
pub struct Viewer {
    /// This browser's session.
    pub session_id: SessionId,
    /// The person.
    pub user_id: UserId,
    /// How others see them.
    pub name: String,
    /// The sellers they belong to, by name.
    pub memberships: Vec<Membership>,
    /// Their role in operations.
    pub staff: Option<StaffRole>,
    /// Notes of colleagues that call them and were not seen; counted to one more than is shown.
    pub mentions: i64,
    /// Whether single keys act in their desks.
    pub shortcuts: bool,
    /// Whether they have a second factor.
    pub second_factor: bool,
    /// When they last proved in this session who they are.
    pub(super) proved_at: Option<DateTime<Utc>>,
    /// The seller whose inbox is open.
    chosen: Option<SellerId>,
}

impl Viewer {
    /// The membership whose inbox is open: the one chosen, else the first.
    pub fn desk(&self) -> Option<&Membership> {
        let chosen = self.memberships.iter().find(|place| Some(place.seller_id) == self.chosen);
        chosen.or(self.memberships.first())
    }

    /// What they work as, in words: `달토끼 게임즈 · 상담원`.
    pub fn place_name(&self, lang: Lang) -> String {
        let of_seller = self.desk().map(|place| format!("{} · {}", place.name(lang), place.role.name(lang)));
        of_seller.unwrap_or_else(|| lang.operations_team().into())
    }

    /// The sellers whose rows exist for this person.
    pub fn seller_ids(&self) -> Vec<SellerId> {
        self.memberships.iter().map(|place| place.seller_id).collect()
    }
}

impl FromRequestParts<App> for Viewer {
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, AppError> {
        Viewer::of(parts, app, &mut *app.db.acquire().await?).await
    }
}

impl Viewer {
    /// Who asks, found with a connection that goes on to read what the page shows: one that is given back and taken anew for
    /// each statement costs a round trip each time.
    ///
    /// # Errors
    /// When nobody is signed in, or the database does not answer.
    pub async fn of(parts: &Parts, app: &App, db: &mut PgConnection) -> Result<Viewer, AppError> {
        let viewer = Viewer::any(parts, app, db).await?;
        if viewer.lacks_second_factor(app) { Err(AppError::SecondFactorNeeded) } else { Ok(viewer) }
    }

    /// Whether the settings ask this person for a second factor that they have not set up yet.
    pub fn lacks_second_factor(&self, app: &App) -> bool {
        let required = app.config.sign_in.staff_second_factor == SecondFactorPolicy::Required;
        required && self.staff.is_some() && !self.second_factor
    }

    async fn any(parts: &Parts, app: &App, db: &mut PgConnection) -> Result<Viewer, AppError> {
        let jar = CookieJar::from_headers(&parts.headers);
        let cookie = jar.get(app.session_cookie()).ok_or(AppError::SignIn)?;
        let token = Token::parse(cookie.value()).map_err(|_| AppError::SignIn)?;
        find(app, db, &token).await?.ok_or(AppError::SignIn)
    }
}

/// A signed-in person, also one who must set up a second factor before anything else opens: for the pages where they do.
#[derive(Debug, Clone)]
pub struct SignedIn(pub Viewer);

impl FromRequestParts<App> for SignedIn {
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, AppError> {
        Viewer::any(parts, app, &mut *app.db.acquire().await?).await.map(SignedIn)
    }
}

/// A member at the desk of the seller whose inbox is open.
#[derive(Debug)]
pub struct SellerDesk {
    /// The person.
    pub viewer: Viewer,
    /// Their place there.
    pub place: Membership,
    /// For what the page reads; see [`Viewer::of`].
    pub db: PoolConnection<Postgres>,
}

impl FromRequestParts<App> for SellerDesk {
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, AppError> {
        let mut db = app.db.acquire().await?;
        let viewer = Viewer::of(parts, app, &mut db).await?;
        let place = viewer.desk().cloned().ok_or(AppError::NotFound)?;
        Ok(SellerDesk { viewer, place, db })
    }
}

/// One of operations who may see cases.
#[derive(Debug, Clone)]
pub struct Operator {
    /// The person.
    pub viewer: Viewer,
    /// Their role.
    pub role: StaffRole,
}

impl FromRequestParts<App> for Operator {
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, AppError> {
        let viewer = Viewer::from_request_parts(parts, app).await?;
        let role = viewer.staff.filter(|role| role.may(Verb::See)).ok_or(AppError::NotFound)?;
        Ok(Operator { viewer, role })
    }
}

async fn find(app: &App, db: &mut PgConnection, token: &Token) -> sqlx::Result<Option<Viewer>> {
    let (now, idle) = (app.clock.now(), app.session_idle());
    let rows = sqlx::query!(
        r#"select s.session_id as "session_id: SessionId", s.user_id as "user_id: UserId", s.last_seen_at,
                  s.seller_id as "chosen: SellerId", u.name, u.shortcuts, staff.role as "staff?: StaffRole",
                  m.seller_id as "seller_id?: SellerId", m.role as "role?: MemberRole", m.app_ids as "app_ids: Vec<AppId>",
                  (select count(*) from (
                       select from note_mentions n where n.user_id = s.user_id and n.seen_at is null limit $4::bigint + 1) as unseen) as "mentions!",
                  s.proved_at,
                  exists (select from second_factors f
                          where f.user_id = s.user_id and f.confirmed_at is not null) as "second_factor!",
                  coalesce(rosters.version, 0) as "roster_version!"
           from sessions s
           join users u using (user_id)
           left join staff using (user_id)
           left join memberships m using (user_id)
           left join rosters on rosters.seller_id = m.seller_id
           where s.token_hash = $1 and s.ends_at > $2 and s.last_seen_at > $3 and u.disabled_at is null"#,
        token.hash() as TokenHash,
        now,
        now - idle,
        MENTIONS_COUNTED_TO
    )
    .fetch_all(&mut *db)
    .await?;
    let Some(first) = rows.first() else { return Ok(None) };
    let mut viewer = Viewer {
        session_id: first.session_id,
        user_id: first.user_id,
        name: first.name.clone(),
        memberships: Vec::with_capacity(rows.len()),
        staff: first.staff,
        mentions: first.mentions,
        shortcuts: first.shortcuts,
        second_factor: first.second_factor,
        proved_at: first.proved_at,
        chosen: first.chosen,
    };
    if first.last_seen_at + SEEN_EVERY < now {
        sqlx::query!(
            "update sessions set last_seen_at = $2 where session_id = $1",
            viewer.session_id as SessionId,
            now
        )
        .execute(&mut *db)
        .await?;
    }
    for row in rows {
        let (Some(seller_id), Some(role)) = (row.seller_id, row.role) else { continue };
        let roster = app.rosters.of(db, (seller_id, row.roster_version), now).await?;
        viewer.memberships.push(Membership { seller_id, role, app_ids: row.app_ids, roster });
    }
    viewer.memberships.sort_by(|one, other| one.roster.name_ko.cmp(&other.roster.name_ko));
    Ok(Some(viewer))
}
