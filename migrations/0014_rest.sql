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
