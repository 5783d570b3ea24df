# SPDX-FileCopyrightText: 2026 The mprd authors
# SPDX-License-Identifier: Apache-2.0
# Language level, warnings, sanitizers, output folders: everything that holds for each target of ours.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/bin")
set(CMAKE_LIBRARY_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/lib")
set(CMAKE_ARCHIVE_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/lib")

option(MPRD_WERROR "Treat warnings as errors (the presets set it)" OFF)
set(MPRD_SANITIZE "" CACHE STRING "Sanitizers for -fsanitize=, e.g. address,undefined")
option(MPRD_FUZZ "Build the libFuzzer targets (Clang only)" OFF)
option(MPRD_UNITY "Compile the sources of a target some at a time (cmake/MprdTargets.cmake)" ON)
option(MPRD_HARDEN "Hardening flags for release builds" OFF)

find_program(MPRD_CCACHE ccache)
if(MPRD_CCACHE)
  # The tests use precompiled headers: ccache takes those only when told so.
  set(CMAKE_CXX_COMPILER_LAUNCHER env CCACHE_SLOPPINESS=pch_defines,time_macros "${MPRD_CCACHE}")
endif()

# A quarter of the time of GNU ld. What is released is linked by the system's own.
find_program(MPRD_LLD ld.lld)
if(MPRD_LLD AND NOT MPRD_HARDEN AND CMAKE_SYSTEM_NAME STREQUAL "Linux")
  add_link_options(-fuse-ld=lld)
endif()

# Interface target that every target of ours links privately.
add_library(mprd_settings INTERFACE)
target_include_directories(mprd_settings INTERFACE "${PROJECT_SOURCE_DIR}")
# Not of settings: of core, which names every enumerator in a switch (mprd_core_library).
set(MPRD_SWITCH_WARNINGS -Wswitch-enum)
set(warnings_are_errors -Werror)
if(MSVC)
  # The language as it is written, sources and texts in UTF-8, large objects (unity builds with Asio); then warnings, those of
  # foreign headers left out: a switch without an enumerator, classes with virtual functions and no such destructor, members
  # in another order than they are initialised.
  target_compile_options(mprd_settings INTERFACE /permissive- /utf-8 /EHsc /Zc:__cplusplus /Zc:preprocessor /bigobj /W4 /external:anglebrackets
                                                 /external:W0 /w44062 /w44265 /w45038)
  set(MPRD_SWITCH_WARNINGS /w44061)
  set(warnings_are_errors /WX)
else()
  target_compile_options(
    mprd_settings
    INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wold-style-cast -Wcast-align
              -Wnon-virtual-dtor -Woverloaded-virtual -Wdouble-promotion -Wformat=2 -Wextra-semi -Wundef
              -Wredundant-decls -Wmissing-declarations)
endif()
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  target_compile_options(mprd_settings INTERFACE -Wduplicated-cond -Wduplicated-branches -Wlogical-op
                                                 -Wsuggest-override)
  # Its own collector of garbage takes a tenth of the time of a source, to keep 0.7 GB of memory from being 0.8 GB.
  target_compile_options(mprd_settings INTERFACE --param=ggc-min-heapsize=400000)
  # With optimisation GCC (12 and 14) takes an empty std::optional for one that was never set.
  target_compile_options(mprd_settings INTERFACE -Wno-maybe-uninitialized)
elseif(CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
  target_compile_options(mprd_settings INTERFACE -Wcovered-switch-default -Wthread-safety)
endif()
# A compiler that is newer than those we build with warns of things that nobody here has seen: who builds mprd with it is told,
# and not stopped.
if((CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_GREATER_EQUAL 15)
   OR (CMAKE_CXX_COMPILER_ID STREQUAL "Clang" AND CMAKE_CXX_COMPILER_VERSION VERSION_GREATER_EQUAL 15))
  set(warnings_are_errors)
endif()
if(MPRD_WERROR)
  target_compile_options(mprd_settings INTERFACE ${warnings_are_errors})
endif()
if(MPRD_SANITIZE)
  add_compile_options(-fsanitize=${MPRD_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  add_link_options(-fsanitize=${MPRD_SANITIZE})
  # Clang 14 cannot assemble Asio coroutines with the "function" check of UBSan.
  if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang" AND MPRD_SANITIZE MATCHES "undefined")
    add_compile_options(-fno-sanitize=function)
  endif()
endif()
if(MPRD_FUZZ)
  add_compile_options(-fsanitize=fuzzer-no-link)
endif()
# All code can be moved: each library may become part of libmprapi, and the precompiled headers are one set for all. What may be
# inlined is the same as without it.
if(NOT WIN32)
  add_compile_options(-fPIC -fno-semantic-interposition)
endif()
if(MPRD_HARDEN)
  add_compile_options(-D_FORTIFY_SOURCE=2 -D_GLIBCXX_ASSERTIONS -fstack-protector-strong)
  if(WIN32)
    # GCC 12 breaks down at -fstack-clash-protection there, where the system's own probes do that. Programs that can be moved
    # and data that cannot be run are the linker's default.
    add_link_options(-fstack-protector-strong)
  else()
    add_compile_options(-fstack-clash-protection -fcf-protection=full)
    add_link_options(-pie -Wl,-z,relro -Wl,-z,now)
  endif()
endif()
