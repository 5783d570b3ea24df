// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "platform/system/system.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/temp_folder.hpp"

#include <memory>
#include <string>

namespace mprd::test {

/// A folder for the files of a configuration.
struct StoredFolder {
    void write(const std::string& name, const std::string& what) {
        REQUIRE(posix->make_folder(folder / "interfaces.d"));
        REQUIRE(posix->write_atomically(folder / name, what, platform::FileSystem::Privacy::Public)
        );
    }
    /// "(none)" if there is no such file.
    [[nodiscard]] std::string text(const std::string& name) const {
        const auto read = posix->read(folder / name);
        return read ? *read : "(none)";
    }

    TempFolder folder;
    const std::unique_ptr<platform::FileSystem> posix = platform::make_file_system();
};

}  // namespace mprd::test
