# SPDX-FileCopyrightText: 2026 The mprd authors
# SPDX-License-Identifier: Apache-2.0
include_guard(GLOBAL)

# mprd_unity(<target> [TEST]): compiles the target's sources some at a time, as one, those of a test nearly always all. What they include is read
# once: on the reference box a whole build takes less than half the time. No two sources of a target may give the same name to
# different things in their anonymous namespaces, then; preset clang compiles each file alone and finds what is not included.
function(mprd_unity target)
  if(MPRD_UNITY)
    set(batch 13)
    if("TEST" IN_LIST ARGN)
      set(batch 24)
    endif()
    set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE ${batch})
  endif()
endfunction()

# Sources for one system end with its name: net_linux.cpp and net_windows.cpp have one header, net.hpp. Sets <variable> to what
# this system compiles of a list.
if(CMAKE_SYSTEM_NAME STREQUAL "Linux")
  set(MPRD_OTHER_SYSTEMS "_windows\\.cpp$")
else()
  set(MPRD_OTHER_SYSTEMS "_linux\\.cpp$")
endif()
function(mprd_sources variable)
  file(GLOB sources CONFIGURE_DEPENDS ${ARGN})
  list(FILTER sources EXCLUDE REGEX "${MPRD_OTHER_SYSTEMS}")
  set(${variable} ${sources} PARENT_SCOPE)
endfunction()

# mprd_library(<name> [LINKS target...] [PRIVATE_LINKS target...] [EXCLUDE pattern...])
# One static library from all .cpp files of the current folder (a folder is a target: see docs/dev/architecture.md).
# A folder that holds only headers becomes an interface library.
function(mprd_library name)
  cmake_parse_arguments(ARG "" "" "LINKS;PRIVATE_LINKS;EXCLUDE" ${ARGN})
  mprd_sources(sources "${CMAKE_CURRENT_SOURCE_DIR}/*.cpp")
  foreach(pattern IN LISTS ARG_EXCLUDE)
    list(FILTER sources EXCLUDE REGEX "${pattern}")
  endforeach()
  if(sources)
    add_library(${name} STATIC ${sources})
    target_link_libraries(${name} PUBLIC ${ARG_LINKS} PRIVATE ${ARG_PRIVATE_LINKS} mprd_settings)
    target_include_directories(${name} PUBLIC "${PROJECT_SOURCE_DIR}")
    mprd_precompile(${name})
    mprd_unity(${name})
  else()
    add_library(${name} INTERFACE)
    target_link_libraries(${name} INTERFACE ${ARG_LINKS})
    target_include_directories(${name} INTERFACE "${PROJECT_SOURCE_DIR}")
  endif()
endfunction()

# mprd_core_library(...): the same, with the extra strictness of core (every enumerator named in a switch).
function(mprd_core_library name)
  mprd_library(${name} ${ARGN})
  get_target_property(kind ${name} TYPE)
  if(NOT kind STREQUAL "INTERFACE_LIBRARY")
    target_compile_options(${name} PRIVATE ${MPRD_SWITCH_WARNINGS})
  endif()
endfunction()

# mprd_test(<name> LABEL unit|sim|net|peer LINKS target... [LINES] [OWN_NEW]): a Catch2 program from all .cpp files of the current folder.
# LINES: it has serial lines (tests/support/line_end.hpp), which Wine gets from a program around it.
# OWN_NEW: it replaces operator new itself.
function(mprd_test name)
  cmake_parse_arguments(ARG "LINES;OWN_NEW" "LABEL;TIMEOUT" "LINKS;SOURCES" ${ARGN})
  if(NOT ARG_SOURCES)
    mprd_sources(ARG_SOURCES "${CMAKE_CURRENT_SOURCE_DIR}/*.cpp")
  endif()
  if(NOT ARG_TIMEOUT)
    set(ARG_TIMEOUT 60)
  endif()
  add_executable(${name} ${ARG_SOURCES})
  target_link_libraries(${name} PRIVATE ${ARG_LINKS} mprd_test_main mprd_settings)
  if(NOT ARG_OWN_NEW)
    target_link_libraries(${name} PRIVATE mprd_program_heap)
  endif()
  mprd_unity(${name} TEST)
  mprd_precompile(${name} TEST)
  # One ctest entry for each program: a test case is milliseconds long, starting a process for each is not.
  if(ARG_LINES AND CMAKE_CROSSCOMPILING_EMULATOR)
    find_package(Python3 3.10 REQUIRED COMPONENTS Interpreter)
    add_test(NAME ${name} COMMAND ${Python3_EXECUTABLE} -B "${PROJECT_SOURCE_DIR}/tests/support/line_server.py" ${CMAKE_CROSSCOMPILING_EMULATOR}
                                  $<TARGET_FILE:${name}>)
  else()
    add_test(NAME ${name} COMMAND ${name})
  endif()
  set_tests_properties(${name} PROPERTIES LABELS "${ARG_LABEL}" SKIP_RETURN_CODE 77 TIMEOUT ${ARG_TIMEOUT})
  mprd_needs_wine(${name})
endfunction()

# mprd_needs_wine(<test>...): tests that run Windows programs, where those are run by Wine: started once for all of them.
function(mprd_needs_wine)
  if(CMAKE_CROSSCOMPILING_EMULATOR)
    set_tests_properties(${ARGN} PROPERTIES FIXTURES_REQUIRED wine)
  endif()
endfunction()
