// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "platform/system/system.hpp"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace mprd::test {

/// The real file system, with faults and a journal of what was written.
class FaultyFiles final : public platform::FileSystem {
public:
    [[nodiscard]] Result<void> check_absolute(const std::string& path) const override {
        return files_->check_absolute(path);
    }
    [[nodiscard]] Result<std::string> read(const std::string& path) override {
        reads += 1;
        return step() ? files_->read(path) : fault();
    }
    [[nodiscard]] Result<platform::FileIdentity> identity(const std::string& path) override {
        auto identity = files_->identity(path);
        if (identity && all_settled) {
            identity->is_settled = true;
        }
        return identity;
    }
    [[nodiscard]] Result<void> write_atomically(
        const std::string& path, const std::string& text, Privacy privacy
    ) override {
        return step() ? files_->write_atomically(path, text, privacy) : fault();
    }
    [[nodiscard]] Result<void> remove(const std::string& path) override {
        return step() ? files_->remove(path) : fault();
    }
    [[nodiscard]] Result<std::vector<std::string>> list(
        const std::string& folder, const std::string& suffix
    ) override {
        if (!step()) {
            return fault();
        }
        return files_->list(folder, suffix);
    }
    [[nodiscard]] Result<std::unique_ptr<platform::FileLock>> lock(const std::string& path
    ) override {
        if (!step()) {
            return fault();
        }
        return files_->lock(path);
    }
    [[nodiscard]] Result<void> make_folder(const std::string& path) override {
        return step() ? files_->make_folder(path) : fault();
    }

    std::optional<int> fail_at;  ///< the step, from 0, that fails
    int steps = 0;
    int reads = 0;             ///< files that were read
    bool all_settled = false;  ///< as if all files had been written long ago

private:
    bool step() { return steps++ != fail_at; }
    static Error fault() { return make_error(Errc::CanNotComplete, "the disk is full"); }
    std::unique_ptr<platform::FileSystem> files_ = platform::make_file_system();
};

}  // namespace mprd::test
