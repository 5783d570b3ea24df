// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "platform/devices/device_kind.hpp"

namespace mprd::platform::openvpn {

/// Tunnels of the openvpn program, as client and as server: IP packets without PPP.
extern const DeviceKind kKind;

}  // namespace mprd::platform::openvpn
