// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>

namespace mprd::test {

/// How often this program has called operator new. Linking the source file makes it count.
[[nodiscard]] std::size_t allocation_count();

}  // namespace mprd::test
