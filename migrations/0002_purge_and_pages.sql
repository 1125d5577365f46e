-- Purging people who never confirmed their address: found by an index, and their rows in other tables, too. Without those
-- on deliveries each row purged would read the whole table.
create index customers_unconfirmed on customers (created_at) where confirmed_at is null;
create index deliveries_customer on deliveries (customer_id) where customer_id is not null;
create index deliveries_confirmation on deliveries (confirmation_id) where confirmation_id is not null;

-- The start page lists apps by name, page by page.
create index apps_by_name on apps (name_ko, app_id);
