// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "client/lib/buffer_pool.hpp"

#include <cstdlib>
#include <new>

namespace mprd::lib {

void* BufferPool::allocate(std::size_t size, Family family) {
    void* block = std::calloc(1, size == 0 ? 1 : size);
    if (block == nullptr) {
        throw std::bad_alloc();
    }
    try {
        const std::lock_guard lock(mutex_);
        blocks_.emplace(block, family);
    } catch (...) {
        std::free(block);
        throw;
    }
    return block;
}

bool BufferPool::release(void* block, Family family) {
    const std::lock_guard lock(mutex_);
    const auto found = blocks_.find(block);
    if (found == blocks_.end() || found->second != family) {
        return false;
    }
    blocks_.erase(found);
    std::free(block);
    return true;
}

std::size_t BufferPool::live() const {
    const std::lock_guard lock(mutex_);
    return blocks_.size();
}

BufferPool& BufferPool::instance() {
    static BufferPool* const pool = new BufferPool;
    return *pool;
}

}  // namespace mprd::lib
