// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/admin/views.hpp"

#include <nlohmann/json_fwd.hpp>

namespace mprd::protocol {

// What PPP agreed on, in the API's structures. `error` of a protocol is 0 when it is open, else 720
// (not configured, or not open); the other members are there only with 0.

/// PPP_INFO: nbf, ip, ipx, at.
[[nodiscard]] nlohmann::json ppp_info_json(const PppProjection& projection);
/// PPP_INFO_2: with options, ccp and lcp.
[[nodiscard]] nlohmann::json ppp_info_2_json(const PppProjection& projection);
/// PPP_INFO_3: ip, ipv6, ccp, lcp.
[[nodiscard]] nlohmann::json ppp_info_3_json(const PppProjection& projection);
/// The twelve counters of RAS_CONNECTION_1 and RAS_PORT_1, and packets.
[[nodiscard]] nlohmann::json counters_json(const LinkCounters& counters);
/// "guid": of this connection alone, 32 hexadecimal digits.
[[nodiscard]] std::string guid_text(const admin::ConnectionInfo& connection);
/// RAS_CONNECTION_EX.
[[nodiscard]] nlohmann::json to_json_ex(const admin::ConnectionInfo& connection);

}  // namespace mprd::protocol
