// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/support/catch.hpp"

#include <cstddef>
#include <memory>
#include <new>

namespace mprd::platform::windows {

TEST_CASE("memory that there is not is std::bad_alloc, and the heap goes on", "[heap]") {
    volatile std::size_t more_than_there_is = std::size_t{1} << 62U;
    void* volatile taken = nullptr;  // the compiler leaves out what nobody looks at
    CHECK_THROWS_AS(taken = ::operator new(more_than_there_is), std::bad_alloc);
    taken = ::operator new(more_than_there_is, std::nothrow);
    CHECK(taken == nullptr);
    CHECK(*std::make_unique<int>(7) == 7);
}

}  // namespace mprd::platform::windows
