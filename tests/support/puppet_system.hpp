// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace mprd::test {

// What the puppet needs of each system.

/// No line ends are changed on their way.
void make_octets_pass();
/// What one read of a descriptor gives, at most `room`; empty: its end.
[[nodiscard]] std::string read_some(int descriptor, std::size_t room);
void write_all(int descriptor, std::string_view text);
void ignore_requests_to_end();
/// Starts `puppet wait`: the number of the process.
[[nodiscard]] std::uint32_t start_waiting(const std::string& puppet);

}  // namespace mprd::test
