// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "daemon/runtime/capture_set.hpp"
#include "platform/pump/frame_tap.hpp"

#include <functional>
#include <vector>

namespace mprd::daemon {

/// The tap of one call: takes passwords out and passes the frames on to the captures. While nobody
/// knows whose call it is (somebody calls and has not said who he is), the frames for captures of
/// an interface wait, so that these see the call from its first frame on.
class LinkTap final : public platform::FrameTap {
public:
    /// What waits; later frames are counted as lost.
    static constexpr std::size_t kMaxHeldFrames = 256;
    static constexpr std::size_t kMaxHeldOctets = std::size_t{64} * 1024;
    /// Whose call it is; zero while nobody knows.
    using Owner = std::function<InterfaceId()>;

    /// `captures` must outlive it.
    LinkTap(const CaptureSet& captures, PortId port, LinkInfo::Carries carries, Owner owner)
        : captures_(captures), port_(port), carries_(carries), owner_of_(std::move(owner)) {}

    void on_frame(Direction direction, std::uint16_t protocol, ByteSpan information) override;

private:
    struct Held {
        CapturedFrame frame;
        Bytes information;
    };
    void hold(const CapturedFrame& frame);
    void release_held();

    const CaptureSet& captures_;
    PortId port_;
    LinkInfo::Carries carries_;
    Owner owner_of_;
    InterfaceId owner_;
    std::vector<Held> held_;
    std::size_t held_octets_ = 0;
    std::uint64_t lost_ = 0;  ///< frames that found no room in held_
};

}  // namespace mprd::daemon
