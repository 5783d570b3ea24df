// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace mprd::lib {

/// While it lives, this library stays in the process, also when its program unloads it: threads run
/// in it.
class LibraryReference {
public:
    LibraryReference();
    ~LibraryReference();
    LibraryReference(const LibraryReference&) = delete;
    LibraryReference& operator=(const LibraryReference&) = delete;

private:
    [[maybe_unused]] void* module_ = nullptr;
};

}  // namespace mprd::lib
