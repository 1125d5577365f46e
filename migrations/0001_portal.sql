-- The schema of the portal. Rules that must never be broken stand here as checks, foreign keys and unique indexes;
-- the code states them a second time only to say it kindly.
-- Times are UTC. Keys are UUIDv7, made by the program.

create type lang as enum ('ko', 'en');
create type theme as enum ('system', 'light', 'dark');
create type member_role as enum ('owner', 'manager', 'agent', 'viewer');
create type staff_role as enum ('agent', 'lead', 'auditor', 'admin');
create type inquiry_category as enum ('maintenance', 'error_report', 'refund', 'other');
create type inquiry_channel as enum ('contact_seller', 'store_contact_us', 'developer_channel', 'email');
create type inquiry_state as enum ('unconfirmed', 'awaiting_developer', 'answered', 'escalated', 'closed');
create type close_reason as enum ('solved', 'quiet', 'withdrawn', 'duplicate', 'spam', 'canceled');
create type message_author as enum ('customer', 'developer', 'operations');
create type deadline_kind as enum ('reply_due', 'first_reminder', 'second_reminder', 'quiet_close');
create type cancellation_state as enum (
    'open', 'in_review', 'needs_information', 'declined', 'returned', 'approved', 'submitting', 'pending_at_store',
    'confirmed', 'failed', 'needs_attention', 'withdrawn');
create type cancellation_origin as enum ('escalation', 'developer_request');
create type cancellation_ground as enum (
    'withdrawal_7d', 'not_as_described', 'defect_fatal', 'not_delivered', 'duplicate_payment', 'accidental',
    'minor_without_consent', 'unanswered_3d', 'other');
create type delivery_state as enum (
    'queued', 'sending', 'handed_over', 'delayed', 'bounced', 'failed', 'outcome_unknown', 'canceled');
create type delivery_kind as enum (
    'confirm_address', 'receipt', 'answer', 'escalated_customer', 'declined_customer', 'returned_customer',
    'approved_customer', 'confirmed_customer', 'failed_customer',
    'new_inquiry', 'customer_wrote', 'first_reminder', 'second_reminder', 'escalated_seller', 'escalated_seller_digest',
    'declined_seller', 'returned_seller', 'approved_seller', 'confirmed_seller', 'failed_seller', 'answer_failed',
    'escalated_operations');
create type actor_kind as enum ('customer', 'member', 'staff', 'system');
create type event_kind as enum (
    'received', 'confirmed', 'customer_wrote', 'answered', 'answered_late', 'reopened', 'unanswered_again', 'undeliverable',
    'reminded', 'reminder_skipped', 'escalated', 'operations_answered', 'returned', 'solved', 'withdrawn', 'closed',
    'case_opened', 'case_cause_added', 'case_taken', 'case_declined', 'case_returned', 'case_approved',
    'case_submitted', 'case_confirmed', 'case_failed', 'case_withdrawn');
create type event_audience as enum ('everyone', 'seller', 'operations');

-- Keys for rows that one statement makes out of many: UUIDv7 as the program makes them, time-ordered.
create function uuid_v7() returns uuid language sql volatile as $$
    select encode(set_bit(set_bit(overlay(uuid_send(gen_random_uuid())
        placing substring(int8send(floor(extract(epoch from clock_timestamp()) * 1000)::bigint) from 3) from 1 for 6),
        52, 1), 53, 1), 'hex')::uuid
$$;

-- People who sign in ------------------------------------------------------------------------------------------------

create table users (
    user_id       uuid primary key,
    email         text not null check (email ~ '^[^\s@]+@[^\s@]+$' and length(email) <= 254),
    name          text not null check (name <> ''),
    password_hash text not null,
    lang          lang not null default 'ko',
    theme         theme not null default 'system',
    zone          text not null default 'Asia/Seoul',
    created_at    timestamptz not null,
    disabled_at   timestamptz
);
create unique index users_email_key on users (lower(email));

-- Operations' roles; a person has at most one.
create table staff (
    user_id uuid primary key references users,
    role    staff_role not null
);

-- Failed sign-ins per key; a key is a keyed hash of an account, a network address or both, never the thing itself.
create table sign_in_failures (
    key_hash     bytea primary key,
    failures     integer not null check (failures > 0),
    window_began timestamptz not null
);

