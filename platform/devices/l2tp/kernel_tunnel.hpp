// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/bytes.hpp"
#include "core/base/error.hpp"
#include "core/tunnel/l2tp_engine_messages.hpp"
#include "platform/devices/l2tp/socket.hpp"

#include <boost/asio/io_context.hpp>

#include <functional>
#include <memory>
#include <vector>

namespace mprd::platform::l2tp {

/// One call in the hands of the kernel, for as long as this object lives. Its frames pass through
/// here until a PPP unit gets them.
class KernelSession {
public:
    /// Frames of one wake-up, before others get their turn.
    static constexpr int kBatch = 64;
    /// Valid during the call only. The call may destroy the session.
    using FrameSink = std::function<void(ByteSpan frame)>;

    virtual ~KernelSession() = default;

    /// One PPP frame. What the kernel does not take is lost, as datagrams are.
    virtual void send(ByteSpan frame) = 0;
    struct Given {
        int fd;                      ///< what PPPIOCGCHAN is asked of
        std::vector<Bytes> waiting;  ///< frames that came before
    };
    /// No frame comes here any more.
    [[nodiscard]] virtual Given give() = 0;
};

/// A tunnel whose data messages a kernel takes and sends, which Linux can (its module l2tp_ppp),
/// through a socket that only this tunnel has. Control messages, and data of calls that the kernel
/// has not got, come to us as from any socket.
class KernelTunnel {
public:
    virtual ~KernelTunnel() = default;

    /// Whether this kernel has L2TP and the PPP units that its frames are for. Asks it once.
    [[nodiscard]] static bool is_possible();
    /// Opens a socket beside the device's for the tunnel of `route`. `sink` must outlive the
    /// tunnel, and may destroy it in its calls. Error 50 when the kernel has no L2TP, 633 when
    /// there is no such socket or another program has a tunnel of this number in the kernel.
    [[nodiscard]] static Result<std::unique_ptr<KernelTunnel>> open(
        TunnelSocket& device, const mprd::l2tp::DataRoute& route, DatagramSink& sink
    );

    /// Gives one call of the tunnel to the kernel, which counts its data messages from zero.
    [[nodiscard]] virtual Result<std::unique_ptr<KernelSession>> add(
        boost::asio::io_context& io,
        const mprd::l2tp::DataRoute& route,
        KernelSession::FrameSink sink
    ) = 0;

    [[nodiscard]] virtual const mprd::l2tp::Endpoint& peer() const = 0;
};

}  // namespace mprd::platform::l2tp
