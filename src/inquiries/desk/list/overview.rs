//! The sizes of the lists, and what there is to choose from: apps, tags, colleagues.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use super::queries::Seat;
use crate::{
    id::{AppId, TagId, UserId},
    inquiries::{desk::marks::TagMark, tags::TagColour},
    lang::Lang,
    web::filters::COUNTED_TO,
};

/// The lists' sizes, and the seller's apps, tags and people who answer.
#[derive(Debug)]
pub(super) struct Overview {
    pub(super) awaiting: i64,
    pub(super) within_day: i64,
    pub(super) within_four_hours: i64,
    pub(super) escalated: i64,
    pub(super) undelivered: i64,
    pub(super) mine: i64,
    /// What the viewer has begun to write and not sent.
    pub(super) drafts: i64,
    pub(super) first_due: Option<DateTime<Utc>>,
    app_ids: Vec<AppId>,
    app_names_ko: Vec<String>,
    app_names_en: Vec<String>,
    tag_ids: Vec<TagId>,
    tag_names: Vec<String>,
    tag_colours: Vec<TagColour>,
    member_ids: Vec<UserId>,
    member_names: Vec<String>,
}

impl Overview {
    /// The seller's apps by name: key and name.
    pub(super) fn apps(&self, lang: Lang) -> impl Iterator<Item = (AppId, &str)> {
        let names = match lang {
            Lang::Ko => &self.app_names_ko,
            Lang::En => &self.app_names_en,
        };
        self.app_ids.iter().copied().zip(names.iter().map(String::as_str))
    }

    /// What an app of the seller is called.
    pub(super) fn app_name(&self, app: AppId, lang: Lang) -> &str {
        self.apps(lang).find(|(id, _)| *id == app).map_or("", |(_, name)| name)
    }

    /// The seller's tags by name.
    pub(super) fn tags(&self) -> impl Iterator<Item = TagMark> {
        let named = self.tag_ids.iter().zip(&self.tag_names).zip(&self.tag_colours);
        named.map(|((id, name), colour)| TagMark { id: *id, name: name.clone(), colour: *colour })
    }

    /// Who answers, by name: key and name.
    pub(super) fn members(&self) -> impl Iterator<Item = (UserId, &str)> {
        self.member_ids.iter().copied().zip(self.member_names.iter().map(String::as_str))
    }
}

/// Counts what is open, up to one more than is shown, and lists what there is to choose from.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn overview(db: &mut PgConnection, seat: &Seat, now: DateTime<Utc>) -> sqlx::Result<Overview> {
    sqlx::query_as!(
        Overview,
        r#"select awaiting.n as "awaiting!", awaiting.within_day as "within_day!",
                  awaiting.within_four_hours as "within_four_hours!", awaiting.first_due,
                  (select count(*) from (
                       select from inquiries where seller_id = $1 and state = 'escalated'
                         and coalesce(app_id = any($6), true) limit $4::bigint + 1) as escalated
                  ) as "escalated!",
                  (select count(*) from (
                       select from inquiries where seller_id = $1 and undelivered_at is not null and state <> 'closed'
                         and coalesce(app_id = any($6), true) limit $4::bigint + 1) as undelivered) as "undelivered!",
                  (select count(*) from (
                       select from inquiries where seller_id = $1 and assigned_to = any($7) and state = 'awaiting_developer'
                         and coalesce(app_id = any($6), true) limit $4::bigint + 1) as mine) as "mine!",
                  (select count(*) from drafts d join inquiries i using (inquiry_id)
                   where d.user_id = $5 and i.seller_id = $1 and coalesce(i.app_id = any($6), true)) as "drafts!",
                  coalesce(apps.ids, '{}') as "app_ids!: Vec<AppId>",
                  coalesce(apps.names_ko, '{}') as "app_names_ko!", coalesce(apps.names_en, '{}') as "app_names_en!",
                  coalesce(tags.ids, '{}') as "tag_ids!: Vec<TagId>", coalesce(tags.names, '{}') as "tag_names!",
                  coalesce(tags.colours, '{}') as "tag_colours!: Vec<TagColour>",
                  coalesce(members.ids, '{}') as "member_ids!: Vec<UserId>", coalesce(members.names, '{}') as "member_names!"
           from (select count(*) as n, count(*) filter (where reply_due_at <= $2) as within_day,
                        count(*) filter (where reply_due_at <= $3) as within_four_hours, min(reply_due_at) as first_due
                 from (select reply_due_at from inquiries
                       where seller_id = $1 and state = 'awaiting_developer' and coalesce(app_id = any($6), true)
                       order by reply_due_at limit $4::bigint + 1) as soonest) as awaiting
           cross join (select array_agg(app_id) as ids, array_agg(name_ko) as names_ko, array_agg(name_en) as names_en
                       from (select app_id, name_ko, name_en from apps
                             where seller_id = $1 and coalesce(app_id = any($6), true) order by name_ko, app_id) as by_name) as apps
           cross join (select array_agg(tag_id) as ids, array_agg(name) as names, array_agg(colour) as colours
                       from (select tag_id, name, colour from tags
                             where seller_id = $1 order by lower(name)) as by_name) as tags
           cross join (select array_agg(user_id) as ids, array_agg(name) as names
                       from (select m.user_id, u.name from memberships m join users u using (user_id)
                             where m.seller_id = $1 and m.role <> 'viewer' and u.disabled_at is null
                             order by u.name, m.user_id) as by_name) as members"#,
        seat.seller as crate::id::SellerId,
        now + crate::web::countdown::SOON,
        now + crate::web::countdown::URGENT,
        COUNTED_TO,
        seat.viewer as UserId,
        seat.apps.as_deref() as Option<&[AppId]>,
        &seat.mine as &[UserId]
    )
    .fetch_one(db)
    .await
}
