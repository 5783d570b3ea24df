// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/control/method.hpp"

#include "client/protocol/views_json.hpp"

#include <algorithm>
#include <vector>

namespace mprd::daemon {
namespace {

std::vector<Method> collect() {
    std::vector<Method> all;
    for (const auto family :
         {server_methods(),
          server_config_methods(),
          interface_methods(),
          interface_ex_methods(),
          credentials_methods(),
          device_methods(),
          port_methods(),
          connection_methods(),
          connection_ex_methods(),
          user_methods(),
          mib_methods(),
          route_methods(),
          transport_methods(),
          watch_methods(),
          capture_methods(),
          reload_methods(),
          config_server_methods(),
          config_interface_methods(),
          config_transport_methods()}) {
        all.insert(all.end(), family.begin(), family.end());
    }
    std::sort(all.begin(), all.end(), [](const Method& a, const Method& b) {
        return a.name < b.name;
    });
    return all;
}

}  // namespace

std::span<const Method> methods() {
    static const std::vector<Method> all = collect();
    return all;
}

const Method* find_method(std::string_view name) {
    const auto all = methods();
    const auto found = std::lower_bound(
        all.begin(), all.end(), name, [](const Method& m, std::string_view n) { return m.name < n; }
    );
    return found != all.end() && found->name == name ? &*found : nullptr;
}

Answer Method::operator()(Call& call) const {
    if (run != nullptr) {
        return run(call);
    }
    ConfigCall stored{call.context.stored, call.caller, call.params};
    return run_stored(stored);
}

Answer success(nlohmann::json members) {
    members["code"] = 0;
    return Done{std::move(members)};
}

Answer failure(const Error& error) {
    return Done{protocol::failure_json(error.code, error.detail)};
}

Answer outcome(const Result<void>& result) {
    return result ? success() : failure(result.error());
}

}  // namespace mprd::daemon
