-- What a seller says of each of its apps: whom notices go to, what customers read before they write, and in which languages
-- they are answered.

alter type delivery_kind add value 'support_confirm';
alter type delivery_kind add value 'support_left';
alter type team_event_kind add value 'app_settings_changed';
alter type team_event_kind add value 'support_asked';
alter type team_event_kind add value 'support_withdrawn';
alter type team_event_kind add value 'support_confirmed';
alter type team_event_kind add value 'support_removed';

-- Without a contact the seller's members are told alone, of whom at least one is an owner.
alter table apps alter column support_email drop not null;
alter table apps add column support_phone text constraint apps_support_phone_form check (support_phone ~ '^[0-9+() -]{3,30}$');
alter table apps add column public_text_ko text constraint apps_public_text_ko_says_something check (public_text_ko <> '');
alter table apps add column public_text_en text constraint apps_public_text_en_says_something check (public_text_en <> '');
-- null: nobody has said
alter table apps add column answer_langs lang[] constraint apps_answer_in_something check (answer_langs <> '{}');
alter table apps add column settings_version integer not null default 0;

-- Changes of support contacts: asked for, then confirmed by the new mailbox with the link that was sent there. The link is
-- derived from the key and kept only as a hash. Confirmed ones stay: they tell where a notice of that time went.
create table support_changes (
    support_change_id uuid primary key,
    app_id       uuid not null references apps,
    -- as it was when the change was confirmed; null: there was none
    old_email    text check (old_email ~ '^[^\s@]+@[^\s@]+$' and length(old_email) <= 254),
    -- null: the contact is taken away, which nobody need confirm
    new_email    text check (new_email ~ '^[^\s@]+@[^\s@]+$' and length(new_email) <= 254),
    token_hash   bytea constraint support_changes_token_key unique check (length(token_hash) = 32),
    asked_by     uuid not null references users,
    created_at   timestamptz not null,
    expires_at   timestamptz not null,
    confirmed_at timestamptz,
    withdrawn_at timestamptz,
    constraint support_changes_link_to_address check ((new_email is null) = (token_hash is null)),
    constraint support_changes_one_end check (num_nonnulls(confirmed_at, withdrawn_at) <= 1)
);
create unique index support_changes_one_waits on support_changes (app_id) where confirmed_at is null and withdrawn_at is null;
create index support_changes_app on support_changes (app_id, support_change_id desc);

alter table deliveries add column support_change_id uuid references support_changes on delete set null;
create index deliveries_support_change on deliveries (support_change_id) where support_change_id is not null;

-- Where notices to an app's contact went at a moment: to what the first later change found.
create function support_email_at(app uuid, moment timestamptz) returns text language sql stable as $$
    select coalesce(
        (select c.old_email from support_changes c
         where c.app_id = app and c.confirmed_at > moment order by c.confirmed_at limit 1),
        (select a.support_email from apps a where a.app_id = app))
$$;

-- The record of one app.
create index team_events_app on team_events (app_id, team_event_id desc) where app_id is not null;
