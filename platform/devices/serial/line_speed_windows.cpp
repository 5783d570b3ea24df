// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/devices/serial/line_speed.hpp"

#include <algorithm>
#include <array>

namespace mprd::platform::serial {
namespace {

/// Windows leaves it to the driver which speeds it takes; these are those of Linux.
constexpr std::array<std::uint32_t, 17> kSpeeds{
    300,
    1200,
    2400,
    4800,
    9600,
    19200,
    38400,
    57600,
    115200,
    230400,
    460800,
    921600,
    1000000,
    1500000,
    2000000,
    3000000,
    4000000};

}  // namespace

bool is_line_speed(std::uint64_t bits_per_second) {
    return std::find(kSpeeds.begin(), kSpeeds.end(), bits_per_second) != kSpeeds.end();
}

std::string line_speed_list() {
    std::string text;
    for (const std::uint32_t speed : kSpeeds) {
        text += (text.empty() ? "" : ", ") + std::to_string(speed);
    }
    return text;
}

unsigned line_speed_constant(std::uint32_t bits_per_second) {
    return bits_per_second;
}

}  // namespace mprd::platform::serial
