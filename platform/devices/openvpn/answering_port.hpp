// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/tunnel/openvpn_server.hpp"
#include "platform/api/port.hpp"
#include "platform/devices/device_kind.hpp"

#include <boost/asio/steady_timer.hpp>

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace mprd::platform::openvpn {

class AnsweringSide;

/// One caller at a time of the program that answers for all ports of a device (AnsweringSide).
/// Carries IP packets, one in each message.
class AnsweringPort final : public Port {
public:
    using CallerId = tunnel::openvpn::CallerId;

    /// Packets of a caller that are kept when they overtake the news that he has come.
    static constexpr std::size_t kMaxEarly = 16;

    /// From close() of a call to on_closed(): meanwhile the program tells the caller.
    static constexpr std::chrono::milliseconds kFarewell{200};

    /// Both must outlive the port. Of several ports that wait, the one with the smallest index gets
    /// the next caller.
    AnsweringPort(const DeviceContext& context, AnsweringSide& side, std::uint32_t index);
    ~AnsweringPort() override;
    AnsweringPort(const AnsweringPort&) = delete;
    AnsweringPort& operator=(const AnsweringPort&) = delete;

    /// Error 50: it only answers (OpenvpnPort calls).
    void open(const DialTarget& target, PortListener& listener) override;
    void listen(PortListener& listener) override;
    void admit(const CallerTerms& terms) override;
    /// What is not for the caller is dropped; AnsweringSide counts it.
    [[nodiscard]] SendResult send(ByteSpan packet) override;
    void close(Errc reason) override;
    [[nodiscard]] bool can_send() const override;
    [[nodiscard]] Result<void> check_device() const override;

    // ---- for AnsweringSide
    [[nodiscard]] std::uint32_t index() const { return index_; }
    void ask(CallerId caller, const CallerInfo& info);
    void come(std::uint16_t mtu);
    void receive(ByteSpan packet);
    void tell_room();
    /// Its call, or its waiting, is over; on_closed() follows.
    void end(const Error& error);

private:
    /// Never inside the call that this is.
    void end_after(Duration farewell, const Error& error);

    AnsweringSide& side_;
    std::uint32_t index_;
    /// nullptr while closed.
    PortListener* listener_ = nullptr;
    std::optional<CallerId> caller_;
    std::optional<LinkInfo> link_;  ///< once he is admitted
    std::vector<Bytes> early_;
    bool is_open_ = false;    ///< on_opened() was called
    bool is_ending_ = false;  ///< on_closed() is on its way
    boost::asio::steady_timer farewell_;
    /// Handlers hold it weakly.
    std::shared_ptr<int> alive_ = std::make_shared<int>(0);
};

}  // namespace mprd::platform::openvpn
