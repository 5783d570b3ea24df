// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/tunnel/pppoe_client.hpp"
#include "core/tunnel/pppoe_messages.hpp"
#include "platform/api/port.hpp"

#include <cstdint>
#include <memory>

namespace mprd::platform::pppoe {

class PppoeDevice;

/// One call of a PPPoE device, made or answered. The number that is dialled is a Service-Name;
/// empty: that of the options. Frames are PPP from the protocol field on.
class PppoePort final : public Port {
public:
    /// Everything between open()/listen() and on_closed().
    struct Attempt;

    /// Opens nothing. The device must outlive the port.
    PppoePort(PppoeDevice& device, std::uint32_t index);
    ~PppoePort() override;
    PppoePort(const PppoePort&) = delete;
    PppoePort& operator=(const PppoePort&) = delete;

    void open(const DialTarget& target, PortListener& listener) override;
    /// on_opened() comes when our access concentrator has given a session, before the first frame.
    void listen(PortListener& listener) override;
    [[nodiscard]] SendResult send(ByteSpan data) override;
    void close(Errc reason) override;
    [[nodiscard]] bool can_send() const override;
    [[nodiscard]] Result<int> give_to_kernel() override;
    /// 666 when the Ethernet interface is not there, down or without carrier.
    [[nodiscard]] Result<void> check_device() const override;

    // ---- for the device
    [[nodiscard]] std::uint32_t index() const { return index_; }
    /// A discovery packet for the call that we make or made.
    void on_discovery(wire::MacAddress from, ByteSpan packet);
    /// The port listens, and this call is for it.
    void on_call(const tunnel::PppoeSession& session);
    /// A PPP frame of the session.
    void on_frame(ByteSpan frame);
    void on_room();
    /// The call is over, whatever it was.
    void on_ended(const Error& error);

private:
    enum class Mode {
        Calling,
        Waiting,
        InCall,
    };
    /// nullptr, and on_closed() follows, if the device cannot be used.
    [[nodiscard]] bool begin(Mode mode, PortListener& listener);
    void start_client(const std::string& service);
    void drain_client();
    void arm_timer();
    void on_opened(const tunnel::PppoeSession& session);
    [[nodiscard]] LinkInfo link_info() const;
    void hang_up(Errc reason);
    void finish(const Error& error);
    void finish_soon(const Error& error);

    PppoeDevice& device_;
    std::uint32_t index_;
    std::shared_ptr<Attempt> attempt_;  ///< nullptr while closed
};

}  // namespace mprd::platform::pppoe
