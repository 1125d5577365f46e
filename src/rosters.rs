//! What the pages of a seller's desk tell of the seller: its names, who is away, and what there is to choose from: apps, members,
//! tags, saved replies.
//!
//! It changes seldom and stands on every page, so a process keeps it. Whatever changes any of it counts up the seller's number
//! in the same transaction (triggers of the schema do); each request reads that number with its session, so that no page
//! shows what had changed before its request came.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use quick_cache::sync::Cache;
use serde::Deserialize;
use sqlx::{PgConnection, types::Json};

use crate::{
    id::{AppId, SavedReplyId, SellerId, TagId, UserId},
    lang::Lang,
};

/// Sellers whose rosters a process keeps at most; those asked for least go first.
const KEPT: usize = 10_000;

/// Saved replies of each app, and of all apps, that are named, the most used; others are found by their words.
pub const SAVED_NAMED: usize = 16;

/// What colour a tag has; its name stands beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, sqlx::Type, Deserialize)]
#[sqlx(type_name = "tag_colour", rename_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum TagColour {
    /// Grey.
    Grey,
    /// Teal.
    Teal,
    /// Green.
    Green,
    /// Amber.
    Amber,
    /// Red.
    Red,
    /// Violet.
    Violet,
}

impl TagColour {
    /// All of them.
    pub const ALL: [TagColour; 6] =
        [TagColour::Grey, TagColour::Teal, TagColour::Green, TagColour::Amber, TagColour::Red, TagColour::Violet];

    /// The name in forms.
    pub fn code(self) -> &'static str {
        match self {
            TagColour::Grey => "grey",
            TagColour::Teal => "teal",
            TagColour::Green => "green",
            TagColour::Amber => "amber",
            TagColour::Red => "red",
            TagColour::Violet => "violet",
        }
    }
}

/// An app of the seller.
#[derive(Debug, Clone, Deserialize)]
pub struct NamedApp {
    /// Its key.
    pub id: AppId,
    /// Its Korean name.
    pub name_ko: String,
    /// Its English name.
    pub name_en: String,
}

impl NamedApp {
    /// Its name in a language.
    pub fn name(&self, lang: Lang) -> &str {
        match lang {
            Lang::Ko => &self.name_ko,
            Lang::En => &self.name_en,
        }
    }
}

/// A member of the seller who can sign in.
#[derive(Debug, Clone, Deserialize)]
pub struct NamedMember {
    /// The person.
    pub id: UserId,
    /// As others see them.
    pub name: String,
    /// Whether the role may answer.
    pub answers: bool,
    /// The apps that they are limited to; `None`: all.
    pub app_ids: Option<Vec<AppId>>,
}

impl NamedMember {
    /// Whether the inquiries of an app exist for them.
    pub fn sees(&self, app: AppId) -> bool {
        self.app_ids.as_ref().is_none_or(|apps| apps.contains(&app))
    }
}

/// A tag of the seller.
#[derive(Debug, Clone, Deserialize)]
pub struct NamedTag {
    /// Its key.
    pub id: TagId,
    /// The word.
    pub name: String,
    /// Its colour.
    pub colour: TagColour,
}

/// A saved reply of the seller.
#[derive(Debug, Clone, Deserialize)]
pub struct NamedReply {
    /// Its key.
    pub id: SavedReplyId,
    /// What it is called.
    pub title: String,
    /// The app that it is for; `None`: any.
    pub app_id: Option<AppId>,
}

/// A member who is away.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Away {
    /// The person.
    pub user_id: UserId,
    /// The first moment at which they are back.
    pub until: DateTime<Utc>,
    /// Who does their work; nobody, if nobody is there.
    pub stand_in: Option<UserId>,
    /// What that person is called.
    pub stand_in_name: Option<String>,
}
/// What a seller's desk tells of the seller.
#[derive(Debug, Clone, Deserialize)]
pub struct Roster {
    /// The number, as it stands in addresses.
    pub seller_no: String,
    /// The Korean name.
    pub name_ko: String,
    /// The English name.
    pub name_en: String,
    /// Who is away.
    pub away: Vec<Away>,
    /// By name.
    pub apps: Vec<NamedApp>,
    /// By name.
    pub members: Vec<NamedMember>,
    /// By name, whatever their letters' case.
    pub tags: Vec<NamedTag>,
    /// The most used first.
    pub saved: Vec<NamedReply>,
}

