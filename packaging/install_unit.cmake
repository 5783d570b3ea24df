# SPDX-FileCopyrightText: 2026 The mprd authors
# SPDX-License-Identifier: Apache-2.0
# Run by the installation: the unit starts the program that was installed, wherever the prefix is.
file(READ "${mprd_packaging}/systemd/mprd.service" unit)
string(REPLACE "/usr/bin/mprd" "${CMAKE_INSTALL_PREFIX}/${mprd_bindir}/mprd" unit "${unit}")
set(folder "$ENV{DESTDIR}${CMAKE_INSTALL_PREFIX}/lib/systemd/system")
file(MAKE_DIRECTORY "${folder}")
file(WRITE "${folder}/mprd.service" "${unit}")
file(CHMOD "${folder}/mprd.service" PERMISSIONS OWNER_READ OWNER_WRITE GROUP_READ WORLD_READ)
message(STATUS "Installing: ${folder}/mprd.service")
