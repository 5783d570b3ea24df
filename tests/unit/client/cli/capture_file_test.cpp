// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "client/cli/capture_file.hpp"

#include "tests/support/catch.hpp"

#include <filesystem>
#include <fstream>
#include <iterator>

using namespace mprd::cli;

namespace {

/// A path with what people have in theirs; nothing is there at the end.
class AwkwardPath {
public:
    AwkwardPath() { std::filesystem::remove(path_); }
    ~AwkwardPath() {
        std::error_code ignored;
        std::filesystem::remove(path_, ignored);
    }
    AwkwardPath(const AwkwardPath&) = delete;
    AwkwardPath& operator=(const AwkwardPath&) = delete;

    /// In UTF-8.
    [[nodiscard]] std::string text() const {
        const std::u8string text = path_.u8string();
        return {text.begin(), text.end()};
    }
    [[nodiscard]] std::string content() const {
        std::ifstream file(path_, std::ios::binary);
        return {std::istreambuf_iterator<char>(file), {}};
    }

private:
    std::filesystem::path path_ =
        std::filesystem::temp_directory_path() / u8"mprd capture \u00e4\u20ac.pcapng";
};

}  // namespace

TEST_CASE("cli capture file: octets go into it as they are", "[cli][capture]") {
    const AwkwardPath path;
    const mprd::Bytes octets{0x0a, 0x0d, 0x00, 0x1a, 0xff};
    for (int i = 0; i < 2; ++i) {  // the second time it replaces the first
        CaptureFile file;
        REQUIRE(file.open(path.text()).empty());
        CHECK(file.write(octets).empty());
        CHECK(file.write(octets).empty());
        CHECK_FALSE(file.is_unread());
    }
    const std::string once(octets.begin(), octets.end());
    CHECK(path.content() == once + once);
}

TEST_CASE("cli capture file: why it cannot be opened", "[cli][capture][bad]") {
    CaptureFile file;
    CHECK_FALSE(file.open("/no/such/folder/file").empty());
}
