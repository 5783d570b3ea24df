// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/tables/router_config.hpp"

#include "core/base/absolute_path.hpp"
#include "core/tables/call_back_number.hpp"

#include <algorithm>
#include <iterator>
#include <set>

namespace mprd {
namespace {

[[nodiscard]] bool overlap(const Ipv4Range& a, const Ipv4Range& b) {
    return a.first <= b.last && b.first <= a.last;
}

[[nodiscard]] bool overlap(const IpPrefix& a, const IpPrefix& b) {
    return a.contains(b.address) || b.contains(a.address);
}

/// The first two that have something in common.
template <class Block>
[[nodiscard]] const Block* find_overlap(const std::vector<Block>& blocks) {
    for (auto a = blocks.begin(); a != blocks.end(); ++a) {
        const auto b = std::find_if(std::next(a), blocks.end(), [&](const Block& other) {
            return overlap(*a, other);
        });
        if (b != blocks.end()) {
            return &*b;
        }
    }
    return nullptr;
}

[[nodiscard]] Result<void> check_pools(const AnsweringConfig& answering) {
    if (answering.pools.size() > kMaxPoolRanges || answering.excluded.size() > kMaxPoolRanges) {
        return invalid("answering: pools, excluded: expected at most 64 ranges each");
    }
    std::uint64_t sum = 0;
    for (const Ipv4Range& range : answering.pools) {
        if (!range.first.is_usable_host() || !range.last.is_usable_host()) {
            return invalid(
                "answering: pools: \"" + range.to_string() +
                "\": expected host addresses from first to last"
            );
        }
        sum += range.size();
    }
    if (sum > kMaxPoolAddresses) {
        return invalid("answering: pools: expected at most 1048576 addresses together");
    }
    if (const Ipv4Range* twice = find_overlap(answering.pools)) {
        return invalid(
            "answering: pools: \"" + twice->to_string() +
            "\": expected ranges without an address in common"
        );
    }
    if (!answering.pools.empty() && !answering.local_address.is_usable_host()) {
        return invalid("answering: localAddress: expected a host address when there is a pool");
    }
    return {};
}

[[nodiscard]] Result<void> check_prefixes(const std::vector<IpPrefix>& prefixes) {
    if (prefixes.size() > kMaxPoolRanges) {
        return invalid("answering: ipv6Prefixes: expected at most 64");
    }
    std::uint64_t sum = 0;
    for (const IpPrefix& prefix : prefixes) {
        if (!prefix.address.is_v6 || prefix.length < 44 || prefix.length > 64) {
            return invalid(
                "answering: ipv6Prefixes: \"" + prefix.to_string() +
                "\": expected an IPv6 prefix of 44 to 64 bits, such as \"2001:db8:1::/48\""
            );
        }
        sum += std::uint64_t{1} << (64U - prefix.length);
    }
    if (sum > kMaxPoolAddresses) {
        return invalid("answering: ipv6Prefixes: expected at most 1048576 of 64 bits together");
    }
    if (const IpPrefix* twice = find_overlap(prefixes)) {
        return invalid(
            "answering: ipv6Prefixes: \"" + twice->to_string() +
            "\": expected prefixes that do not contain each other"
        );
    }
    return {};
}

[[nodiscard]] Result<void> check_answering(const AnsweringConfig& answering) {
    if (auto checked = check_pools(answering); !checked) {
        return checked;
    }
    return check_prefixes(answering.ipv6_prefixes);
}

[[nodiscard]] Result<void> check_user(const UserConfig& user) {
    const std::string who = "user \"" + user.name + "\": ";
    if (user.name.size() > kMaxUserName || user.password.reveal().size() > kMaxPassword) {
        return invalid(who + "name, password: expected at most 256 bytes");
    }
    if (user.call_back_number.size() > kMaxPhoneNumber) {
        return invalid(who + "callBackNumber: expected at most 128 bytes");
    }
    if (!are_call_back_prefixes(user.call_back_prefixes)) {
        return invalid(
            who + "callBackPrefixes: expected at most 16 beginnings of numbers, such as \"0551\""
        );
    }
    if (user.call_back == CallBack::Router && user.call_back_number.empty()) {
        return invalid(who + "callBackNumber: expected the number to call back");
    }
    if (!user.address.is_unspecified() && !user.address.is_usable_host()) {
        return invalid(who + "address: expected the address of a host");
    }
    if (user.ipv6_prefix && (!user.ipv6_prefix->address.is_v6 || user.ipv6_prefix->length != 64)) {
        return invalid(who + "ipv6Prefix: expected an IPv6 prefix of 64 bits");
    }
    if (user.routes.size() > kMaxUserRoutes) {
        return invalid(who + "routes: expected at most 256");
    }
    return {};
}

/// What is one user's alone cannot be another's, too.
[[nodiscard]] Result<void> check_users(const std::vector<UserConfig>& users) {
    std::set<std::string> names;
    std::set<Ipv4Address> addresses;
    std::set<IpPrefix> prefixes;
    for (const UserConfig& user : users) {
        if (user.name.empty() || !names.insert(user.name).second) {
            return invalid("user \"" + user.name + "\": expected a name, each once");
        }
        if (auto checked = check_user(user); !checked) {
            return checked;
        }
        if (!user.address.is_unspecified() && !addresses.insert(user.address).second) {
            return invalid("user \"" + user.name + "\": address: another user has it");
        }
        if (user.ipv6_prefix && !prefixes.insert(*user.ipv6_prefix).second) {
            return invalid("user \"" + user.name + "\": ipv6Prefix: another user has it");
        }
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

RouterConfig::RouterConfig() = default;
RouterConfig::RouterConfig(const RouterConfig& other) = default;
RouterConfig::RouterConfig(RouterConfig&& other) noexcept = default;
RouterConfig& RouterConfig::operator=(const RouterConfig& other) = default;
RouterConfig& RouterConfig::operator=(RouterConfig&& other) noexcept = default;
RouterConfig::~RouterConfig() = default;

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
    if (auto checked = check_users(users); !checked) {
        return checked;
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
    if (!admin_dll.path.empty() && !is_absolute_path(admin_dll.path)) {
        return invalid(
            "adminDll: path: expected an absolute path such as /usr/lib/policy.so or "
            "C:\\Tools\\policy.dll, found \"" +
            admin_dll.path + '"'
        );
    }
    return check_answering(answering);
}

}  // namespace mprd
