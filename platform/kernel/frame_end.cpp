// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/kernel/frame_end.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <utility>

#include <unistd.h>

namespace mprd::platform {
namespace {

constexpr std::size_t kProtocolField = 2;

}  // namespace

FrameEnd::FrameEnd(boost::asio::io_context& io, int fd, Handlers handlers)
    : descriptor_(io, fd), handlers_(std::move(handlers)) {
    wait();
}

FrameEnd::~FrameEnd() {
    boost::system::error_code ignored;
    descriptor_.close(ignored);
}

void FrameEnd::write(std::uint16_t protocol, ByteSpan information) {
    std::array<std::uint8_t, kMaxFrame>
        frame{};  // NOLINT(cppcoreguidelines-pro-type-member-init): filled below
    if (information.size() > frame.size() - kProtocolField) {
        return;
    }
    // In one piece: to this device each part of a writev() is a frame.
    frame[0] = static_cast<std::uint8_t>(protocol >> 8U);
    frame[1] = static_cast<std::uint8_t>(protocol & 0xffU);
    std::copy(information.begin(), information.end(), frame.begin() + kProtocolField);
    static_cast<void>(
        !::write(descriptor_.native_handle(), frame.data(), kProtocolField + information.size())
    );
}

void FrameEnd::wait() {
    descriptor_.async_wait(
        boost::asio::posix::stream_descriptor::wait_read,
        [this, alive = std::weak_ptr(alive_)](const boost::system::error_code& error) {
            if (!alive.expired() && !error) {
                read_batch();
            }
        }
    );
}

void FrameEnd::read_batch() {
    const std::weak_ptr alive(alive_);
    std::array<std::uint8_t, kMaxFrame>
        buffer{};  // NOLINT(cppcoreguidelines-pro-type-member-init): filled by read
    for (int i = 0; i < kBatch; ++i) {
        const ssize_t size = ::read(descriptor_.native_handle(), buffer.data(), buffer.size());
        if (size == 0 || (size < 0 && errno != EAGAIN && errno != EINTR)) {
            const auto gone = handlers_.gone;  // it destroys the others with us
            gone();
            return;
        }
        if (size < 0) {
            break;
        }
        const auto frame = ByteSpan(buffer).first(static_cast<std::size_t>(size));
        if (frame.size() <= kProtocolField) {
            continue;
        }
        const auto protocol = static_cast<std::uint16_t>((frame[0] << 8U) | frame[1]);
        handlers_.frame(protocol, frame.subspan(kProtocolField));
        if (alive.expired()) {
            return;
        }
    }
    handlers_.batch_end();
    if (!alive.expired()) {
        wait();
    }
}

}  // namespace mprd::platform
