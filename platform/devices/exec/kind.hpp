// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "platform/devices/device_kind.hpp"

namespace mprd::platform::exec {

/// Any program that speaks PPP on its standard input and output: ssh to a host with pppd, pptp,
/// pppoe. Its secrets are environment variables of the program.
extern const DeviceKind kKind;

}  // namespace mprd::platform::exec
