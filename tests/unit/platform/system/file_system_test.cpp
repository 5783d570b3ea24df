// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/system/system.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/temp_folder.hpp"

#include <filesystem>
#include <fstream>

using namespace mprd;
using namespace mprd::platform;
using mprd::test::TempFolder;
using Privacy = FileSystem::Privacy;

namespace {

std::size_t files_in(const TempFolder& folder) {
    std::size_t count = 0;
    for ([[maybe_unused]] const auto& entry : std::filesystem::directory_iterator(folder.path())) {
        ++count;
    }
    return count;
}

}  // namespace

TEST_CASE("files: an identity changes with the file, and a young one is not settled", "[files]") {
    TempFolder folder;
    const auto made = make_file_system();
    FileSystem& files = *made;
    CHECK(files.identity(folder / "a").error().code == Errc::FileNotFound);
    REQUIRE(files.write_atomically(folder / "a", "one", Privacy::Public));
    const auto first = files.identity(folder / "a");
    REQUIRE(first);
    CHECK_FALSE(first->is_settled);
    CHECK(first->size == 3);
    CHECK(*files.identity(folder / "a") == *first);
    REQUIRE(files.write_atomically(folder / "a", "two", Privacy::Public));
    CHECK(*files.identity(folder / "a") != *first);
}

TEST_CASE("files: what is written is read, again and again", "[files]") {
    TempFolder folder;
    const auto made = make_file_system();
    FileSystem& files = *made;
    for (const std::string& text : {std::string("one"), std::string(200000, 'x'), std::string()}) {
        REQUIRE(files.write_atomically(folder / "a", text, Privacy::Public));
        CHECK(*files.read(folder / "a") == text);
    }
    CHECK(files_in(folder) == 1);
    CHECK(files.read(folder / "b").error().code == Errc::FileNotFound);
    CHECK_FALSE(files.read(folder.path()));
}

TEST_CASE("files: a replaced target that is a folder stays", "[files][faults]") {
    TempFolder folder;
    const auto made = make_file_system();
    FileSystem& files = *made;
    std::filesystem::create_directory(folder / "a");
    const auto written = files.write_atomically(folder / "a", "new", Privacy::Public);
    REQUIRE_FALSE(written);
    CHECK(written.error().detail.find("cannot replace") == 0);
    CHECK(files_in(folder) == 1);
}

TEST_CASE("files: lists what ends so, sorted; what is not there is empty", "[files]") {
    TempFolder folder;
    const auto made = make_file_system();
    FileSystem& files = *made;
    for (const char* name : {"b.json", "a.json", "a.json.new", ".hidden.json", ".json", "c.txt"}) {
        std::ofstream(folder / name) << "x";
    }
    CHECK(
        *files.list(folder.path(), ".json") ==
        std::vector<std::string>{folder / "a.json", folder / "b.json"}
    );
    CHECK(files.list(folder / "none", ".json")->empty());
    CHECK_FALSE(files.list(folder / "a.json", ".json"));
}

TEST_CASE("files: removing and making are done when they are done", "[files]") {
    TempFolder folder;
    const auto made = make_file_system();
    FileSystem& files = *made;
    CHECK(files.make_folder(folder / "x/y"));
    CHECK(files.make_folder(folder / "x/y"));
    CHECK(files.write_atomically(folder / "x/y/a", "", Privacy::Public));
    CHECK(files.remove(folder / "x/y/a"));
    CHECK(files.remove(folder / "x/y/a"));
    CHECK_FALSE(files.remove(folder / "x/y"));
    REQUIRE(files.write_atomically(folder / "file", "", Privacy::Public));
    CHECK_FALSE(files.make_folder(folder / "file/x"));
}

TEST_CASE("files: a lock keeps others out until it goes", "[files]") {
    TempFolder folder;
    const auto files = make_file_system();
    auto lock = files->lock(folder / "lock");
    REQUIRE(lock);
    const auto second = files->lock(folder / "lock");
    REQUIRE_FALSE(second);
    CHECK(second.error().code == Errc::CannotWritePhonebook);
    lock->reset();
    CHECK(files->lock(folder / "lock"));
    CHECK_FALSE(files->lock(folder / "none/lock"));
}

TEST_CASE("state: one process has a folder", "[files]") {
    TempFolder folder;
    auto lock = lock_state(folder.path());
    REQUIRE(lock);
    const auto second = lock_state(folder.path());
    REQUIRE_FALSE(second);
    CHECK(second.error().code == Errc::AlreadyConnected);
    CHECK(second.error().detail == "another mprd uses state folder " + folder.path());
    lock->reset();
    CHECK(lock_state(folder.path()));
}
