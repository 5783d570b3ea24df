// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "platform/api/port.hpp"
#include "platform/devices/l2tp/exchange.hpp"

#include <memory>

namespace mprd::platform::l2tp {

/// One call through a tunnel. open() calls the host that the number names, as LAC; listen() waits
/// for a peer's call, as LNS. Carries one PPP frame in each message.
class L2tpPort final : public Port, private CallSink {
public:
    /// `max_mru`: octets, for LinkInfo.
    L2tpPort(std::shared_ptr<Exchange> exchange, std::uint16_t max_mru);
    ~L2tpPort() override;
    L2tpPort(const L2tpPort&) = delete;
    L2tpPort& operator=(const L2tpPort&) = delete;

    void open(const DialTarget& target, PortListener& listener) override;
    void listen(PortListener& listener) override;
    SendResult send(ByteSpan data) override;
    void close(Errc reason) override;
    [[nodiscard]] Result<int> give_to_kernel() override;
    [[nodiscard]] bool can_send() const override {
        return path_ != nullptr && !is_given_ && !is_full_;
    }
    [[nodiscard]] Result<void> check_device() const override;

private:
    void on_call_opened(const mprd::l2tp::CallOpened& call) override;
    void on_call_closed(const Error& error) override;
    void on_frame(ByteSpan frame) override;
    void on_room() override;

    std::shared_ptr<Exchange> exchange_;
    std::uint16_t max_mru_;
    PortListener* listener_ = nullptr;  ///< nullptr: closed
    CallId call_;
    OpenCallPath* path_ = nullptr;  ///< the exchange's, while data may flow
    bool is_full_ = false;          ///< a frame was refused
    bool is_given_ = false;         ///< the kernel has the frames
    std::string number_;            ///< as it was dialled
};

}  // namespace mprd::platform::l2tp
