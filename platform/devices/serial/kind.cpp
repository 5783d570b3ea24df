// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/devices/serial/kind.hpp"

#include "platform/devices/serial/options.hpp"
#include "platform/devices/serial/serial_port.hpp"

#include <utility>

namespace mprd::platform::serial {
namespace {

Result<void> check_options(std::string_view text) {
    const auto options = Options::parse(text);
    return options ? Result<void>() : Result<void>(options.error());
}

DataPath data_path(std::string_view text) {
    const auto options = Options::parse(text);
    return options ? possible_path(options->data_path, &SerialLine::kernel_has_ppp)
                   : DataPath::User;
}

/// A line carries one call: nothing is shared.
class SerialDevice final : public Device {
public:
    SerialDevice(boost::asio::io_context& io, Options options)
        : io_(io), options_(std::move(options)) {}

    [[nodiscard]] Result<std::unique_ptr<Port>> make_port(std::uint32_t /*index*/) override {
        return std::unique_ptr<Port>(std::make_unique<SerialPort>(io_, options_));
    }

private:
    boost::asio::io_context& io_;
    Options options_;
};

Result<std::unique_ptr<Device>> make_device(
    const DeviceContext& context, std::string_view text, const DeviceSecrets& /*secrets*/
) {
    auto options = Options::parse(text);
    if (!options) {
        return options.error();
    }
    return std::unique_ptr<Device>(std::make_unique<SerialDevice>(context.io, std::move(*options)));
}

}  // namespace

const DeviceKind kKind{
    .name = "serial",
    .api_type = "SERIAL",
    .check_options = &check_options,
    .data_path = &data_path,
    .make_device = &make_device,
};

}  // namespace mprd::platform::serial
