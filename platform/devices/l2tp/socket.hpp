// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/bytes.hpp"
#include "core/base/error.hpp"
#include "core/tunnel/l2tp_engine_messages.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/udp.hpp>

#include <functional>
#include <memory>
#include <optional>
#include <span>

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

/// Who takes what comes in.
class DatagramSink {
public:
    virtual ~DatagramSink() = default;
    /// Valid during the call only. The call may close the socket.
    virtual void on_datagram(const SocketAddress& from, ByteSpan datagram) = 0;
    /// There is room again after a datagram was refused.
    virtual void on_room() = 0;
};

/// The UDP socket of all tunnels of a device. Reads many datagrams for each wake-up into buffers
/// that are made once.
class TunnelSocket {
public:
    /// Datagrams of one wake-up, so that timers and other sockets get their turn.
    static constexpr std::size_t kBatch = 32;
    /// A longer datagram is cut, and then dropped as malformed.
    static constexpr std::size_t kLargestDatagram = 4096;

    /// Opens nothing. Both references must outlive the socket.
    TunnelSocket(boost::asio::io_context& io, DatagramSink& sink);
    ~TunnelSocket();
    TunnelSocket(const TunnelSocket&) = delete;
    TunnelSocket& operator=(const TunnelSocket&) = delete;

    /// Without an address for both families, where the host has both.
    [[nodiscard]] Result<void> open(const std::optional<IpAddress>& local, std::uint16_t port);
    void close();
    [[nodiscard]] bool is_open() const { return socket_.is_open(); }
    [[nodiscard]] bool is_v6() const { return is_v6_; }
    [[nodiscard]] bool reaches(const IpAddress& address) const;
    [[nodiscard]] mprd::l2tp::Endpoint local_endpoint() const;

    enum class SendResult {
        Sent,  ///< or lost, as datagrams are
        Full,  ///< nothing taken; on_room() follows
    };
    /// The parts become one datagram.
    SendResult send(const SocketAddress& to, ByteSpan head, ByteSpan middle, ByteSpan tail);

private:
    struct Buffers;
    [[nodiscard]] boost::system::error_code try_open(const boost::asio::ip::udp::endpoint& local);
    void read_more();
    void on_readable();
    void wait_for_room();

    DatagramSink& sink_;
    boost::asio::ip::udp::socket socket_;
    bool is_v6_ = false;
    bool is_v6_only_ = false;
    bool waits_for_room_ = false;
    std::unique_ptr<Buffers> buffers_;
    /// Expires with close(): what was read before it is not delivered after it.
    std::shared_ptr<bool> life_;
};

}  // namespace mprd::platform::l2tp
