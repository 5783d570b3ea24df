// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/admin/connection_api.hpp"

#include "core/admin/checks.hpp"
#include "core/admin/paging.hpp"

#include <algorithm>
#include <utility>

namespace mprd::admin {

Result<Page<ConnectionInfo>> ConnectionApi::enum_ex(
    const Caller& caller, TimePoint now, std::uint32_t preferred_bytes, std::uint32_t resume
) const {
    if (const auto allowed = may_read(caller); !allowed) {
        return allowed.error();
    }
    if (const auto runs = manager_runs(*router_); !runs) {
        return runs.error();
    }
    return page_of(
        router_->connections(now), page_entries(preferred_bytes, kSizeRasConnectionEx), resume
    );
}

Result<ConnectionInfo> ConnectionApi::get_info_ex(
    const Caller& caller, TimePoint now, ConnectionId id
) const {
    if (const auto allowed = may_read(caller); !allowed) {
        return allowed.error();
    }
    if (const auto runs = manager_runs(*router_); !runs) {
        return runs.error();
    }
    if (!id) {
        return fail(Errc::InvalidParameter, "connection: expected a handle");
    }
    auto connection = router_->connection(now, id);
    if (!connection) {
        return fail(Errc::InterfaceNotConnected, "no live connection has this handle");
    }
    return *std::move(connection);
}

Result<void> ConnectionApi::remove_quarantine(
    const Caller& caller, TimePoint now, const std::variant<ConnectionId, Ipv4Address>& who
) {
    if (auto allowed = may_administer(caller); !allowed) {
        return allowed;
    }
    const auto all = router_->connections(now);
    const auto is_meant = [&](const ConnectionInfo& connection) {
        if (const auto* id = std::get_if<ConnectionId>(&who)) {
            return connection.handle == *id;
        }
        const auto& ipv4 = connection.projection.ipv4;
        return ipv4 && ipv4->peer == std::get<Ipv4Address>(who);
    };
    if (std::none_of(all.begin(), all.end(), is_meant)) {
        return fail(Errc::InvalidParameter, "connection: expected that of a live connection");
    }
    return fail(Errc::NotFound, "the connection is in no quarantine");
}

Result<void> ConnectionApi::send_user_message(
    const Caller& caller, TimePoint now, ConnectionId id, std::string_view message
) {
    if (auto allowed = may_administer(caller); !allowed) {
        return allowed;
    }
    if (auto runs = manager_runs(*router_); !runs) {
        return runs;
    }
    if (!router_->connection(now, id)) {
        return fail(Errc::InterfaceNotConnected, "no live connection has this handle");
    }
    if (message.empty() || message.size() > kMaxUserMessage) {
        return fail(Errc::InvalidParameter, "message: expected 1 to 4096 bytes");
    }
    return fail(Errc::NotSupported, "the peer shows no messages");
}

}  // namespace mprd::admin
