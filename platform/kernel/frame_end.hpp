// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/bytes.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>

#include <cstdint>
#include <functional>
#include <memory>

namespace mprd::platform {

/// Our end of a PPP unit or channel of the kernel: one frame in each message.
class FrameEnd {
public:
    /// Frames of one wake-up, before others get their turn.
    static constexpr int kBatch = 64;
    /// Longer than any that the kernel can have for us.
    static constexpr std::size_t kMaxFrame = 4096;

    struct Handlers {
        /// `information` is valid during the call only. Any call may destroy the end.
        std::function<void(std::uint16_t protocol, ByteSpan information)> frame;
        /// After the frames of one wake-up.
        std::function<void()> batch_end;
        /// The kernel's side is gone. Nothing follows.
        std::function<void()> gone;
    };

    /// Owns the descriptor, which must not block. Begins to read at once.
    FrameEnd(boost::asio::io_context& io, int fd, Handlers handlers);
    ~FrameEnd();
    FrameEnd(const FrameEnd&) = delete;
    FrameEnd& operator=(const FrameEnd&) = delete;

    [[nodiscard]] int fd() { return descriptor_.native_handle(); }
    /// What the kernel does not take is lost, as on any line.
    void write(std::uint16_t protocol, ByteSpan information);

private:
    void wait();
    void read_batch();

    boost::asio::posix::stream_descriptor descriptor_;
    Handlers handlers_;
    std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);  ///< handlers hold it weakly
};

}  // namespace mprd::platform
