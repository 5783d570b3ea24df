// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "daemon/runtime/capture_set.hpp"
#include "daemon/runtime/event_bus.hpp"
#include "daemon/runtime/runtime.hpp"

#include <nlohmann/json.hpp>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>

namespace mprd::daemon {

/// mprd.Capture of one client: turns frames into notifications mprd.Frame as long as he reads them.
/// A frame that would have to wait behind kMaxWaiting octets is counted and lost; nobody waits for
/// a slow client.
class CaptureStream {
public:
    /// Captures of all clients.
    static constexpr std::size_t kMaxCaptures = 16;
    /// Octets that a client has not read.
    static constexpr std::size_t kMaxWaiting = std::size_t{1024} * 1024;
    /// Octets of a frame that are given at most; longer than any frame of a link.
    static constexpr std::uint32_t kMaxSnapLength = 65535;

    /// What the stream asks of its client's session.
    struct Outlet {
        /// Octets that the client has not read.
        std::function<std::size_t()> waiting;
        std::function<void(const std::string& method, const nlohmann::json& params)> notify;
    };

    /// Begins. Of each frame at most `snap_length` octets are given. The runtime must outlive it.
    CaptureStream(Runtime& runtime, CaptureTarget target, std::uint32_t snap_length, Outlet outlet);
    CaptureStream(const CaptureStream&) = delete;
    CaptureStream& operator=(const CaptureStream&) = delete;
    ~CaptureStream() = default;

    /// Given to the client.
    [[nodiscard]] std::uint64_t frames() const { return frames_; }
    /// Seen, and not given to him.
    [[nodiscard]] std::uint64_t lost() const { return lost_; }

private:
    void on_frame(const CapturedFrame& frame);
    void on_event(const NumberedEvent& event);

    CaptureTarget target_;
    std::uint32_t snap_length_;
    Outlet outlet_;
    std::uint64_t frames_ = 0;
    std::uint64_t lost_ = 0;
    EventBus::Subscription events_;
    CaptureSet::Subscription captures_;
};

}  // namespace mprd::daemon
