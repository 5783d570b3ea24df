// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/crypto.hpp"
#include "core/base/error.hpp"

#include <string>
#include <vector>

namespace mprd::config {

/// A file of the store, by its name in the store's folder: "mprd.json", "secrets.json",
/// "interfaces.d/branch1.json".
struct StoredFile {
    std::string name;
    std::string text;
};

/// What a backup file begins to be understood with. A newer one is refused.
inline constexpr int kBackupVersion = 1;

/// The whole store as one text with version and checksum: the form of backup files.
[[nodiscard]] std::string backup_text(const std::vector<StoredFile>& files, const Crypto& crypto);
/// The other way. 13 for a text that is no backup, of a newer version, damaged, or that names other
/// files than those of a store; the error says which.
[[nodiscard]] Result<std::vector<StoredFile>> read_backup(
    const std::string& text, const Crypto& crypto
);

}  // namespace mprd::config
