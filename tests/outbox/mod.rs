mod compose;
mod mailbox;
mod material;
mod samples;
mod under_way;
