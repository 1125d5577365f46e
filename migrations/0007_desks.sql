-- Customers come back by themselves: a leaked link is replaced, a mistyped address corrected, all links sent again, and all
-- own inquiries shown after a mailed code. Operations hand cases on, take the next one, and search.

alter type delivery_kind add value 'links';
alter type delivery_kind add value 'new_link';
alter type delivery_kind add value 'customer_code';
alter type event_kind add value 'address_corrected';
alter type event_kind add value 'link_replaced';
alter type delivery_kind add value 'case_assigned';
alter type event_kind add value 'case_assigned';
alter type event_kind add value 'satisfaction_given';

-- A link is derived from the key, the inquiry and this number: raising it makes another link, and mails to come write it.
alter table inquiries add column link_generation integer not null default 0 check (link_generation >= 0);

-- Which inquiry a form of Contact Seller filed: whoever sent it may correct the address until it is confirmed.
create table sent_forms (
    submission_key uuid primary key,
    inquiry_id     uuid not null constraint sent_forms_inquiry_key unique references inquiries on delete cascade,
    -- how often the address was corrected: nobody goes through a list of addresses with one form
    corrections    integer not null default 0 constraint sent_forms_few_corrections check (corrections between 0 and 3),
    created_at     timestamptz not null
);
create index sent_forms_over on sent_forms (created_at);

-- A code that was mailed, or would have been: an address that nobody wrote from has a row like any other, without a customer.
-- The six digits are derived from the key and the row; nothing of them is kept.
create table customer_codes (
    code_id     uuid primary key,
    token_hash  bytea not null constraint customer_codes_token_key unique check (length(token_hash) = 32),
    customer_id uuid references customers on delete cascade,
    tries       integer not null default 0 check (tries between 0 and 5),
    created_at  timestamptz not null,
    expires_at  timestamptz not null,
    used_at     timestamptz
);
create index customer_codes_over on customer_codes (expires_at);
create index customer_codes_customer on customer_codes (customer_id) where customer_id is not null;

create table customer_sessions (
    token_hash  bytea primary key check (length(token_hash) = 32),
    customer_id uuid not null references customers on delete cascade,
    created_at  timestamptz not null,
    ends_at     timestamptz not null
);
create index customer_sessions_over on customer_sessions (ends_at);
create index customer_sessions_customer on customer_sessions (customer_id);

alter table deliveries add column code_id uuid references customer_codes on delete cascade;
create index deliveries_code on deliveries (code_id) where code_id is not null;

-- Operations --------------------------------------------------------------------------------------------------------

-- «next case» takes the first one that nobody has
create index cancellations_free on cancellations (due_at, cancellation_id) where state = 'open';

-- What search lists, newest first.
drop index cancellations_seller;
create index cancellations_of_seller on cancellations (seller_id, cancellation_id desc);
create index cancellations_of_app on cancellations (app_id, cancellation_id desc);
create index inquiries_of_seller on inquiries (seller_id, inquiry_id desc);
create index inquiries_of_app on inquiries (app_id, inquiry_id desc);

-- Who of operations looked somebody up, when, and whom: by a keyed hash, so that the log itself tells no address.
create type access_kind as enum ('customer_address');
create table access_log (
    access_id bigint generated always as identity primary key,
    at        timestamptz not null,
    user_id   uuid not null references users,
    kind      access_kind not null,
    key_hash  bytea not null
);
create index access_log_by_person on access_log (user_id, at);
create index access_log_by_key on access_log (key_hash, at);

-- What the customer thought of it --------------------------------------------------------------------------------------

-- One per inquiry, asked once it is over; it can be changed for some days.
create table satisfactions (
    inquiry_id uuid primary key references inquiries on delete cascade,
    good       boolean not null,
    words      text check (words <> ''),
    given_at   timestamptz not null
);
