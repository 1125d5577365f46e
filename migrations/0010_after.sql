-- After the end: the customer is asked once by mail how it was. And mails that stay true: the link they carry, recovery codes.

alter type deadline_kind add value 'satisfaction_question';
alter type delivery_kind add value 'satisfaction_question';
alter type event_kind add value 'satisfaction_asked';
alter type delivery_kind add value 'recovery_code_used';
alter type delivery_kind add value 'recovery_codes_made';

-- Nobody is asked twice about one inquiry; a question that was called off before it went out was not asked.
alter table deliveries add column question_of uuid references inquiries on delete cascade;
create unique index deliveries_one_question on deliveries (question_of) where question_of is not null and state <> 'canceled';
alter table deliveries
    -- as text: the new value of the type cannot be used before this migration is committed
    add constraint deliveries_question_has_inquiry check (
        (kind::text = 'satisfaction_question') = (question_of is not null)
        and (question_of is null or (inquiry_id is not distinct from question_of and customer_id is not null)));

-- Since when a customer wants no such questions.
alter table customers add column no_questions_at timestamptz;

-- Which of the inquiry's links the kept bytes of a mail carry: those of a link that was replaced are made anew.
alter table deliveries add column link_generation integer;
