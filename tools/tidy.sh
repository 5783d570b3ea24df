#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The mprd authors
# SPDX-License-Identifier: Apache-2.0
#
# Runs clang-tidy over the sources, some at a time as they are compiled: in seven minutes on two processors for all but tests,
# where it would take hours to read the libraries' headers anew for each source. Two kinds of checks see less that way and are left out
# (that a source is included; the static analyzer, which looks at the first file only): for those, clang-tidy -p build/clang FILE.
#
#   tools/tidy.sh             all but tests
#   tools/tidy.sh FOLDER...   what lies in one of these, tests too: core/ppp, daemon, tests/unit/config
#
# Exit status: 0 nothing was found, 1 something was, 2 nothing could be looked at.
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/.."
readonly FOLDER=build/tidy
readonly SOURCES=(core platform config daemon client)
export NOT_HERE='-bugprone-suspicious-include,-clang-analyzer-*'

configure() {
    cmake --preset clang -B "$FOLDER" -DMPRD_UNITY=ON -DCMAKE_DISABLE_PRECOMPILE_HEADERS=ON >"$1" 2>&1 || {
        cat "$1" >&2
        exit 2
    }
    # clang-tidy looks for its configuration above the file that it is given.
    local config
    while IFS= read -r config; do
        mkdir -p "$FOLDER/${config%/*}"
        cp "$config" "$FOLDER/$config"
    done < <(git ls-files '*/.clang-tidy')
}

# Files of the build that lie in one of the folders.
wanted_files() {
    python3 - "$FOLDER" "$@" <<'PYTHON'
import json
import os
import sys

folder, *wanted = sys.argv[1:]
wanted = tuple(name.rstrip("/") + "/" for name in wanted)
root = os.path.abspath(".")
with open(f"{folder}/compile_commands.json", encoding="utf-8") as file:
    names = {os.path.relpath(entry["file"], root) for entry in json.load(file)}
for name in sorted(names):
    below = os.path.relpath(name, folder) if name.startswith(folder + "/") else name
    if below.startswith(wanted):
        print(name)
PYTHON
}

look_at() {
    # The count of hidden warnings goes to the standard error.
    clang-tidy --quiet -p build/tidy --checks="$NOT_HERE" "$1" 2>/dev/null || return 1
}
export -f look_at

if ! command -v clang-tidy >/dev/null; then
    echo "tools/tidy.sh: there is no clang-tidy. As root, type: apt-get install clang clang-tidy" >&2
    exit 2
fi
log=$(mktemp)
trap 'rm -f "$log"' EXIT
configure "$log"
if (($# == 0)); then
    set -- "${SOURCES[@]}"
fi
mapfile -t files < <(wanted_files "$@")
if ((${#files[@]} == 0)); then
    echo "tools/tidy.sh: no source lies in $*. Expected folders of this tree such as core/ppp" >&2
    exit 2
fi
if printf '%s\n' "${files[@]}" | xargs -P "$(nproc)" -I '{}' bash -c 'look_at "$1"' _ '{}' >"$log"; then
    exit 0
fi
grep -v '^$' "$log" || true
exit 1
