//! Forms about teams, as they come.

use serde::Deserialize;

use crate::{auth::MemberRole, id::AppId, lang::Lang, text::EmailAddress, web::Errors};

/// Names and values of a form in their order; a name may stand there several times.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(transparent)]
pub struct Fields(Vec<(String, String)>);

impl Fields {
    /// The first value of a field; empty where there is none.
    pub fn get(&self, name: &str) -> &str {
        self.0.iter().find(|(field, _)| field == name).map_or("", |(_, value)| value.as_str())
    }

    /// Every value of a field.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(field, _)| field == name).map(|(_, value)| value.as_str())
    }

    /// The address of a field, or what is wrong with it.
    pub fn email(&self, field: &'static str, errors: &mut Errors, lang: Lang) -> Option<EmailAddress> {
        let typed = self.get(field).trim();
        if typed.is_empty() {
            errors.set(field, lang.email_missing());
            return None;
        }
        errors.take(field, EmailAddress::parse(typed), |_| lang.error_email_form())
    }

    /// The language of a field; the viewer's own where none is chosen.
    pub fn lang(&self, field: &str, own: Lang) -> Lang {
        Lang::from_code(self.get(field)).unwrap_or(own)
    }
}

/// What a member may do and see, as a form says it.
#[derive(Debug, Clone)]
pub(super) struct Grant {
    pub(super) role: MemberRole,
    /// `None`: all apps.
    pub(super) apps: Option<Vec<AppId>>,
}

/// Name of the field with the role.
pub(super) const ROLE: &str = "role";
/// Name of the field that says whether all apps are seen.
pub(super) const SCOPE: &str = "scope";
/// Value of [`SCOPE`] for some apps only.
pub(super) const SOME: &str = "some";
/// Name of the boxes of the apps.
pub(super) const APP: &str = "app";

/// Reads role and apps. Owners see all apps, whatever is chosen.
pub(super) fn grant(fields: &Fields, errors: &mut Errors, lang: Lang) -> Option<Grant> {
    let role = MemberRole::ALL.into_iter().find(|role| role_code(*role) == fields.get(ROLE));
    let Some(role) = role else {
        errors.set(ROLE, lang.role_missing());
        return None;
    };
    let apps: Vec<AppId> = fields.all(APP).filter_map(|app| app.parse().ok()).collect();
    let some = fields.get(SCOPE) == SOME && role != MemberRole::Owner;
    if some && apps.is_empty() {
        errors.set(SCOPE, lang.apps_missing());
        return None;
    }
    Some(Grant { role, apps: some.then_some(apps) })
}

/// A role in forms.
pub(super) fn role_code(role: MemberRole) -> &'static str {
    match role {
        MemberRole::Owner => "owner",
        MemberRole::Manager => "manager",
        MemberRole::Agent => "agent",
        MemberRole::Viewer => "viewer",
    }
}
