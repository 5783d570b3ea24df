// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/devices/serial/kind.hpp"

#include "platform/devices/serial/options.hpp"
#include "platform/devices/serial/serial_port.hpp"

namespace mprd::platform::serial {
namespace {

Result<void> check_options(std::string_view text) {
    const auto options = Options::parse(text);
    return options ? Result<void>() : Result<void>(options.error());
}

Result<std::unique_ptr<Port>> make_port(boost::asio::io_context& io, std::string_view text) {
    const auto options = Options::parse(text);
    if (!options) {
        return options.error();
    }
    return std::unique_ptr<Port>(std::make_unique<SerialPort>(io, *options));
}

}  // namespace

const DeviceKind kKind{
    .name = "serial",
    .api_type = "SERIAL",
    .check_options = &check_options,
    .make_port = &make_port,
};

}  // namespace mprd::platform::serial
