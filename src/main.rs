//! The `devcenter` program.

use std::process::ExitCode;

fn main() -> ExitCode {
    devcenter::cli::run()
}
