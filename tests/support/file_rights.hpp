// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace mprd::test {

/// Who may do what with a file, as far as mprd cares.
enum class FileRights {
    Private,       ///< only its owner (on Windows SYSTEM and administrators, too) reads it
    ReadByOthers,  ///< its owner writes it, others may read it
    Other,         ///< no such file included
};
[[nodiscard]] FileRights rights_of(const std::string& path);

/// As long as it lives, a new file of which nothing is said may be read and written by all.
class OpenHanded {
public:
    OpenHanded();
    ~OpenHanded();
    OpenHanded(const OpenHanded&) = delete;
    OpenHanded& operator=(const OpenHanded&) = delete;

private:
    unsigned before_;
};

}  // namespace mprd::test
