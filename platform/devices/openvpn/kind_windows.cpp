// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/devices/openvpn/kind.hpp"

#include "platform/devices/absent_kind.hpp"

namespace mprd::platform::openvpn {
namespace {

Error refusal() {
    return absent("devices of kind openvpn are there on Linux only so far");
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
    .name = "openvpn",
    .api_type = "vpn",
    .check_options = &check_options,
    .make_device = &make_device,
};

}  // namespace mprd::platform::openvpn
