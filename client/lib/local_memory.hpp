// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>

namespace mprd::lib {

/// Zeroed memory that callers free with LocalFree. Throws std::bad_alloc.
[[nodiscard]] void* allocate_local(std::size_t size);

}  // namespace mprd::lib
