// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/support/file_rights.hpp"

#include <sys/stat.h>

namespace mprd::test {

FileRights rights_of(const std::string& path) {
    struct stat status {};
    if (::stat(path.c_str(), &status) != 0) {
        return FileRights::Other;
    }
    switch (status.st_mode & 0777U) {
        case 0600:
            return FileRights::Private;
        case 0644:
            return FileRights::ReadByOthers;
        default:
            return FileRights::Other;
    }
}

OpenHanded::OpenHanded() : before_(::umask(0)) {}

OpenHanded::~OpenHanded() {
    ::umask(before_);
}

}  // namespace mprd::test
