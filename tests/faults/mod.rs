//! Things are broken on purpose: connections and the program at every message, answers to COMMIT, the database itself.

mod clock;
mod commit;
mod connection;
mod frozen;
mod kill;
mod ledger;
mod outage;
mod storm;
mod table;
mod tidy;