-- Sellers and their apps --------------------------------------------------------------------------------------------

create table sellers (
    seller_id  uuid primary key,
    seller_no  text not null constraint sellers_no_key unique,
    name_ko    text not null,
    name_en    text not null,
    created_at timestamptz not null
);

create table memberships (
    seller_id  uuid not null references sellers,
    user_id    uuid not null references users,
    role       member_role not null,
    created_at timestamptz not null,
    primary key (seller_id, user_id)
);
create index memberships_user on memberships (user_id);

create table sessions (
    session_id   uuid primary key,
    token_hash   bytea not null constraint sessions_token_key unique check (length(token_hash) = 32),
    user_id      uuid not null references users,
    created_at   timestamptz not null,
    last_seen_at timestamptz not null,
    ends_at      timestamptz not null,
    user_agent   text not null,
    -- whose inbox is open, for people of several sellers
    seller_id    uuid references sellers
);
create index sessions_user on sessions (user_id);

create table apps (
    app_id         uuid primary key,
    seller_id      uuid not null references sellers,
    store          text not null default 'ONE',
    client_id      text not null check (client_id ~ '^[A-Za-z0-9._-]+$'),
    package_name   text not null,
    name_ko        text not null,
    name_en        text not null,
    about_ko       text not null default '',
    about_en       text not null default '',
    icon           text not null default 'app-farm',
    support_email  text not null check (support_email ~ '^[^\s@]+@[^\s@]+$'),
    support_lang   lang not null default 'ko',
    created_at     timestamptz not null,
    constraint apps_client_key unique (store, client_id),
    unique (app_id, seller_id)
);
create index apps_seller on apps (seller_id);
-- the start page lists apps by name
create index apps_by_name on apps (name_ko, app_id);

-- Customers ---------------------------------------------------------------------------------------------------------

create table customers (
    customer_id  uuid primary key,
    email        text not null check (email ~ '^[^\s@]+@[^\s@]+$' and length(email) <= 254),
    name         text not null,
    lang         lang not null,
    zone         text not null default 'Asia/Seoul',
    confirmed_at timestamptz,
    created_at   timestamptz not null
);
create unique index customers_email_key on customers (lower(email));
-- people who never confirmed their address are purged
create index customers_unconfirmed on customers (created_at) where confirmed_at is null;

-- One mail asks for all inquiries of an address; its link is derived from the key and kept only as a hash.
create table confirmations (
    confirmation_id uuid primary key,
    token_hash      bytea not null constraint confirmations_token_key unique check (length(token_hash) = 32),
    customer_id     uuid not null references customers,
    created_at      timestamptz not null,
    expires_at      timestamptz not null,
    used_at         timestamptz
);
create index confirmations_customer on confirmations (customer_id, created_at desc);

-- Inquiries ---------------------------------------------------------------------------------------------------------

create table inquiries (
    inquiry_id    uuid primary key,
    public_no     text not null constraint inquiries_public_no_key unique,
    seller_id     uuid not null,
    app_id        uuid not null,
    customer_id   uuid not null references customers,
    category      inquiry_category not null,
    channel       inquiry_channel not null,
    state         inquiry_state not null,
    subject       text not null check (subject <> ''),
    lang          lang not null,
    -- a turn begins each time the clock starts; awaiting_since is the first unanswered customer message's time
    turn          integer not null default 0 check (turn >= 0),
    awaiting_since timestamptz,
    reply_due_at  timestamptz,
    -- the policy under which reply_due_at was reckoned; never recomputed
    due_policy    text,
    close_reason  close_reason,
    closed_at     timestamptz,
    -- number of the newest event: «something newer», entity tags
    sequence      integer not null default 0,
    -- what the form asked for
    purchased_at  timestamptz,
    item          text,
    amount_minor  bigint check (amount_minor >= 0),
    currency      text check (currency ~ '^[A-Z]{3}$'),
    app_version   text,
    device        text,
    privacy_notice text not null,
    answer_bounces integer not null default 0,
    -- when the newest answer was written that the customer's page has shown
    answer_read_at timestamptz,
    created_at    timestamptz not null,
    constraint inquiries_app_of_seller foreign key (app_id, seller_id) references apps (app_id, seller_id),
    constraint inquiries_awaiting_has_due check (
        state <> 'awaiting_developer' or (awaiting_since is not null and reply_due_at is not null and turn > 0)),
    constraint inquiries_closed_has_reason check ((state = 'closed') = (close_reason is not null)),
    constraint inquiries_amount_has_currency check ((amount_minor is null) = (currency is null))
);
-- Lists follow what is open, not what exists.
create index inquiries_awaiting on inquiries (seller_id, reply_due_at, inquiry_id) where state = 'awaiting_developer';
create index inquiries_escalated on inquiries (seller_id, reply_due_at, inquiry_id) where state = 'escalated';
create index inquiries_by_state on inquiries (seller_id, state, inquiry_id desc);
create index inquiries_customer on inquiries (customer_id, seller_id, inquiry_id desc);
create index inquiries_unconfirmed on inquiries (created_at) where state = 'unconfirmed';

