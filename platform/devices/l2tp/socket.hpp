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

/// The UDP socket of all tunnels of a device. On Linux it reads and writes many datagrams with each
/// system call, and lets the kernel join what belongs together (UDP_GRO, UDP_SEGMENT). Its buffers
/// are made once.
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

    /// What waits goes to the system now.
    void flush();
    /// For who opens another socket at this address and port (KernelTunnel).
    [[nodiscard]] boost::asio::ip::udp::socket& native() { return socket_; }

    enum class SendResult {
        Taken,  ///< sent or queued, or lost, as datagrams are
        Full,   ///< nothing taken; on_room() follows
    };
    /// The parts become one datagram, which goes out at the end of this turn of the event loop,
    /// with all others of it.
    SendResult send(const SocketAddress& to, ByteSpan head, ByteSpan middle, ByteSpan tail);

private:
    struct Buffers;  ///< what the system reads into
    [[nodiscard]] boost::system::error_code try_open(const boost::asio::ip::udp::endpoint& local);
    /// Options of this system's sockets, before the address.
    void set_up_system();
    void start_reading();
    void read_more();
    void on_readable();
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
    std::shared_ptr<Buffers> buffers_;
    SendQueue queue_;
    /// Expires with close(): what was read before it is not delivered after it.
    std::shared_ptr<bool> life_;
};

}  // namespace mprd::platform::l2tp
