// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/tables/router_config.hpp"

#include <set>

namespace mprd {
namespace {

[[nodiscard]] Result<void> check_answering(const AnsweringConfig& answering) {
    if (answering.pool_count == 0) {
        return {};
    }
    if (!answering.local_address.is_usable_host()) {
        return invalid("answering: localAddress: expected a host address when there is a pool");
    }
    const Ipv4Address last{answering.pool_start.value + answering.pool_count - 1};
    if (!answering.pool_start.is_usable_host() || !last.is_usable_host() ||
        last < answering.pool_start) {
        return invalid("answering: pool: expected host addresses from first to last");
    }
    return {};
}

[[nodiscard]] Result<void> check_devices(const std::vector<DeviceConfig>& devices) {
    std::set<std::string> names;
    for (const auto& device : devices) {
        if (const auto checked = device.validate(); !checked) {
            return checked.error();
        }
        if (!names.insert(device.name).second) {
            return invalid("device \"" + device.name + "\": expected each name once");
        }
    }
    return {};
}

}  // namespace

std::vector<RouterTransport> default_transports() {
    std::vector<RouterTransport> transports(2);
    transports[0].id = TransportId::Ipv4;
    transports[1].id = TransportId::Ipv6;
    return transports;
}

const char* to_string(CallBack call_back) {
    switch (call_back) {
        case CallBack::None:
            return "none";
        case CallBack::Router:
            return "router";
        case CallBack::Caller:
            return "caller";
    }
    return "none";
}

Result<void> RouterConfig::validate() const {
    if (const auto checked = check_devices(devices); !checked) {
        return checked.error();
    }
    std::set<std::string> user_names;
    for (const auto& user : users) {
        if (user.name.empty() || !user_names.insert(user.name).second) {
            return invalid("user \"" + user.name + "\": expected a name, each once");
        }
        if (user.name.size() > kMaxUserName || user.password.reveal().size() > kMaxPassword) {
            return invalid(
                "user \"" + user.name + "\": name, password: expected at most 256 bytes"
            );
        }
        if (user.call_back_number.size() > kMaxPhoneNumber) {
            return invalid(
                "user \"" + user.name + "\": callBackNumber: expected at most 128 bytes"
            );
        }
    }
    if (const auto checked = tunnels.validate(); !checked) {
        return make_error(checked.error().code, "/tunnels/" + checked.error().detail);
    }
    if (const auto checked = validate_transports(transports); !checked) {
        return checked.error();
    }
    std::set<std::string> names;
    for (const auto& definition : interfaces) {
        if (const auto checked = definition.config.validate(); !checked) {
            return invalid(
                "interface \"" + definition.config.name + "\": " + checked.error().detail
            );
        }
        if (!names.insert(definition.config.name).second) {
            return invalid("interface \"" + definition.config.name + "\": expected each name once");
        }
    }
    if (!admin_dll.path.empty() && admin_dll.path.front() != '/') {
        return invalid("adminDll: path: expected an absolute path");
    }
    return check_answering(answering);
}

}  // namespace mprd
