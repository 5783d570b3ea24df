#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The mprd authors
# SPDX-License-Identifier: Apache-2.0
#
# Puts into build/windows-deps what the Windows build needs and no mingw package has: links to the header folders of Boost,
# nlohmann/json and Catch2 (never to /usr/include, where the C library's headers are), and the sources of
# Boost.Program_options, from the distribution's source package of the same version as the headers.
#
#   tools/windows-deps.sh [--no-install]     --no-install: fetch nothing; if something is missing, say so
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/.."

readonly DEPS=$PWD/build/windows-deps
readonly SOURCES=boost/libs/program_options/src

boost_version() {
    sed -n 's/^#define BOOST_LIB_VERSION "\([0-9]*\)_\([0-9]*\).*/\1.\2/p' /usr/include/boost/version.hpp
}

link_headers() {
    local name
    mkdir -p "$DEPS/include"
    for name in boost nlohmann catch2; do
        ln -sfn "/usr/include/$name" "$DEPS/include/$name"
    done
}

# apt-get with lists, sources and caches of its own: the system's are not touched.
private_apt() {
    local apt=$DEPS/apt
    mkdir -p "$apt/lists/partial" "$apt/cache/archives/partial"
    if [[ ! -s $apt/sources.list ]]; then
        {
            sed -n 's/^deb \(.*\)/deb-src \1/p' /etc/apt/sources.list 2>/dev/null || true
            cat /etc/apt/sources.list.d/*.list 2>/dev/null | sed -n 's/^deb \(.*\)/deb-src \1/p' || true
        } >"$apt/sources.list"
        mkdir -p "$apt/parts"
        local file
        for file in /etc/apt/sources.list.d/*.sources; do
            [[ -e $file ]] || continue
            sed 's/^Types:.*/Types: deb-src/' "$file" >"$apt/parts/${file##*/}"
        done
    fi
    apt-get -qq -o "Dir::Etc::sourcelist=$apt/sources.list" -o "Dir::Etc::sourceparts=$apt/parts" \
        -o "Dir::State::lists=$apt/lists" -o "Dir::Cache=$apt/cache" -o APT::Sandbox::User=root "$@"
}

fetch_program_options() {
    local version archive
    version=$(boost_version)
    archive=$(mktemp -d "$DEPS/fetch.XXXXXX")
    # shellcheck disable=SC2064  # the name is to be expanded now
    trap "rm -rf '$archive'" EXIT
    private_apt update || true # one list that cannot be had leaves the others
    (cd "$archive" && private_apt source --download-only --tar-only "boost$version")
    tar -xf "$archive"/boost*.orig.tar.* -C "$archive" --wildcards '*/libs/program_options/src' '*/LICENSE_1_0.txt'
    mkdir -p "$DEPS/boost/libs/program_options"
    rm -rf "${DEPS:?}/$SOURCES"
    mv "$archive"/*/libs/program_options/src "$DEPS/$SOURCES"
    mv "$archive"/*/LICENSE_1_0.txt "$DEPS/boost/"
    printf '%s\n' "$version" >"$DEPS/boost/version"
    rm -rf "$DEPS/apt"
}

main() {
    link_headers
    if [[ ! -e $DEPS/$SOURCES/cmdline.cpp || $(cat "$DEPS/boost/version" 2>/dev/null) != "$(boost_version)" ]]; then
        if [[ ${1:-} == --no-install ]]; then
            printf 'The sources of Boost.Program_options are missing, and --no-install forbids to fetch them. Type: tools/windows-deps.sh\n' >&2
            exit 1
        fi
        printf 'Fetching the sources of Boost.Program_options %s (a source package of 74 MB, once).\n' "$(boost_version)" >&2
        fetch_program_options
    fi
}

main "$@"
