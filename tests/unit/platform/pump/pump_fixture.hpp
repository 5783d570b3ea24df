// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "platform/api/net_device.hpp"
#include "platform/pump/pump.hpp"

#include <cstdint>
#include <utility>
#include <vector>

namespace mprd::test {

/// Keeps what it is given.
struct TestNet final : platform::NetDevice {
    Result<void> apply(const NetConfig& /*c*/) override { return {}; }
    void write(ByteSpan packet) override { received.emplace_back(packet.begin(), packet.end()); }
    void set_reading(Reading wanted) override { reading = wanted; }
    std::vector<Bytes> received;
    Reading reading = Reading::Wanted;
};

/// Keeps what it is given.
struct Control final : platform::ControlFrameSink {
    void on_control_frame(std::uint16_t protocol, ByteSpan information) override {
        frames.emplace_back(protocol, Bytes(information.begin(), information.end()));
    }
    std::vector<std::pair<std::uint16_t, Bytes>> frames;
};

/// An IP packet in so far as a pump looks at it.
[[nodiscard]] inline Bytes packet(
    std::uint8_t version, std::size_t size = 40, std::uint8_t fill = 0x7e
) {
    Bytes bytes(size, fill);
    bytes[0] = static_cast<std::uint8_t>(version << 4U);
    return bytes;
}

}  // namespace mprd::test
