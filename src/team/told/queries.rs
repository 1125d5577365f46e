//! The SQL of the list: a page costs what it shows. Problems are few and have an index of their own.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use crate::{
    auth::Membership,
    deliveries::{DeliveryKind, DeliveryState},
    id::{AppId, DeliveryId, SellerId},
    public_no::PublicNo,
    web::keyset::{PAGE_ROWS, Place},
};

/// A notice.
#[derive(Debug, Clone)]
pub(super) struct Notice {
    pub(super) delivery_id: DeliveryId,
    pub(super) kind: DeliveryKind,
    pub(super) state: DeliveryState,
    /// The person's name; none: a support contact, or somebody invited.
    pub(super) name: Option<String>,
    pub(super) address: Option<String>,
    pub(super) inquiry_no: Option<PublicNo>,
    pub(super) subject: Option<String>,
    pub(super) created_at: DateTime<Utc>,
    pub(super) next_try_at: DateTime<Utc>,
    pub(super) ended_at: Option<DateTime<Utc>>,
    pub(super) answer: Option<String>,
}

impl Notice {
    /// Where it stands in the list.
    pub(super) fn place(&self) -> Place<DeliveryId> {
        Place { at: self.created_at, key: self.delivery_id }
    }
}

macro_rules! notices_query {
    ($which:literal, $db:expr, $member:expr, $from:expr) => {{
        let (member, from): (&Membership, Place<DeliveryId>) = ($member, $from);
        sqlx::query_as!(
            Notice,
            r#"select d.delivery_id as "delivery_id: DeliveryId", d.kind as "kind: DeliveryKind",
                    d.state as "state: DeliveryState", u.name as "name?",
                    coalesce(u.email, support_email_at(d.support_app_id, d.created_at), v.email) as address,
                    i.public_no as "inquiry_no?: PublicNo", i.subject as "subject?", d.created_at, d.next_try_at,
                    d.ended_at, d.answer
             from deliveries d
             left join users u on u.user_id = d.user_id
             left join invitations v on v.invitation_id = d.invitation_id
             left join inquiries i on i.inquiry_id = d.inquiry_id
             where d.seller_id = $1 and (d.created_at, d.delivery_id) < ($2, $3)
               and coalesce(coalesce(i.app_id, d.support_app_id) = any($4), true) "#
                + $which
                + r#"
             order by d.created_at desc, d.delivery_id desc limit $5"#,
            member.seller_id as SellerId,
            from.at,
            from.key as DeliveryId,
            member.app_ids.as_deref() as Option<&[AppId]>,
            PAGE_ROWS as i64 + 1
        )
        .fetch_all($db)
        .await
    }};
}

/// Notices from before a place, newest first; one more than a page.
pub(super) async fn all(
    db: &mut PgConnection,
    member: &Membership,
    from: Place<DeliveryId>,
) -> sqlx::Result<Vec<Notice>> {
    notices_query!("", db, member, from)
}

/// The same of those that did not arrive, or that nobody knows of.
pub(super) async fn problems(
    db: &mut PgConnection,
    member: &Membership,
    from: Place<DeliveryId>,
) -> sqlx::Result<Vec<Notice>> {
    notices_query!("and d.state in ('bounced', 'failed', 'outcome_unknown', 'delayed')", db, member, from)
}
