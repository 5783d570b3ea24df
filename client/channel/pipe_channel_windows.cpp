// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "client/channel/pipe_channel_windows.hpp"

#include "client/channel/text_windows.hpp"

#include <algorithm>
#include <array>

#include <windows.h>

namespace mprd::client {
namespace {

/// A router that takes nothing for so long is as good as dead.
constexpr DWORD kSendTimeoutMs = 30'000;
/// What had been sent when this side ended the connection is still received: no more than the
/// longest message.
constexpr std::size_t kMostAfterStop = std::size_t{1} << 20;

}  // namespace

/// One read or write under way.
struct PipeChannel::Waiting {
    explicit Waiting(const Handle& done) { overlapped.hEvent = done.get(); }
    OVERLAPPED overlapped{};
};

PipeChannel::PipeChannel(PipeEnds ends, std::optional<Child> child, ProgramEndText end_text)
    : in_(std::move(ends.in)),
      out_(std::move(ends.out)),
      child_(std::move(child)),
      end_text_(end_text) {}

PipeChannel::~PipeChannel() {
    if (child_) {
        // Every answer that somebody waited for is here; its input ends now.
        close_ends();
        static_cast<void>(child_->reap());
    }
}

PipeChannel::Outcome PipeChannel::finish(
    bool started, void* pipe, Waiting& waiting, std::uint32_t milliseconds
) {
    if (!started) {
        if (const DWORD error = ::GetLastError(); error != ERROR_IO_PENDING) {
            return {0, error};
        }
        const std::array<HANDLE, 2> ends{waiting.overlapped.hEvent, stop_.get()};
        if (::WaitForMultipleObjects(ends.size(), ends.data(), FALSE, milliseconds) !=
            WAIT_OBJECT_0) {
            ::CancelIoEx(pipe, &waiting.overlapped);
        }
    }
    DWORD bytes = 0;
    // Waits for the end of what was cancelled: until then the system writes into our memory.
    if (::GetOverlappedResult(pipe, &waiting.overlapped, &bytes, TRUE) == FALSE) {
        return {0, ::GetLastError()};
    }
    return {bytes, 0};
}

bool PipeChannel::send(std::string_view data) {
    const std::lock_guard lock(write_mutex_);
    while (!data.empty()) {
        void* const pipe = out_ ? out_.get() : in_.get();
        if (stopped_ || pipe == nullptr) {
            return false;
        }
        constexpr std::size_t kMost = std::size_t{1} << 20;
        Waiting waiting(write_done_);
        const bool started = ::WriteFile(
                                 pipe,
                                 data.data(),
                                 static_cast<DWORD>(std::min(data.size(), kMost)),
                                 nullptr,
                                 &waiting.overlapped
                             ) != FALSE;
        const Outcome outcome = finish(started, pipe, waiting, kSendTimeoutMs);
        if (outcome.error != 0) {
            return false;
        }
        data.remove_prefix(outcome.bytes);
    }
    return true;
}

PipeChannel::Outcome PipeChannel::read(char* data, std::size_t size) {
    if (!in_) {
        return {0, ERROR_BROKEN_PIPE};
    }
    Waiting waiting(read_done_);
    const bool started =
        ::ReadFile(in_.get(), data, static_cast<DWORD>(size), nullptr, &waiting.overlapped) !=
        FALSE;
    return finish(started, in_.get(), waiting, INFINITE);
}

std::size_t PipeChannel::receive(char* data, std::size_t size) {
    constexpr std::size_t kMost = std::size_t{1} << 20;
    size = std::min(size, kMost);
    const bool stopped = stopped_;
    if (stopped && after_stop_ >= kMostAfterStop) {
        close_ends();
        return 0;
    }
    Outcome outcome;
    do {
        outcome = read(data, size);
        // A message of no bytes is no end.
    } while (outcome.error == 0 && outcome.bytes == 0);
    after_stop_ += stopped ? outcome.bytes : 0;
    if (outcome.bytes == 0) {
        receive_error_ = outcome.error;
        close_ends();
    }
    return outcome.bytes;
}

/// The other end learns that this was the end, whoever holds the channel for how long. By the
/// thread that reads.
void PipeChannel::close_ends() {
    shut_down();  // a write that waits gives way
    const std::lock_guard lock(write_mutex_);
    in_.close();
    out_.close();
}

void PipeChannel::shut_down() {
    stopped_ = true;
    ::SetEvent(stop_.get());
}

std::string PipeChannel::why_ended() {
    if (child_) {
        close_ends();  // the end of its input
        const int status = child_->reap();
        child_.reset();
        return end_text_({status, 0});
    }
    switch (receive_error_) {
        case 0:
        case ERROR_BROKEN_PIPE:
        case ERROR_PIPE_NOT_CONNECTED:
            return "it closed the connection";
        case ERROR_OPERATION_ABORTED:
            return "it was ended on this side";
        default:
            return text_of_error(receive_error_);
    }
}

}  // namespace mprd::client