-- A customer's link to one inquiry. Derived from the key, kept as a hash, revoked by a mark.
create table inquiry_links (
    token_hash bytea primary key check (length(token_hash) = 32),
    inquiry_id uuid not null references inquiries on delete cascade,
    created_at timestamptz not null,
    revoked_at timestamptz
);
create index inquiry_links_inquiry on inquiry_links (inquiry_id);

-- Append-only: a message is written when it is released.
create table messages (
    message_id uuid primary key,
    inquiry_id uuid not null references inquiries on delete cascade,
    author     message_author not null,
    user_id    uuid references users,
    body       text not null check (body <> ''),
    sent_at    timestamptz not null,
    late       boolean not null default false,
    -- the turn of the inquiry that it ended as the developer's answer
    ended_turn integer,
    constraint messages_staff_have_names check ((author = 'customer') = (user_id is null)),
    constraint messages_late_is_developers check (not late or author = 'developer'),
    constraint messages_end_in_time check (ended_turn is null or (author = 'developer' and not late))
);
create index messages_thread on messages (inquiry_id, sent_at, message_id);

-- A developer's answer during its seconds of grace. At most one waits per inquiry; an undone one is its author's draft.
create table pending_replies (
    pending_reply_id uuid primary key,
    inquiry_id  uuid not null references inquiries on delete cascade,
    user_id     uuid not null references users,
    body        text not null check (body <> ''),
    accepted_at timestamptz not null,
    release_at  timestamptz not null,
    undone_at   timestamptz
);
create unique index pending_replies_one_waits on pending_replies (inquiry_id) where undone_at is null;
create index pending_replies_due on pending_replies (release_at) where undone_at is null;
create unique index pending_replies_one_draft on pending_replies (inquiry_id, user_id) where undone_at is not null;

create table blobs (
    hash       bytea primary key check (length(hash) = 32),
    bytes      bytea not null check (length(bytes) <= 10 * 1024 * 1024),
    created_at timestamptz not null
);

create table attachments (
    attachment_id    uuid primary key,
    inquiry_id       uuid not null references inquiries on delete cascade,
    -- set while the answer can be undone; the message takes over when it is released
    pending_reply_id uuid references pending_replies on delete cascade,
    message_id       uuid references messages,
    hash             bytea not null references blobs,
    file_name        text not null,
    media_type       text not null,
    size             integer not null check (size > 0),
    constraint attachments_have_one_owner check (num_nonnulls(pending_reply_id, message_id) = 1)
);
create index attachments_inquiry on attachments (inquiry_id);
create index attachments_hash on attachments (hash);
create index attachments_pending on attachments (pending_reply_id) where pending_reply_id is not null;

-- Purchase cancellations --------------------------------------------------------------------------------------------

