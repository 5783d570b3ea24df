// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace mprd::platform {

/// For std::unique_ptr: gives an object of a C library back with the library's own function.
template <auto Put>
struct Release {
    template <class T>
    void operator()(T* object) const {
        Put(object);
    }
};

}  // namespace mprd::platform
