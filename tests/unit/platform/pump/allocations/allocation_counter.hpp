// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>

namespace mprd::test {

/// Calls of operator new in this program so far.
[[nodiscard]] std::size_t allocation_count();

}  // namespace mprd::test
