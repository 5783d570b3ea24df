// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/windows/file_system.hpp"

#include "tests/support/catch.hpp"

using namespace mprd;

TEST_CASE("files: a path with drive or server is absolute", "[files]") {
    const platform::WindowsFileSystem files;
    for (const std::string path :
         {R"(C:\Wörk дом\mprd.backup)", "z:/tmp/mprd.backup", R"(\\server\share\mprd.backup)"}) {
        INFO(path);
        CHECK(files.check_absolute(path));
    }
}

TEST_CASE("files: what depends on a current folder or drive, or is no file, is not", "[files]") {
    const platform::WindowsFileSystem files;
    for (const std::string path :
         {"",
          "mprd.backup",
          R"(..\mprd.backup)",
          R"(\mprd.backup)",
          "/mprd.backup",
          "C:mprd.backup",
          R"(C:\)",
          R"(1:\mprd.backup)",
          R"(\\server)",
          R"(\\server\share)",
          R"(\\server\share\)",
          R"(\\server\\mprd.backup)",
          R"(\\\share\mprd.backup)",
          R"(\\.\pipe\mprd)"}) {
        INFO(path);
        const auto checked = files.check_absolute(path);
        REQUIRE_FALSE(checked);
        CHECK(checked.error().code == Errc::InvalidParameter);
        CHECK(checked.error().detail.find(R"("C:\Backup\mprd.backup")") != std::string::npos);
        CHECK(checked.error().detail.ends_with("found \"" + path + '"'));
    }
    CHECK_FALSE(files.check_absolute(std::string("C:\\a\0b", 6)));
}
