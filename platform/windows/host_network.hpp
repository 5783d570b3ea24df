// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "platform/api/host_network.hpp"

namespace mprd::platform {

/// HostNetwork over IP Helper (GetIfTable2 and its kin). Stateless.
class WindowsHostNetwork final : public HostNetwork {
public:
    [[nodiscard]] Result<HostTables> read() override;
};

}  // namespace mprd::platform
