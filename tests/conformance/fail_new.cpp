// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
// To be preloaded, or linked into a library: lets one allocation of the calling thread fail, for
// the rows about code 8.
#include <cstdlib>
#include <new>

namespace {

/// Counts down to the allocation that fails; 0: none does.
thread_local unsigned long left = 0;

}  // namespace

/// The `number`-th allocation from now on fails (0: none). Whether the one asked for before did.
extern "C" int mprd_fail_new(unsigned long number) {
    static thread_local unsigned long armed = 0;
    const bool failed = armed != 0 && left == 0;
    armed = left = number;
    return failed ? 1 : 0;
}

void* operator new(std::size_t size) {
    if (left != 0 && --left == 0) {
        throw std::bad_alloc();
    }
    void* memory = std::malloc(size == 0 ? 1 : size);
    if (memory == nullptr) {
        throw std::bad_alloc();
    }
    return memory;
}

void operator delete(void* memory) noexcept {
    std::free(memory);
}
void operator delete(void* memory, std::size_t /*size*/) noexcept {
    std::free(memory);
}
