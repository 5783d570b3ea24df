# SPDX-FileCopyrightText: 2026 The mprd authors
# SPDX-License-Identifier: Apache-2.0
# mprd, libmprapi0 and libmprapi-dev as Debian packages. Dependencies are what dpkg-shlibdeps finds.
set(debian "${CMAKE_CURRENT_SOURCE_DIR}/debian")
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_VERSION "${PROJECT_VERSION}")
set(CPACK_PACKAGE_CONTACT "The mprd authors <mprd@example.invalid>")
set(CPACK_COMPONENTS_ALL mprd libmprapi libmprapi-dev)
# The prefix of a package is /usr, whatever this build tree was configured for.
set(CPACK_SET_DESTDIR ON)
set(CPACK_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_RELEASE 1)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_GENERATE_SHLIBS ON)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)

set(CPACK_DEBIAN_MPRD_PACKAGE_NAME mprd)
set(CPACK_DEBIAN_MPRD_PACKAGE_SECTION net)
# The maintainer scripts call both; without systemd the standalone packages provide them.
set(CPACK_DEBIAN_MPRD_PACKAGE_DEPENDS "systemd | systemd-sysusers, systemd | systemd-tmpfiles, init-system-helpers (>= 1.52)")
set(CPACK_DEBIAN_MPRD_PACKAGE_CONTROL_EXTRA "${debian}/postinst;${debian}/prerm;${debian}/postrm")
set(CPACK_COMPONENT_MPRD_DESCRIPTION
    "Demand-dial router\nMakes calls over serial lines and modems when packets need them, ends them\nwhen they are idle, and answers calls of others. With mprctl to administer it.")

set(CPACK_DEBIAN_LIBMPRAPI_PACKAGE_NAME libmprapi0)
set(CPACK_DEBIAN_LIBMPRAPI_PACKAGE_SECTION libs)
set(CPACK_DEBIAN_LIBMPRAPI_PACKAGE_CONTROL_EXTRA "${debian}/triggers")
set(CPACK_COMPONENT_LIBMPRAPI_DESCRIPTION
    "Router administration functions for mprd\nThe functions of mprapi.h, as programs that administer mprd call them.\n.\nThis package has the shared library.")

set(CPACK_DEBIAN_LIBMPRAPI-DEV_PACKAGE_NAME libmprapi-dev)
set(CPACK_DEBIAN_LIBMPRAPI-DEV_PACKAGE_SECTION libdevel)
set(CPACK_DEBIAN_LIBMPRAPI-DEV_PACKAGE_DEPENDS "libmprapi0 (= ${PROJECT_VERSION}-1)")
set(CPACK_COMPONENT_LIBMPRAPI-DEV_DESCRIPTION
    "Router administration functions for mprd, to build with\nThe functions of mprapi.h, as programs that administer mprd call them.\n.\nThis package has headers, and files for pkg-config and CMake.")

# What each Debian package must carry. gzip -n: the same input gives the same package.
set(changelog "${PROJECT_BINARY_DIR}/changelog.Debian.gz")
execute_process(COMMAND gzip -9nc "${debian}/changelog" OUTPUT_FILE "${changelog}" COMMAND_ERROR_IS_FATAL ANY)
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${debian}/changelog")
foreach(pair IN ITEMS mprd:mprd libmprapi:libmprapi0 libmprapi-dev:libmprapi-dev)
  string(REPLACE ":" ";" pair "${pair}")
  list(GET pair 0 component)
  list(GET pair 1 package)
  install(FILES "${debian}/copyright" "${changelog}" DESTINATION "${CMAKE_INSTALL_DATAROOTDIR}/doc/${package}"
          COMPONENT ${component})
endforeach()
include(CPack)
