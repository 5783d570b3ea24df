#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The mprd authors
# SPDX-License-Identifier: Apache-2.0
#
# Puts into build/windows-deps what the Windows build needs and no mingw package has: links to the header folders of Boost,
# nlohmann/json and Catch2 (never to /usr/include, where the C library's headers are), and the sources of
# Boost.Program_options and mimalloc, from the distribution's source packages; Boost's of the same version as the headers.
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

# fetch PACKAGE FUNCTION: its source package, unpacked by the function, whose arguments are the archive and a folder to unpack in.
fetch() {
    local folder archive
    folder=$(mktemp -d "$DEPS/fetch.XXXXXX")
    # shellcheck disable=SC2064  # the name is to be expanded now
    trap "rm -rf '$folder'" EXIT
    private_apt update || true # one list that cannot be had leaves the others
    (cd "$folder" && private_apt source --download-only --tar-only "$1")
    archive=$(echo "$folder"/*.orig.tar.*)
    "$2" "$archive" "$folder"
    rm -rf "$folder"
}

take_program_options() {
    tar -xf "$1" -C "$2" --wildcards '*/libs/program_options/src' '*/LICENSE_1_0.txt'
    mkdir -p "$DEPS/boost/libs/program_options"
    rm -rf "${DEPS:?}/$SOURCES"
    mv "$2"/*/libs/program_options/src "$DEPS/$SOURCES"
    mv "$2"/*/LICENSE_1_0.txt "$DEPS/boost/"
    boost_version >"$DEPS/boost/version"
}

take_mimalloc() {
    tar -xf "$1" -C "$2"
    rm -rf "$DEPS/mimalloc"
    mkdir -p "$DEPS/mimalloc"
    mv "$2"/*/{src,include,LICENSE} "$DEPS/mimalloc/"
    basename "$1" >"$DEPS/mimalloc/version"
}

# Whether the sources of Boost.Program_options and those of mimalloc are there.
has_program_options() {
    [[ -e $DEPS/$SOURCES/cmdline.cpp && $(cat "$DEPS/boost/version" 2>/dev/null) == "$(boost_version)" ]]
}
has_mimalloc() { [[ -e $DEPS/mimalloc/version ]]; }

# may_fetch OPTION WHAT SIZE: says what is fetched, or ends the script where that is forbidden.
may_fetch() {
    if [[ $1 == --no-install ]]; then
        printf 'The sources of %s are missing, and --no-install forbids to fetch them. Type: tools/windows-deps.sh\n' "$2" >&2
        exit 1
    fi
    printf 'Fetching the sources of %s (a source package of %s, once).\n' "$2" "$3" >&2
}

main() {
    link_headers
    if ! has_program_options; then
        may_fetch "${1:-}" "Boost.Program_options $(boost_version)" '74 MB'
        fetch "boost$(boost_version)" take_program_options
    fi
    if ! has_mimalloc; then
        may_fetch "${1:-}" mimalloc '0.2 MB'
        fetch mimalloc take_mimalloc
    fi
    rm -rf "$DEPS/apt"
}

main "$@"
