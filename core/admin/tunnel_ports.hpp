// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Private to core/admin.

#include "core/tables/router_config.hpp"

namespace mprd::admin {

/// The tunnel settings with every count filled in: as set, or as many as the devices offer.
[[nodiscard]] TunnelSettings tunnels_in_force(const RouterConfig& config);

}  // namespace mprd::admin
