// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/bytes.hpp"
#include "core/base/error.hpp"
#include "core/tables/router_config.hpp"

// Headers of the transport calls, made of configuration and put into it. For all apply functions: a
// block that is absent is left alone, one of zero length is deleted (reference/mprapi-functions.md
// section 0.6); 87 for anything wrong, and then nothing has changed.

namespace mprd::info {

/// Interface information of MprAdminInterfaceTransportGetInfo: status, routes, filters, then what
/// was kept as it came.
[[nodiscard]] Bytes build_interface(const InterfaceConfig& config, TransportId id);
/// Puts a header into `config`; the transport is listed in it afterwards. A route or a filter list
/// that comes back as build_interface() gave it stays as it is, also where a header cannot say all
/// of it.
[[nodiscard]] Result<void> apply_interface(
    ByteSpan header, TransportId id, InterfaceConfig& config
);

/// Global information of MprAdminTransportGetInfo.
[[nodiscard]] Bytes build_global(const RouterTransport& transport);
[[nodiscard]] Result<void> apply_global(ByteSpan header, RouterTransport& transport);

/// Default information for client interfaces, kept as it came. It must be what apply_interface()
/// takes.
[[nodiscard]] Bytes build_client(const RouterTransport& transport);
[[nodiscard]] Result<void> apply_client(ByteSpan header, RouterTransport& transport);

}  // namespace mprd::info
