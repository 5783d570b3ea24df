// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/devices/serial/line_speed.hpp"

#include <algorithm>
#include <array>

#include <termios.h>

namespace mprd::platform::serial {
namespace {

struct Row {
    std::uint32_t speed;
    unsigned constant;
};

constexpr std::array kRows{
    Row{300, B300},
    Row{1200, B1200},
    Row{2400, B2400},
    Row{4800, B4800},
    Row{9600, B9600},
    Row{19200, B19200},
    Row{38400, B38400},
    Row{57600, B57600},
    Row{115200, B115200},
    Row{230400, B230400},
    Row{460800, B460800},
    Row{921600, B921600},
    Row{1000000, B1000000},
    Row{1500000, B1500000},
    Row{2000000, B2000000},
    Row{3000000, B3000000},
    Row{4000000, B4000000},
};

}  // namespace

bool is_line_speed(std::uint64_t bits_per_second) {
    return std::any_of(kRows.begin(), kRows.end(), [&](const Row& row) {
        return row.speed == bits_per_second;
    });
}

std::string line_speed_list() {
    std::string text;
    for (const Row& row : kRows) {
        text += (text.empty() ? "" : ", ") + std::to_string(row.speed);
    }
    return text;
}

unsigned line_speed_constant(std::uint32_t bits_per_second) {
    const auto* row = std::find_if(kRows.begin(), kRows.end(), [&](const Row& r) {
        return r.speed == bits_per_second;
    });
    return row == kRows.end() ? B115200 : row->constant;
}

}  // namespace mprd::platform::serial
