// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "client/lib/buffer_pool.hpp"
#include "client/lib/local_memory.hpp"

namespace mprd::lib {

// LocalFree is our own there (client/include/mprd/event.h).
void* allocate_local(std::size_t size) {
    return BufferPool::instance().allocate(size, Family::Text);
}

}  // namespace mprd::lib
