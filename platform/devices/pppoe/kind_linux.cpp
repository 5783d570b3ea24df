// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/devices/pppoe/kind.hpp"

#include "platform/devices/pppoe/kernel_session.hpp"
#include "platform/devices/pppoe/options.hpp"
#include "platform/devices/pppoe/pppoe_device.hpp"

#include <utility>

namespace mprd::platform::pppoe {
namespace {

Result<void> check_options(std::string_view text) {
    const auto options = Options::parse(text);
    return options ? Result<void>() : Result<void>(options.error());
}

DataPath data_path(std::string_view text) {
    const auto options = Options::parse(text);
    return options ? possible_path(options->data_path, &KernelSession::is_possible)
                   : DataPath::User;
}

Result<std::unique_ptr<Device>> make_device(
    const DeviceContext& context, std::string_view text, const DeviceSecrets& /*it has none*/
) {
    auto options = Options::parse(text);
    if (!options) {
        return options.error();
    }
    return std::unique_ptr<Device>(std::make_unique<PppoeDevice>(context, std::move(*options)));
}

}  // namespace

const DeviceKind kKind{
    .name = "pppoe",
    .api_type = "PPPoE",
    .check_options = &check_options,
    .data_path = &data_path,
    .make_device = &make_device,
};

}  // namespace mprd::platform::pppoe
