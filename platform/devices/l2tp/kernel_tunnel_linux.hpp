// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "platform/devices/l2tp/kernel_tunnel.hpp"

#include <boost/asio/ip/udp.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>

namespace mprd::platform::l2tp {

/// A socket of AF_PPPOX, PX_PROTO_OL2TP.
class LinuxKernelSession final : public KernelSession {
public:
    /// Owns the socket, which is connected.
    LinuxKernelSession(boost::asio::io_context& io, int fd, FrameSink sink);

    void send(ByteSpan frame) override;
    [[nodiscard]] Given give() override;

private:
    void read_more();
    void read_batch();

    boost::asio::posix::stream_descriptor socket_;
    FrameSink sink_;
    /// Expires with the reading: handlers hold it weakly.
    std::shared_ptr<bool> reads_ = std::make_shared<bool>(true);
};

/// Another socket at the address and port of `shared`, for what this peer sends from now on.
[[nodiscard]] Result<boost::asio::ip::udp::socket> open_beside(
    boost::asio::ip::udp::socket& shared, const mprd::l2tp::Endpoint& peer
);

/// A UDP socket that the kernel reads, and the kernel's socket that stands for the tunnel.
class LinuxKernelTunnel final : public KernelTunnel {
public:
    /// Datagrams of one wake-up.
    static constexpr int kBatch = 32;

    /// Owns both sockets.
    LinuxKernelTunnel(
        boost::asio::ip::udp::socket socket,
        int manager,
        const mprd::l2tp::Endpoint& peer,
        DatagramSink& sink
    );
    ~LinuxKernelTunnel() override;
    LinuxKernelTunnel(const LinuxKernelTunnel&) = delete;
    LinuxKernelTunnel& operator=(const LinuxKernelTunnel&) = delete;

    [[nodiscard]] Result<std::unique_ptr<KernelSession>> add(
        boost::asio::io_context& io,
        const mprd::l2tp::DataRoute& route,
        KernelSession::FrameSink sink
    ) override;
    [[nodiscard]] const mprd::l2tp::Endpoint& peer() const override { return peer_; }

private:
    void read_more();
    void read_batch();

    boost::asio::ip::udp::socket socket_;
    mprd::l2tp::Endpoint peer_;
    int manager_;
    DatagramSink& sink_;
    std::shared_ptr<bool> life_ = std::make_shared<bool>(true);  ///< handlers hold it weakly
};

}  // namespace mprd::platform::l2tp
