mod compose;
mod fairness;
mod mailbox;
mod material;
mod relay;
mod samples;
mod under_way;
