// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/platform/l2tp/queue_bench.hpp"

using namespace mprd;  // NOLINT(google-build-using-namespace)
using platform::l2tp::SendQueue;
using test::datagram;
using test::QueueBench;

TEST_CASE("l2tp send queue: datagrams arrive as they were, in order", "[l2tp][queue]") {
    QueueBench f;
    f.push_sizes({500, 500, 500, 300, 500, 700, 700, 0, 0, 700, 1, 500});
    CHECK_FALSE(f.queue.is_empty());
    f.flush();
    CHECK(f.queue.is_empty());
    CHECK(f.one.take() == f.sent);
    f.flush();
    CHECK(f.one.take().empty());
}

TEST_CASE("l2tp send queue: each peer gets its own", "[l2tp][queue]") {
    QueueBench f;
    for (std::uint8_t i = 0; i < 10; ++i) {
        f.push(i % 3 == 0 ? f.other : f.one, datagram(i, 200));
    }
    f.flush();
    CHECK(f.one.take().size() == 6);
    CHECK(
        f.other.take() ==
        std::vector<Bytes>{datagram(0, 200), datagram(3, 200), datagram(6, 200), datagram(9, 200)}
    );
}

TEST_CASE("l2tp send queue: it is bounded in datagrams and octets", "[l2tp][queue]") {
    QueueBench f;
    for (std::size_t i = 0; i < SendQueue::kMaxDatagrams; ++i) {
        f.push(f.one, datagram(1, 1400));
    }
    CHECK_FALSE(f.queue.has_room(1));
    f.flush();
    CHECK(f.one.take().size() == SendQueue::kMaxDatagrams);
    CHECK(f.queue.has_room(SendQueue::kMaxOctets));
    CHECK_FALSE(f.queue.has_room(SendQueue::kMaxOctets + 1));
    f.push(f.one, datagram(1, 1400));
    f.queue.clear();
    f.flush();
    CHECK(f.one.take().empty());
}
