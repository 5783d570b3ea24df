// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/error.hpp"
#include "core/modem/at_settings.hpp"
#include "platform/devices/serial/options.hpp"

#include <string_view>

namespace mprd::platform::modem {

/// Whether the modem's DCD is believed.
enum class CarrierDetect {
    Auto,    ///< where the line has DCD and it is up at CONNECT
    Ignore,  ///< a cable without it, or a modem that keeps it up (AT&C0)
};

/// Whether the log shows what is said.
enum class Dialogue {
    Hidden,
    Logged,  ///< with secrets masked
};

/// The `options` of a device of kind "modem"; members as in options.schema.json.
struct Options {
    serial::Options line;
    /// Without secrets: the device puts them in.
    mprd::modem::AtSettings at;
    CarrierDetect carrier = CarrierDetect::Auto;
    Dialogue dialogue = Dialogue::Hidden;

    /// From JSON text. The error's detail starts with the JSON pointer of the wrong member.
    [[nodiscard]] static Result<Options> parse(std::string_view json_text);
};

/// "pin", and any name that a chat script could use.
[[nodiscard]] bool is_secret(std::string_view name);

}  // namespace mprd::platform::modem
