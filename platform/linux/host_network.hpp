// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "platform/api/host_network.hpp"

namespace mprd::platform {

/// Links, addresses and routes by rtnetlink (libnl), statistics from /proc/self/net.
class LinuxHostNetwork final : public HostNetwork {
public:
    [[nodiscard]] Result<HostTables> read() override;
};

}  // namespace mprd::platform
