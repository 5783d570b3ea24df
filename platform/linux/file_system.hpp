// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "platform/api/file_system.hpp"

namespace mprd::platform {

/// FileSystem over POSIX calls. Stateless.
class PosixFileSystem final : public FileSystem {
public:
    [[nodiscard]] Result<void> check_absolute(const std::string& path) const override;
    [[nodiscard]] Result<std::string> read(const std::string& path) override;
    [[nodiscard]] Result<FileIdentity> identity(const std::string& path) override;
    [[nodiscard]] Result<void> write_atomically(
        const std::string& path, const std::string& text, Privacy privacy
    ) override;
    [[nodiscard]] Result<void> remove(const std::string& path) override;
    [[nodiscard]] Result<std::vector<std::string>> list(
        const std::string& folder, const std::string& suffix
    ) override;
    [[nodiscard]] Result<std::unique_ptr<FileLock>> lock(const std::string& path) override;
    [[nodiscard]] Result<void> make_folder(const std::string& path) override;
};

}  // namespace mprd::platform
