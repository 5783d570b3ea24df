// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/ids.hpp"
#include "core/router/messages.hpp"
#include "daemon/runtime/link_tap.hpp"
#include "platform/api/port.hpp"
#include "platform/pump/pump.hpp"

#include <boost/asio/steady_timer.hpp>

#include <chrono>
#include <memory>
#include <optional>

namespace mprd::daemon {

class NetRunner;
class Runtime;

/// Whether packets of a bound link may go out, or are held a little longer.
enum class Sending {
    Held,
    Allowed,
};

/// One port of the router at work: turns what happens on the line into inputs, and carries out what
/// the router wants of it. Owns the line and, while a call is up, its pump.
class LinkRunner final : private platform::PortListener, private platform::ControlFrameSink {
public:
    /// Between two looks at a missing device.
    static constexpr std::chrono::milliseconds kDeviceRetry{1000};

    /// The runtime must outlive it.
    LinkRunner(Runtime& runtime, PortId id, std::unique_ptr<platform::Port> port);
    ~LinkRunner() override;
    LinkRunner(const LinkRunner&) = delete;
    LinkRunner& operator=(const LinkRunner&) = delete;

    /// OpenPort: PortOpened or PortClosed reaches the router.
    void open(const DialTarget& target);
    /// ListenPort: IncomingCall or PortClosed reaches the router.
    void listen();
    /// AdmitCaller: IncomingCall or PortClosed reaches the router.
    void admit(const CallerTerms& terms) { port_->admit(terms); }
    /// ClosePort: PortClosed reaches the router if anything was under way.
    void close(Errc reason);
    /// SendFrame: one control frame.
    void send(std::uint16_t protocol, ByteSpan information);
    /// SetFraming; nothing without a call.
    void set_framing(const wire::FramingOptions& options);
    /// BindLink; may be repeated with other families.
    void bind(NetRunner& net, platform::Families families, Sending sending);
    /// UnbindLink; harmless when it is not bound.
    void unbind();
    /// WatchRip; nothing without a call.
    void watch_rip(bool wanted);
    /// A capture may want frames of this link, or none does any more.
    void update_tap();
    /// Tells the router when the device has come or gone; while it is missing, looks again every
    /// kDeviceRetry. When it is found missing, the other ports of the device look too.
    void check_device();
    /// The same for this port alone.
    enum class Found {
        Unchanged,
        Back,
        Missing,
    };
    Found look_at_device();

    /// nullptr without a call.
    [[nodiscard]] platform::Pump* pump() { return pump_.get(); }
    /// All zero without a call.
    [[nodiscard]] LinkCounters counters() const {
        return pump_ ? pump_->counters() : LinkCounters{};
    }

private:
    enum class State {
        Closed,
        Calling,
        Listening,
        InCall,
    };

    void on_opened(const LinkInfo& link) override;
    void on_caller(const CallerInfo& caller) override;
    void on_data(ByteSpan data) override;
    void on_writable() override;
    void on_closed(const Error& error) override;
    void on_control_frame(std::uint16_t protocol, ByteSpan information) override;
    void look_again_later();
    /// Takes the call into the kernel if that is where the network interface is. False: it cannot,
    /// and the call ends.
    [[nodiscard]] bool choose_pump(const NetRunner& net);

    Runtime& runtime_;
    PortId id_;
    std::unique_ptr<platform::Port> port_;
    LinkInfo::Carries carries_ = LinkInfo::Carries::PppFrames;  ///< of the call
    std::optional<LinkTap> tap_;  ///< while there are captures; outlives the pump
    std::unique_ptr<platform::Pump> pump_;
    /// The one that the kernel took over from; it may be in the middle of a frame, so it lives as
    /// long as the call.
    std::unique_ptr<platform::Pump> set_up_pump_;
    wire::FramingOptions framing_;  ///< of the call, for a pump that comes later
    /// Where it is bound; nullptr: nowhere.
    NetRunner* net_ = nullptr;
    State state_ = State::Closed;
    bool device_missing_ = false;
    boost::asio::steady_timer device_timer_;
    std::optional<DialTarget> call_after_listening_;  ///< a call is to replace the waiting for one
};

}  // namespace mprd::daemon
