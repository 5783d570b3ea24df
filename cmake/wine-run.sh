#!/bin/sh
# SPDX-FileCopyrightText: 2026 The mprd authors
# SPDX-License-Identifier: Apache-2.0
# Runs a Windows program: ctest's emulator. The prefix is MPRD_WINEPREFIX, so that nobody's own is touched.
here=$(cd "$(dirname "$0")" && pwd)
. "$here/wine-env.sh"
exec wine "$@"
