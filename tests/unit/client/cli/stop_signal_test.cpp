// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "client/cli/stop_signal.hpp"

#include "tests/support/catch.hpp"

#include <atomic>
#include <future>

using mprd::cli::StopSignal;

TEST_CASE("cli stop signal: the end of the time is told once", "[cli][stop]") {
    std::promise<void> over;
    std::atomic<int> again = 0;
    {
        const StopSignal signal(
            std::chrono::seconds(1), [&] { over.set_value(); }, [&] { ++again; }
        );
        over.get_future().wait();
    }
    CHECK(again == 0);
}

TEST_CASE("cli stop signal: without a signal nothing is told", "[cli][stop]") {
    std::atomic<int> told = 0;
    for (int i = 0; i < 3; ++i) {
        const StopSignal signal(
            std::chrono::seconds(0), [&] { ++told; }, [&] { ++told; }
        );
    }
    CHECK(told == 0);
}
