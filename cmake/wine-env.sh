# SPDX-FileCopyrightText: 2026 The mprd authors
# SPDX-License-Identifier: Apache-2.0
# Sourced: the environment in which our tests run Wine. Without winedbg.exe a crash ends a program at once instead of
# printing a hundred lines; without a display Wine draws nothing.
: "${MPRD_WINEPREFIX:=${TMPDIR:-/tmp}/mprd-wine-$(id -u)}"
WINEPREFIX=$MPRD_WINEPREFIX
WINEDEBUG=${WINEDEBUG:--all}
WINEDLLOVERRIDES='winedbg.exe=d;mscoree=;mshtml='
export WINEPREFIX WINEDEBUG WINEDLLOVERRIDES
unset DISPLAY WAYLAND_DISPLAY
