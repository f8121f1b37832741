#!/bin/sh
# Prints the path of LibreOffice; on Debian, as root, installs it and pdftoppm when one of them is missing.
# OFFICE names a certain one. Everything but the path goes to standard error.
set -eu

find_office() {
    command -v pdftoppm >/dev/null && { command -v soffice || command -v libreoffice; }
}

can_install() {
    [ "$(id -u)" = 0 ] && grep -qx 'ID=debian' /etc/os-release 2>/dev/null
}

install_office() {
    echo 'Installing LibreOffice (once, about two minutes)…'
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -qq -y \
        libreoffice-impress poppler-utils fonts-liberation fonts-dejavu-core >/dev/null
}

fail() {
    echo "$1" >&2
    exit 1
}

if [ -n "${OFFICE:-}" ]; then
    command -v "$OFFICE" || fail "OFFICE is “$OFFICE”, which is no program that can be run here."
elif ! find_office; then
    can_install && install_office >&2 && find_office ||
        fail 'LibreOffice and pdftoppm are needed: install them (on Debian: apt-get install libreoffice-impress poppler-utils).'
fi
