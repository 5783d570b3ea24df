// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Private to core/admin.

#include "core/base/error.hpp"
#include "core/tables/router_config.hpp"

#include <cstdint>

namespace mprd::admin {

/// The tunnel settings with every count filled in: as set, or as many as the devices offer.
[[nodiscard]] TunnelSettings tunnels_in_force(const RouterConfig& config);

/// `old` with the protocols that `protocols` (kSetPptp...) names as in `given`. The limits of the
/// start (`max_ports`) stay. 87 when it names none, or one that does not exist.
[[nodiscard]] Result<TunnelSettings> changed_tunnels(
    const TunnelSettings& old, std::uint32_t protocols, const TunnelSettings& given
);

/// Raises each limit of the start to the count that is wanted. True when one was below it.
[[nodiscard]] bool raise_limits(TunnelSettings& tunnels);

}  // namespace mprd::admin
