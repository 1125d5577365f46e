use std::net::IpAddr;

use super::*;

fn config(flags: &[&str]) -> Config {
    Config::without_environment(flags.iter().copied()).unwrap()
}

fn refused(flags: &[&str]) -> String {
    Config::without_environment(flags.iter().copied()).unwrap_err().to_string()
}

/// `.env.example` as the definitions above say it: heading, what it is, name and default (or an example).
fn documented() -> String {
    let command = Config::augment_args(clap::Command::new("devcenter"));
    let mut text = String::from(
        "# Every setting with its default, or with an example where there is none. Copy to `.env` and change what you need.\n\
         # Each is a flag too: LISTEN is --listen. Times have a unit: 90s, 15m, 72h, 5days.\n# Values with spaces need quotes: DUE_POLICY=\"3 business days\".\n",
    );
    let mut heading = "";
    for arg in command.get_arguments() {
        let of_this = arg.get_help_heading().unwrap();
        if of_this != heading {
            text += &format!("\n# --- {of_this} ---\n");
            heading = of_this;
        }
        let default = arg.get_default_values().first().map(|value| value.to_str().unwrap());
        let value = default.unwrap_or_else(|| arg.get_value_names().unwrap().first().unwrap());
        text += &format!("\n# {}\n#{}={value}\n", arg.get_help().unwrap(), arg.get_env().unwrap().to_str().unwrap());
    }
    text
}

#[test]
fn the_example_file_documents_every_setting_with_its_default() {
    let file = include_str!("../../.env.example");
    assert!(file == documented(), ".env.example should be:\n{}", documented());
}

#[test]
fn the_examples_of_settings_without_a_default_are_good() {
    let command = Config::augment_args(clap::Command::new("devcenter"));
    let without: Vec<_> = command.get_arguments().filter(|arg| arg.get_default_values().is_empty()).collect();
    assert_eq!(without.len(), 7);
    for arg in without.iter().filter(|arg| arg.get_id() != "secret") {
        let flag = format!("--{}={}", arg.get_long().unwrap(), arg.get_value_names().unwrap().first().unwrap());
        assert!(Config::without_environment([flag.as_str()]).is_ok(), "{flag}");
    }
}

#[test]
fn the_shipped_defaults_are_these() {
    let config = config(&[]);
    assert_eq!(config.listen.to_string(), "127.0.0.1:8080");
    assert_eq!(config.public_url().as_str(), "http://127.0.0.1:8080");
    assert_eq!(config.data_dir.to_str(), Some("./data"));
    assert!(config.database_url.is_none() && config.mail.smtp_url.is_none() && config.secret.is_none());
    assert!(config.trusted_proxies.is_empty() && config.rules.holidays.is_empty());
    assert_eq!(config.database_connections.get(), 16);
    assert_eq!((config.log_format, config.log_filter.as_str()), (LogFormat::Text, "info,memory_serve=warn"));
    assert_eq!(config.rules.due_policy, DuePolicy::default());
    assert_eq!(config.rules.reminders(), Reminders::default());
    assert_eq!(config.attachments.max_bytes(), 10 * 1024 * 1024);
    assert_eq!(config.mail.mail_from.as_str(), "voc@portal.example");
}

#[test]
fn the_shipped_times_and_limits_are_these() {
    let Config { rules, mail, sign_in, contact, attachments, limits, .. } = config(&[]);
    let (second, minute, hour, day) = (1, 60, 3_600, 86_400);
    for (time, seconds) in [
        (rules.undo_time, 10 * second),
        (rules.quiet_close, 14 * day),
        (rules.scan_every, second),
        (mail.mail_give_up, 5 * day),
        (mail.mail_lease, minute),
        (mail.smtp_timeout, minute),
        (mail.smtp_final_timeout, 10 * minute),
        (sign_in.session_idle, 12 * hour),
        (sign_in.session_max, 7 * day),
        (sign_in.sign_in_window, 15 * minute),
        (contact.contact_window, hour),
        (contact.confirmation_every, hour),
        (contact.confirm_within, 7 * day),
        (limits.header_timeout, 10 * second),
        (limits.body_timeout, 20 * second),
        (limits.request_timeout, 10 * second),
    ] {
        assert_eq!(time, Duration::from_secs(seconds));
    }
    let tries = [sign_in.sign_in_tries, sign_in.sign_in_tries_per_account, sign_in.sign_in_tries_per_ip];
    assert_eq!(tries.map(NonZeroU32::get), [10, 20, 50]);
    assert_eq!(
        [contact.contact_per_email, contact.contact_per_ip, contact.contact_per_link].map(NonZeroU32::get),
        [5, 20, 20]
    );
    let counts = [
        mail.mail_connections,
        mail.mail_lane,
        attachments.attachment_count,
        limits.max_connections,
        limits.max_connections_per_ip,
    ];
    assert_eq!(counts.map(NonZeroUsize::get), [8, 3, 5, 800, 64]);
}

