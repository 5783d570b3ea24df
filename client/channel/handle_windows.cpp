// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "client/channel/handle_windows.hpp"

#include <windows.h>

namespace mprd::client {

Handle::Handle(void* handle) : handle_(handle == INVALID_HANDLE_VALUE ? nullptr : handle) {}

void Handle::close() {
    if (handle_ != nullptr) {
        ::CloseHandle(std::exchange(handle_, nullptr));
    }
}

Handle make_event() {
    return Handle(::CreateEventW(nullptr, TRUE, FALSE, nullptr));
}

}  // namespace mprd::client
