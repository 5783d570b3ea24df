// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/devices/l2tp/socket_address.hpp"

namespace mprd::platform::l2tp {
namespace {

namespace ip = boost::asio::ip;

ip::address to_asio(const IpAddress& address, std::uint32_t scope, bool is_v6_socket) {
    if (address.is_v6) {
        return ip::address_v6(address.v6.bytes, scope);
    }
    const ip::address_v4 v4(address.v4.value);
    return is_v6_socket ? ip::address(ip::make_address_v6(ip::v4_mapped, v4)) : ip::address(v4);
}

}  // namespace

SocketAddress::SocketAddress(const mprd::l2tp::Endpoint& endpoint, bool is_v6_socket)
    : endpoint_(to_asio(endpoint.address, endpoint.scope, is_v6_socket), endpoint.port) {}

mprd::l2tp::Endpoint SocketAddress::endpoint() const {
    const ip::address address = endpoint_.address();
    if (address.is_v4()) {
        return {IpAddress::from(Ipv4Address{address.to_v4().to_uint()}), endpoint_.port(), 0};
    }
    const ip::address_v6 v6 = address.to_v6();
    if (v6.is_v4_mapped()) {
        const ip::address_v4 v4 = ip::make_address_v4(ip::v4_mapped, v6);
        return {IpAddress::from(Ipv4Address{v4.to_uint()}), endpoint_.port(), 0};
    }
    return {
        IpAddress::from(Ipv6Address{v6.to_bytes()}),
        endpoint_.port(),
        static_cast<std::uint32_t>(v6.scope_id())};
}

}  // namespace mprd::platform::l2tp
