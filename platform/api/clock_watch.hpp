// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace mprd::platform {

/// Calls back whenever somebody sets the wall clock, as long as it lives; whom, is said when it is
/// made. Slow adjustment by NTP is no change.
class ClockWatch {
public:
    virtual ~ClockWatch() = default;
};

}  // namespace mprd::platform
