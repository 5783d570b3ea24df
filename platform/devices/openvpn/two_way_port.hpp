// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "platform/devices/openvpn/answering_port.hpp"
#include "platform/devices/openvpn/openvpn_port.hpp"

namespace mprd::platform::openvpn {

/// A port of the device: calls as OpenvpnPort, answers as AnsweringPort.
class TwoWayPort final : public Port {
public:
    /// As the two have it.
    TwoWayPort(
        const DeviceContext& context,
        const Options& options,
        const Secret& key_password,
        AnsweringSide& side,
        std::uint32_t index
    )
        : calling_(context, options, key_password), answering_(context, side, index) {}

    void open(const DialTarget& target, PortListener& listener) override {
        active_ = &calling_;
        calling_.open(target, listener);
    }
    void listen(PortListener& listener) override {
        active_ = &answering_;
        answering_.listen(listener);
    }
    void admit(const CallerTerms& terms) override { answering_.admit(terms); }
    [[nodiscard]] SendResult send(ByteSpan packet) override { return active_->send(packet); }
    void close(Errc reason) override { active_->close(reason); }
    [[nodiscard]] bool can_send() const override { return active_->can_send(); }
    [[nodiscard]] Result<void> check_device() const override {
        auto there = calling_.check_device();
        return there ? answering_.check_device() : there;
    }

private:
    OpenvpnPort calling_;
    AnsweringPort answering_;
    Port* active_ = &calling_;  ///< the one that was used last
};

}  // namespace mprd::platform::openvpn
