// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "platform/devices/device_kind.hpp"

namespace mprd::platform::modem {

/// A Hayes modem on a serial line, landline or cellular.
extern const DeviceKind kKind;

}  // namespace mprd::platform::modem
