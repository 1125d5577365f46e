//! Things are broken on purpose: connections and the program at every message, answers to COMMIT, the database itself.

mod clock;
mod commit;
mod connection;
mod frozen;
mod kill;
mod outage;
mod table;
mod tidy;
