// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/pump/packet_queue.hpp"

#include "tests/support/catch.hpp"

using namespace mprd;
using mprd::platform::PacketQueue;

namespace {

Bytes filled(std::uint8_t content, std::size_t size) {
    return Bytes(size, content);
}

Bytes take(PacketQueue& queue) {
    const Bytes front(queue.front().begin(), queue.front().end());
    queue.pop();
    return front;
}

}  // namespace

TEST_CASE("packet queue: packets come out as they went in", "[pump][queue]") {
    PacketQueue queue(100);
    CHECK(queue.is_empty());
    CHECK(queue.push(filled(1, 40)));
    CHECK(queue.push(filled(2, 30)));
    CHECK(take(queue) == filled(1, 40));
    CHECK(queue.push(filled(3, 20)));
    CHECK(take(queue) == filled(2, 30));
    CHECK(take(queue) == filled(3, 20));
    CHECK(queue.is_empty());
}

TEST_CASE("packet queue: it never holds more than its limit", "[pump][queue]") {
    PacketQueue queue(100);
    CHECK(queue.push(filled(1, 60)));
    CHECK(queue.push(filled(2, 40)));
    CHECK_FALSE(queue.push(filled(3, 1)));
    CHECK(take(queue) == filled(1, 60));
    CHECK(queue.push(filled(4, 60)));  // where the first one was
    CHECK_FALSE(queue.push(filled(5, 1)));
    CHECK(take(queue) == filled(2, 40));
    CHECK(take(queue) == filled(4, 60));
    CHECK(queue.push(filled(6, 100)));
    queue.clear();
    CHECK(queue.is_empty());
    CHECK(queue.push(filled(7, 100)));
}
