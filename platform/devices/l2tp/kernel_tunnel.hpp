// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/bytes.hpp"
#include "core/base/error.hpp"
#include "core/tunnel/l2tp_engine_messages.hpp"
#include "platform/devices/l2tp/socket.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/udp.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>

#include <functional>
#include <memory>
#include <vector>

namespace mprd::platform::l2tp {

/// One call in the hands of the kernel (a socket of AF_PPPOX, PX_PROTO_OL2TP), for as long as this
/// object lives. Its frames pass through here until a PPP unit gets them.
class KernelSession {
public:
    /// Frames of one wake-up, before others get their turn.
    static constexpr int kBatch = 64;
    /// Valid during the call only. The call may destroy the session.
    using FrameSink = std::function<void(ByteSpan frame)>;

    /// Owns the socket, which is connected.
    KernelSession(boost::asio::io_context& io, int fd, FrameSink sink);
    KernelSession(const KernelSession&) = delete;
    KernelSession& operator=(const KernelSession&) = delete;

    /// One PPP frame. What the kernel does not take is lost, as datagrams are.
    void send(ByteSpan frame);
    struct Given {
        int fd;                      ///< what PPPIOCGCHAN is asked of
        std::vector<Bytes> waiting;  ///< frames that came before
    };
    /// No frame comes here any more.
    [[nodiscard]] Given give();

private:
    void read_more();
    void read_batch();

    boost::asio::posix::stream_descriptor socket_;
    FrameSink sink_;
    /// Expires with the reading: handlers hold it weakly.
    std::shared_ptr<bool> reads_ = std::make_shared<bool>(true);
};

/// A tunnel whose data messages the kernel takes and sends (its module l2tp_ppp) through a socket
/// that only this tunnel has. Control messages, and data of calls that the kernel has not got, come
/// to us as from any socket.
class KernelTunnel {
public:
    /// Datagrams of one wake-up.
    static constexpr int kBatch = 32;

    /// Whether this kernel has L2TP and the PPP units that its frames are for. Asks it once.
    [[nodiscard]] static bool is_possible();
    /// `socket`: connected to the peer of `route`, whose tunnel it is to carry. `sink` must outlive
    /// the tunnel, and may destroy it in its calls. Error 50 when the kernel has no L2TP, 633
    /// when another program has a tunnel of this number in it.
    [[nodiscard]] static Result<std::unique_ptr<KernelTunnel>> open(
        boost::asio::ip::udp::socket socket, const mprd::l2tp::DataRoute& route, DatagramSink& sink
    );
    KernelTunnel(
        boost::asio::ip::udp::socket socket,
        int manager,
        const mprd::l2tp::Endpoint& peer,
        DatagramSink& sink
    );
    ~KernelTunnel();
    KernelTunnel(const KernelTunnel&) = delete;
    KernelTunnel& operator=(const KernelTunnel&) = delete;

    /// Gives one call of the tunnel to the kernel, which counts its data messages from zero.
    [[nodiscard]] Result<std::unique_ptr<KernelSession>> add(
        boost::asio::io_context& io,
        const mprd::l2tp::DataRoute& route,
        KernelSession::FrameSink sink
    );

    [[nodiscard]] const mprd::l2tp::Endpoint& peer() const { return peer_; }

private:
    void read_more();
    void read_batch();

    boost::asio::ip::udp::socket socket_;
    mprd::l2tp::Endpoint peer_;
    int manager_;  ///< the kernel's socket that stands for the tunnel
    DatagramSink& sink_;
    std::shared_ptr<bool> life_ = std::make_shared<bool>(true);  ///< handlers hold it weakly
};

}  // namespace mprd::platform::l2tp
