// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/error.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace mprd::platform {

/// Kept while it lives: FileSystem::lock().
class FileLock {
public:
    virtual ~FileLock() = default;
};

/// Tells one state of a file from another without reading it.
struct FileIdentity {
    std::uint64_t device = 0;
    std::uint64_t number = 0;  ///< of the file on its device; another one after write_atomically()
    std::uint64_t size = 0;    ///< octets
    std::int64_t changed = 0;  ///< of content or rights: nanoseconds since 1970
    /// The last change is so long ago that the next one cannot have the same time.
    bool is_settled = false;
    friend bool operator==(const FileIdentity&, const FileIdentity&) = default;
};

/// Whole files, safely.
class FileSystem {
public:
    /// Who may read a written file.
    enum class Privacy {
        Public,  ///< everybody (0644)
        Secret,  ///< the owner alone (0600)
    };
    /// Every call blocks until the disk has answered. Errors carry the path and the system's text.
    virtual ~FileSystem() = default;
    /// Whether a path names the same file in whichever folder a program is. If not, the error (87)
    /// says how such a path is written.
    [[nodiscard]] virtual Result<void> check_absolute(const std::string& path) const = 0;
    /// FileNotFound (2) when there is none.
    [[nodiscard]] virtual Result<std::string> read(const std::string& path) = 0;
    /// FileNotFound (2) when there is none. Of folders, too: files that come and go change it.
    [[nodiscard]] virtual Result<FileIdentity> identity(const std::string& path) = 0;
    /// After it, also after a power cut in between, the old or the new file is there, never a part:
    /// temporary file, fsync, rename, fsync of the folder. On error the old file is as it was.
    [[nodiscard]] virtual Result<void> write_atomically(
        const std::string& path, const std::string& text, Privacy privacy
    ) = 0;
    /// Removing what is not there is no error.
    [[nodiscard]] virtual Result<void> remove(const std::string& path) = 0;
    /// Paths of the files of a folder whose names end with `suffix`, sorted. A folder that is not
    /// there has none.
    [[nodiscard]] virtual Result<std::vector<std::string>> list(
        const std::string& folder, const std::string& suffix
    ) = 0;
    /// Keeps other processes that lock the same path out, until the object goes or the process
    /// ends. Makes the file, which stays. Never waits: 624 when somebody has the lock.
    [[nodiscard]] virtual Result<std::unique_ptr<FileLock>> lock(const std::string& path) = 0;
    /// With its parents; a folder that is there already is no error.
    [[nodiscard]] virtual Result<void> make_folder(const std::string& path) = 0;
};

}  // namespace mprd::platform
