// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/devices/device_kind.hpp"
#include "platform/devices/exec/kind.hpp"
#include "platform/devices/l2tp/kind.hpp"
#include "platform/devices/modem/kind.hpp"
#include "platform/devices/openvpn/kind.hpp"
#include "platform/devices/pppoe/kind.hpp"
#include "platform/devices/serial/kind.hpp"

#include <algorithm>
#include <array>

namespace mprd::platform {
namespace {

const std::array kKinds{
    exec::kKind, l2tp::kKind, modem::kKind, openvpn::kKind, pppoe::kKind, serial::kKind};

}  // namespace

std::span<const DeviceKind> device_kinds() {
    return kKinds;
}

const DeviceKind* find_device_kind(std::string_view name) {
    const auto found = std::find_if(kKinds.begin(), kKinds.end(), [&](const DeviceKind& kind) {
        return kind.name == name;
    });
    return found == kKinds.end() ? nullptr : &*found;
}

}  // namespace mprd::platform
