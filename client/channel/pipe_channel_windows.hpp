// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/channel/channel.hpp"
#include "client/channel/child_windows.hpp"
#include "client/channel/handle_windows.hpp"

#include <atomic>
#include <cstdint>
#include <mutex>
#include <optional>
#include <utility>

namespace mprd::client {

/// Handles of one pipe for both directions, or of two; opened for overlapped work.
struct PipeEnds {
    Handle in;   ///< read from
    Handle out;  ///< written to; none: `in`
};

/// A channel over pipes. Each read and write waits for itself or for shut_down(), so that none is
/// left behind when the channel goes.
class PipeChannel final : public Channel {
public:
    explicit PipeChannel(PipeEnds ends) : PipeChannel(std::move(ends), std::nullopt, text_of_end) {}
    /// `child` is the process behind the pipes: ended and waited for with the channel.
    PipeChannel(PipeEnds ends, std::optional<Child> child, ProgramEndText end_text);
    ~PipeChannel() override;
    PipeChannel(const PipeChannel&) = delete;
    PipeChannel& operator=(const PipeChannel&) = delete;

    [[nodiscard]] bool is_usable() const { return stop_ && read_done_ && write_done_; }
    [[nodiscard]] bool send(std::string_view data) override;
    [[nodiscard]] std::size_t receive(char* data, std::size_t size) override;
    void shut_down() override;
    [[nodiscard]] std::string why_ended() override;

private:
    /// What a read or write came to: bytes, or 0 and the error.
    struct Outcome {
        std::uint32_t bytes = 0;
        std::uint32_t error = 0;
    };
    struct Waiting;

    [[nodiscard]] Outcome finish(
        bool started, void* pipe, Waiting& waiting, std::uint32_t milliseconds
    );
    [[nodiscard]] Outcome read(char* data, std::size_t size);
    void close_ends();

    Handle in_;
    Handle out_;
    Handle stop_ = make_event();
    Handle read_done_ = make_event();
    Handle write_done_ = make_event();
    std::optional<Child> child_;
    ProgramEndText end_text_;
    std::mutex write_mutex_;  ///< one write at a time, none when the ends are closed
    std::atomic<bool> stopped_ = false;
    std::size_t after_stop_ = 0;  ///< bytes that were received since
    std::uint32_t receive_error_ = 0;
};

}  // namespace mprd::client
