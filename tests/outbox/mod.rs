mod compose;
mod fairness;
mod mailbox;
mod material;
mod relay;
mod reminders;
mod samples;
mod under_way;
