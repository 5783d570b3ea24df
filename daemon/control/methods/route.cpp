// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
// mprd.Route*: static routes of an interface.
#include "config/codec/codec.hpp"
#include "daemon/control/method.hpp"

#include <array>

namespace mprd::daemon {
namespace route_calls {
namespace {

using nlohmann::json;

Answer stored(Call& call, InterfaceId id, bool persist, const Result<void>& done) {
    if (!done || !persist) {
        return outcome(done);
    }
    return outcome(call.context.store.save_interface(
        call.context.runtime.router().interfaces().find(id)->config.name
    ));
}

Answer route_list(Call& call) {
    Params params(call.params);
    const auto id = params.handle<InterfaceId>("interface");
    if (!params.ok()) {
        return BadParams{params.error()};
    }
    const auto routes = call.api().route_list(call.caller, id);
    if (!routes) {
        return failure(routes.error());
    }
    json entries = json::array();
    for (const Route& route : *routes) {
        entries.push_back(config::to_json(route));
    }
    return success({{"routes", entries}});
}

Answer route_add(Call& call) {
    Params params(call.params);
    const auto id = params.handle<InterfaceId>("interface");
    const auto persist = params.optional("persist", /*fallback=*/false);
    Route route;
    params.structure(
        "route",
        [&](const json& value, const std::string& pointer, config::Problems& problems) {
            config::from_json(value, route, pointer, problems);
        }
    );
    if (!params.ok()) {
        return BadParams{params.error()};
    }
    return stored(call, id, persist, call.api().route_add(call.caller, call.now(), id, route));
}

Answer route_delete(Call& call) {
    Params params(call.params);
    const auto id = params.handle<InterfaceId>("interface");
    const auto destination = params.required<IpPrefix>("destination");
    const auto persist = params.optional("persist", /*fallback=*/false);
    if (!params.ok()) {
        return BadParams{params.error()};
    }
    return stored(
        call, id, persist, call.api().route_delete(call.caller, call.now(), id, destination)
    );
}

constexpr std::array kMethods{
    Method{"mprd.RouteList", route_list, kReader},
    Method{"mprd.RouteAdd", route_add},
    Method{"mprd.RouteDelete", route_delete},
};

}  // namespace
}  // namespace route_calls

std::span<const Method> route_methods() {
    return route_calls::kMethods;
}

}  // namespace mprd::daemon
