//! Whose clock counts. Pure.

use chrono::{DateTime, Utc};

use crate::inquiries::State;

/// The clock of one of two inquiries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Clock {
    /// The developer is awaited.
    Runs(Waits),
    /// Nobody is.
    Stands,
}

/// Since when the developer is awaited, and until when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Waits {
    /// The first unanswered message.
    pub since: DateTime<Utc>,
    /// The due moment.
    pub due_at: DateTime<Utc>,
}

impl Clock {
    /// The clock of an inquiry in this state.
    pub fn of(state: State, since: Option<DateTime<Utc>>, due_at: Option<DateTime<Utc>>) -> Clock {
        match (state, since, due_at) {
            (State::AwaitingDeveloper, Some(since), Some(due_at)) => Clock::Runs(Waits { since, due_at }),
            _ => Clock::Stands,
        }
    }

    /// The clock of both as one: the earlier moments.
    pub fn with(self, other: Clock) -> Clock {
        match (self, other) {
            (Clock::Runs(one), Clock::Runs(other)) => {
                Clock::Runs(Waits { since: one.since.min(other.since), due_at: one.due_at.min(other.due_at) })
            }
            (Clock::Stands, one) | (one, Clock::Stands) => one,
        }
    }
}

/// Whether the inquiry that goes on takes over the other's due moment, with a turn of its own for it.
pub fn takes_over(into: Clock, other: Clock) -> bool {
    match (into, other) {
        (Clock::Runs(into), Clock::Runs(other)) => other.due_at < into.due_at,
        (Clock::Stands, Clock::Runs(_)) => true,
        (_, Clock::Stands) => false,
    }
}

#[cfg(test)]
mod tests {
    use chrono::Duration;
    use proptest::prelude::*;

    use super::*;

    fn clock() -> impl Strategy<Value = Clock> {
        let runs = (0i64..1_000, 0i64..1_000).prop_map(|(since, left)| {
            let since = DateTime::UNIX_EPOCH + Duration::minutes(since);
            Clock::Runs(Waits { since, due_at: since + Duration::minutes(left) })
        });
        prop_oneof![3 => runs, 1 => Just(Clock::Stands)]
    }

    fn due(clock: Clock) -> Option<DateTime<Utc>> {
        match clock {
            Clock::Runs(waits) => Some(waits.due_at),
            Clock::Stands => None,
        }
    }

    proptest! {
        #[test]
        fn no_due_moment_of_either_moves_later(one in clock(), other in clock()) {
            let both = due(one.with(other));
            prop_assert_eq!(both, due(one).into_iter().chain(due(other)).min());
            prop_assert_eq!(one.with(other), other.with(one));
        }

        #[test]
        fn the_others_moment_is_taken_over_exactly_where_it_is_the_one_that_counts(into in clock(), other in clock()) {
            prop_assert_eq!(takes_over(into, other), due(into.with(other)) != due(into));
        }
    }
}
