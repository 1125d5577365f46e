-- What every page of a seller's desk tells of the seller changes seldom: its names, and the apps, members, tags and saved
-- replies to choose from. Each process keeps it under this number, which requests read with their session; whoever changes any of it counts up.
create table rosters (
    seller_id uuid primary key references sellers on delete cascade,
    version   bigint not null default 1
);

create function roster_changed(seller uuid) returns void language sql as $$
    insert into rosters (seller_id) values (seller)
    on conflict (seller_id) do update set version = rosters.version + 1
$$;

create function roster_row_changed() returns trigger language plpgsql as $$
begin
    perform roster_changed(coalesce(new.seller_id, old.seller_id));
    return null;
end $$;

-- Deferred, so that the row that a seller's changes meet at is locked last and at the end: no change waits for another in a
-- circle.
create constraint trigger apps_in_roster after insert or update or delete on apps
    deferrable initially deferred for each row execute function roster_row_changed();
create constraint trigger memberships_in_roster after insert or update or delete on memberships
    deferrable initially deferred for each row execute function roster_row_changed();
create constraint trigger tags_in_roster after insert or update or delete on tags
    deferrable initially deferred for each row execute function roster_row_changed();
create constraint trigger saved_replies_in_roster after insert or update or delete on saved_replies
    deferrable initially deferred for each row execute function roster_row_changed();

create constraint trigger sellers_in_rosters after update of seller_no, name_ko, name_en on sellers
    deferrable initially deferred for each row execute function roster_row_changed();

create function roster_person_changed() returns trigger language plpgsql as $$
begin
    perform roster_changed(seller_id)
    from (select seller_id from memberships where user_id = new.user_id order by seller_id) as places;
    return null;
end $$;
create constraint trigger users_in_rosters after update of name, disabled_at on users
    deferrable initially deferred for each row
    when (old.name is distinct from new.name or old.disabled_at is distinct from new.disabled_at)
    execute function roster_person_changed();

-- A function that holds a query is planned anew at each call; one that is an expression, and a view, become part of the
-- statement that names them, whose plan is kept.
drop function thread_version(uuid);

-- What became of the mails that carry an inquiry's answers, as a short text.
create view answer_mails as
    select inquiry_id, left(md5(string_agg(concat(delivery_id, state, next_try_at), ',' order by delivery_id)), 8) as standing
    from deliveries
    where message_id is not null and customer_id is not null
    group by inquiry_id;

-- What a developer's page of an inquiry shows, as a short text that is another as soon as any of it is: the history's number,
-- the answer that waits, what became of its mails. The page carries it, and open pages are compared with it.
create function thread_version(sequence integer, pending uuid, mails text) returns text language sql stable as $$
    select concat_ws('-', sequence, left(md5(pending::text), 6), mails)
$$;

-- The count in the menu asks this table alone: who has left a team is called by none of its notes.
update note_mentions x set seen_at = now()
where seen_at is null and not exists (select from memberships m where m.seller_id = x.seller_id and m.user_id = x.user_id);

-- What waits is counted for the menu of every page: of who is limited to some apps, from the index alone too.
drop index inquiries_awaiting;
create index inquiries_awaiting on inquiries (seller_id, reply_due_at, inquiry_id) include (app_id)
    where state = 'awaiting_developer';
drop index inquiries_escalated;
create index inquiries_escalated on inquiries (seller_id, reply_due_at, inquiry_id) include (app_id) where state = 'escalated';

-- What pages tell of a message: who wrote it, and what became of the mail that carries it to the customer.
create view messages_with_mails as
    select m.inquiry_id, m.message_id, m.author, u.name as user_name, m.body, m.sent_at, m.late, d.state as mail_state,
           d.next_try_at, d.ended_at, d.answer
    from messages m
    left join users u using (user_id)
    left join deliveries d on d.message_id = m.message_id and d.customer_id is not null and m.author <> 'customer';

-- What pages tell of an event: who did it.
create view events_with_names as
    select e.inquiry_id, e.cancellation_id, e.sequence, e.kind, e.audience, e.actor, e.user_id, u.name as user_name, e.at, e.data
    from events e left join users u using (user_id);
