// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "platform/pump/frame_tap.hpp"

#include <cstdint>
#include <vector>

/// Keeps what it is shown.
struct RecordingTap final : mprd::platform::FrameTap {
    struct Frame {
        Direction direction;
        std::uint16_t protocol;
        mprd::Bytes information;
        friend bool operator==(const Frame&, const Frame&) = default;
    };
    void on_frame(Direction direction, std::uint16_t protocol, mprd::ByteSpan information)
        override {
        frames.push_back({direction, protocol, {information.begin(), information.end()}});
    }
    std::vector<Frame> frames;
};
