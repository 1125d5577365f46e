mod compose;
mod mailbox;
mod material;
mod samples;
