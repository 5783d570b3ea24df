// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/process/process_command.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/temp_folder.hpp"

#include <filesystem>
#include <fstream>

using namespace mprd;
using platform::find_program;

namespace {

/// A folder with a program in it is the current one, until the end.
class CurrentFolder {
public:
    CurrentFolder() : before_(std::filesystem::current_path()) {
        const std::string file = here_ / "tool.exe";
        std::ofstream(file) << "no program, but a file that may be run";
        std::filesystem::permissions(file, std::filesystem::perms::owner_all);
        std::filesystem::current_path(here_.path());
    }
    ~CurrentFolder() { std::filesystem::current_path(before_); }
    CurrentFolder(const CurrentFolder&) = delete;
    CurrentFolder& operator=(const CurrentFolder&) = delete;

    [[nodiscard]] std::string path() const {
        return std::filesystem::path(here_.path()).make_preferred().string();
    }

private:
    test::TempFolder here_;
    std::filesystem::path before_;
};

}  // namespace

TEST_CASE("process: a program is looked up in the folders of PATH", "[process][find]") {
    const CurrentFolder here;
    const auto found = find_program("tool.exe", here.path());
    REQUIRE(found);
    CHECK(found->starts_with(here.path()));
}

TEST_CASE(
    "process: folders of PATH that depend on the current one do not count", "[process][find]"
) {
    const CurrentFolder here;
    const std::string path = here.path();
    const std::string last = std::filesystem::path(path).filename().string();
    // On Windows "C:folder" is one, too: below what is current on that drive.
    for (const std::string& folder :
         {std::string(), std::string("."), "../" + last, path.substr(0, 2) + '.'}) {
        INFO(folder);
        const auto found = find_program("tool.exe", folder);
        REQUIRE_FALSE(found);
        CHECK(found.error().code == Errc::DeviceNotReady);
    }
}
