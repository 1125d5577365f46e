-- Members who are away until a date, and the colleague who stands in for them.

alter type team_event_kind add value 'went_away';
alter type team_event_kind add value 'stands_in';
alter type team_event_kind add value 'came_back';
alter type bulk_outcome add value 'deputy';
alter type bulk_outcome add value 'away';

-- Until when a member is away from the seller. A moment that is past says nothing any more: nothing has to end it. Who leaves
-- the seller stands in for nobody from then on.
alter table memberships
    add column away_until timestamptz,
    add column deputy_id uuid,
    add constraint memberships_deputy_of_seller foreign key (seller_id, deputy_id)
        references memberships (seller_id, user_id) on delete set null (deputy_id),
    add constraint memberships_not_own_deputy check (deputy_id <> user_id),
    add constraint memberships_deputy_of_who_is_away check (deputy_id is null or away_until is not null),
    add constraint memberships_readers_are_not_away check (role <> 'viewer' or away_until is null);
create index memberships_away on memberships (seller_id) where away_until is not null;
create index memberships_deputies on memberships (seller_id, deputy_id) where deputy_id is not null;

-- Who may only read from now on has no work to be away from, and does nobody else's.
create function reader_stands_in_for_nobody() returns trigger language plpgsql as $$
begin
    update memberships set deputy_id = null where seller_id = new.seller_id and deputy_id = new.user_id;
    new.away_until := null;
    new.deputy_id := null;
    return new;
end $$;
create trigger memberships_becomes_reader before update on memberships
    for each row when (new.role = 'viewer' and old.role <> 'viewer') execute function reader_stands_in_for_nobody();

-- Who does a member's work: the member, or while they are away their deputy, or the deputy's while both are away, and so on.
-- Nobody, if the last one has no deputy, or two stand in for each other: a row that was seen is not followed again. This is
-- the one place where it is decided.
create function stand_in(of_seller uuid, member uuid, moment timestamptz) returns uuid language sql stable as $$
    with recursive chain as (
        select m.user_id, m.deputy_id, m.role, coalesce(m.away_until > moment, false) as is_away
        from memberships m where m.seller_id = of_seller and m.user_id = member
        union
        select m.user_id, m.deputy_id, m.role, coalesce(m.away_until > moment, false)
        from chain c join memberships m on m.seller_id = of_seller and m.user_id = c.deputy_id
        where c.is_away
    )
    select c.user_id from chain c join users u using (user_id)
    where not c.is_away and c.role <> 'viewer' and u.disabled_at is null
$$;

-- For whom the reader of a notice stands in: the mail would have gone to that person.
alter table deliveries
    add column stands_in_for uuid references users,
    add constraint deliveries_stand_in_is_another check (stands_in_for <> user_id),
    add constraint deliveries_stand_in_is_a_person check (stands_in_for is null or user_id is not null);
