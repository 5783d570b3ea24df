// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/windows/protected_text.hpp"

#include "platform/windows/file_system.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/temp_folder.hpp"

#include <fstream>
#include <iterator>

using namespace mprd;
using namespace mprd::platform;
using mprd::test::TempFolder;

TEST_CASE("protected text: comes back, and shows nothing", "[secrets]") {
    const std::string clear = R"({"users":{"head":"correct horse"}})";
    const auto hidden = protect(clear);
    REQUIRE(hidden);
    CHECK(is_protected(*hidden));
    CHECK(hidden->find("correct horse") == std::string::npos);
    CHECK(*unprotect(*hidden) == clear);
    CHECK_FALSE(is_protected(clear));
    std::string damaged = *hidden;
    damaged.resize(damaged.size() - 8);
    const auto failed = unprotect(damaged);
    REQUIRE_FALSE(failed);
    CHECK(failed.error().code == Errc::InvalidData);
    CHECK(failed.error().detail.find("write the secrets anew") != std::string::npos);
    CHECK_FALSE(unprotect("short"));
}

TEST_CASE("files: secrets are encrypted on disk, and may be written in clear", "[secrets][files]") {
    TempFolder folder;
    WindowsFileSystem files;
    const std::string path = folder / "secrets.json";
    std::ofstream(path) << "in clear";
    CHECK(*files.read(path) == "in clear");
    REQUIRE(files.write_atomically(path, "in clear", FileSystem::Privacy::Secret));
    CHECK(*files.read(path) == "in clear");
    std::ifstream raw(path, std::ios::binary);
    const std::string on_disk{std::istreambuf_iterator<char>(raw), {}};
    CHECK(on_disk.find("in clear") == std::string::npos);
    CHECK(is_protected(on_disk));
}
