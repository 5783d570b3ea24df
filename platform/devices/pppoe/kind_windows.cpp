// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/devices/pppoe/kind.hpp"

#include "platform/devices/absent_kind.hpp"

namespace mprd::platform::pppoe {
namespace {

Error refusal() {
    return absent("PPPoE needs a driver for packets of an Ethernet, which Windows does not have; run mprd on Linux for it");
}

Result<void> check_options(std::string_view /*options*/) {
    return refusal();
}

Result<std::unique_ptr<Device>> make_device(
    const DeviceContext& /*context*/,
    std::string_view /*options*/,
    const DeviceSecrets& /*secrets*/
) {
    return refusal();
}

}  // namespace

const DeviceKind kKind{
    .name = "pppoe",
    .api_type = "PPPoE",
    .check_options = &check_options,
    .make_device = &make_device,
};

}  // namespace mprd::platform::pppoe
