// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "platform/devices/device_kind.hpp"

namespace mprd::platform::l2tp {

/// PPP through L2TP tunnels over UDP (RFC 2661), in user space: calls as LAC, answers as LNS.
extern const DeviceKind kKind;

}  // namespace mprd::platform::l2tp
