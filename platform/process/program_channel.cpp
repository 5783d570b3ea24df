// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/process/program_channel.hpp"

#include "platform/process/channel_system.hpp"

#include <boost/asio/buffer.hpp>

#include <array>
#include <deque>
#include <optional>
#include <utility>

namespace mprd::platform {
namespace {

constexpr std::size_t kReadSize = 16384;

}  // namespace

struct ProgramChannel::State : std::enable_shared_from_this<State> {
    State(boost::asio::io_context& io, ChannelEnds ends, Events told)
        : events(std::move(told)), output(io, ends.output.release()) {
        if (ends.input) {
            input.emplace(io, ends.input.release());
        }
    }

    [[nodiscard]] PipeStream& writer() { return input ? *input : output; }
    void close();
    void read();
    void write();
    void on_written(const boost::system::error_code& error, std::size_t size);

    Events events;
    PipeStream output;
    std::optional<PipeStream> input;  ///< where it is not `output`
    bool is_over = false;             ///< of the events: nobody listens
    /// What the system did not take yet: octets, or whole messages. The first is being written.
    std::deque<Bytes> queue;
    std::size_t queued = 0;  ///< octets in it
    std::array<std::uint8_t, kReadSize> buffer{};
};

void ProgramChannel::State::close() {
    boost::system::error_code ignored;
    output.close(ignored);
    if (input) {
        input->close(ignored);
    }
}

void ProgramChannel::State::read() {
    output.async_read_some(
        boost::asio::buffer(buffer),
        [self = shared_from_this()](const boost::system::error_code& error, std::size_t size) {
            if (self->is_over) {
                return;
            }
            if (size > 0) {
                self->events.on_data({self->buffer.data(), size});
            }
            if (self->is_over) {
                return;
            }
            if (!error) {
                self->read();
                return;
            }
            self->close();
            self->events.on_end();
        }
    );
}

void ProgramChannel::State::write() {
    writer().async_write_some(
        boost::asio::buffer(queue.front()),
        [self = shared_from_this()](const boost::system::error_code& error, std::size_t size) {
            if (!self->is_over) {
                self->on_written(error, size);
            }
        }
    );
}

void ProgramChannel::State::on_written(const boost::system::error_code& error, std::size_t size) {
    if (error) {
        return;  // the program is gone, or does not read any more: its output tells
    }
    Bytes& front = queue.front();
    queued -= size;
    front.erase(front.begin(), front.begin() + static_cast<std::ptrdiff_t>(size));
    if (front.empty()) {
        queue.pop_front();
    }
    if (queue.empty()) {
        events.on_room();
    } else {
        write();
    }
}

ProgramChannel::ProgramChannel(boost::asio::io_context& io, ChannelEnds ends, Events events)
    : state_(std::make_shared<State>(io, std::move(ends), std::move(events))) {}

ProgramChannel::~ProgramChannel() {
    state_->is_over = true;
    state_->close();
}

void ProgramChannel::start_reading() {
    state_->read();
}

bool ProgramChannel::is_open() const {
    return state_->output.is_open();
}

bool ProgramChannel::can_send() const {
    return state_->writer().is_open() && state_->queued < kQueueLimit;
}

bool ProgramChannel::send(ByteSpan data) {
    if (!can_send() || data.empty()) {
        return false;
    }
    const std::size_t done = state_->queue.empty() ? write_at_once(state_->writer(), data) : 0;
    if (done == data.size()) {
        return true;
    }
    state_->queue.emplace_back(data.begin() + static_cast<std::ptrdiff_t>(done), data.end());
    state_->queued += data.size() - done;
    if (state_->queue.size() == 1) {
        state_->write();
    }
    return true;
}

bool ProgramChannel::is_drained() const {
    return !state_->writer().is_open() ||
           (state_->queue.empty() && unread_octets(state_->writer()) == 0);
}

void ProgramChannel::end_input() {
    if (state_->writer().is_open()) {
        end_output(state_->writer());
    }
}

}  // namespace mprd::platform
