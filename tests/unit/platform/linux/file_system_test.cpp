// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/linux/file_system.hpp"

#include "tests/support/catch.hpp"
#include "tests/support/temp_folder.hpp"

#include <csignal>
#include <filesystem>
#include <fstream>
#include <utility>

#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

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

/// Writes beyond this size fail, as on a full disk.
class SmallDisk {
public:
    explicit SmallDisk(rlim_t size) {
        ::getrlimit(RLIMIT_FSIZE, &before_);
        handler_ = std::signal(SIGXFSZ, SIG_IGN);
        const rlimit small{size, before_.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &small);
    }
    ~SmallDisk() {
        ::setrlimit(RLIMIT_FSIZE, &before_);
        std::signal(SIGXFSZ, handler_);
    }
    SmallDisk(const SmallDisk&) = delete;
    SmallDisk& operator=(const SmallDisk&) = delete;

private:
    rlimit before_{};
    void (*handler_)(int) = nullptr;
};

}  // namespace

TEST_CASE(
    "files: a write that fails half way leaves the old file and nothing else", "[files][faults]"
) {
    TempFolder folder;
    PosixFileSystem files;
    REQUIRE(files.write_atomically(folder / "a", "old", Privacy::Public));
    {
        const SmallDisk disk(100000);
        const auto written =
            files.write_atomically(folder / "a", std::string(200000, 'x'), Privacy::Public);
        REQUIRE_FALSE(written);
        CHECK(written.error().detail.find("cannot write") == 0);
    }
    CHECK(*files.read(folder / "a") == "old");
    CHECK(files_in(folder) == 1);
}

TEST_CASE("files: a folder that cannot be written to leaves the old file", "[files][faults]") {
    TempFolder folder;
    PosixFileSystem files;
    REQUIRE(files.write_atomically(folder / "a", "old", Privacy::Public));
    // Where the temporary file would be, something stands that cannot be removed.
    std::filesystem::create_directories(folder / "a.new/full");
    CHECK_FALSE(files.write_atomically(folder / "a", "new", Privacy::Public));
    CHECK(*files.read(folder / "a") == "old");
    CHECK_FALSE(files.write_atomically(folder / "a/b", "new", Privacy::Public));
    CHECK_FALSE(files.write_atomically(folder / "no/b", "new", Privacy::Public));
    if (::geteuid() != 0) {
        ::chmod(folder.path().c_str(), 0500);
        CHECK_FALSE(files.write_atomically(folder / "c", "new", Privacy::Public));
        ::chmod(folder.path().c_str(), 0700);
    }
}

TEST_CASE("files: a left-over temporary file is neither trusted nor followed", "[files]") {
    TempFolder folder;
    PosixFileSystem files;
    std::ofstream(folder / "victim") << "victim";
    std::filesystem::create_symlink(folder / "victim", folder / "a.new");
    REQUIRE(files.write_atomically(folder / "a", "new", Privacy::Secret));
    CHECK(*files.read(folder / "victim") == "victim");
    CHECK(*files.read(folder / "a") == "new");
    struct stat status {};
    REQUIRE(::stat((folder / "a").c_str(), &status) == 0);
    CHECK((status.st_mode & 0777U) == 0600);
}

TEST_CASE("files: what has not changed for long is settled", "[files]") {
    CHECK(PosixFileSystem().identity("/")->is_settled);
}

TEST_CASE("files: what root makes belongs to the owner of the folder", "[files]") {
    if (::geteuid() != 0) {
        return;  // nobody else may give files away; the test of the packages runs as root
    }
    TempFolder folder;
    PosixFileSystem files;
    REQUIRE(::chown(folder.path().c_str(), 65534, 65534) == 0);
    std::ofstream(folder / "held") << "";  // of root before us: stays root's
    REQUIRE(files.write_atomically(folder / "a", "new", Privacy::Secret));
    REQUIRE(files.lock(folder / "lock"));
    REQUIRE(files.lock(folder / "held"));
    for (const auto& [name, owner] : {std::pair{"a", 65534U}, {"lock", 65534U}, {"held", 0U}}) {
        struct stat status {};
        REQUIRE(::stat((folder / name).c_str(), &status) == 0);
        CHECK(status.st_uid == owner);
    }
}

TEST_CASE("files: a path from the root is absolute", "[files]") {
    const PosixFileSystem files;
    CHECK(files.check_absolute("/var/Wörk дом/mprd.backup"));
    for (const std::string& path :
         {std::string(),
          std::string("mprd.backup"),
          std::string("../mprd.backup"),
          std::string("C:\\mprd.backup"),
          std::string("/a\0b", 4)}) {
        INFO(path);
        const auto checked = files.check_absolute(path);
        REQUIRE_FALSE(checked);
        CHECK(checked.error().code == Errc::InvalidParameter);
        CHECK(checked.error().detail.find("\"/var/backups/mprd.backup\"") != std::string::npos);
    }
}
