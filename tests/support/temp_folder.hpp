// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <random>
#include <stdexcept>
#include <string>

namespace mprd::test {

/// A folder of the test's own, gone at its end.
class TempFolder {
public:
    TempFolder() {
        const auto parent = std::filesystem::temp_directory_path();
        std::random_device random;
        for (int tries = 0; tries < 100 && path_.empty(); ++tries) {
            const auto path = parent / ("mprd-test-" + std::to_string(random()));
            if (std::filesystem::create_directory(path)) {
                std::filesystem::permissions(path, std::filesystem::perms::owner_all);
                path_ = path.generic_string();
            }
        }
        if (path_.empty()) {
            throw std::runtime_error("cannot make a temporary folder");
        }
    }
    ~TempFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    TempFolder(const TempFolder&) = delete;
    TempFolder& operator=(const TempFolder&) = delete;

    /// Path of something in it.
    [[nodiscard]] std::string operator/(const std::string& name) const {
        return path_ + '/' + name;
    }
    [[nodiscard]] const std::string& path() const { return path_; }

private:
    std::string path_;
};

}  // namespace mprd::test
