-- Messages of a case: operations ask the seller or the customer for what is missing, and are answered.
--
-- Not rows of `messages`: those are the thread, which customer, seller and operations all read. What operations write with
-- one side is not for the other, so it is kept apart, as notes are, and each row names its side. Whoever reads for a side
-- asks for that side; a mail carries the side with the message, and the schema refuses one that goes to the wrong side.

alter type delivery_kind add value 'case_to_seller';
alter type delivery_kind add value 'case_to_customer';
alter type delivery_kind add value 'case_answered';
alter type event_kind add value 'operations_wrote';
alter type event_kind add value 'told_operations';
alter type event_kind add value 'case_waits';
alter type event_kind add value 'case_resumed';

create type case_side as enum ('seller', 'customer');

-- Append-only: what was asked and what was told is what a decision rests on.
create table case_messages (
    case_message_id uuid primary key,
    cancellation_id uuid not null references cancellations on delete cascade,
    -- the case's, so that the pages of an inquiry find them without the case
    inquiry_id      uuid not null references inquiries on delete cascade,
    side            case_side not null,
    author          message_author not null,
    user_id         uuid references users,
    body            text not null check (body <> ''),
    -- operations wait for an answer to it, perhaps until a moment
    waits           boolean not null default false,
    wanted_by       timestamptz,
    sent_at         timestamptz not null,
    constraint case_messages_author_of_side check (
        author = 'operations' or (author = 'developer') = (side = 'seller')),
    constraint case_messages_staff_have_names check ((author = 'customer') = (user_id is null)),
    constraint case_messages_operations_wait check (not waits or author = 'operations'),
    constraint case_messages_wanted_is_waited_for check (wanted_by is null or waits),
    constraint case_messages_of_side unique (case_message_id, side)
);
create index case_messages_exchange on case_messages (inquiry_id, side, sent_at, case_message_id);
create index case_messages_case on case_messages (cancellation_id, side);
create trigger case_messages_append_only before update or delete on case_messages
    for each row execute function refuse_rewrite();

-- Whom a case waits for, since when, and until when it is to come; and whether its holder has seen the newest answer.
alter table cancellations
    add column seller_asked_at timestamptz,
    add column seller_until timestamptz,
    add column customer_asked_at timestamptz,
    add column customer_until timestamptz,
    add column answered_at timestamptz,
    add column answer_seen_at timestamptz,
    add constraint cancellations_waits_for_somebody check (
        state <> 'needs_information' or (taken_by is not null and num_nonnulls(seller_asked_at, customer_asked_at) > 0)),
    add constraint cancellations_until_is_asked check (
        (seller_until is null or seller_asked_at is not null) and (customer_until is null or customer_asked_at is not null));
create index cancellations_waiting on cancellations (due_at, cancellation_id) where state = 'needs_information';

-- The side stands in the mail's row as well, so that a key, not the program, says that a message of one side is not mailed
-- to the other: what the seller's exchange holds goes to no customer; what the customer's holds goes to no contact of an app,
-- and to a person only as the notice of an answer, which the case's holder gets.
alter table deliveries
    add column case_message_id uuid,
    add column case_side case_side,
    add constraint deliveries_case_message foreign key (case_message_id, case_side)
        references case_messages (case_message_id, side) on delete cascade,
    add constraint deliveries_case_message_has_side check ((case_message_id is null) = (case_side is null)),
    add constraint deliveries_case_message_of_seller check (case_side is distinct from 'seller' or customer_id is null),
    -- as text: the new value of the type cannot be used before this migration is committed
    add constraint deliveries_case_message_of_customer check (
        case_side is distinct from 'customer' or customer_id is not null or kind::text = 'case_answered'),
    add constraint deliveries_case_message_is_none check (case_message_id is null or message_id is null);
create index deliveries_case_message on deliveries (case_message_id) where case_message_id is not null;
