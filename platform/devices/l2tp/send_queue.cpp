// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/devices/l2tp/send_queue.hpp"

#include <algorithm>

namespace mprd::platform::l2tp {

bool SendQueue::is_empty() const {
    return first_ == end_;
}

bool SendQueue::has_room(std::size_t size) const {
    return datagrams_ < kMaxDatagrams && used_ + size <= kMaxOctets;
}

bool SendQueue::joins_last(const SocketAddress& to, std::size_t size) const {
    if (!may_join_ || end_ == first_ || size == 0 || runs_[end_ - 1].datagram == 0) {
        return false;  // an empty one would vanish between its neighbours
    }
    const Run& last = runs_[end_ - 1];
    const bool is_whole = last.size % last.datagram == 0;  // a shorter one ends a run
    return is_whole && size <= last.datagram && last.size + size <= kMaxRunOctets && last.to == to;
}

void SendQueue::push(const SocketAddress& to, std::initializer_list<ByteSpan> parts) {
    const std::size_t begin = used_;
    for (const ByteSpan part : parts) {
        std::copy(part.begin(), part.end(), octets_.get() + used_);
        used_ += part.size();
    }
    const std::size_t size = used_ - begin;
    ++datagrams_;
    if (joins_last(to, size)) {
        runs_[end_ - 1].size += size;
    } else {
        runs_[end_++] = {to, begin, size, size};
    }
}

SendQueue::Outcome SendQueue::flush(Socket socket) {
    while (first_ < end_) {
        if (!send_next(socket)) {
            return Outcome::Full;
        }
    }
    clear();
    return Outcome::Empty;
}

void SendQueue::clear() {
    used_ = 0;
    datagrams_ = 0;
    first_ = 0;
    end_ = 0;
}

}  // namespace mprd::platform::l2tp
