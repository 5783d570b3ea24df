// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/error.hpp"
#include "platform/devices/device_kind.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace mprd::platform::serial {

/// Of the line; what the other end is set to must match.
enum class FlowControl {
    None,
    RtsCts,
};

/// What DCD means on this line.
enum class Carrier {
    Ignore,   ///< three-wire null modem, pty
    Require,  ///< loss of DCD hangs up
};

/// The `options` of a device of kind "serial".
struct Options {
    /// Of the terminal: "/dev/ttyS0".
    std::string path;
    std::uint32_t speed = 115200;  ///< bit/s
    FlowControl flow_control = FlowControl::None;
    Carrier carrier = Carrier::Ignore;
    DataPath data_path = DataPath::Auto;

    /// From JSON text. The error's detail starts with the JSON pointer of the wrong member.
    [[nodiscard]] static Result<Options> parse(std::string_view json_text);
};

}  // namespace mprd::platform::serial
