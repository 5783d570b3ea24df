// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/base/fifo.hpp"

#include "tests/support/catch.hpp"

#include <memory>

using mprd::Fifo;

TEST_CASE("fifo: what came first leaves first", "[base]") {
    Fifo<int> queue;
    CHECK(queue.is_empty());
    CHECK_FALSE(queue.poll());
    queue.push(1);
    queue.push(2);
    CHECK(queue.poll() == 1);
    queue.push(3);
    CHECK_FALSE(queue.is_empty());
    CHECK(queue.poll() == 2);
    CHECK(queue.poll() == 3);
    CHECK(queue.is_empty());
    CHECK_FALSE(queue.poll());
}

TEST_CASE("fifo: a burst of any size comes out whole, and the queue goes on", "[base]") {
    Fifo<int> queue;
    for (int burst : {1, 8, 9, 1000, 2}) {
        for (int i = 0; i < burst; ++i) {
            queue.push(i);
        }
        for (int i = 0; i < burst; ++i) {
            REQUIRE(queue.poll() == i);
        }
        CHECK(queue.is_empty());
    }
}

TEST_CASE("fifo: what has left is the taker's alone", "[base]") {
    Fifo<std::shared_ptr<int>> queue;
    const auto item = std::make_shared<int>(7);
    queue.push(item);
    queue.push(nullptr);
    auto taken = queue.poll();
    CHECK(item.use_count() == 2);
    taken.reset();
    CHECK(item.use_count() == 1);
}
