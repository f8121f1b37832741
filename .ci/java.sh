#!/bin/sh
# Prints the path of Java; on Debian, as root, installs one when there is none. Spark needs it.
# Everything but the path goes to standard error.
set -eu

can_install() {
    [ "$(id -u)" = 0 ] && grep -qx 'ID=debian' /etc/os-release 2>/dev/null
}

install_java() {
    echo 'Installing Java (once, about a minute)…'
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -qq -y default-jre-headless >/dev/null
}

if ! command -v java; then
    can_install && install_java >&2 && command -v java || {
        echo 'Java 17 or newer is needed: install it (on Debian: apt-get install default-jre-headless).' >&2
        exit 1
    }
fi
