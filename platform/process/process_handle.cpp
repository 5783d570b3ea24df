// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/process/process_handle.hpp"

#include <utility>

#ifdef _WIN32
#include "platform/process/process_handle_windows.hpp"
#else
#include "platform/process/process_handle_linux.hpp"
#endif

namespace mprd::platform {

ProcessHandle::ProcessHandle() = default;
ProcessHandle::ProcessHandle(std::unique_ptr<Native> native) : native_(std::move(native)) {}
ProcessHandle::ProcessHandle(ProcessHandle&& other) noexcept = default;
ProcessHandle& ProcessHandle::operator=(ProcessHandle&& other) noexcept {
    const ProcessHandle old(std::move(*this));
    native_ = std::move(other.native_);
    return *this;
}

}  // namespace mprd::platform
