// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/random.hpp"
#include "platform/api/port.hpp"
#include "platform/sim/sim_time.hpp"

#include <array>
#include <chrono>
#include <functional>
#include <optional>
#include <vector>

namespace mprd::platform::sim {

/// How a line behaves; may be changed at any time.
struct LineWeather {
    /// From open() to the answer.
    Duration dial_time = std::chrono::seconds{2};
    Duration delay = std::chrono::milliseconds{20};  ///< one way
    std::uint32_t loss_percent = 0;                  ///< of messages
    /// Every call fails with this error while set.
    std::optional<Errc> failure;
};

/// Two ports at the ends of one line: a call from one end reaches the other if that listens (678
/// no answer, 676 busy). Messages are whole PPP frames. Deterministic from the random source.
class SimLine {
public:
    /// Both must outlive the line.
    SimLine(SimTime& time, RandomSource& random);
    SimLine(const SimLine&) = delete;
    SimLine& operator=(const SimLine&) = delete;
    ~SimLine() = default;

    /// `index` is 0 or 1. The ports live as long as the line.
    [[nodiscard]] Port& end(std::size_t index) { return ends_[index]; }
    [[nodiscard]] LineWeather& weather() { return weather_; }
    /// The carrier is lost: both ends close with 829.
    void cut();
    /// Each message in turn may be kept back by `filter` returning false.
    void set_filter(std::function<bool(ByteSpan)> filter) { filter_ = std::move(filter); }
    /// Messages sent so far, from both ends together.
    [[nodiscard]] std::uint64_t messages() const { return messages_; }

private:
    enum class State {
        Closed,
        Listening,
        Dialing,
        Open,
    };
    class End final : public Port {
    public:
        void open(const DialTarget& target, PortListener& listener) override;
        void listen(PortListener& listener) override;
        SendResult send(ByteSpan data) override;
        void close(Errc reason) override;
        [[nodiscard]] bool can_send() const override { return state_ == State::Open; }

    private:
        friend class SimLine;
        void finish(Errc error);
        /// A message for this end leaves the line; late ones go nowhere.
        void arrive(std::uint32_t place, std::uint32_t call);
        SimLine* line_ = nullptr;
        std::size_t index_ = 0;
        State state_ = State::Closed;
        PortListener* listener_ = nullptr;
        std::uint32_t call_ = 0;  ///< numbers the uses, so that late actions know they are late
    };
    /// The dial time is over: the other end answers, or the call fails.
    void answer(std::size_t caller, std::uint32_t call);
    /// Puts a message on the line; where it is there.
    [[nodiscard]] std::uint32_t put(ByteSpan message);

    SimTime* time_;
    RandomSource* random_;
    LineWeather weather_;
    std::function<bool(ByteSpan)> filter_;
    std::array<End, 2> ends_;
    std::uint64_t messages_ = 0;
    /// Messages on the line, and places whose message has left it: with its memory for the next.
    std::vector<Bytes> places_;
    std::vector<std::uint32_t> free_places_;
};

}  // namespace mprd::platform::sim
