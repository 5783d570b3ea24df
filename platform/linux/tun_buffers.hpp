// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/bytes.hpp"
#include "core/wire/packet_offload.hpp"
#include "core/wire/segment_joiner.hpp"

#include <boost/asio/io_context.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>

namespace mprd::platform {

/// The buffers for packets that all TUN devices of one event loop share, so that an idle interface
/// has none: one to read into, one in which received TCP segments are joined.
class TunBuffers {
public:
    /// The largest packet of the kernel, and what it puts in front.
    static constexpr std::size_t kReadSize = 65536 + 64;

    /// `io` must outlive it.
    explicit TunBuffers(boost::asio::io_context& io) : io_(io) {}
    TunBuffers(const TunBuffers&) = delete;
    TunBuffers& operator=(const TunBuffers&) = delete;
    ~TunBuffers() = default;

    /// Whoever reads uses it up before somebody else reads.
    [[nodiscard]] std::span<std::uint8_t> reading() { return {reading_.get(), kReadSize}; }

    /// To `sink`, now or at the end of this turn of the event loop, joined with what belongs to it
    /// and in order.
    void write(ByteSpan packet, wire::OffloadSink& sink);
    /// The sink goes away.
    void forget(const wire::OffloadSink& sink) { joiner_.forget(sink); }

private:
    boost::asio::io_context& io_;
    std::unique_ptr<std::uint8_t[]> reading_ =
        std::make_unique_for_overwrite<std::uint8_t[]>(kReadSize);
    wire::SegmentJoiner joiner_;
    bool flush_waits_ = false;
    std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);  ///< handlers hold it weakly
};

}  // namespace mprd::platform
