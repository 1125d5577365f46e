//! Medians, percentiles, and how they are written.

use std::time::Duration;

/// The middle one; of two, the larger.
pub fn median<T: PartialOrd + Copy>(values: &[T]) -> Option<T> {
    at(values, 0.5)
}

/// The value that so large a part of all does not exceed.
pub fn at<T: PartialOrd + Copy>(values: &[T], part: f64) -> Option<T> {
    let mut sorted = values.to_vec();
    sorted.sort_by(|one, other| one.partial_cmp(other).unwrap_or(std::cmp::Ordering::Equal));
    let place = (sorted.len() as f64 * part) as usize;
    sorted.get(place.min(sorted.len().saturating_sub(1))).copied()
}

/// `1.23 ms`
pub fn ms(time: Duration) -> String {
    format!("{:.2} ms", time.as_secs_f64() * 1000.0)
}

/// `12.3 s`
pub fn seconds(time: Duration) -> String {
    format!("{:.2} s", time.as_secs_f64())
}