create table cancellations (
    cancellation_id uuid primary key,
    case_no      text not null constraint cancellations_case_no_key unique,
    seller_id    uuid not null,
    app_id       uuid not null,
    inquiry_id   uuid references inquiries,
    origin       cancellation_origin not null,
    state        cancellation_state not null,
    -- the turns of the inquiry that fell due while the case was open
    causes       integer[] not null default '{}',
    opened_at    timestamptz not null,
    -- the moment the developer had to answer by; the case's age begins there
    due_at       timestamptz not null,
    sequence     integer not null default 0,
    taken_by     uuid references users,
    taken_at     timestamptz,
    decided_by   uuid references users,
    decided_at   timestamptz,
    reason       text,
    returned_due_at timestamptz,
    ground       cancellation_ground,
    purchased_at timestamptz,
    item         text,
    amount_minor bigint check (amount_minor > 0),
    currency     text check (currency ~ '^[A-Z]{3}$'),
    evidence     text,
    -- one key for the one call to billing, made when the case is approved
    billing_key  uuid constraint cancellations_billing_key_key unique,
    result_by    uuid references users,
    result_at    timestamptz,
    result_evidence text,
    foreign key (app_id, seller_id) references apps (app_id, seller_id),
    constraint cancellations_taken check ((taken_by is null) = (taken_at is null)),
    constraint cancellations_review_has_reviewer check (state <> 'in_review' or taken_by is not null),
    constraint cancellations_decision_has_reason check (
        state in ('open', 'in_review', 'needs_information', 'withdrawn')
        or (decided_by is not null and decided_at is not null and reason is not null)),
    constraint cancellations_approval_has_purchase check (
        state not in ('approved', 'submitting', 'pending_at_store', 'confirmed', 'failed', 'needs_attention')
        or (purchased_at is not null and item is not null and amount_minor is not null and currency is not null
            and evidence is not null and ground is not null and billing_key is not null)),
    constraint cancellations_result_has_evidence check (
        state not in ('confirmed', 'failed') or (result_at is not null and result_evidence is not null))
);
create unique index cancellations_one_open on cancellations (inquiry_id)
    where state not in ('declined', 'returned', 'confirmed', 'failed', 'withdrawn');
-- The queue's lists, each in its order.
create index cancellations_undecided on cancellations (due_at, cancellation_id)
    where state in ('open', 'in_review', 'needs_information');
create index cancellations_taken on cancellations (taken_by, due_at, cancellation_id)
    where state not in ('declined', 'returned', 'confirmed', 'failed', 'withdrawn');
create index cancellations_at_billing on cancellations (due_at, cancellation_id)
    where state in ('approved', 'submitting', 'pending_at_store', 'needs_attention');
create index cancellations_over on cancellations (due_at, cancellation_id)
    where state in ('declined', 'returned', 'confirmed', 'failed', 'withdrawn');
create index cancellations_seller on cancellations (seller_id);
create index cancellations_inquiry on cancellations (inquiry_id);

-- The five ideas ----------------------------------------------------------------------------------------------------

-- One moment at which something must happen; (subject, kind, turn) fires once.
create table deadlines (
    deadline_id     bigint generated always as identity primary key,
    inquiry_id      uuid references inquiries on delete cascade,
    cancellation_id uuid references cancellations on delete cascade,
    kind            deadline_kind not null,
    turn            integer not null,
    due_at          timestamptz not null,
    fired_at        timestamptz,
    cancelled_at    timestamptz,
    skipped_at      timestamptz,
    constraint deadlines_one_subject check (num_nonnulls(inquiry_id, cancellation_id) = 1),
    constraint deadlines_one_end check (num_nonnulls(fired_at, cancelled_at, skipped_at) <= 1),
    constraint deadlines_inquiry_key unique (inquiry_id, kind, turn),
    constraint deadlines_cancellation_key unique (cancellation_id, kind, turn)
);
create index deadlines_due on deadlines (kind, due_at) where fired_at is null and cancelled_at is null and skipped_at is null;

