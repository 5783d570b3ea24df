// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/devices/modem/kind.hpp"

#include "platform/devices/modem/modem_device.hpp"
#include "platform/devices/modem/options.hpp"
#include "platform/devices/serial/serial_line.hpp"

#include <utility>

namespace mprd::platform::modem {
namespace {

Result<void> check_options(std::string_view text) {
    const auto options = Options::parse(text);
    return options ? Result<void>() : Result<void>(options.error());
}

/// Where DCD tells nothing, the modem's own NO CARRIER does, and only who reads the line sees it.
DataPath data_path(std::string_view text) {
    const auto options = Options::parse(text);
    if (!options ||
        (options->carrier == CarrierDetect::Ignore && options->line.data_path == DataPath::Auto)) {
        return DataPath::User;
    }
    return possible_path(options->line.data_path, &serial::SerialLine::kernel_has_ppp);
}

/// A variable without a value is told before the first call needs it.
Result<void> add_secrets(Options& options, const DeviceSecrets& secrets) {
    if (const auto pin = secrets.find("pin"); pin != secrets.end() && options.at.cellular) {
        options.at.cellular->pin = pin->second;
    }
    if (!options.at.chat) {
        return {};
    }
    for (const std::string& name : options.at.chat->variables()) {
        const auto secret = secrets.find(name);
        if (secret == secrets.end() && name != "number") {
            return make_error(
                Errc::InvalidData,
                "the chat script uses ${" + name + "}: set it as a secret of the device"
            );
        }
        if (secret != secrets.end()) {
            options.at.chat_variables.insert_or_assign(name, secret->second);
        }
    }
    return {};
}

Result<std::unique_ptr<Device>> make_device(
    const DeviceContext& context, std::string_view text, const DeviceSecrets& secrets
) {
    auto options = Options::parse(text);
    if (!options) {
        return options.error();
    }
    if (auto added = add_secrets(*options, secrets); !added) {
        return added.error();
    }
    return std::unique_ptr<Device>(std::make_unique<ModemDevice>(context, *std::move(options)));
}

}  // namespace

const DeviceKind kKind{
    .name = "modem",
    .api_type = "modem",
    .check_options = &check_options,
    .is_secret = &is_secret,
    .data_path = &data_path,
    .make_device = &make_device,
};

}  // namespace mprd::platform::modem
