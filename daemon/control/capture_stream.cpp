// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/control/capture_stream.hpp"

#include "core/base/base64.hpp"
#include "core/events/event.hpp"

#include <algorithm>
#include <utility>
#include <variant>

namespace mprd::daemon {
namespace {

using nlohmann::json;

/// As it stands in a capture file: the protocol field, where there is one, and what follows it.
Bytes file_octets(const CapturedFrame& frame) {
    Bytes octets;
    octets.reserve(sizeof frame.protocol + frame.information.size());
    ByteWriter out(octets);
    if (frame.carries != LinkInfo::Carries::IpPackets) {
        out.u16(frame.protocol);
    }
    out.bytes(frame.information);
    return octets;
}

}  // namespace

CaptureStream::CaptureStream(
    Runtime& runtime, CaptureTarget target, std::uint32_t snap_length, Outlet outlet
)
    : target_(target),
      snap_length_(snap_length),
      outlet_(std::move(outlet)),
      events_(runtime.events().subscribe([this](const NumberedEvent& event) { on_event(event); })),
      captures_(runtime.captures().add(target, [this](const CapturedFrame& frame) {
          on_frame(frame);
      })) {}

void CaptureStream::on_frame(const CapturedFrame& frame) {
    lost_ += frame.lost_before;
    if (outlet_.waiting() > kMaxWaiting) {
        ++lost_;
        return;
    }
    ++frames_;
    const Bytes octets = file_octets(frame);
    const auto kept = std::min<std::size_t>(octets.size(), snap_length_);
    outlet_.notify(
        "mprd.Frame",
        {{"timeUs", frame.time.time_since_epoch().count()},
         {"direction",
          frame.direction == platform::FrameTap::Direction::Sent ? "sent" : "received"},
         {"link", frame.carries == LinkInfo::Carries::IpPackets ? "ip" : "ppp"},
         {"length", octets.size()},
         {"data", to_base64(ByteSpan(octets).first(kept))},
         {"lost", lost_}}
    );
}

void CaptureStream::on_event(const NumberedEvent& event) {
    const auto* deleted = std::get_if<events::InterfaceDeleted>(&event.event);
    if (deleted != nullptr && target_.interface && deleted->interface == target_.interface) {
        outlet_.notify("mprd.CaptureEnded", {{"frames", frames_}, {"lost", lost_}});
    }
}

}  // namespace mprd::daemon
