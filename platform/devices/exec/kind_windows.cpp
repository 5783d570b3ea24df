// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/devices/exec/kind.hpp"

#include "platform/devices/absent_kind.hpp"

namespace mprd::platform::exec {
namespace {

Error refusal() {
    return absent("devices of kind exec are there on Linux only so far");
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
    .name = "exec",
    .api_type = "GENERIC",
    .check_options = &check_options,
    .make_device = &make_device,
};

}  // namespace mprd::platform::exec
