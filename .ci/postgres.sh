#!/bin/sh
# Prints the folder of PostgreSQL's programs (initdb, postgres); on Debian, as root, installs them when there are none.
# POSTGRES names a certain folder. Everything but the path goes to standard error.
set -eu

find_postgres() {
    for folder in $(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -Vr) "$(dirname "$(command -v initdb || echo /)")"; do
        if [ -x "$folder/initdb" ] && [ -x "$folder/postgres" ]; then
            echo "$folder"
            return
        fi
    done
    return 1
}

can_install() {
    [ "$(id -u)" = 0 ] && grep -qx 'ID=debian' /etc/os-release 2>/dev/null
}

# Debian makes and starts a cluster of its own otherwise; the tests start theirs.
install_postgres() {
    echo 'Installing PostgreSQL (once, about a minute)…'
    mkdir -p /etc/postgresql-common/createcluster.d
    echo 'create_main_cluster = false' >/etc/postgresql-common/createcluster.d/tests.conf
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends postgresql >/dev/null
}

fail() {
    echo "$1" >&2
    exit 1
}

if [ -n "${POSTGRES:-}" ]; then
    [ -x "$POSTGRES/initdb" ] || fail "POSTGRES is “$POSTGRES”, where there is no initdb."
    echo "$POSTGRES"
elif ! find_postgres; then
    can_install && install_postgres >&2 && find_postgres ||
        fail 'PostgreSQL is needed: install it (on Debian: apt-get install postgresql) or name its folder in POSTGRES.'
fi
