-- The store's own Contact Us: operations enter what came in there and forward it to the seller, or close it.

alter type delivery_kind add value 'contact_us_closed';
alter type event_kind add value 'forwarded';

create type contact_us_way as enum ('form', 'phone', 'letter');
create type contact_us_state as enum ('waiting', 'forwarded', 'closed');
create type contact_us_ending as enum ('answered', 'store_matter', 'duplicate', 'spam', 'mistake');

-- A table of its own, not an inquiry in one more state: nothing that lists, counts, times, merges or purges inquiries reads
-- it, so that no seller can see an entry and no clock can run before it is forwarded, and no query has to remember to leave
-- it out. Forwarding makes the inquiry out of it, with the same number, in one transaction. The rows stay as long as the
-- inquiries do: a complaint about a payment must be forwarded by law (Telecommunications Business Act, decree article 30-9),
-- and the store must be able to show what it did with each.
create table contact_us_entries (
    -- the key of the press that entered it: pressed twice, it is one
    entry_id     uuid primary key,
    public_no    text not null constraint contact_us_entries_no_key unique,
    seller_id    uuid not null,
    app_id       uuid not null,
    customer_id  uuid not null references customers,
    way          contact_us_way not null,
    state        contact_us_state not null default 'waiting',
    category     inquiry_category not null,
    subject      text not null check (subject <> ''),
    body         text not null check (body <> ''),
    lang         lang not null,
    purchased_at timestamptz,
    item         text,
    amount_minor bigint check (amount_minor >= 0),
    currency     text check (currency ~ '^[A-Z]{3}$'),
    app_version  text,
    device       text,
    -- when it came to the store: from then on it must be forwarded without delay
    arrived_at   timestamptz not null,
    entered_by   uuid not null references users,
    entered_at   timestamptz not null,
    -- who forwarded or closed it
    ended_by     uuid references users,
    ended_at     timestamptz,
    inquiry_id   uuid constraint contact_us_entries_inquiry_key unique references inquiries on delete cascade,
    -- for the seller alone
    note         text check (note <> ''),
    ending       contact_us_ending,
    -- what the customer was told when it was closed
    told         text check (told <> ''),
    constraint contact_us_entries_app_of_seller foreign key (app_id, seller_id) references apps (app_id, seller_id),
    constraint contact_us_entries_amount_has_currency check ((amount_minor is null) = (currency is null)),
    constraint contact_us_entries_arrived_before check (arrived_at <= entered_at),
    constraint contact_us_entries_ended check (
        num_nonnulls(ended_by, ended_at) = case when state = 'waiting' then 0 else 2 end),
    constraint contact_us_entries_forwarded check ((state = 'forwarded') = (inquiry_id is not null)),
    constraint contact_us_entries_note_is_forwarded check (note is null or state = 'forwarded'),
    constraint contact_us_entries_closed check ((state = 'closed') = (ending is not null)),
    constraint contact_us_entries_told check (
        (told is not null) = coalesce(ending in ('answered', 'store_matter'), false)),
    constraint contact_us_entries_refunds_are_forwarded check (category <> 'refund' or ending is distinct from 'answered')
);
create index contact_us_entries_waiting on contact_us_entries (arrived_at, entry_id) where state = 'waiting';
create index contact_us_entries_over on contact_us_entries (ended_at, entry_id) where state <> 'waiting';
create index contact_us_entries_customer on contact_us_entries (customer_id, entry_id desc);

-- Its files; the inquiry gets them with the same keys.
create table contact_us_files (
    file_id    uuid primary key,
    entry_id   uuid not null references contact_us_entries on delete cascade,
    hash       bytea not null references blobs,
    file_name  text not null,
    media_type text not null,
    size       integer not null check (size > 0)
);
create index contact_us_files_entry on contact_us_files (entry_id, file_id);
create index contact_us_files_hash on contact_us_files (hash);

alter table deliveries add column entry_id uuid references contact_us_entries on delete cascade;
create index deliveries_entry on deliveries (entry_id) where entry_id is not null;
