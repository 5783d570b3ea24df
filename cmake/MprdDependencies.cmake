# SPDX-FileCopyrightText: 2026 The mprd authors
# SPDX-License-Identifier: Apache-2.0
# Third-party libraries, each with its reason in docs/dev/dependencies.md. Their headers are SYSTEM (no warnings).
find_package(Threads REQUIRED)
if(WIN32)
  # What every program of ours for Windows needs: the Windows that we speak to (10), and short headers. No UNICODE: functions
  # are called by their whole names, with W.
  add_compile_definitions(_WIN32_WINNT=0x0A00 WIN32_LEAN_AND_MEAN NOMINMAX)
endif()
if(MSVC)
  # Libraries are named in CMake, not by Boost's headers. They come from vcpkg: vcpkg.json.
  add_compile_definitions(BOOST_ALL_NO_LIB)
endif()
# What a program links to take its memory from another heap than the system's: empty, but for MprdMingw (decision 0023).
add_library(mprd_program_heap INTERFACE)
if(MPRD_WINDOWS_DEPS)
  include(MprdMingw)
  target_link_libraries(mprd_program_heap INTERFACE mprd_heap)
else()
  find_package(Boost 1.79 CONFIG REQUIRED COMPONENTS program_options)
  find_package(nlohmann_json 3.9 REQUIRED)
  find_package(PkgConfig REQUIRED)
  pkg_check_modules(GCRYPT REQUIRED IMPORTED_TARGET libgcrypt)
endif()

# Asio is headers; its reactor and scheduler are compiled here once, and not in each source that uses them
# (decision 0015). All of ours links this where it uses Asio.
add_library(mprd_asio STATIC "${PROJECT_SOURCE_DIR}/cmake/headers/asio.cpp")
target_link_libraries(mprd_asio PUBLIC Boost::headers Threads::Threads)
target_compile_definitions(mprd_asio PUBLIC BOOST_ASIO_SEPARATE_COMPILATION)
if(WIN32)
  target_link_libraries(mprd_asio PRIVATE bcrypt) # random names of its pipes
endif()

if(CMAKE_SYSTEM_NAME STREQUAL "Linux")
  pkg_check_modules(NL REQUIRED IMPORTED_TARGET libnl-3.0 libnl-route-3.0)
  pkg_check_modules(NFTABLES REQUIRED IMPORTED_TARGET libnftables)
  pkg_check_modules(SYSTEMD REQUIRED IMPORTED_TARGET libsystemd)
endif()
