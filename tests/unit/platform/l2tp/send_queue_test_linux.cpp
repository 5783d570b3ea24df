// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/platform/l2tp/queue_bench.hpp"

#include <sys/socket.h>

TEST_CASE(
    "l2tp send queue: what the kernel refuses to cut goes one by one, in order", "[l2tp][queue]"
) {
    mprd::test::QueueBench f;
    const int no_checksums = 1;
    REQUIRE(
        ::setsockopt(
            f.sender.native_handle(), SOL_SOCKET, SO_NO_CHECK, &no_checksums, sizeof no_checksums
        ) == 0
    );
    f.push_sizes({500, 500, 500, 300, 500, 700, 700, 0, 0, 700, 1, 500});
    f.flush();
    CHECK(f.queue.is_empty());
    CHECK(f.one.take() == f.sent);
}
