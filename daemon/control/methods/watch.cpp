// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
// mprd.Watch: a snapshot, then every event; mprd.Why: what dialled, was refused, hung up.
#include "client/protocol/views_json.hpp"
#include "daemon/control/method.hpp"
#include "daemon/control/session.hpp"

#include <array>

namespace mprd::daemon {
namespace watch_calls {
namespace {

using nlohmann::json;

json snapshot(Call& call) {
    json interfaces = json::array();
    const auto page = call.api().interface_enum(call.caller, call.now(), 0, admin::kAllEntries, 0);
    if (page) {
        for (const auto& info : page->entries) {
            interfaces.push_back(protocol::to_json(info));
        }
    }
    json ports = json::array();
    for (const auto& port : call.context.runtime.router().ports(call.now())) {
        ports.push_back(protocol::to_json(port, 0));
    }
    json connections = json::array();
    for (const auto& connection : call.context.runtime.router().connections(call.now())) {
        connections.push_back(protocol::to_json(connection, 0));
    }
    return {{"interfaces", interfaces}, {"ports", ports}, {"connections", connections}};
}

Answer watch(Call& call) {
    Params params(call.params);
    if (!params.ok()) {
        return BadParams{params.error()};
    }
    call.session.start_watch();
    return success(
        {{"number", call.context.runtime.events().last_number()}, {"snapshot", snapshot(call)}}
    );
}

Answer unwatch(Call& call) {
    Params params(call.params);
    if (!params.ok()) {
        return BadParams{params.error()};
    }
    if (!call.session.is_watching()) {
        return failure(make_error(Errc::InvalidParameter, "this connection does not watch"));
    }
    call.session.stop_watch();
    return success();
}

Answer why(Call& call) {
    Params params(call.params);
    const InterfaceId id{params.optional<std::uint32_t>("interface", 0)};
    if (!params.ok()) {
        return BadParams{params.error()};
    }
    const auto records = call.api().why(call.caller, id);
    if (!records) {
        return failure(records.error());
    }
    json entries = json::array();
    for (const auto& record : *records) {
        entries.push_back(protocol::to_json(record));
    }
    return success({{"records", entries}});
}

constexpr std::array kMethods{
    Method{"mprd.Watch", watch, kReader},
    Method{"mprd.Unwatch", unwatch, kReader},
    Method{"mprd.Why", why, kReader},
};

}  // namespace
}  // namespace watch_calls

std::span<const Method> watch_methods() {
    return watch_calls::kMethods;
}

}  // namespace mprd::daemon
