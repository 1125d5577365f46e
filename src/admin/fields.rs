//! Fields that several of the forms have.

use crate::{
    lang::Lang,
    team::{Fields, TeamRefusal},
    text::DisplayName,
    web::{Errors, parts::Field, typed::too_long_or},
};

/// The fields of a Korean and an English name.
pub(super) type Pair = (&'static str, &'static str);
/// Those of what is there already.
pub(super) const NAMES: Pair = ("name_ko", "name_en");
/// Those of a new app, on the page where the seller's own names stand too.
pub(super) const APP_NAMES: Pair = ("app_ko", "app_en");

/// Reads both names.
pub(super) fn names(
    fields: &Fields,
    pair: Pair,
    errors: &mut Errors,
    lang: Lang,
) -> Option<(DisplayName, DisplayName)> {
    let mut read = |field: &'static str| {
        errors.take(field, DisplayName::parse(fields.get(field)), |it| too_long_or(it, lang, lang.name_missing()))
    };
    let (ko, en) = (read(pair.0), read(pair.1));
    ko.zip(en)
}

/// The two fields of names.
pub(super) fn name_fields(lang: Lang, pair: Pair, (ko, en): (&str, &str), errors: &Errors) -> [Field; 2] {
    [
        Field::text(lang, pair.0, lang.korean_name()).value(ko).max(DisplayName::MAX).error(errors.get(pair.0)),
        Field::text(lang, pair.1, lang.english_name()).value(en).max(DisplayName::MAX).error(errors.get(pair.1)),
    ]
}

/// What a refused invitation means.
pub(super) fn say(refusal: TeamRefusal, errors: &mut Errors, lang: Lang) {
    match refusal {
        TeamRefusal::AlreadyMember => errors.set("email", lang.already_member()),
        TeamRefusal::AlreadyInvited => errors.set("email", lang.already_invited()),
        TeamRefusal::HasOwner => errors.set("email", lang.has_owner()),
        TeamRefusal::LastInCharge => errors.set("role", lang.last_admin()),
        _ => errors.set("email", lang.too_many_invitations()),
    }
}
