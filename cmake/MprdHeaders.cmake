# SPDX-FileCopyrightText: 2026 The mprd authors
# SPDX-License-Identifier: Apache-2.0
#
# Headers of others that are read once and not for each source: half of what a source costs to compile are those. Which ones
# a folder gets is said by its variable MPRD_HEADERS: std (the default), json or asio; each has those before it.
# Only where sources are compiled some at a time (MPRD_UNITY): elsewhere each source shows that it includes what it needs.
# Tests have them everywhere.
include_guard(GLOBAL)

# Sets <variable> to what the precompiled headers read in place of <nlohmann/json.hpp>. That defines an inline operator ""_json,
# whose body makes GCC instantiate the whole parser in each source that has the header: 0.6 s of CPU for a literal that nobody
# here uses. No macro leaves it out, and `extern template` does not hold for functions that are inline. So they get a copy of
# the installed header where the literal is deleted and its body is that of a template that nobody calls; the include guard
# then keeps the original from who includes it. A version that looks different (not so 3.9 to 3.12) is taken as it is.
function(mprd_json_header variable)
  set(${variable} <nlohmann/json.hpp> PARENT_SCOPE)
  if(NOT CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    return()
  endif()
  get_target_property(folders nlohmann_json::nlohmann_json INTERFACE_INCLUDE_DIRECTORIES)
  foreach(folder IN LISTS folders)
    set(header "${folder}/nlohmann/json.hpp")
    if(EXISTS "${header}")
      set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${header}")
      file(READ "${header}" original)
      string(REGEX REPLACE "(inline nlohmann::json operator *\"\" *_json)\\(const char ?\\* ?s, std::size_t n\\)"
                           "\\1(const char*, std::size_t) = delete;\ntemplate <class Char>\nnlohmann::json parsed_literal(const Char* s, std::size_t n)"
                           copy "${original}")
      if(NOT copy STREQUAL original)
        set(path "${PROJECT_BINARY_DIR}/headers/json.hpp")
        file(WRITE "${path}.new" "${copy}")
        configure_file("${path}.new" "${path}" COPYONLY) # not touched when it is the same
        set(${variable} "${path}" PARENT_SCOPE)
      endif()
      return()
    endif()
  endforeach()
endfunction()

set(MPRD_HEADERS std)
set(MPRD_HEADERS_std
    <algorithm> <array> <chrono> <cstddef> <cstdint> <cstring> <deque> <functional> <map> <memory> <optional> <set> <span> <string>
    <string_view> <unordered_map> <utility> <variant> <vector> <boost/system/result.hpp>)
mprd_json_header(json)
set(MPRD_HEADERS_json ${MPRD_HEADERS_std} ${json})
set(MPRD_HEADERS_asio ${MPRD_HEADERS_json} <boost/asio/io_context.hpp> <boost/asio/post.hpp> <boost/asio/steady_timer.hpp>
    <boost/asio/write.hpp> <boost/asio/ip/udp.hpp>)
if(CMAKE_SYSTEM_NAME STREQUAL "Linux")
  list(APPEND MPRD_HEADERS_asio <boost/asio/posix/stream_descriptor.hpp> <boost/asio/local/stream_protocol.hpp>)
endif()

# mprd_precompile(<target> [TEST]): lets it use the precompiled headers of its folder's kind, a test those with Catch2.
function(mprd_precompile target)
  if(NOT "TEST" IN_LIST ARGN AND NOT (MPRD_UNITY AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU"))
    return()
  endif()
  set(headers mprd_headers_${MPRD_HEADERS})
  set(list ${MPRD_HEADERS_${MPRD_HEADERS}})
  if("TEST" IN_LIST ARGN)
    string(APPEND headers _test)
    set(test_main mprd_test_main)
    list(PREPEND list "${PROJECT_SOURCE_DIR}/tests/support/catch.hpp")
  endif()
  if(MPRD_HEADERS STREQUAL "asio")
    set(asio mprd_asio)
    target_link_libraries(${target} PRIVATE mprd_asio) # GCC takes precompiled headers only with the same definitions
  endif()
  if(NOT TARGET ${headers})
    add_library(${headers} OBJECT "${PROJECT_SOURCE_DIR}/cmake/headers/nothing.cpp")
    target_link_libraries(${headers} PRIVATE Boost::headers nlohmann_json::nlohmann_json ${asio} ${test_main} mprd_settings)
    target_precompile_headers(${headers} PRIVATE ${list})
  endif()
  target_precompile_headers(${target} REUSE_FROM ${headers})
  # GCC 12 forgets, in precompiled headers, that a fault which it imagines lies in a system header.
  target_compile_options(${target} PRIVATE $<$<CXX_COMPILER_ID:GNU>:-Wno-array-bounds> $<$<CXX_COMPILER_ID:GNU>:-Wno-stringop-overread>)
endfunction()
