//! A table is written only by its owner's folder; reads may join freely.

use std::collections::HashMap;

use super::source;
use crate::support::schema::migrations;

/// Who writes what. A table that is not here is written by nobody.
const OWNERS: [(&str, &[&str]); 21] = [
    ("accounts", &["kept_forms"]),
    (
        "auth",
        &[
            "users",
            "staff",
            "memberships",
            "sessions",
            "sign_in_failures",
            "password_resets",
            "address_changes",
            "second_factors",
            "recovery_codes",
            "half_sign_ins",
        ],
    ),
    ("admin", &["policies"]),
    ("blobs", &["blobs"]),
    ("cancellations", &["cancellations", "case_messages"]),
    ("customers", &["customers", "confirmations", "contact_counts", "customer_codes", "customer_sessions"]),
    ("deadlines", &["deadlines"]),
    ("deliveries", &["deliveries"]),
    ("events", &["events"]),
    ("heartbeats", &["heartbeats"]),
    (
        "inquiries",
        &[
            "inquiries",
            "inquiry_links",
            "messages",
            "pending_replies",
            "drafts",
            "attachments",
            "sent_forms",
            "satisfactions",
            "tags",
            "inquiry_tags",
            "bulk_runs",
            "bulk_items",
            "notes",
            "note_mentions",
            "saved_replies",
            "merges",
        ],
    ),
    ("live", &["presence"]),
    ("rosters", &["rosters"]),
    ("sellers", &["sellers", "apps"]),
    ("team", &["invitations", "team_events", "support_changes"]),
    ("work", &["submissions"]),
    ("operations", &["access_log"]),
    ("contact_us", &["contact_us_entries", "contact_us_files"]),
    ("outbox", &[]),
    ("due", &[]),
    ("cli", &[]),
];

fn owners() -> HashMap<&'static str, &'static str> {
    OWNERS.iter().flat_map(|(owner, tables)| tables.iter().map(move |table| (*table, *owner))).collect()
}

/// The tables of the schema.
fn tables() -> Vec<String> {
    let schema = migrations().replace("create unlogged table ", "create table ");
    let named = schema.lines().filter_map(|line| line.strip_prefix("create table ")?.split(' ').next());
    named.map(str::to_owned).collect()
}

/// The tables that a text writes.
fn written(code: &str) -> Vec<String> {
    let words: Vec<&str> = code.split(|c: char| !(c.is_alphanumeric() || c == '_')).filter(|w| !w.is_empty()).collect();
    let tables = tables();
    let mut found = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let target = match (word.to_ascii_lowercase().as_str(), words.get(at + 1), words.get(at + 2)) {
            ("insert", Some(&"into"), Some(table)) | ("delete", Some(&"from"), Some(table)) => *table,
            ("update" | "copy" | "truncate", Some(table), _) => *table,
            _ => continue,
        };
        if tables.iter().any(|table| table == target) {
            found.push(target.to_owned());
        }
    }
    found
}

#[test]
fn every_table_has_an_owner() {
    let owners = owners();
    for table in tables() {
        assert!(owners.contains_key(table.as_str()), "nobody owns {table}: add it to this test");
    }
    assert_eq!(owners.len(), tables().len(), "an owner of a table that is gone");
}

#[test]
fn a_table_is_written_only_by_its_owner() {
    let owners = owners();
    let mut wrong = Vec::new();
    let mut seen = 0;
    for source in source::files("src") {
        for table in written(&source.code()) {
            seen += 1;
            if owners[table.as_str()] != source.module() {
                wrong.push(format!("{} writes {table}, which {} owns", source.path, owners[table.as_str()]));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(seen > 50, "statements that write are found: {seen}");
}

#[test]
fn writes_are_told_from_locks() {
    let code =
        "insert into events (a) … for no key update of inquiries; update\n  users set; on conflict do update set x";
    assert_eq!(written(code), ["events", "users"]);
}
