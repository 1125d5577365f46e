//! The `devcenter` program.

fn main() {}
