//! The `devcenter` program.

use std::process::ExitCode;

/// Takes a tenth less time than the system's, and gives back what checking passwords takes (19 MiB each), so that the program
/// is small again when nobody asks.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    devcenter::cli::run()
}
