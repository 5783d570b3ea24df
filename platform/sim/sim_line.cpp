// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/sim/sim_line.hpp"

#include <utility>

namespace mprd::platform::sim {
namespace {

[[nodiscard]] LinkInfo frames_link() {
    LinkInfo link;
    link.carries = LinkInfo::Carries::PppFrames;
    link.speed = 115200;
    return link;
}

}  // namespace

SimLine::SimLine(SimTime& time, RandomSource& random) : time_(&time), random_(&random) {
    for (std::size_t index = 0; index < ends_.size(); ++index) {
        ends_[index].line_ = this;
        ends_[index].index_ = index;
    }
}

void SimLine::cut() {
    for (End& end : ends_) {
        if (end.state_ == State::Open) {
            end.finish(Errc::LinkFailure);
        }
    }
}

std::uint32_t SimLine::put(ByteSpan message) {
    if (free_places_.empty()) {
        free_places_.push_back(static_cast<std::uint32_t>(places_.size()));
        places_.emplace_back();
    }
    const std::uint32_t place = free_places_.back();
    free_places_.pop_back();
    places_[place].assign(message.begin(), message.end());
    return place;
}

void SimLine::answer(std::size_t caller, std::uint32_t call) {
    End& from = ends_[caller];
    End& to = ends_[1 - caller];
    if (from.state_ != State::Dialing || from.call_ != call) {
        return;
    }
    if (weather_.failure) {
        from.finish(*weather_.failure);
    } else if (to.state_ == State::Closed) {
        from.finish(Errc::NoAnswer);
    } else if (to.state_ != State::Listening) {
        from.finish(Errc::LineBusy);
    } else {
        from.state_ = State::Open;
        to.state_ = State::Open;
        to.listener_->on_opened(frames_link());
        from.listener_->on_opened(frames_link());
    }
}

void SimLine::End::open(const DialTarget&, PortListener& listener) {
    listener_ = &listener;
    state_ = State::Dialing;
    const std::uint32_t call = ++call_;
    line_->time_->post(line_->weather_.dial_time, [this, call] { line_->answer(index_, call); });
}

void SimLine::End::listen(PortListener& listener) {
    listener_ = &listener;
    state_ = State::Listening;
    ++call_;
}

Port::SendResult SimLine::End::send(ByteSpan data) {
    if (state_ != State::Open) {
        return SendResult::Refused;
    }
    ++line_->messages_;
    const bool is_lost = line_->random_->next_u32() % 100 < line_->weather_.loss_percent ||
                         (line_->filter_ && !line_->filter_(data));
    End& peer = line_->ends_[1 - index_];
    if (!is_lost && peer.state_ == State::Open) {
        line_->time_->post(
            line_->weather_.delay,
            [&peer, call = peer.call_, place = line_->put(data)] { peer.arrive(place, call); }
        );
    }
    return SendResult::Taken;
}

void SimLine::End::arrive(std::uint32_t place, std::uint32_t call) {
    Bytes message = std::move(line_->places_[place]);
    if (state_ == State::Open && call_ == call) {
        listener_->on_data(message);
    }
    line_->places_[place] = std::move(message);
    line_->free_places_.push_back(place);
}

void SimLine::End::close(Errc reason) {
    if (state_ == State::Closed) {
        return;
    }
    End& peer = line_->ends_[1 - index_];
    if (state_ == State::Open && peer.state_ == State::Open) {
        line_->time_->post(line_->weather_.delay, [&peer, call = peer.call_] {
            if (peer.state_ == State::Open && peer.call_ == call) {
                peer.finish(Errc::RemoteDisconnection);
            }
        });
    }
    finish(reason);
}

void SimLine::End::finish(Errc error) {
    state_ = State::Closed;
    ++call_;
    line_->time_->post(Duration{}, [listener = std::exchange(listener_, nullptr), error] {
        listener->on_closed(make_error(error, ""));
    });
}

}  // namespace mprd::platform::sim