#[test]
fn mail_is_tried_again_after_1_5_15_30_60_minutes_then_hourly() {
    let retry = config(&[]).mail.mail_retry;
    let minutes: Vec<u64> = (1..=8).map(|attempts| retry.wait_after(attempts).as_secs() / 60).collect();
    assert_eq!(minutes, [1, 5, 15, 30, 60, 60, 60, 60]);
}

#[test]
fn flags_change_what_they_name() {
    let config = config(&[
        "--due-policy=3 business days",
        "--undo-time=0s",
        "--trusted-proxies=10.0.0.0/8, ::1",
        "--holidays=2026-12-24,2027-06-07",
        "--public-url=https://VOC.example:443/",
        "--mail-retry=1s,2s",
        "--log-format=json",
    ]);
    assert_eq!(config.rules.due_policy, DuePolicy::BusinessDays(3));
    assert!(config.rules.undo_time.is_zero());
    assert!(config.trusted_proxies.iter().any(|net| net.contains(&"10.1.2.3".parse::<IpAddr>().unwrap())));
    assert!(config.trusted_proxies.iter().any(|net| net.contains(&"::1".parse::<IpAddr>().unwrap())));
    assert!(!config.rules.holidays().is_business_day("2026-12-24".parse().unwrap()));
    assert_eq!((config.public_url().as_str(), config.public_url().is_https()), ("https://voc.example", true));
    assert_eq!(config.mail.mail_retry.wait_after(9), Duration::from_secs(2));
    assert_eq!(config.log_format, LogFormat::Json);
}

#[test]
fn a_server_for_everybody_is_opened_as_localhost() {
    assert_eq!(config(&["--listen=0.0.0.0:80"]).public_url().as_str(), "http://localhost:80");
    assert_eq!(config(&["--listen=[::1]:80"]).public_url().as_str(), "http://[::1]:80");
}

#[test]
fn values_that_make_no_sense_are_refused() {
    for flag in [
        "--listen=8080",
        "--scan-every=0s",
        "--session-max=10",
        "--session-max=99999days",
        "--mail-connections=0",
        "--mail-retry=",
        "--mail-from=voc",
        "--attachment-mib=11",
        "--trusted-proxies=10.0.0.0/33",
        "--holidays=24.12.2026",
        "--public-url=ftp://voc.example",
        "--public-url=https://voc.example/portal",
        "--public-url=https://me:pass@voc.example",
        "--database-url=mysql://host/database",
        "--smtp-url=mail.example:25",
        "--smtp-url=smtps://mail.example?tls=none",
        "--smtp-url=smtp://user@mail.example",
        "--secret=short",
        "--due-policy=soon",
    ] {
        let message = refused(&[flag]);
        assert!(message.contains(flag.split('=').next().unwrap()), "{message}");
    }
}

#[test]
fn passwords_and_keys_are_not_printed() {
    let config = config(&[
        "--database-url=postgres://portal:p4ss@db.example:5433/voc?password=p4ss",
        "--smtp-url=smtp://me:p4ss@mail.example:587?tls=required",
        "--secret=p4ssp4ssp4ssp4ssp4ssp4ssp4ssp4ss",
    ]);
    let shown = format!("{config:?}");
    assert!(!shown.contains("p4ss"), "{shown}");
    assert!(
        shown.contains("postgres://db.example:5433/voc") && shown.contains(r#"host: "mail.example", port: 587"#),
        "{shown}"
    );
    assert!(config.database_url.unwrap().reveal().contains("p4ss"));
    let relay = config.mail.smtp_url.unwrap();
    assert_eq!(relay.credentials(), Some(&("me".to_owned(), "p4ss".to_owned()).into()));
}

#[test]
fn a_refused_password_or_key_is_not_repeated() {
    for flag in ["--secret=p4ss", "--database-url=mysql://me:p4ss@host/voc", "--smtp-url=//p4ss"] {
        let message = refused(&[flag]);
        assert!(message.contains("is refused") && !message.contains("p4ss"), "{message}");
    }
}

#[test]
fn help_shows_no_password_of_the_environment() {
    let command = Config::augment_args(clap::Command::new("devcenter"));
    for name in ["database_url", "smtp_url", "secret"] {
        let arg = command.get_arguments().find(|arg| arg.get_id() == name).unwrap();
        assert!(arg.is_hide_env_values_set(), "{name}");
    }
}
