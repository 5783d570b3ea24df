// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/base/absolute_path.hpp"

#include "tests/support/catch.hpp"

using namespace mprd;

TEST_CASE("base: each system has its own words for a path from the root", "[base][path]") {
    for (const char* path :
         {"C:\\", "C:\\a.dll", "z:/a b.dll", R"(\\server\share\a)", "//server/a"}) {
        INFO(path);
        CHECK(is_absolute_windows_path(path));
        CHECK(is_absolute_posix_path(path) == (*path == '/'));
    }
    for (const char* path : {"", "a.dll", "C:", "C:a.dll", "\\a.dll", "/a.dll", "1:\\a", ":/a"}) {
        INFO(path);
        CHECK_FALSE(is_absolute_windows_path(path));
    }
}

TEST_CASE("base: a path is absolute in the words of either system", "[base][path]") {
    for (const char* path :
         {"/", "/usr/lib/a.so", "C:\\a.dll", "z:/a b.dll", R"(\\server\share\a)"}) {
        INFO(path);
        CHECK(is_absolute_path(path));
    }
    for (const char* path : {"", "a.so", "./a.so", "C:", "C:a.dll", "\\a.dll", "1:\\a", ":/a"}) {
        INFO(path);
        CHECK_FALSE(is_absolute_path(path));
    }
}
