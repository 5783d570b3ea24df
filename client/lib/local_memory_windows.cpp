// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "client/lib/local_memory.hpp"

#include <new>

#include <windows.h>

namespace mprd::lib {

void* allocate_local(std::size_t size) {
    void* const memory = ::LocalAlloc(LMEM_FIXED | LMEM_ZEROINIT, size);
    if (memory == nullptr) {
        throw std::bad_alloc();
    }
    return memory;
}

}  // namespace mprd::lib
