#!/bin/sh
# SPDX-FileCopyrightText: 2026 The mprd authors
# SPDX-License-Identifier: Apache-2.0
# wine-keeper.sh up KEEPER.EXE | down
# Wine starts a server and services with the first program of a prefix and ends them with the last. While KEEPER.EXE sleeps,
# a test starts in 0.03 s instead of 2.5 s; and those services inherit the keeper's streams (none), not those of a test,
# for whose end ctest would wait.
here=$(cd "$(dirname "$0")" && pwd)
. "$here/wine-env.sh"
case $1 in
    up)
        mkdir -p "$WINEPREFIX"
        setsid wine "$2" </dev/null >/dev/null 2>&1 &
        wine cmd /c ver </dev/null >/dev/null 2>&1
        ;;
    down)
        wineserver -k
        exit 0
        ;;
    *)
        echo "wine-keeper.sh: expected up KEEPER.EXE or down, found \"$1\"" >&2
        exit 2
        ;;
esac
