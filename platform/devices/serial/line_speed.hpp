// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

namespace mprd::platform::serial {

/// True for the speeds that serial lines of this system can be set to.
[[nodiscard]] bool is_line_speed(std::uint64_t bits_per_second);
/// "300, 1200, ..." for messages.
[[nodiscard]] std::string line_speed_list();
/// The system's constant for a speed that passed is_line_speed() (B115200 for 115200 on POSIX
/// systems).
[[nodiscard]] unsigned line_speed_constant(std::uint32_t bits_per_second);

}  // namespace mprd::platform::serial