-- One thing to hand to the outside. Addresses are looked up when it is rendered, so that erasure finds one place.
create table deliveries (
    delivery_id     uuid primary key,
    kind            delivery_kind not null,
    state           delivery_state not null default 'queued',
    lane            text not null,
    -- exactly one recipient
    customer_id     uuid references customers,
    user_id         uuid references users,
    support_app_id  uuid references apps,
    to_operations   boolean not null default false,
    -- what it is about
    inquiry_id      uuid references inquiries on delete cascade,
    cancellation_id uuid references cancellations,
    message_id      uuid references messages,
    confirmation_id uuid references confirmations on delete cascade,
    seller_id       uuid references sellers,
    turn            integer,
    -- how many things a digest tells of
    many            integer,
    created_at      timestamptz not null,
    next_try_at     timestamptz not null,
    attempts        integer not null default 0,
    lease           uuid,
    lease_until     timestamptz,
    -- committed before the message's data goes out: a lease lost after it means that the outcome is unknown
    data_sent_at    timestamptz,
    unknowns        integer not null default 0,
    -- rendered once, at the first claim; dropped at the end
    rendered        bytea,
    rendered_to     text,
    ended_at        timestamptz,
    answer          text,
    constraint deliveries_rendered_to check ((rendered is null) = (rendered_to is null)),
    constraint deliveries_one_recipient check (
        num_nonnulls(customer_id, user_id, support_app_id) + to_operations::int = 1),
    constraint deliveries_sending_is_leased check ((state = 'sending') = (lease is not null)),
    constraint deliveries_lease_ends check ((lease is null) = (lease_until is null)),
    constraint deliveries_handed_over_has_answer check (state <> 'handed_over' or (answer is not null and ended_at is not null))
);
-- claimed lane by lane, so that a dead domain delays nobody
create index deliveries_due on deliveries (lane, next_try_at) where state in ('queued', 'delayed', 'outcome_unknown') and ended_at is null;
-- what the outbox waits for, and how far behind it is
create index deliveries_next on deliveries (next_try_at) where state in ('queued', 'delayed', 'outcome_unknown') and ended_at is null;
create index deliveries_leased on deliveries (lease_until) where state = 'sending';
create index deliveries_inquiry on deliveries (inquiry_id);
create index deliveries_customer on deliveries (customer_id) where customer_id is not null;
create index deliveries_confirmation on deliveries (confirmation_id) where confirmation_id is not null;
create index deliveries_digest on deliveries (seller_id, created_at) where seller_id is not null;
create index deliveries_message on deliveries (message_id) where message_id is not null;
create index deliveries_ended_badly on deliveries (ended_at) where state in ('bounced', 'failed');

-- Append-only history. Ids and codes only, no personal text.
create table events (
    event_id        bigint generated always as identity primary key,
    inquiry_id      uuid references inquiries on delete cascade,
    cancellation_id uuid references cancellations,
    sequence        integer not null,
    kind            event_kind not null,
    actor           actor_kind not null,
    user_id         uuid references users,
    audience        event_audience not null default 'everyone',
    at              timestamptz not null,
    -- what the kind needs: a due moment, a turn, a message's key
    data            jsonb not null default '{}',
    constraint events_one_subject check (num_nonnulls(inquiry_id, cancellation_id) = 1),
    constraint events_inquiry_key unique (inquiry_id, sequence),
    constraint events_cancellation_key unique (cancellation_id, sequence)
);

-- The same press of a button is answered with its first result; the same key with other content is not the same press.
create table submissions (
    submission_key uuid primary key,
    location       text not null,
    -- a hash of who pressed, where, and what stood in the form
    content        bytea not null check (length(content) = 32),
    at             timestamptz not null
);
create index submissions_at on submissions (at);

-- One row per background loop and process: when it last went round.
create table heartbeats (
    loop_name text not null,
    process   uuid not null,
    beat_at   timestamptz not null,
    primary key (loop_name, process)
);

-- Limits of the contact form: how often an address or a network wrote.
create table contact_counts (
    key_hash     bytea not null,
    window_began timestamptz not null,
    count        integer not null check (count > 0),
    primary key (key_hash, window_began)
);

-- History is not rewritten ------------------------------------------------------------------------------------------

create function refuse_rewrite() returns trigger language plpgsql as $$
begin
    -- an unconfirmed inquiry is purged whole; its rows go with it (pg_trigger_depth tells a cascade from a statement)
    if tg_op = 'DELETE' and pg_trigger_depth() > 1 then
        return old;
    end if;
    raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation', constraint = tg_table_name || '_append_only';
end $$;
create trigger events_append_only before update or delete on events for each row execute function refuse_rewrite();
create trigger messages_append_only before update or delete on messages for each row execute function refuse_rewrite();
