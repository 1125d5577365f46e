-- How often the public form is taken is part of the policy. Versions that were saved before say nothing of it: for them the
-- settings of the installation hold, as they did.
alter table policies
    add column contact_window_seconds bigint check (contact_window_seconds > 0),
    add column contact_per_email      integer check (contact_per_email > 0),
    add column contact_per_network    integer check (contact_per_network > 0),
    add column contact_per_link       integer check (contact_per_link > 0),
    add constraint policies_contact_together check (
        num_nonnulls(contact_window_seconds, contact_per_email, contact_per_network, contact_per_link) in (0, 4)
    );

-- What ended long ago goes, as the privacy notice says: a case with its history and its mails, an inquiry with those that were
-- merged into it. An inquiry that has a case is still refused: the case goes first.
alter table events
    drop constraint events_cancellation_id_fkey,
    add constraint events_cancellation_id_fkey foreign key (cancellation_id) references cancellations on delete cascade;
alter table deliveries
    drop constraint deliveries_cancellation_id_fkey,
    add constraint deliveries_cancellation_id_fkey foreign key (cancellation_id) references cancellations on delete cascade;
alter table inquiries
    drop constraint inquiries_merged_into_fkey,
    add constraint inquiries_merged_into_fkey foreign key (merged_into) references inquiries on delete cascade;
alter table merges
    drop constraint merges_into_id_fkey,
    drop constraint merges_merged_id_fkey,
    add constraint merges_into_id_fkey foreign key (into_id) references inquiries on delete cascade,
    add constraint merges_merged_id_fkey foreign key (merged_id) references inquiries on delete cascade;
create index inquiries_ended on inquiries (closed_at) where state = 'closed' and merged_into is null;
create index access_log_by_time on access_log (at);
-- what goes with it is found by these
create index attachments_message on attachments (message_id) where message_id is not null;
create index deliveries_case on deliveries (cancellation_id) where cancellation_id is not null;
create index deliveries_note on deliveries (note_id) where note_id is not null;
create index merges_of_into on merges (into_id);
create index merges_of_merged on merges (merged_id);
create index note_mentions_inquiry on note_mentions (inquiry_id);
