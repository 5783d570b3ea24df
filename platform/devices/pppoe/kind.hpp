// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "platform/devices/device_kind.hpp"

namespace mprd::platform::pppoe {

/// An Ethernet interface with PPPoE on it: calls to access concentrators, and answers as one.
extern const DeviceKind kKind;

}  // namespace mprd::platform::pppoe