impl Roster {
    /// Whether it is still so: who is away comes back at a moment that nothing marks.
    fn holds(&self, now: DateTime<Utc>) -> bool {
        self.away.iter().all(|away| now < away.until)
    }

    /// What an app of the seller is called.
    pub fn app_name(&self, app: AppId, lang: Lang) -> &str {
        self.apps.iter().find(|one| one.id == app).map_or("", |one| one.name(lang))
    }

    /// What a member is called.
    pub fn member_name(&self, user: UserId) -> Option<&str> {
        self.members.iter().find(|one| one.id == user).map(|one| one.name.as_str())
    }
}

/// The rosters that a process keeps.
#[derive(Debug)]
pub struct Rosters(Cache<SellerId, (i64, Arc<Roster>)>);

impl Default for Rosters {
    fn default() -> Self {
        Self(Cache::new(KEPT))
    }
}

impl Rosters {
    /// The roster of a seller whose number is `version`, as it is at `now`: what is kept under another number is read anew.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn of(
        &self,
        db: &mut PgConnection,
        (seller, version): (SellerId, i64),
        now: DateTime<Utc>,
    ) -> sqlx::Result<Arc<Roster>> {
        if let Some((kept, roster)) = self.0.get(&seller)
            && kept == version
            && roster.holds(now)
        {
            return Ok(roster);
        }
        // read after the number, so it is at least as new
        let roster = Arc::new(read(db, seller, now).await?);
        self.0.insert(seller, (version, roster.clone()));
        Ok(roster)
    }
}

async fn read(db: &mut PgConnection, seller: SellerId, now: DateTime<Utc>) -> sqlx::Result<Roster> {
    let Json(roster) = sqlx::query_scalar!(
        r#"select jsonb_build_object(
               'seller_no', seller_no, 'name_ko', name_ko, 'name_en', name_en,
               'away', array(
                   select jsonb_build_object('user_id', a.user_id, 'until', a.away_until, 'stand_in', p.user_id,
                                             'stand_in_name', p.name)
                   from memberships a left join users p on p.user_id = stand_in(a.seller_id, a.user_id, $3)
                   where a.seller_id = $1 and a.away_until > $3),
               'apps', array(
                   select jsonb_build_object('id', app_id, 'name_ko', name_ko, 'name_en', name_en)
                   from apps where seller_id = $1 order by name_ko, app_id),
               'members', array(
                   select jsonb_build_object('id', m.user_id, 'name', u.name, 'answers', m.role <> 'viewer', 'app_ids', m.app_ids)
                   from memberships m join users u using (user_id)
                   where m.seller_id = $1 and u.disabled_at is null order by u.name, m.user_id),
               'tags', array(
                   select jsonb_build_object('id', tag_id, 'name', name, 'colour', colour)
                   from tags where seller_id = $1 order by lower(name)),
               'saved', array(
                   select jsonb_build_object('id', saved_reply_id, 'title', title, 'app_id', app_id)
                   from (select *, row_number() over (partition by app_id
                                                      order by used desc, last_used_at desc nulls last, saved_reply_id) as place
                         from saved_replies where seller_id = $1) as of_app
                   where place <= $2 order by used desc, last_used_at desc nulls last, saved_reply_id)
           ) as "roster!: Json<Roster>"
           from sellers where seller_id = $1"#,
        seller as SellerId,
        SAVED_NAMED as i64,
        now
    )
    .fetch_one(db)
    .await?;
    Ok(roster)
}
