// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/error.hpp"

#include <string>

namespace mprd::platform {

/// Tells when a file of a folder was written, replaced or removed. Whom, is said when it is made;
/// out of the event loop, with the path of the file, or with an empty path when the system dropped
/// reports: look at everything.
class FolderWatch {
public:
    virtual ~FolderWatch() = default;
    /// The files of this folder, not of folders in it. The path stands in reports as it is here.
    [[nodiscard]] virtual Result<void> add(const std::string& folder) = 0;
    /// No reports any more.
    virtual void stop() = 0;
};

}  // namespace mprd::platform
