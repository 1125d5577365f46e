//! The health of the portal: probes for whoever runs the machine, a page for staff, and what the bar over the desks says.
//!
//! `/health/live` answers as long as the process runs. `/health/ready` says whether this process should be given requests:
//! no when the database does not answer, its schema is older than the program, or the process's time is wrong. A scanner that
//! is behind or mails that wait are told there too, but they concern all processes alike: taking one away would not help.

mod access;
mod model;
mod probes;
mod queries;
mod routes;
mod views;
mod watch;

pub use routes::routes;
pub use watch::{look, watch};
