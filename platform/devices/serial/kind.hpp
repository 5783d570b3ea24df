// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "platform/devices/device_kind.hpp"

namespace mprd::platform::serial {

/// A serial line with a PPP peer at the other end: a null modem, a console server's port, a pty.
extern const DeviceKind kKind;

}  // namespace mprd::platform::serial
