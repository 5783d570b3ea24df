# SPDX-FileCopyrightText: 2026 The mprd authors
# SPDX-License-Identifier: Apache-2.0
# The libraries of MprdDependencies for the Windows build on Debian (cmake/mingw-w64.cmake), under the same names. Packages
# for mingw exist of libgcrypt only; the others are headers, or sources that we compile (tools/windows-deps.sh).
if(NOT EXISTS "${MPRD_WINDOWS_DEPS}/include/boost/asio.hpp" OR NOT EXISTS "${MPRD_WINDOWS_DEPS}/mimalloc/version")
  message(FATAL_ERROR "Headers or sources for the Windows build are missing. Type: tools/deps.sh windows")
endif()

add_library(mprd_windows_headers INTERFACE)
target_include_directories(mprd_windows_headers SYSTEM INTERFACE "${MPRD_WINDOWS_DEPS}/include")
add_library(nlohmann_json::nlohmann_json ALIAS mprd_windows_headers)
add_library(Catch2::Catch2 ALIAS mprd_windows_headers)

# Asio: Winsock and its extensions.
add_library(mprd_windows_boost INTERFACE)
target_link_libraries(mprd_windows_boost INTERFACE mprd_windows_headers ws2_32 mswsock)
target_compile_definitions(mprd_windows_boost INTERFACE BOOST_ALL_NO_LIB)
add_library(Boost::headers ALIAS mprd_windows_boost)

file(GLOB sources "${MPRD_WINDOWS_DEPS}/boost/libs/program_options/src/*.cpp")
add_library(mprd_windows_program_options STATIC ${sources})
target_link_libraries(mprd_windows_program_options PUBLIC mprd_windows_boost)
target_compile_definitions(mprd_windows_program_options PUBLIC BOOST_PROGRAM_OPTIONS_STATIC_LINK)
set_target_properties(mprd_windows_program_options PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE 0)
add_library(Boost::program_options ALIAS mprd_windows_program_options)

# The memory of our programs (decision 0023). As C++, so that a request which cannot be met throws std::bad_alloc; without its own
# assertions (NDEBUG), whatever the build type.
set(mimalloc "${MPRD_WINDOWS_DEPS}/mimalloc")
file(CONFIGURE OUTPUT new_delete.cpp CONTENT "#include <mimalloc-new-delete.h>\n" @ONLY)
add_library(mprd_heap STATIC "${mimalloc}/src/static.c" "${CMAKE_CURRENT_BINARY_DIR}/new_delete.cpp")
target_include_directories(mprd_heap SYSTEM PRIVATE "${mimalloc}/include")
target_compile_definitions(mprd_heap PRIVATE MI_STATIC_LIB NDEBUG)
target_compile_options(mprd_heap PRIVATE -O2 -w)
target_link_libraries(mprd_heap PRIVATE psapi advapi32 bcrypt)
set_source_files_properties("${mimalloc}/src/static.c" PROPERTIES LANGUAGE CXX)

find_library(gcrypt libgcrypt.a REQUIRED)
find_library(gpg_error libgpg-error.a REQUIRED)
add_library(mprd_windows_gcrypt INTERFACE)
target_link_libraries(mprd_windows_gcrypt INTERFACE "${gcrypt}" "${gpg_error}" ws2_32)
add_library(PkgConfig::GCRYPT ALIAS mprd_windows_gcrypt)

# What of others becomes part of our programs, and its licence: name|file... packaging/windows ships the texts.
set(doc /usr/share/doc)
set(MPRD_LICENCES
    "libgcrypt|${doc}/libgcrypt-mingw-w64-dev/copyright"
    "libgpg-error|${doc}/libgpg-error-mingw-w64-dev/copyright"
    "GNU Lesser General Public License 2.1, of libgcrypt and libgpg-error|/usr/share/common-licenses/LGPL-2.1"
    "nlohmann/json|${doc}/nlohmann-json3-dev/copyright"
    "Boost|${MPRD_WINDOWS_DEPS}/boost/LICENSE_1_0.txt"
    "mimalloc|${mimalloc}/LICENSE"
    "MinGW-w64 with winpthreads|${doc}/mingw-w64-x86-64-dev/copyright"
    "libgcc and libstdc++ of GCC|${doc}/gcc-mingw-w64-x86-64-posix-runtime/copyright")
