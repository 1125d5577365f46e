-- Several people and many inquiries: whose an inquiry is, tags, answers that did not arrive, how soon answers come, and work
-- on many inquiries at once.

alter type event_kind add value 'assigned';
alter type event_kind add value 'reopened_by_seller';
alter type delivery_kind add value 'assigned';

alter table inquiries
    -- nobody, or one member of the seller
    add column assigned_to uuid,
    -- since when the newest answer is known not to have arrived; empty again when another goes out or the customer reads it
    add column undelivered_at timestamptz,
    -- the developer's first answer, and how long the customer had waited for it since the clock first started
    add column first_answered_at timestamptz,
    add column first_answer_seconds integer check (first_answer_seconds >= 0),
    add constraint inquiries_first_answer_took_time check ((first_answered_at is null) = (first_answer_seconds is null)),
    -- who leaves the seller leaves nothing behind that nobody looks after; the seller itself stays
    add constraint inquiries_assigned_to_member foreign key (seller_id, assigned_to)
        references memberships (seller_id, user_id) on delete set null (assigned_to);

update inquiries i
set first_answered_at = first.sent_at,
    first_answer_seconds = greatest(0, extract(epoch from first.sent_at - coalesce(first.began, i.created_at)))::int
from (select distinct on (m.inquiry_id) m.inquiry_id, m.sent_at,
             (select min(e.at) from events e where e.inquiry_id = m.inquiry_id and e.kind = 'confirmed') as began
      from messages m where m.author = 'developer' order by m.inquiry_id, m.sent_at) as first
where i.inquiry_id = first.inquiry_id;

-- «Mine», each list in its order; the second also finds what a member who leaves still has.
create index inquiries_mine on inquiries (seller_id, assigned_to, reply_due_at, inquiry_id)
    where state = 'awaiting_developer' and assigned_to is not null;
create index inquiries_assigned on inquiries (seller_id, assigned_to, state, inquiry_id desc) where assigned_to is not null;
create index inquiries_undelivered on inquiries (seller_id, reply_due_at, inquiry_id)
    where undelivered_at is not null and state <> 'closed';
-- the home page's picture reads nothing else
create index inquiries_first_answers on inquiries (seller_id, first_answered_at desc) include (first_answer_seconds)
    where first_answered_at is not null;

-- Tags ----------------------------------------------------------------------------------------------------------------

create type tag_colour as enum ('grey', 'teal', 'green', 'amber', 'red', 'violet');

create table tags (
    tag_id     uuid primary key,
    seller_id  uuid not null references sellers,
    name       text not null check (name <> ''),
    colour     tag_colour not null,
    created_at timestamptz not null
);
create unique index tags_name_key on tags (seller_id, lower(name));

create table inquiry_tags (
    inquiry_id uuid not null references inquiries on delete cascade,
    tag_id     uuid not null references tags on delete cascade,
    primary key (inquiry_id, tag_id)
);
-- the lists of what is over, newest first
create index inquiry_tags_tag on inquiry_tags (tag_id, inquiry_id desc);

-- Many at once --------------------------------------------------------------------------------------------------------

create type bulk_kind as enum ('answer', 'assign', 'tag', 'spam', 'duplicate');
create type bulk_outcome as enum (
    'done', 'unchanged', 'waits', 'newer', 'answering', 'own_draft', 'has_case', 'answer_waits');

-- What a press did to many inquiries, for the page that tells it; its key is that of the press.
create table bulk_runs (
    bulk_run_id uuid primary key,
    seller_id   uuid not null references sellers,
    user_id     uuid not null references users,
    kind        bulk_kind not null,
    at          timestamptz not null
);
create index bulk_runs_user on bulk_runs (user_id, at);

create table bulk_items (
    bulk_run_id uuid not null references bulk_runs on delete cascade,
    inquiry_id  uuid not null references inquiries on delete cascade,
    outcome     bulk_outcome not null,
    -- the answer that waited, or the draft that was kept; it goes when the answer goes out
    pending_reply_id uuid,
    primary key (bulk_run_id, inquiry_id)
);
create index bulk_items_inquiry on bulk_items (inquiry_id);
create index bulk_items_pending on bulk_items (pending_reply_id) where pending_reply_id is not null;
