mod compose;
mod samples;
