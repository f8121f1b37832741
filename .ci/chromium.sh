#!/bin/sh
# Prints the path of a Chromium or Chrome; on Debian, as root, installs one when there is none.
# CHROME names a certain one. Everything but the path goes to standard error.
set -eu

find_chrome() {
    for name in chromium chromium-browser google-chrome google-chrome-stable; do
        command -v "$name" && return
    done
    return 1
}

can_install() {
    [ "$(id -u)" = 0 ] && grep -qx 'ID=debian' /etc/os-release 2>/dev/null
}

install_chromium() {
    echo 'Installing Chromium (once, about a minute)…'
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -qq -y chromium >/dev/null
}

fail() {
    echo "$1" >&2
    exit 1
}

if [ -n "${CHROME:-}" ]; then
    command -v "$CHROME" || fail "CHROME is “$CHROME”, which is no program that can be run here."
elif ! find_chrome; then
    can_install && install_chromium >&2 && find_chrome ||
        fail 'Chromium or Chrome is needed: install it (on Debian: apt-get install chromium) or name it in CHROME.'
fi
