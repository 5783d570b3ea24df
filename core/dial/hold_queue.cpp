// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/dial/hold_queue.hpp"

#include <utility>

namespace mprd::dial {

void HoldQueue::push(TimePoint now, ByteSpan packet) {
    drop_old(now);
    if (packet.size() > limits_.bytes || limits_.packets == 0) {
        ++dropped_;
        return;
    }
    while (packets_.size() >= limits_.packets || bytes_ + packet.size() > limits_.bytes) {
        drop_oldest();
    }
    bytes_ += packet.size();
    packets_.push_back(Held{now, Bytes(packet.begin(), packet.end())});
}

std::vector<Bytes> HoldQueue::drain(TimePoint now) {
    drop_old(now);
    std::vector<Bytes> all;
    all.reserve(packets_.size());
    for (Held& held : packets_) {
        all.push_back(std::move(held.packet));
    }
    packets_.clear();
    bytes_ = 0;
    return all;
}

void HoldQueue::clear() {
    dropped_ += packets_.size();
    packets_.clear();
    bytes_ = 0;
}

void HoldQueue::drop_oldest() {
    bytes_ -= packets_.front().packet.size();
    packets_.pop_front();
    ++dropped_;
}

void HoldQueue::drop_old(TimePoint now) {
    while (!packets_.empty() && now - packets_.front().since > limits_.age) {
        drop_oldest();
    }
}

}  // namespace mprd::dial
