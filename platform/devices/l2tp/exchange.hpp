// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/tunnel/l2tp_engine.hpp"
#include "core/tunnel/l2tp_sequencer.hpp"
#include "platform/devices/device_kind.hpp"
#include "platform/devices/l2tp/kernel_tunnel.hpp"
#include "platform/devices/l2tp/options.hpp"
#include "platform/devices/l2tp/socket.hpp"

#include <boost/asio/ip/udp.hpp>
#include <boost/asio/steady_timer.hpp>

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <unordered_map>

namespace mprd::platform::l2tp {

using mprd::l2tp::CallId;

/// What one call tells its port. All calls come from the event loop, never from inside a call of
/// the exchange. After on_call_closed() silence.
class CallSink {
public:
    virtual ~CallSink() = default;
    virtual void on_call_opened(const mprd::l2tp::CallOpened& call) = 0;
    virtual void on_call_closed(const Error& error) = 0;
    /// One PPP frame. Valid during the call only.
    virtual void on_frame(ByteSpan frame) = 0;
    virtual void on_room() = 0;
};

/// The data path of one open call.
struct OpenCallPath {
    mprd::l2tp::DataRoute route;
    SocketAddress peer;
    mprd::l2tp::DataSequencer sequencer;
    CallSink* sink = nullptr;
    std::unique_ptr<KernelSession> kernel;  ///< the frames pass through it
};

/// Engine, socket and timer of one device, and which port has which call. Data messages go straight
/// between socket and port; the rest is the engine's. The socket is opened at the first use and
/// kept. Thread: the event loop's.
class Exchange final : public std::enable_shared_from_this<Exchange>, private DatagramSink {
public:
    Exchange(const DeviceContext& context, const Options& options);
    ~Exchange() override;
    Exchange(const Exchange&) = delete;
    Exchange& operator=(const Exchange&) = delete;

    /// Looks the host up and calls it. The sink must live until on_call_closed() or forget().
    [[nodiscard]] CallId call(const std::string& host, std::uint16_t port, CallSink& sink);
    [[nodiscard]] CallId listen(CallSink& sink);
    /// A call that cannot even be tried; on_call_closed() follows.
    [[nodiscard]] CallId fail(const Error& error, CallSink& sink);
    /// on_call_closed() follows.
    void close(CallId id, Errc reason);
    /// Hangs up and tells nobody: the sink goes away.
    void forget(CallId id);
    /// One PPP frame of an open call; false: refused, on_room() follows.
    [[nodiscard]] bool send(OpenCallPath& path, ByteSpan frame);
    /// Port::give_to_kernel() for the call.
    [[nodiscard]] Result<int> give_to_kernel(OpenCallPath& path);
    /// nullptr unless the call is open. Valid until on_call_closed().
    [[nodiscard]] OpenCallPath* path(std::uint16_t local_session);
    [[nodiscard]] mprd::l2tp::Endpoint local_endpoint() const { return socket_.local_endpoint(); }

    /// What was wrong with the socket when it was last wanted; tries again if it was.
    [[nodiscard]] Result<void> check_address();
    [[nodiscard]] mprd::l2tp::EngineStatus status() const { return engine_.status(); }

private:
    void on_datagram(const SocketAddress& from, ByteSpan datagram) override;
    void on_room() override;
    [[nodiscard]] CallId add(CallSink& sink);
    /// The same as handle(), when the event loop comes round.
    void post(CallId id, std::function<void()> work);
    [[nodiscard]] Result<void> open_socket();
    void handle(const mprd::l2tp::Input& input);
    void drain();
    void carry_out(const mprd::l2tp::Output& output);
    void opened(const mprd::l2tp::CallOpened& call);
    [[nodiscard]] Result<void> take_into_kernel(OpenCallPath& path);
    [[nodiscard]] Result<KernelTunnel*> kernel_tunnel(const mprd::l2tp::DataRoute& route);
    /// An open call that cannot be carried.
    void refuse(CallId id, const Error& error);
    void closed(CallId id, const Error& error);
    void arm();
    void resolved(
        CallId id,
        std::uint16_t port,
        const boost::system::error_code& error,
        const boost::asio::ip::udp::resolver::results_type& results
    );

    DeviceContext context_;
    Options options_;
    bool wants_kernel_;  ///< for the calls that we make
    mprd::l2tp::Engine engine_;
    TunnelSocket socket_;
    boost::asio::steady_timer timer_;
    boost::asio::ip::udp::resolver resolver_;
    std::optional<TimePoint> armed_for_;
    bool has_failed_ = false;  ///< the socket could not be opened
    std::uint32_t last_call_ = 0;
    struct Call {
        CallSink* sink = nullptr;
        std::uint16_t session = 0;  ///< zero while it is not open
        bool is_known = false;      ///< to the engine
    };
    std::unordered_map<CallId, Call> calls_;
    std::unordered_map<std::uint16_t, OpenCallPath> paths_;
    /// By our tunnel id; those that have or had a call in the kernel.
    std::unordered_map<std::uint16_t, std::unique_ptr<KernelTunnel>> kernel_tunnels_;
    bool is_draining_ = false;
};

}  // namespace mprd::platform::l2tp
