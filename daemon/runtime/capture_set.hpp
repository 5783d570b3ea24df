// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/bytes.hpp"
#include "core/base/ids.hpp"
#include "core/tables/link_info.hpp"
#include "platform/pump/frame_tap.hpp"

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <utility>

namespace mprd::daemon {

/// One frame as captures see it: without its framing, and without passwords.
struct CapturedFrame {
    /// Of the wall clock, when it passed.
    std::chrono::sys_time<std::chrono::microseconds> time{};
    platform::FrameTap::Direction direction = platform::FrameTap::Direction::Received;
    /// IpPackets: `information` is an IP packet. Else that of a PPP frame of `protocol`.
    LinkInfo::Carries carries = LinkInfo::Carries::PppFrames;
    std::uint16_t protocol = 0;
    /// Valid during the call only.
    ByteSpan information;
    /// Frames between the one before and this one that were not kept.
    std::uint64_t lost_before = 0;
};

/// What a capture looks at: the calls of an interface, one after the other, or those on a port,
/// whosever they are. One of the two is zero.
struct CaptureTarget {
    InterfaceId interface;
    PortId port;
};

/// The captures that are under way. Gives them the frames that the taps of the links see. One
/// thread; a consumer must not begin or end a capture while it is called.
class CaptureSet {
public:
    using Consumer = std::function<void(const CapturedFrame&)>;

    /// Ends its capture when it goes.
    class Subscription {
    public:
        Subscription() = default;
        Subscription(CaptureSet& set, std::uint64_t key) : set_(&set), key_(key) {}
        Subscription(Subscription&& other) noexcept
            : set_(std::exchange(other.set_, nullptr)), key_(other.key_) {}
        Subscription& operator=(Subscription&& other) noexcept {
            std::swap(set_, other.set_);
            std::swap(key_, other.key_);
            return *this;
        }
        Subscription(const Subscription&) = delete;
        Subscription& operator=(const Subscription&) = delete;
        ~Subscription() {
            if (set_ != nullptr) {
                set_->remove(key_);
            }
        }

    private:
        CaptureSet* set_ = nullptr;
        std::uint64_t key_ = 0;
    };

    /// `on_change` is called when the first capture has begun and when the last one has ended.
    explicit CaptureSet(std::function<void()> on_change) : on_change_(std::move(on_change)) {}

    /// Ends when the returned object goes. The set must outlive it.
    [[nodiscard]] Subscription add(CaptureTarget target, Consumer consumer);
    [[nodiscard]] std::size_t size() const { return captures_.size(); }
    [[nodiscard]] bool is_empty() const { return captures_.empty(); }

    /// To the captures of this port.
    void deliver(PortId port, const CapturedFrame& frame) const;
    /// To the captures of this interface.
    void deliver(InterfaceId interface, const CapturedFrame& frame) const;

private:
    struct Capture {
        CaptureTarget target;
        Consumer consumer;
    };
    void remove(std::uint64_t key);

    std::function<void()> on_change_;
    std::map<std::uint64_t, Capture> captures_;
    std::uint64_t last_key_ = 0;
};

}  // namespace mprd::daemon
