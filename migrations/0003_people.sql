-- People come and go: invitations, who sees which apps, the record of it, and rules that keep somebody in charge.

alter type delivery_kind add value 'invitation';
alter type delivery_kind add value 'team_notice';

create type team_event_kind as enum (
    'invited', 'invitation_renewed', 'invitation_revoked', 'joined', 'role_changed', 'apps_changed', 'removed', 'left',
    'disabled', 'enabled', 'seller_added', 'seller_renamed', 'app_added', 'app_renamed');

-- The apps that a member is limited to; null: all of them. A list in the row, not a table: each page asks for it, together
-- with the role.
alter table memberships add column app_ids uuid[];
alter table memberships add constraint memberships_owners_see_all check (role <> 'owner' or app_ids is null);
alter table memberships add constraint memberships_see_something check (app_ids <> '{}');

-- Whose answers wait, and whose drafts lie where, when somebody leaves.
create index pending_replies_user on pending_replies (user_id);

-- Invitations -------------------------------------------------------------------------------------------------------

-- Into a seller, or into operations. A link that is sent again is a new row, so that the old link dies with the old row.
-- The link is derived from the key and kept only as a hash.
create table invitations (
    invitation_id uuid primary key,
    token_hash    bytea not null constraint invitations_token_key unique check (length(token_hash) = 32),
    email         text not null check (email ~ '^[^\s@]+@[^\s@]+$' and length(email) <= 254),
    lang          lang not null,
    seller_id     uuid references sellers,
    role          member_role,
    app_ids       uuid[],
    staff_role    staff_role,
    -- null: the command line
    invited_by    uuid references users,
    created_at    timestamptz not null,
    expires_at    timestamptz not null,
    accepted_at   timestamptz,
    accepted_by   uuid references users,
    revoked_at    timestamptz,
    constraint invitations_one_place check (num_nonnulls(seller_id, staff_role) = 1),
    constraint invitations_role_in_seller check ((seller_id is null) = (role is null)),
    constraint invitations_owners_see_all check (role is distinct from 'owner' or app_ids is null),
    constraint invitations_accepted_by_somebody check ((accepted_at is null) = (accepted_by is null)),
    constraint invitations_one_end check (num_nonnulls(accepted_at, revoked_at) <= 1)
);
create unique index invitations_one_open on invitations (coalesce(seller_id, '00000000-0000-0000-0000-000000000000'), lower(email))
    where accepted_at is null and revoked_at is null;

-- Who did what when. Append-only; ids and codes only, no personal text. Without a seller it is the store's own record.
create table team_events (
    team_event_id bigint generated always as identity primary key,
    seller_id     uuid references sellers,
    kind          team_event_kind not null,
    -- null: the command line
    by_user_id    uuid references users,
    -- whom or what it is about
    user_id       uuid references users,
    invitation_id uuid references invitations,
    app_id        uuid references apps,
    -- roles and apps, before and after
    data          jsonb not null default '{}',
    at            timestamptz not null
);
create index team_events_seller on team_events (seller_id, team_event_id desc);
create trigger team_events_append_only before update or delete on team_events for each row execute function refuse_rewrite();

-- A mail to somebody invited, who may have no account; and a mail that tells of an event of the record.
alter table deliveries add column invitation_id uuid references invitations;
alter table deliveries add column team_event_id bigint references team_events;
create index deliveries_invitation on deliveries (invitation_id) where invitation_id is not null;
alter table deliveries drop constraint deliveries_one_recipient;
alter table deliveries add constraint deliveries_one_recipient check (
    num_nonnulls(customer_id, user_id, support_app_id, invitation_id) + to_operations::int = 1);

-- Somebody stays in charge ------------------------------------------------------------------------------------------

-- Two owners who remove each other at the same moment wait for each other on the seller's row; whoever comes second counts
-- what the first one left.
create function keep_an_owner(seller uuid) returns void language plpgsql as $$
begin
    perform from sellers where seller_id = seller for no key update;
    if not exists (select from memberships m join users u using (user_id)
                   where m.seller_id = seller and m.role = 'owner' and u.disabled_at is null) then
        raise exception 'a seller keeps an owner' using errcode = 'restrict_violation', constraint = 'memberships_keep_an_owner';
    end if;
end $$;

-- The key of the lock is this rule's own.
create function keep_an_admin() returns void language plpgsql as $$
begin
    perform pg_advisory_xact_lock(7305001);
    if not exists (select from staff s join users u using (user_id) where s.role = 'admin' and u.disabled_at is null) then
        raise exception 'operations keep an admin' using errcode = 'restrict_violation', constraint = 'staff_keep_an_admin';
    end if;
end $$;

create function owner_leaves() returns trigger language plpgsql as $$
begin
    perform keep_an_owner(old.seller_id);
    return null;
end $$;
create trigger memberships_owner_removed after delete on memberships
    for each row when (old.role = 'owner') execute function owner_leaves();
create trigger memberships_owner_demoted after update on memberships
    for each row when (old.role = 'owner' and new.role <> 'owner') execute function owner_leaves();

create function admin_leaves() returns trigger language plpgsql as $$
begin
    perform keep_an_admin();
    return null;
end $$;
create trigger staff_admin_removed after delete on staff
    for each row when (old.role = 'admin') execute function admin_leaves();
create trigger staff_admin_demoted after update on staff
    for each row when (old.role = 'admin' and new.role <> 'admin') execute function admin_leaves();

create function person_is_disabled() returns trigger language plpgsql as $$
begin
    perform keep_an_owner(seller_id) from memberships where user_id = new.user_id and role = 'owner' order by seller_id;
    if exists (select from staff where user_id = new.user_id and role = 'admin') then
        perform keep_an_admin();
    end if;
    return null;
end $$;
create trigger users_disabled after update of disabled_at on users
    for each row when (old.disabled_at is null and new.disabled_at is not null) execute function person_is_disabled();

-- The rules that turns start by. Each saved version is a row; as long as there is none, the settings hold. Due moments that
-- are stored are never reckoned anew.
create table policies (
    policy_id              bigint generated always as identity primary key,
    due_policy             text not null,
    holidays               date[] not null,
    first_reminder_seconds  bigint not null check (first_reminder_seconds > second_reminder_seconds),
    second_reminder_seconds bigint not null check (second_reminder_seconds > 0),
    undo_seconds           bigint not null check (undo_seconds >= 0),
    quiet_seconds          bigint not null check (quiet_seconds > 0),
    saved_by               uuid not null references users,
    saved_at               timestamptz not null
);
create trigger policies_append_only before update or delete on policies for each row execute function refuse_rewrite();

-- Who was told what: a notice to a member or a contact names its seller from now on, so that a page of them is read in order.
-- A digest is told apart by its number of inquiries.
update deliveries d set seller_id = i.seller_id from inquiries i
where i.inquiry_id = d.inquiry_id and d.seller_id is null and num_nonnulls(d.user_id, d.support_app_id) = 1;
create index deliveries_told on deliveries (seller_id, created_at desc, delivery_id desc) where seller_id is not null;
create index deliveries_told_badly on deliveries (seller_id, created_at desc, delivery_id desc)
    where seller_id is not null and state in ('bounced', 'failed', 'outcome_unknown', 'delayed');
drop index deliveries_digest;
