//! How long a file may be, and what may not stand in one.

use super::source;

/// Lines of a file; a longer one becomes a folder by use case.
const LONGEST: usize = 450;

#[test]
fn no_file_is_too_long_to_read() {
    let all = source::files("src").into_iter().chain(source::files("tests"));
    let long: Vec<String> = all
        .map(|source| (source.text.lines().count(), source.path))
        .filter(|(lines, _)| *lines > LONGEST)
        .map(|(lines, path)| format!("{path}: {lines} lines"))
        .collect();
    assert!(long.is_empty(), "longer than {LONGEST} lines:\n{}", long.join("\n"));
}

#[test]
fn nothing_is_left_for_later_and_no_lint_is_switched_off() {
    // put together here, so that this file does not hold what it looks for
    let banned =
        [["TO", "DO"], ["FIX", "ME"], ["XX", "X"], ["#[all", "ow("], ["#![all", "ow("]].map(|word| word.concat());
    let all = source::files("src").into_iter().chain(source::files("tests"));
    let found: Vec<String> = all
        .flat_map(|source| {
            let lines = source.text.lines().map(str::to_owned).enumerate().collect::<Vec<_>>();
            lines.into_iter().map(move |(number, line)| (format!("{}:{}", source.path, number + 1), line))
        })
        .filter(|(_, line)| banned.iter().any(|word| line.contains(word.as_str())))
        .map(|(place, line)| format!("{place}: {}", line.trim()))
        .collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
}
