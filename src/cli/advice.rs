//! What works, but should be looked at before customers come: the doctor says it, and the log once at the start.

use chrono::{DateTime, Utc};

use crate::{config::Config, rules::Rules};

/// What the settings should be asked for.
pub(super) fn warnings(config: &Config, rules: &Rules, now: DateTime<Utc>) -> Vec<String> {
    let mut warnings = Vec::new();
    let sends = config.mail.smtp_url.is_some();
    for (setting, address, what) in [
        ("MAIL_FROM", &config.mail.mail_from, "mail is sent from"),
        ("OPERATIONS_EMAIL", &config.mail.operations_email, "operations are told at"),
    ] {
        if sends && address.host().ends_with(".example") {
            let host = address.host();
            warnings
                .push(format!("{what} an address at {host}, which does not exist. Set {setting} to one of your own"));
        }
    }
    if let Some(year) = rules.year_without_holidays(now) {
        warnings.push(format!(
            "DUE_POLICY counts days, but the holidays of {year} are not known: only weekends would be passed over. \
             Set HOLIDAYS to the days off of {year}, or use a newer version"
        ));
    }
    warnings
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    fn warned(flags: &[&str]) -> String {
        let config = Config::without_environment(flags.iter().copied()).unwrap();
        let rules = Rules::of(&config).unwrap();
        warnings(&config, &rules, "2028-02-01T00:00:00Z".parse().unwrap()).join("\n")
    }

    #[test]
    fn addresses_that_nobody_has_are_told_of_when_mail_leaves() {
        let server = "--smtp-url=smtp://mail.voc.test:25";
        let both = warned(&[server]);
        assert!(both.contains("MAIL_FROM") && both.contains("OPERATIONS_EMAIL"), "{both}");
        let own = ["--mail-from=voc@voc.test", "--operations-email=ops@voc.test"];
        assert_eq!(warned(&[server, own[0], own[1]]), "");
        assert_eq!(warned(&[]), "", "no mail leaves");
    }

    #[test]
    fn holidays_that_nobody_told_are_asked_for_where_days_are_counted() {
        assert!(warned(&["--due-policy=3 business days"]).contains("HOLIDAYS to the days off of 2028"));
    }
}
