// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/bytes.hpp"
#include "core/base/error.hpp"
#include "core/tunnel/l2tp_engine_messages.hpp"
#include "platform/devices/l2tp/send_queue.hpp"
#include "platform/devices/l2tp/socket_address.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/udp.hpp>

#include <functional>
#include <memory>
#include <optional>
#include <span>

namespace mprd::platform::l2tp {

/// Who takes what comes in.
class DatagramSink {
public:
    virtual ~DatagramSink() = default;
    /// Valid during the call only. The call may close the socket.
    virtual void on_datagram(const SocketAddress& from, ByteSpan datagram) = 0;
    /// There is room again after a datagram was refused.
    virtual void on_room() = 0;
};

/// The UDP socket of all tunnels of a device. Reads and writes many datagrams with each system
/// call, through buffers that are made once, and lets the kernel join what belongs together
/// (UDP_GRO, UDP_SEGMENT).
class TunnelSocket {
public:
    /// Messages of one wake-up, so that timers and other sockets get their turn. One holds several
    /// datagrams where the kernel joined them.
    static constexpr std::size_t kBatch = 32;
    /// More than UDP can carry: nothing is cut.
    static constexpr std::size_t kLargestMessage = 65536;

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

    /// Another socket at the same address and port that takes what this peer sends from now on.
    [[nodiscard]] Result<boost::asio::ip::udp::socket> open_beside(const mprd::l2tp::Endpoint& peer
    );
    /// What waits goes to the kernel now.
    void flush();

    enum class SendResult {
        Taken,  ///< sent or queued, or lost, as datagrams are
        Full,   ///< nothing taken; on_room() follows
    };
    /// The parts become one datagram, which goes out at the end of this turn of the event loop,
    /// with all others of it.
    SendResult send(const SocketAddress& to, ByteSpan head, ByteSpan middle, ByteSpan tail);

private:
    struct Buffers;
    [[nodiscard]] boost::system::error_code try_open(const boost::asio::ip::udp::endpoint& local);
    void read_more();
    void on_readable();
    /// Tells the sink the datagrams of the n-th message.
    void deliver(std::size_t n, const std::weak_ptr<bool>& life);
    void flush_soon();
    void wait_for_room();

    boost::asio::io_context& io_;
    DatagramSink& sink_;
    boost::asio::ip::udp::socket socket_;
    bool is_v6_ = false;
    bool is_v6_only_ = false;
    bool waits_for_room_ = false;
    bool has_refused_ = false;  ///< somebody waits for on_room()
    bool flush_waits_ = false;
    std::unique_ptr<Buffers> buffers_;
    SendQueue queue_;
    /// Expires with close(): what was read before it is not delivered after it.
    std::shared_ptr<bool> life_;
};

}  // namespace mprd::platform::l2tp
