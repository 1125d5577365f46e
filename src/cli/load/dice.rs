//! Numbers that look random and are the same for the same seed.

use chrono::{DateTime, Duration, Utc};

/// An odd number near 2⁶⁴ divided by the golden ratio: its multiples spread evenly.
const GOLDEN: u64 = 0x9E37_79B9_7F4A_7C15;
/// Public numbers have 40 bits.
const PUBLIC_NO_MASK: u64 = (1 << 40) - 1;

/// A sequence of such numbers (SplitMix64).
#[derive(Debug, Clone)]
pub(super) struct Dice(u64);

impl Dice {
    /// The sequence of one thing: the `n`th of its `kind`.
    pub(super) fn of(seed: u64, kind: u64, n: u64) -> Dice {
        let of_kind = Dice(seed ^ kind.wrapping_mul(GOLDEN)).next();
        // mixed, for the sequence steps by a constant: neighbours that begin some steps apart would be the same
        Dice(Dice(of_kind ^ n).next())
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(GOLDEN);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number below `n`; 0 when there is none.
    pub(super) fn below(&mut self, n: u64) -> u64 {
        ((u128::from(self.next()) * u128::from(n)) >> 64) as u64
    }

    /// True so many times in a hundred.
    pub(super) fn in_hundred(&mut self, times: u64) -> bool {
        self.below(100) < times
    }

    /// One of them.
    #[expect(clippy::indexing_slicing, reason = "a number below the length")]
    pub(super) fn pick<'a, T, const N: usize>(&mut self, from: &'a [T; N]) -> &'a T {
        const { assert!(N > 0) };
        &from[self.below(N as u64) as usize]
    }

    /// A moment from `start` on, before `end`; `start` when there is none.
    pub(super) fn between(&mut self, start: DateTime<Utc>, end: DateTime<Utc>) -> DateTime<Utc> {
        let micros = (end - start).num_microseconds().and_then(|micros| u64::try_from(micros).ok()).unwrap_or(0);
        start + Duration::microseconds(self.below(micros) as i64)
    }

    /// The random part of a key.
    pub(super) fn key(&mut self) -> [u8; 10] {
        let wide = (u128::from(self.next()) << 64) | u128::from(self.next());
        let mut bytes = [0; 10];
        bytes.iter_mut().zip(wide.to_be_bytes()).for_each(|(to, from)| *to = from);
        bytes
    }
}

/// Scatters numbers over the 40 bits of a public number. Each step can be undone, so that two numbers below 2⁴⁰ never meet.
pub(super) fn scattered(n: u64) -> u64 {
    [0xD6E8_FEB8_6659, 0x2545_F491_4F6D].into_iter().fold(n & PUBLIC_NO_MASK, |n, odd: u64| {
        let mixed = (n ^ (n >> 21)).wrapping_mul(odd) & PUBLIC_NO_MASK;
        mixed ^ (mixed >> 19)
    })
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn public_numbers_never_meet() {
        let numbers: HashSet<u64> = (0..200_000).chain((1 << 39)..(1 << 39) + 200_000).map(scattered).collect();
        assert_eq!(numbers.len(), 400_000);
        assert!(numbers.iter().all(|number| *number <= PUBLIC_NO_MASK));
    }

    #[test]
    fn the_same_seed_throws_the_same() {
        let thrown = |seed, kind, n| Dice::of(seed, kind, n).key();
        assert_eq!(thrown(1, 2, 3), thrown(1, 2, 3));
        let others = [thrown(1, 2, 3), thrown(2, 2, 3), thrown(1, 3, 3), thrown(1, 2, 4)];
        assert_eq!(others.iter().collect::<HashSet<_>>().len(), 4);
    }

    #[test]
    fn neighbours_have_nothing_in_common() {
        let thrown: Vec<u64> = (0..200)
            .flat_map(|n| {
                let mut dice = Dice::of(1, 1, n);
                (0..100).map(move |_| dice.next())
            })
            .collect();
        assert_eq!(thrown.iter().collect::<HashSet<_>>().len(), thrown.len());
    }

    #[test]
    fn numbers_are_spread_and_stay_within() {
        let mut dice = Dice::of(1, 1, 1);
        let mut counts = [0; 10];
        (0..10_000).for_each(|_| *counts.get_mut(dice.below(10) as usize).unwrap() += 1);
        assert!(counts.iter().all(|count| (800..1_200).contains(count)), "{counts:?}");
        assert_eq!(dice.below(0), 0);
    }
}
