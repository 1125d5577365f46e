//! The one command that installs PostgreSQL on this system, and the way to a newer one than the system's own.

use std::fs;

/// Package managers by the names that `/etc/os-release` gives to a system or to its kin.
const COMMANDS: [(&[&str], &str); 5] = [
    (&["debian", "ubuntu"], "apt-get install postgresql"),
    (&["fedora", "rhel", "centos", "amzn"], "dnf install postgresql-server"),
    (&["alpine"], "apk add postgresql"),
    (&["arch"], "pacman -S postgresql"),
    (&["suse", "opensuse"], "zypper install postgresql-server"),
];

/// A sentence with the command, for whoever runs this program here.
pub(super) fn advice() -> String {
    let release = fs::read_to_string("/etc/os-release").unwrap_or_default();
    let root = rustix::process::geteuid().is_root();
    advice_for(&release, cfg!(target_os = "macos"), root)
}

/// A sentence with the way to a newer version, where the system's own is too old.
pub(super) fn advice_for_newer() -> String {
    let release = fs::read_to_string("/etc/os-release").unwrap_or_default();
    newer_for(&release, cfg!(target_os = "macos"), rustix::process::geteuid().is_root())
}

/// PostgreSQL's own packages stand beside those of the older systems.
fn newer_for(release: &str, macos: bool, root: bool) -> String {
    let sudo = if root { "" } else { "sudo " };
    if macos {
        return "Install a newer one with `brew install postgresql@17`.".to_owned();
    }
    match command(release) {
        Some(command) if command.starts_with("apt-get") => format!(
            "Install a newer one from PostgreSQL's own packages: `{sudo}apt-get install postgresql-common && \
             {sudo}/usr/share/postgresql-common/pgdg/apt.postgresql.org.sh && {sudo}apt-get install postgresql-17`."
        ),
        Some(command) if command.starts_with("dnf") => format!(
            "Install a newer one: `{sudo}dnf module enable postgresql:16 && {sudo}dnf install postgresql-server`, or from \
             PostgreSQL's own packages (https://www.postgresql.org/download/linux/redhat/)."
        ),
        _ => "Install a newer one (https://www.postgresql.org/download/).".to_owned(),
    }
}

fn advice_for(release: &str, macos: bool, root: bool) -> String {
    if macos {
        return "Install it with `brew install postgresql@17`.".to_owned();
    }
    match command(release) {
        Some(command) if root => format!("Install it with `{command}`."),
        Some(command) => format!("Install it with `sudo {command}`."),
        None => "Install PostgreSQL with your system's package manager.".to_owned(),
    }
}

fn command(release: &str) -> Option<&'static str> {
    let field = |name: &str| {
        let value = release.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix('='))?;
        Some(value.trim_matches('"').to_owned())
    };
    let names = format!("{} {}", field("ID").unwrap_or_default(), field("ID_LIKE").unwrap_or_default());
    let (_, command) = COMMANDS.iter().find(|(systems, _)| names.split_whitespace().any(|n| systems.contains(&n)))?;
    Some(command)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_system_is_told_its_own_command() {
        let cases = [
            ("ID=debian\n", "sudo apt-get install postgresql"),
            ("NAME=\"Linux Mint\"\nID=linuxmint\nID_LIKE=\"ubuntu debian\"\n", "sudo apt-get install postgresql"),
            ("ID=\"rocky\"\nID_LIKE=\"rhel centos fedora\"\n", "sudo dnf install postgresql-server"),
            ("ID=alpine\n", "sudo apk add postgresql"),
            ("ID=manjaro\nID_LIKE=arch\n", "sudo pacman -S postgresql"),
            ("ID=\"opensuse-leap\"\nID_LIKE=\"suse opensuse\"\n", "sudo zypper install postgresql-server"),
        ];
        for (release, command) in cases {
            assert_eq!(advice_for(release, false, false), format!("Install it with `{command}`."));
        }
        assert!(advice_for("", true, false).contains("brew install postgresql"));
    }

    #[test]
    fn each_system_is_told_the_way_to_a_newer_version() {
        let debian = newer_for("ID=debian\n", false, false);
        assert!(debian.contains("sudo /usr/share/postgresql-common/pgdg/apt.postgresql.org.sh"), "{debian}");
        assert!(
            newer_for("ID=\"rocky\"\nID_LIKE=\"rhel\"\n", false, true).contains("`dnf module enable postgresql:16")
        );
        assert!(newer_for("", true, false).contains("brew install postgresql@17"));
        assert!(!newer_for("ID=plan9", false, false).contains('`'));
    }

    #[test]
    fn root_needs_no_sudo_and_an_unknown_system_gets_no_wrong_command() {
        assert_eq!(advice_for("ID=debian", false, true), "Install it with `apt-get install postgresql`.");
        assert!(!advice_for("ID=plan9", false, false).contains('`'));
    }
}
