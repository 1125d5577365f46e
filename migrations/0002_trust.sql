-- Trust: forgotten passwords, change of address, second factors, sessions that are told of.

alter type delivery_kind add value 'password_reset';
alter type delivery_kind add value 'password_changed';
alter type delivery_kind add value 'new_sign_in';
alter type delivery_kind add value 'address_change_new';
alter type delivery_kind add value 'address_change_old';
alter type delivery_kind add value 'address_changed';
alter type delivery_kind add value 'second_factor_set';
alter type delivery_kind add value 'second_factor_removed';

-- The first sign-in of an account is not told by mail, later ones from browsers that were not seen before are.
alter table users add column first_signed_in_at timestamptz;
update users set first_signed_in_at = created_at;

-- When the person last proved in this session who they are; an older session has not.
alter table sessions add column proved_at timestamptz;

-- A link of a mail sets a new password, once. It is derived from the key and kept only as a hash.
create table password_resets (
    password_reset_id uuid primary key,
    token_hash bytea not null constraint password_resets_token_key unique check (length(token_hash) = 32),
    user_id    uuid not null references users,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    used_at    timestamptz
);
create index password_resets_user on password_resets (user_id);

-- The address changes once both mailboxes have agreed, each by its own link. At most one change waits per person.
create table address_changes (
    address_change_id uuid primary key,
    user_id        uuid not null references users,
    old_email      text not null check (old_email ~ '^[^\s@]+@[^\s@]+$' and length(old_email) <= 254),
    new_email      text not null check (new_email ~ '^[^\s@]+@[^\s@]+$' and length(new_email) <= 254),
    old_token_hash bytea not null constraint address_changes_old_token_key unique check (length(old_token_hash) = 32),
    new_token_hash bytea not null constraint address_changes_new_token_key unique check (length(new_token_hash) = 32),
    created_at     timestamptz not null,
    expires_at     timestamptz not null,
    old_agreed_at  timestamptz,
    new_agreed_at  timestamptz,
    changed_at     timestamptz,
    constraint address_changes_both_agreed check (
        changed_at is null or (old_agreed_at is not null and new_agreed_at is not null))
);
create unique index address_changes_one_waits on address_changes (user_id) where changed_at is null;

-- A telephone that shows codes. The key is sealed with the row's own key as associated data, so that it opens in no other row.
create table second_factors (
    second_factor_id uuid primary key,
    user_id      uuid not null references users,
    sealed       bytea not null,
    created_at   timestamptz not null,
    -- not in use before it has shown a right code
    confirmed_at timestamptz,
    -- the newest step whose code was taken: no code is taken twice, nor one before it
    last_step    bigint not null default 0
);
create unique index second_factors_one_in_use on second_factors (user_id) where confirmed_at is not null;
create unique index second_factors_one_being_set_up on second_factors (user_id) where confirmed_at is null;

-- Each opens once what the telephone would open. Kept as keyed hashes.
create table recovery_codes (
    user_id    uuid not null references users,
    code_hash  bytea not null,
    created_at timestamptz not null,
    used_at    timestamptz,
    primary key (user_id, code_hash)
);

-- A right password that still lacks the second factor. It is no session, and opens nothing.
create table half_sign_ins (
    half_sign_in_id uuid primary key,
    token_hash bytea not null constraint half_sign_ins_token_key unique check (length(token_hash) = 32),
    user_id    uuid not null references users,
    expires_at timestamptz not null
);
create index half_sign_ins_user on half_sign_ins (user_id);

alter table deliveries add column password_reset_id uuid references password_resets on delete set null;
alter table deliveries add column address_change_id uuid references address_changes on delete set null;
-- the sign-in that a mail tells of; the mail goes out also when that session is over
alter table deliveries add column session_id uuid references sessions on delete set null;
create index deliveries_password_reset on deliveries (password_reset_id) where password_reset_id is not null;
create index deliveries_address_change on deliveries (address_change_id) where address_change_id is not null;
create index deliveries_session on deliveries (session_id) where session_id is not null;
