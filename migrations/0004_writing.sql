-- Writing an answer: its draft, who else is in the thread, and the form that was sent when the session had ended.

-- What a member is writing to an inquiry: one draft each, the same in every browser. An answer that was taken back is its
-- author's draft again, so that pending_replies holds only what waits to go out.
create sequence draft_versions;
create table drafts (
    draft_id   uuid primary key,
    inquiry_id uuid not null references inquiries on delete cascade,
    user_id    uuid not null references users,
    -- empty only while files are kept
    body       text not null,
    -- a number is never given twice: a form that shows an older text, or that of a draft that is gone, is told
    version    bigint not null default nextval('draft_versions'),
    -- the form that wrote it last; what it wrote itself is no news to it
    form_key   uuid not null,
    saved_at   timestamptz not null,
    -- it was an answer that its author took back
    taken_back boolean not null default false,
    constraint drafts_one_each unique (inquiry_id, user_id)
);
create index drafts_of_user on drafts (user_id, saved_at desc);
-- those of closed inquiries are put away some time after they were written
create index drafts_by_age on drafts (saved_at);

alter table attachments add column draft_id uuid references drafts on delete cascade;
create index attachments_draft on attachments (draft_id) where draft_id is not null;
alter table attachments drop constraint attachments_have_one_owner;

insert into drafts (draft_id, inquiry_id, user_id, body, form_key, saved_at, taken_back)
select pending_reply_id, inquiry_id, user_id, body, pending_reply_id, undone_at, true
from pending_replies where undone_at is not null;
update attachments a set draft_id = p.pending_reply_id, pending_reply_id = null
from pending_replies p where p.pending_reply_id = a.pending_reply_id and p.undone_at is not null;
alter table attachments add constraint attachments_have_one_owner
    check (num_nonnulls(pending_reply_id, draft_id, message_id) = 1);
delete from pending_replies where undone_at is not null;
-- the partial indexes go with the column
alter table pending_replies drop column undone_at;
create unique index pending_replies_one_waits on pending_replies (inquiry_id);
create index pending_replies_due on pending_replies (release_at);

-- Who has a thread open at this moment. Nothing is lost with it: unlogged, so that it costs no log.
create unlogged table presence (
    inquiry_id uuid not null references inquiries on delete cascade,
    user_id    uuid not null references users on delete cascade,
    seen_at    timestamptz not null,
    primary key (inquiry_id, user_id)
);
create index presence_by_age on presence (seen_at);

-- What a developer's page of an inquiry shows, as a short text that is another as soon as any of it is: the history's number,
-- the answer that waits, what became of its mails. The page carries it, and open pages are compared with it.
create function thread_version(inquiry uuid) returns text language sql stable as $$
    select concat_ws('-', i.sequence,
        (select left(md5(p.pending_reply_id::text), 6) from pending_replies p where p.inquiry_id = i.inquiry_id),
        (select left(md5(string_agg(concat(d.delivery_id, d.state, d.next_try_at), ',' order by d.delivery_id)), 8)
         from deliveries d
         where d.inquiry_id = i.inquiry_id and d.message_id is not null and d.customer_id is not null))
    from inquiries i where i.inquiry_id = inquiry
$$;

-- A form that was sent when its author's session had ended, until the author has signed in again in the same browser.
create table kept_forms (
    kept_form_id uuid primary key,
    -- the hash of the browser's cookie
    browser    bytea not null check (length(browser) = 32),
    user_id    uuid not null references users on delete cascade,
    path       text not null,
    -- what was typed, by field
    fields     jsonb not null,
    multipart  boolean not null,
    had_files  boolean not null,
    kept_at    timestamptz not null,
    -- when its author was led to it; after that it waits to be asked for
    shown_at   timestamptz,
    constraint kept_forms_one_each unique (browser, user_id, path)
);
create index kept_forms_by_age on kept_forms (kept_at);
create index kept_forms_of_user on kept_forms (user_id, kept_at desc);

-- Single keys act in the desks unless the person has switched them off.
alter table users add column shortcuts boolean not null default true;
