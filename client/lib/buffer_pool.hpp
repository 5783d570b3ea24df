// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <mutex>
#include <unordered_map>

namespace mprd::lib {

/// Which function frees a block.
enum class Family {
    Admin,   ///< MprAdminBufferFree
    Config,  ///< MprConfigBufferFree
    Mib,     ///< MprAdminMIBBufferFree
    Info,    ///< MprInfoDelete
    Text,    ///< LocalFree
};

/// The blocks that callers hold. It knows them all, so that a pointer that is not one of them
/// (freed already, of another family, never given) is refused instead of corrupting the heap.
/// Thread-safe.
class BufferPool {
public:
    /// Zeroed, suitably aligned for every structure. Throws std::bad_alloc.
    [[nodiscard]] void* allocate(std::size_t size, Family family);
    /// False when it is no live block of this family; nothing happens then.
    [[nodiscard]] bool release(void* block, Family family);
    /// Live blocks, for tests.
    [[nodiscard]] std::size_t live() const;

    /// The one of the process; it is never destroyed, as threads may outlive main().
    static BufferPool& instance();

private:
    mutable std::mutex mutex_;
    std::unordered_map<void*, Family> blocks_;
};

}  // namespace mprd::lib
