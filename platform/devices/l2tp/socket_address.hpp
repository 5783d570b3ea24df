// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/tunnel/l2tp_engine_messages.hpp"

#include <boost/asio/ip/udp.hpp>

#include <utility>

namespace mprd::platform::l2tp {

/// Where a datagram goes to or comes from, in the form that the socket uses: compared and given to
/// the system without conversion for each packet.
class SocketAddress {
public:
    SocketAddress() = default;
    explicit SocketAddress(boost::asio::ip::udp::endpoint endpoint)
        : endpoint_(std::move(endpoint)) {}
    /// For a socket of that family; an IPv4 address becomes a mapped one for an IPv6 socket.
    SocketAddress(const mprd::l2tp::Endpoint& endpoint, bool is_v6_socket);
    /// A mapped address is the IPv4 address.
    [[nodiscard]] mprd::l2tp::Endpoint endpoint() const;
    [[nodiscard]] const boost::asio::ip::udp::endpoint& native() const { return endpoint_; }
    [[nodiscard]] boost::asio::ip::udp::endpoint& native() { return endpoint_; }
    friend bool operator==(const SocketAddress&, const SocketAddress&) = default;

private:
    boost::asio::ip::udp::endpoint endpoint_;
};

}  // namespace mprd::platform::l2tp
