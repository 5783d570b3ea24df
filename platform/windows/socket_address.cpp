// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/windows/socket_address.hpp"

#include <algorithm>
#include <cstring>

namespace mprd::platform {

IpAddress address_of(const SOCKADDR_INET& from) {
    IpAddress address;
    address.is_v6 = from.si_family == AF_INET6;
    if (address.is_v6) {
        std::memcpy(address.v6.bytes.data(), &from.Ipv6.sin6_addr, address.v6.bytes.size());
    } else {
        address.v4.value = ::ntohl(from.Ipv4.sin_addr.s_addr);
    }
    return address;
}

SOCKADDR_INET socket_address(const IpAddress& from) {
    SOCKADDR_INET address{};
    if (from.is_v6) {
        address.Ipv6.sin6_family = AF_INET6;
        std::memcpy(&address.Ipv6.sin6_addr, from.v6.bytes.data(), from.v6.bytes.size());
    } else {
        address.Ipv4.sin_family = AF_INET;
        address.Ipv4.sin_addr.s_addr = ::htonl(from.v4.value);
    }
    return address;
}

}  // namespace mprd::platform
