// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/admin/caller.hpp"
#include "core/admin/router_control.hpp"
#include "core/admin/views.hpp"
#include "core/base/error.hpp"
#include "core/base/ip_address.hpp"

#include <cstdint>
#include <string_view>
#include <variant>

namespace mprd::admin {

/// sizeof(RAS_CONNECTION_EX) on 64-bit Windows: the unit of dwPreferedMaxLen.
inline constexpr std::uint32_t kSizeRasConnectionEx = 1672;

/// The MprAdminConnection calls that came later, and messages to users; see Api for what holds for
/// all.
class ConnectionApi {
public:
    /// The router must outlive the object.
    explicit ConnectionApi(RouterControl& router) : router_(&router) {}

    /// MprAdminConnectionEnumEx. 903 in LAN-only mode.
    [[nodiscard]] Result<Page<ConnectionInfo>> enum_ex(
        const Caller& caller, TimePoint now, std::uint32_t preferred_bytes, std::uint32_t resume
    ) const;
    /// MprAdminConnectionGetInfoEx. 903 LAN-only, 87 zero, 906 no live connection.
    [[nodiscard]] Result<ConnectionInfo> get_info_ex(
        const Caller& caller, TimePoint now, ConnectionId id
    ) const;
    /// MprAdminConnectionRemoveQuarantine, of a connection or of the caller with an address. 87 no
    /// such connection, 1168 it is in no quarantine (none ever is: mprd has none).
    [[nodiscard]] Result<void> remove_quarantine(
        const Caller& caller, TimePoint now, const std::variant<ConnectionId, Ipv4Address>& who
    );
    /// MprAdminSendUserMessage. 903 LAN-only, 906 no live connection, 87 an empty or too long
    /// message, 50 the peer shows no messages (no peer of PPP does).
    [[nodiscard]] Result<void> send_user_message(
        const Caller& caller, TimePoint now, ConnectionId id, std::string_view message
    );

private:
    RouterControl* router_;
};

/// Longest message, in bytes. Not documented: bounded because a client makes us keep it.
inline constexpr std::size_t kMaxUserMessage = 4096;

}  // namespace mprd::admin
