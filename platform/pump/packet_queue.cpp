// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/pump/packet_queue.hpp"

#include <iterator>

namespace mprd::platform {

bool PacketQueue::push(ByteSpan packet) {
    if (octets_.size() - begin_ + packet.size() > limit_) {
        return false;
    }
    if (begin_ != 0 && octets_.size() + packet.size() > limit_) {
        // What has gone makes room: the buffer never grows beyond the limit.
        octets_.erase(
            octets_.begin(), std::next(octets_.begin(), static_cast<std::ptrdiff_t>(begin_))
        );
        sizes_.erase(sizes_.begin(), std::next(sizes_.begin(), static_cast<std::ptrdiff_t>(next_)));
        begin_ = 0;
        next_ = 0;
    }
    octets_.insert(octets_.end(), packet.begin(), packet.end());
    sizes_.push_back(static_cast<std::uint32_t>(packet.size()));
    return true;
}

void PacketQueue::pop() {
    begin_ += sizes_[next_++];
    if (is_empty()) {
        clear();
    }
}

void PacketQueue::clear() {
    octets_.clear();
    sizes_.clear();
    begin_ = 0;
    next_ = 0;
}

}  // namespace mprd::platform
