// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "platform/devices/l2tp/socket.hpp"

#include <functional>
#include <string>

namespace mprd::test {

/// Writes down what comes in.
struct Heard final : platform::l2tp::DatagramSink {
    void on_datagram(const platform::l2tp::SocketAddress& from, ByteSpan datagram) override {
        text += as_text(datagram);
        last = from;
        if (then) {
            then();
        }
    }
    void on_room() override {}
    std::string text;
    platform::l2tp::SocketAddress last;
    std::function<void()> then;
};

}  // namespace mprd::test
