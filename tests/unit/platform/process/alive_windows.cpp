// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/windows/unique_handle.hpp"
#include "tests/unit/platform/process/alive.hpp"

namespace mprd::test {

bool is_alive(std::uint32_t process) {
    const platform::UniqueHandle handle(::OpenProcess(SYNCHRONIZE, FALSE, process));
    return handle && ::WaitForSingleObject(handle.get(), 0) == WAIT_TIMEOUT;
}

}  // namespace mprd::test
