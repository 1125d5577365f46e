//! One total order: a module names only earlier ones, so that each can be read with what stands before it.

use std::collections::HashSet;

use super::source::{self, Source};

/// What stands above all modules: `main` starts `lib`, which puts the modules together.
const ABOVE: [&str; 3] = ["build", "lib", "main"];

/// The order that the table in `src/lib.rs` states.
fn order() -> Vec<String> {
    let lib = include_str!("../../src/lib.rs");
    let rows = lib.lines().filter_map(|line| line.strip_prefix("//! | ")).filter(|row| !row.starts_with("modules"));
    rows.flat_map(|row| row.split('|').next().unwrap().split_whitespace().map(str::to_owned)).collect()
}

/// The modules that a file names by `crate::…`, or by as many `super::` as lead to the crate.
fn named(source: &Source) -> HashSet<String> {
    let code = source.code();
    let root = "super::".repeat(source.depth());
    ["crate::", root.as_str()].iter().flat_map(|start| after(&code, start)).collect()
}

/// The first names after each `start`: one, or those of a group in braces.
fn after(code: &str, start: &str) -> Vec<String> {
    let starts = code.match_indices(start).filter(|(at, _)| !code[..*at].ends_with(['$', ':']));
    starts.flat_map(|(at, _)| first_names(&code[at + start.len()..])).collect()
}

fn first_names(rest: &str) -> Vec<String> {
    let Some(group) = rest.strip_prefix('{') else { return vec![name(rest)] };
    let (mut depth, mut names, mut expected) = (0, Vec::new(), true);
    for (at, character) in group.char_indices() {
        match character {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => expected = true,
            _ if expected && depth == 0 && character.is_alphanumeric() => {
                names.push(name(&group[at..]));
                expected = false;
            }
            _ => {}
        }
    }
    names
}

fn name(text: &str) -> String {
    text.chars().take_while(|character| character.is_alphanumeric() || *character == '_').collect()
}

#[test]
fn the_names_of_a_group_are_found() {
    let code = "use crate::{a::{self, b}, c, d::E as f}; crate::g::h(); $crate::i; use crate::j;";
    assert_eq!(after(code, "crate::"), ["a", "c", "d", "g", "j"]);
}

#[test]
fn the_table_in_the_crates_words_names_every_module() {
    let order = order();
    let lib = include_str!("../../src/lib.rs");
    for line in lib.lines().filter_map(|line| line.trim().strip_prefix("pub mod ")) {
        assert!(order.contains(&line.trim_end_matches(';').to_owned()), "{line} stands in no row of src/lib.rs");
    }
    let once: HashSet<&String> = order.iter().collect();
    assert_eq!(once.len(), order.len(), "a module stands in the table once: {order:?}");
    assert!(order.len() > 30, "{order:?}");
}

#[test]
fn a_module_names_only_earlier_ones() {
    let order = order();
    let place = |module: &str| order.iter().position(|one| one == module);
    let mut wrong = Vec::new();
    for source in source::files("src").iter().filter(|source| !ABOVE.contains(&source.module())) {
        let own = place(source.module()).unwrap_or_else(|| panic!("{} stands in no row", source.module()));
        for named in named(source) {
            // what is no module is the crate's own: `crate::router`
            if place(&named).is_some_and(|place| place > own) {
                wrong.push(format!("{} names {named}", source.path));
            }
        }
    }
    assert!(wrong.is_empty(), "a module names only those before it in src/lib.rs:\n{}", wrong.join("\n"));
}

#[test]
fn only_the_command_line_names_what_lib_puts_together() {
    for source in source::files("src").iter().filter(|source| !ABOVE.contains(&source.module())) {
        let own = named(source);
        for whole in ["router", "routes"] {
            assert!(source.module() == "cli" || !own.contains(whole), "{} names crate::{whole}", source.path);
        }
    }
}
