//! The SQL of these pages.

use chrono::{DateTime, Utc};
use sqlx::{PgConnection, PgExecutor};

use crate::{auth::StaffRole, id::UserId};

/// A person of operations.
#[derive(Debug, Clone)]
pub(super) struct Staff {
    pub(super) user_id: UserId,
    pub(super) name: String,
    pub(super) email: String,
    pub(super) role: StaffRole,
    pub(super) disabled_at: Option<DateTime<Utc>>,
    pub(super) last_seen: Option<DateTime<Utc>>,
}

/// Everybody of operations, by role and name.
pub(super) async fn all(db: impl PgExecutor<'_>) -> sqlx::Result<Vec<Staff>> {
    sqlx::query_as!(
        Staff,
        r#"select s.user_id as "user_id: UserId", u.name, u.email, s.role as "role: StaffRole", u.disabled_at,
                  (select max(o.last_seen_at) from sessions o where o.user_id = s.user_id) as last_seen
           from staff s join users u using (user_id)
           order by u.disabled_at is not null, s.role, u.name, s.user_id"#
    )
    .fetch_all(db)
    .await
}

/// One of them.
pub(super) async fn one(db: impl PgExecutor<'_>, user: UserId) -> sqlx::Result<Option<Staff>> {
    sqlx::query_as!(
        Staff,
        r#"select s.user_id as "user_id: UserId", u.name, u.email, s.role as "role: StaffRole", u.disabled_at,
                  (select max(o.last_seen_at) from sessions o where o.user_id = s.user_id) as last_seen
           from staff s join users u using (user_id) where s.user_id = $1"#,
        user as UserId
    )
    .fetch_optional(db)
    .await
}

/// Whether an admin beside this person can sign in.
pub(super) async fn has_another_admin(db: &mut PgConnection, user: UserId) -> sqlx::Result<bool> {
    sqlx::query_scalar!(
        r#"select exists (select from staff s join users u using (user_id)
                          where s.role = 'admin' and u.disabled_at is null and s.user_id <> $1) as "exists!""#,
        user as UserId
    )
    .fetch_one(db)
    .await
}

/// Whether the person is the last owner of a seller.
pub(super) async fn owns_alone(db: &mut PgConnection, user: UserId) -> sqlx::Result<bool> {
    sqlx::query_scalar!(
        r#"select exists (
               select from memberships m
               where m.user_id = $1 and m.role = 'owner'
                 and not exists (select from memberships o join users u using (user_id)
                                 where o.seller_id = m.seller_id and o.role = 'owner' and o.user_id <> $1
                                   and u.disabled_at is null)) as "exists!""#,
        user as UserId
    )
    .fetch_one(db)
    .await
}
