// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/error.hpp"
#include "core/tables/host_tables.hpp"

namespace mprd::platform {

/// Looks at the network of the host (of our network namespace), changes nothing.
class HostNetwork {
public:
    virtual ~HostNetwork() = default;
    /// All tables at this moment, in no particular order. Asked when an administrator asks: it may
    /// take milliseconds. 1003 when the system does not answer.
    [[nodiscard]] virtual Result<HostTables> read() = 0;
};

}  // namespace mprd::platform
