// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

namespace mprd::test {

/// Whether there is a process of this number that has not ended.
[[nodiscard]] bool is_alive(std::uint32_t process);

}  // namespace mprd::test
