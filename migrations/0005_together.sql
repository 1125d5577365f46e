-- Answering together: internal notes, saved replies, two inquiries of one customer as one.

alter type event_kind add value 'noted';
alter type event_kind add value 'merged';
alter type event_kind add value 'merged_into';
alter type event_kind add value 'unmerged';
alter type close_reason add value 'merged';
alter type delivery_kind add value 'mentioned';

-- Internal notes ----------------------------------------------------------------------------------------------------

-- What a seller's people write for each other. Not a message: nothing that mails a customer, shows a page to one or to
-- operations, or stops a clock reads this table. Append-only, as messages are: who knew what, and when, is asked later;
-- what was wrong is put right by the next note.
create table notes (
    note_id    uuid primary key,
    inquiry_id uuid not null references inquiries on delete cascade,
    user_id    uuid not null references users,
    body       text not null check (body <> ''),
    written_at timestamptz not null
);
create index notes_thread on notes (inquiry_id, written_at, note_id);
create trigger notes_append_only before update or delete on notes for each row execute function refuse_rewrite();

create table note_mentions (
    note_id    uuid not null references notes on delete cascade,
    user_id    uuid not null references users,
    -- the note's, so that a person's list and count need no more than this table and the memberships
    inquiry_id uuid not null references inquiries on delete cascade,
    seller_id  uuid not null references sellers,
    seen_at    timestamptz,
    primary key (note_id, user_id)
);
create index note_mentions_person on note_mentions (user_id, note_id desc);
create index note_mentions_unseen on note_mentions (user_id, inquiry_id) where seen_at is null;

-- A note goes to a member of the seller or to nobody: the customer, the app's contact and operations cannot be told of one.
alter table deliveries add column note_id uuid references notes;
alter table deliveries
    add constraint deliveries_notes_stay_inside check (note_id is null or (user_id is not null and message_id is null)),
    -- as text: the new value of the type cannot be used before this migration is committed
    add constraint deliveries_mention_has_note check ((kind::text = 'mentioned') = (note_id is not null));

-- Saved replies -----------------------------------------------------------------------------------------------------

create table saved_replies (
    saved_reply_id uuid primary key,
    seller_id      uuid not null references sellers,
    -- null: for all apps of the seller
    app_id         uuid,
    title          text not null check (title <> ''),
    -- one per language of customers; an empty one is answered with the other
    body_ko        text not null,
    body_en        text not null,
    -- two people at once: the second is told
    version        integer not null default 1,
    used           integer not null default 0,
    last_used_at   timestamptz,
    changed_by     uuid not null references users,
    changed_at     timestamptz not null,
    constraint saved_replies_app_of_seller foreign key (app_id, seller_id) references apps (app_id, seller_id),
    constraint saved_replies_say_something check (body_ko <> '' or body_en <> '')
);
create unique index saved_replies_title_key on saved_replies (seller_id, lower(title));
create index saved_replies_by_use on saved_replies (seller_id, used desc, last_used_at desc nulls last, saved_reply_id);

-- Two inquiries as one ----------------------------------------------------------------------------------------------

-- Messages stay where they were written; who reads an inquiry reads those of the ones merged into it with it.
alter table inquiries add column merged_into uuid references inquiries;
alter table inquiries
    add constraint inquiries_merged_is_closed check ((merged_into is not null) = (coalesce(close_reason::text, '') = 'merged')),
    add constraint inquiries_not_into_itself check (merged_into <> inquiry_id);
create index inquiries_merged_into on inquiries (merged_into) where merged_into is not null;

-- What a merge changed, so that it can be taken back. The merged inquiry's row keeps its own turn and due moment.
create table merges (
    merge_id        uuid primary key,
    into_id         uuid not null references inquiries,
    merged_id       uuid not null references inquiries,
    merged_at       timestamptz not null,
    merged_by       uuid not null references users,
    -- the other, before
    merged_state    inquiry_state not null,
    merged_reason   close_reason,
    merged_closed_at timestamptz,
    -- the one that goes on, before; its turn is one less than now if it took over the other's clock
    into_state      inquiry_state not null,
    into_turn       integer not null,
    into_since      timestamptz,
    into_due_at     timestamptz,
    into_policy     text,
    -- its history's number right after: what came since stands in the way of taking it back
    into_sequence   integer not null,
    -- the deadlines of both that it stopped
    stopped         bigint[] not null,
    unmerged_at     timestamptz,
    unmerged_by     uuid references users,
    constraint merges_unmerged check ((unmerged_at is null) = (unmerged_by is null))
);
create unique index merges_one_standing on merges (merged_id) where unmerged_at is null;
create index merges_into on merges (into_id) where unmerged_at is null;
