// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/tables/interface_config.hpp"

#include <algorithm>
#include <set>

namespace mprd {
namespace {

[[nodiscard]] bool has_control_character(std::string_view text) {
    return std::any_of(text.begin(), text.end(), [](char c) {
        return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
    });
}

[[nodiscard]] Result<void> check_policy(const DialPolicy& policy) {
    if (policy.redial_attempts > 99) {
        return invalid_member("redialAttempts", "0 to 99");
    }
    if (policy.redial_interval.count() < 1 || policy.redial_interval.count() > 600) {
        return invalid_member("redialSeconds", "1 to 600");
    }
    if (policy.min_unreachability.count() < 1 ||
        policy.max_unreachability < policy.min_unreachability) {
        return invalid_member(
            "minUnreachabilitySeconds", "at least 1 and at most maxUnreachabilitySeconds"
        );
    }
    return {};
}

[[nodiscard]] Result<void> check_device(const InterfaceDevice& device) {
    if (device.type.size() > kMaxDeviceType) {
        return invalid_member("device type", "at most 16 bytes");
    }
    if (device.name.size() > kMaxDeviceName) {
        return invalid_member("device name", "at most 128 bytes");
    }
    const auto is_long = [](const std::string& n) { return n.size() > kMaxPhoneNumber; };
    if (is_long(device.number) ||
        std::any_of(device.alternates.begin(), device.alternates.end(), is_long)) {
        return invalid_member("phone number", "at most 128 bytes");
    }
    return {};
}

[[nodiscard]] Result<void> check_routes(const std::vector<Route>& routes) {
    std::set<IpPrefix> seen;
    for (const Route& route : routes) {
        if (!seen.insert(route.destination).second) {
            return invalid_member(
                "routes", "each destination once, not twice " + route.destination.to_string()
            );
        }
    }
    return {};
}

Result<void> check_ikev2(const InterfaceConfig& config) {
    if (!config.ikev2) {
        return {};
    }
    if (config.type != InterfaceType::FullRouter) {
        return invalid_member("ikev2", "none: only a full router has it");
    }
    if (const auto checked = config.ikev2->validate(); !checked) {
        return make_error(checked.error().code, "/ikev2/" + checked.error().detail);
    }
    return {};
}

}  // namespace

InterfaceConfig::InterfaceConfig() = default;
InterfaceConfig::InterfaceConfig(const InterfaceConfig& other) = default;
InterfaceConfig::InterfaceConfig(InterfaceConfig&& other) noexcept = default;
InterfaceConfig& InterfaceConfig::operator=(const InterfaceConfig& other) = default;
InterfaceConfig& InterfaceConfig::operator=(InterfaceConfig&& other) noexcept = default;
InterfaceConfig::~InterfaceConfig() = default;

const char* to_string(AuthKind kind) {
    switch (kind) {
        case AuthKind::Pap:
            return "pap";
        case AuthKind::ChapMd5:
            return "chap-md5";
        case AuthKind::MsChapV2:
            return "mschapv2";
    }
    return "unknown";
}

std::optional<AuthKind> parse_auth_kind(std::string_view text) {
    for (const AuthKind kind : {AuthKind::Pap, AuthKind::ChapMd5, AuthKind::MsChapV2}) {
        if (text == to_string(kind)) {
            return kind;
        }
    }
    return std::nullopt;
}

std::optional<Duration> DialPolicy::idle_timeout(std::uint32_t global) const {
    const std::uint32_t seconds =
        idle_disconnect_seconds == kIdleUseGlobal ? global : idle_disconnect_seconds;
    if (persistent || seconds == kIdleNever || seconds == 0) {
        return std::nullopt;
    }
    return std::chrono::seconds{seconds};
}

Result<void> InterfaceConfig::validate() const {
    if (name.empty() || name.size() > kMaxInterfaceName || has_control_character(name)) {
        return invalid_member("name", "1 to 256 bytes without control characters");
    }
    if (network_name.size() > 15 || network_name.find('/') != std::string::npos) {
        return invalid_member("networkName", "at most 15 bytes without '/'");
    }
    if (mtu < 128) {
        return invalid_member("mtu", "at least 128");
    }
    if (ppp.mru < 128 || ppp.mru > 16384) {
        return invalid_member("mru", "128 to 16384");
    }
    if (const auto checked = ppp.call_back.validate(); !checked) {
        return checked.error();
    }
    if (phonebook.phone_number.size() > kMaxPhoneNumber) {
        return invalid_member("phoneNumber", "at most 128 bytes");
    }
    if (type == InterfaceType::Tunnel1 || type == InterfaceType::DialOut) {
        return invalid_member("type", "a type that can be created");
    }
    const bool is_always_on = type == InterfaceType::Dedicated || type == InterfaceType::Internal ||
                              type == InterfaceType::Loopback;
    if (is_always_on && !enabled) {
        return invalid_member("enabled", "true: an interface of this type cannot be disabled");
    }
    if (const auto checked = check_policy(policy); !checked) {
        return checked.error();
    }
    for (const auto& device : devices) {
        if (const auto checked = check_device(device); !checked) {
            return checked.error();
        }
    }
    if (const auto checked = validate_transports(transports); !checked) {
        return checked.error();
    }
    if (const auto checked = check_ikev2(*this); !checked) {
        return checked.error();
    }
    return check_routes(routes);
}

bool InterfaceConfig::has_transport(TransportId id) const {
    return find_transport(transports, id) != nullptr ||
           std::any_of(routes.begin(), routes.end(), [id](const Route& route) {
               return route.destination.address.is_v6 == (id == TransportId::Ipv6);
           });
}

std::string Credentials::full_name() const {
    return domain.empty() ? user_name : domain + '\\' + user_name;
}

}  // namespace mprd
