# SPDX-FileCopyrightText: 2026 The mprd authors
# SPDX-License-Identifier: Apache-2.0
# Where an installation puts things. Included before any install rule; programs and libraries follow the prefix,
# configuration, state and socket are always /etc/mprd, /var/lib/mprd and /run/mprd.
if(EXISTS /etc/debian_version AND CMAKE_LIBRARY_ARCHITECTURE)
  # GNUInstallDirs does so for prefix /usr only; the loader looks there below /usr/local too.
  set(CMAKE_INSTALL_LIBDIR "lib/${CMAKE_LIBRARY_ARCHITECTURE}" CACHE STRING "Libraries, below the prefix")
endif()
include(GNUInstallDirs)
