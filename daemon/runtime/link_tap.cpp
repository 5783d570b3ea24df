// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/runtime/link_tap.hpp"

#include "core/wire/password_mask.hpp"

#include <optional>
#include <utility>

namespace mprd::daemon {

void LinkTap::on_frame(Direction direction, std::uint16_t protocol, ByteSpan information) {
    const bool is_ppp = carries_ != LinkInfo::Carries::IpPackets;
    const auto masked = is_ppp ? wire::without_password(protocol, information) : std::nullopt;
    CapturedFrame frame;
    frame.time =
        std::chrono::time_point_cast<std::chrono::microseconds>(std::chrono::system_clock::now());
    frame.direction = direction;
    frame.carries = carries_;
    frame.protocol = protocol;
    frame.information = masked ? ByteSpan(*masked) : information;
    captures_.deliver(port_, frame);
    if (!owner_) {
        owner_ = owner_of_();
        if (!owner_) {
            return hold(frame);
        }
        release_held();
    }
    frame.lost_before = std::exchange(lost_, 0);
    captures_.deliver(owner_, frame);
}

void LinkTap::hold(const CapturedFrame& frame) {
    if (lost_ > 0 || held_.size() >= kMaxHeldFrames ||
        held_octets_ + frame.information.size() > kMaxHeldOctets) {
        ++lost_;  // the first ones are worth more than the last ones
        return;
    }
    held_octets_ += frame.information.size();
    held_.push_back({frame, Bytes(frame.information.begin(), frame.information.end())});
}

void LinkTap::release_held() {
    for (Held& each : std::exchange(held_, {})) {
        each.frame.information = each.information;
        captures_.deliver(owner_, each.frame);
    }
    held_octets_ = 0;
}

}  // namespace mprd::daemon
