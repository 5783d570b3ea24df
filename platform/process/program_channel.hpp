// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/bytes.hpp"
#include "platform/process/native_handle.hpp"

#include <boost/asio/io_context.hpp>

#include <cstddef>
#include <functional>
#include <memory>

namespace mprd::platform {

/// What goes to a program's standard input and comes from its standard output, for the event loop.
/// One thread.
class ProgramChannel {
public:
    /// Octets that wait for the program; send() is refused beyond it.
    static constexpr std::size_t kQueueLimit = std::size_t{64} * 1024;

    /// Who is told, from the event loop; each call may destroy the channel.
    struct Events {
        std::function<void(ByteSpan)> on_data;
        /// Once: the program has closed its output. The channel is closed.
        std::function<void()> on_end;
        /// All that waited was taken.
        std::function<void()> on_room;
    };

    /// `ends` are of ChildProcess::take_channel(). Tells nothing before start_reading().
    ProgramChannel(boost::asio::io_context& io, ChannelEnds ends, Events events);
    ProgramChannel(const ProgramChannel&) = delete;
    ProgramChannel& operator=(const ProgramChannel&) = delete;
    ~ProgramChannel();

    void start_reading();
    /// Whether the program's output has not ended.
    [[nodiscard]] bool is_open() const;
    [[nodiscard]] bool can_send() const;
    /// Octets, or with ProcessChannel::Messages one message. False: refused.
    [[nodiscard]] bool send(ByteSpan data);
    /// Whether the program has read all that was sent.
    [[nodiscard]] bool is_drained() const;
    /// The program finds the end of its input; what it did not take may be lost.
    void end_input();

private:
    struct State;

    /// Shared with the operations that are under way, for it has their buffers.
    std::shared_ptr<State> state_;
};

}  // namespace mprd::platform
