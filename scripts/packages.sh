# shellcheck shell=sh
# Installs what is missing through the system's package manager, and says so. Read by the other scripts.

say() { printf '==> %s\n' "$*" >&2; }
fail() { printf 'error: %s\n' "$*" >&2; exit 1; }
have() { command -v "$1" >/dev/null 2>&1; }

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"
    elif have sudo; then sudo "$@"
    else fail "not root, and sudo is missing; please run as root: $*"
    fi
}

# install_packages WHAT DEBIAN FEDORA ALPINE ARCH BREW: the same thing under each system's names ("" where it has none)
install_packages() {
    if have apt-get; then packages=$2 update="apt-get update -q" command="apt-get install -qy --no-install-recommends"
    elif have dnf; then packages=$3 update=: command="dnf install -qy"
    elif have apk; then packages=$4 update=: command="apk add -q"
    elif have pacman; then packages=$5 update=: command="pacman -S --noconfirm --needed"
    elif have brew; then packages=$6 update=: command="brew install -q"
    else packages='' update=: command=:
    fi
    [ -n "$packages" ] || fail "$1 is missing, and this script does not know how to get it here. Please install it."
    say "$1 is missing: $command $packages"
    case $command in brew*) elevate='' ;; *) elevate="as_root env DEBIAN_FRONTEND=noninteractive" ;; esac
    # the lists of words are meant to be split; what apt says goes where our own words go
    # shellcheck disable=SC2086
    { [ "$update" = : ] || $elevate $update; $elevate $command $packages; } >&2
}

# The folder of the newest PostgreSQL server programs from 15 on. The program looks in the same places.
postgres_folder() {
    newest=14 found=''
    for folder in "${PG_BINDIR:-}" "$(dirname "$(command -v postgres || echo /none/postgres)")" \
        "$(pg_config --bindir 2>/dev/null)" /usr/lib/postgresql/*/bin /usr/pgsql-*/bin /usr/libexec/postgresql* \
        /usr/lib/postgresql*/bin /opt/homebrew/opt/postgresql*/bin /usr/local/opt/postgresql*/bin \
        /home/linuxbrew/.linuxbrew/opt/postgresql*/bin /Applications/Postgres.app/Contents/Versions/*/bin; do
        [ -x "$folder/postgres" ] || continue
        folder=$(dirname "$(readlink -f "$folder/postgres")") # a link may stand alone: its fellows are where it leads
        [ -x "$folder/initdb" ] || continue
        version=$("$folder/postgres" -V | sed 's/[^0-9]*\([0-9]*\).*/\1/')
        [ "$version" -gt "$newest" ] && newest=$version found=$folder
    done
    [ -n "$found" ] && printf '%s\n' "$found"
}

need_cargo() {
    PATH=$PATH:${CARGO_HOME:-$HOME/.cargo}/bin
    have cargo || fail "Rust is missing. Get it from https://rustup.rs (curl -sSf https://sh.rustup.rs | sh), then start again."
    have cc || install_packages "a C compiler" "gcc libc6-dev" gcc "gcc musl-dev" gcc ""
    have make || install_packages "make" make make make make ""
}

need_postgres() {
    postgres_folder >/dev/null && return
    install_packages "the PostgreSQL server" postgresql postgresql-server postgresql postgresql postgresql@17
    postgres_folder >/dev/null && return
    newer="see https://www.postgresql.org/download/"
    # PostgreSQL's own packages stand beside those of the older systems
    have apt-get && newer="apt-get install postgresql-common && /usr/share/postgresql-common/pgdg/apt.postgresql.org.sh &&
    apt-get install postgresql-17"
    fail "PostgreSQL 15 or newer is needed, and this system's own is older ($(postgres -V 2>/dev/null ||
        ls /usr/lib/postgresql 2>/dev/null || echo unknown)). For a newer one: $newer"
}

need_browser() {
    if ! have chromedriver || ! { have chromium || have chromium-browser || have google-chrome; }; then
        install_packages "a browser for the tests" "chromium chromium-driver" "chromium chromedriver" \
            "chromium chromium-chromedriver" chromium "chromium chromedriver"
    fi
}

need_mail_server() {
    PATH=$PATH:/usr/sbin:/sbin
    have postfix && return
    if have sendmail; then
        fail "the tests need Postfix's programs, but another mail server is installed, which Postfix would replace"
    fi
    if have debconf-set-selections; then
        # only its programs are wanted: the tests run it with a configuration of their own, the system does not run it
        echo "postfix postfix/main_mailer_type select No configuration" | as_root debconf-set-selections
    fi
    install_packages "a mail server for the tests" postfix postfix postfix postfix postfix
}
