// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

namespace mprd::test {

/// Transports by the numbers of the API.
inline constexpr std::uint32_t kIp = 0x21;
inline constexpr std::uint32_t kIpx = 0x2b;
inline constexpr std::uint32_t kIpv6 = 0x57;

}  // namespace mprd::test
