// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/linux/host_interface.hpp"

#include "platform/linux/unique_fd.hpp"

#include <algorithm>

#include <fcntl.h>
#include <unistd.h>

namespace mprd::platform {

void refuse_automatic_ipv6(const std::string& name) {
    const std::string path = "/proc/sys/net/ipv6/conf/" + name + "/addr_gen_mode";
    const UniqueFd fd(::open(path.c_str(), O_WRONLY | O_CLOEXEC));
    if (fd) {
        static_cast<void>(!::write(fd.get(), "1", 1));  // without IPv6 there is nothing to refuse
    }
}

void HostInterface::begin(const std::string& name, int index) {
    end();
    index_ = index;
    applied_.name = name;
    applied_.mtu = 0;
}

void HostInterface::end() {
    if (index_ != 0) {
        static_cast<void>(filters_.apply(applied_.name, {}, {}));  // nothing can pass it any more
    }
    index_ = 0;
    applied_ = {};
}

Result<void> HostInterface::apply(const NetConfig& config) {
    // Before anything can pass.
    if (auto filtered = filters_.apply(applied_.name, config.packets4, config.packets6);
        !filtered) {
        return filtered;
    }
    if (applied_.mtu != config.mtu) {
        if (auto up = rtnl_.set_up(index_, config.mtu); !up) {
            return up;
        }
        applied_.mtu = config.mtu;
    }
    if (auto addresses = apply_addresses(config); !addresses) {
        return addresses;
    }
    return apply_routes(config);
}

Result<void> HostInterface::apply_addresses(const NetConfig& config) {
    if (applied_.ipv4 != config.ipv4) {
        if (applied_.ipv4) {
            static_cast<void>(rtnl_.remove_address(index_, *applied_.ipv4)
            );  // may be gone already: that is the aim
            applied_.ipv4.reset();
            forget_ipv4_routes();
        }
        if (config.ipv4) {
            if (auto added = rtnl_.add_address(index_, *config.ipv4); !added) {
                return added;
            }
            applied_.ipv4 = config.ipv4;
        }
    }
    if (applied_.ipv6 != config.ipv6) {
        if (applied_.ipv6) {
            static_cast<void>(rtnl_.remove_address(index_, *applied_.ipv6));  // as above
            applied_.ipv6.reset();
        }
        if (config.ipv6) {
            if (auto added = rtnl_.add_address(index_, *config.ipv6); !added) {
                return added;
            }
            applied_.ipv6 = config.ipv6;
        }
    }
    return {};
}

/// With the last IPv4 address of an interface the kernel takes its IPv4 routes away too, ours among
/// them: they are to be made again. Not so for IPv6.
void HostInterface::forget_ipv4_routes() {
    std::erase_if(applied_.routes, [this](const Route& route) {
        if (!route.destination.address.is_v6) {
            // There still, if somebody else gave the interface an address: no two of them.
            static_cast<void>(rtnl_.remove_route(index_, route));
        }
        return !route.destination.address.is_v6;
    });
}

Result<void> HostInterface::apply_routes(const NetConfig& config) {
    const auto has = [](const std::vector<Route>& routes, const Route& route) {
        return std::find(routes.begin(), routes.end(), route) != routes.end();
    };
    for (const Route& route : applied_.routes) {
        if (!has(config.routes, route)) {
            static_cast<void>(rtnl_.remove_route(index_, route)
            );  // may be gone already: that is the aim
        }
    }
    std::erase_if(applied_.routes, [&](const Route& route) { return !has(config.routes, route); });
    for (const Route& route : config.routes) {
        if (has(applied_.routes, route)) {
            continue;
        }
        if (auto added = rtnl_.add_route(index_, route); !added) {
            return added;
        }
        applied_.routes.push_back(route);
    }
    return {};
}

}  // namespace mprd::platform
