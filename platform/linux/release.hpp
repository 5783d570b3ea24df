// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <netlink/cache.h>

#include <memory>

namespace mprd::platform {

/// For std::unique_ptr: gives an object of a C library back with the library's own function.
template <auto Put>
struct Release {
    template <class T>
    void operator()(T* object) const {
        Put(object);
    }
};

/// What libnl knows of the kernel's tables.
using CachePtr = std::unique_ptr<nl_cache, Release<nl_cache_free>>;

}  // namespace mprd::platform
