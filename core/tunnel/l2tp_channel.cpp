// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/tunnel/l2tp_channel.hpp"

#include <algorithm>
#include <utility>

namespace mprd::l2tp {

void ReliableChannel::send(std::uint16_t session_id, Bytes avps) {
    queue_.push_back(Queued{session_id, std::move(avps), 0, {}});
}

void ReliableChannel::acknowledged(TimePoint now, std::uint16_t nr) {
    const auto count = static_cast<std::uint16_t>(nr - first_ns_);
    const auto ever_sent = static_cast<std::uint16_t>(next_new_ns_ - first_ns_);
    if (count == 0 || count > ever_sent) {
        return;  // old news, or of messages that do not exist
    }
    measure(now, queue_[count - 1U]);
    for (std::uint16_t i = 0; i < count; ++i) {
        queue_.pop_front();
        open_window();
    }
    first_ns_ = nr;
    in_flight_ -= std::min<std::size_t>(in_flight_, count);
    deadline_ = in_flight_ > 0 ? std::optional(now + interval_) : std::nullopt;
}

// Only what was sent once tells the time to the peer, and only that ends a back-off (Karn).
void ReliableChannel::measure(TimePoint now, const Queued& message) {
    if (message.transmissions != 1) {
        return;
    }
    const Duration sample = now - message.sent_at;
    round_trip_ = round_trip_ ? (*round_trip_ * 7 + sample) / 8 : sample;
    first_interval_ = std::clamp(
        *round_trip_ * 3,
        std::min(settings_.first_interval, settings_.longest_interval),
        settings_.longest_interval
    );
    interval_ = first_interval_;
}

void ReliableChannel::open_window() {
    if (window_ < slow_start_until_) {
        ++window_;
    } else if (++acks_in_window_ >= window_) {
        acks_in_window_ = 0;
        ++window_;
    }
    window_ = std::min<std::uint32_t>(window_, 0xffff);
}

void ReliableChannel::receive(std::uint16_t ns, std::uint16_t session_id, ByteSpan avps) {
    const auto ahead = static_cast<std::uint16_t>(ns - expected_ns_);
    if (is_before(ns, expected_ns_)) {
        needs_ack_ = true;  // our acknowledgement was lost
        ++messages_dropped_;
        return;
    }
    if (ahead >= settings_.receive_window) {
        ++messages_dropped_;
        return;
    }
    early_.try_emplace(ns, Message{session_id, Bytes(avps.begin(), avps.end())});
}

std::optional<ReliableChannel::Message> ReliableChannel::next_message() {
    const auto found = early_.find(expected_ns_);
    if (found == early_.end()) {
        return std::nullopt;
    }
    Message message = std::move(found->second);
    early_.erase(found);
    ++expected_ns_;
    needs_ack_ = true;
    return message;
}

std::optional<ReliableChannel::Transmission> ReliableChannel::poll(TimePoint now) {
    const std::size_t window = std::min<std::size_t>(window_, peer_window_);
    if (in_flight_ >= std::min(window, queue_.size())) {
        return std::nullopt;
    }
    Queued& message = queue_[in_flight_];
    const auto ns = static_cast<std::uint16_t>(first_ns_ + in_flight_);
    ++in_flight_;
    ++message.transmissions;
    message.sent_at = now;
    if (!is_before(ns, next_new_ns_)) {
        next_new_ns_ = static_cast<std::uint16_t>(ns + 1);
    }
    if (!deadline_) {
        deadline_ = now + interval_;
    }
    needs_ack_ = false;
    return Transmission{message.session_id, {ns, expected_ns_}, message.avps};
}

Sequence ReliableChannel::take_ack() {
    needs_ack_ = false;
    return {next_new_ns_, expected_ns_};
}

bool ReliableChannel::handle_timeout(TimePoint now) {
    if (!deadline_ || now < *deadline_) {
        return true;
    }
    deadline_.reset();
    if (queue_.front().transmissions >= settings_.max_transmissions) {
        return false;
    }
    slow_start_until_ = std::max<std::uint32_t>(window_ / 2, 1);
    window_ = 1;
    acks_in_window_ = 0;
    in_flight_ = 0;  // what the peer has kept of the others shows in its next acknowledgement
    interval_ = std::min(interval_ * 2, settings_.longest_interval);
    return true;
}

}  // namespace mprd::l2tp
