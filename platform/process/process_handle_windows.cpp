// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/process/process_handle_windows.hpp"

#include <utility>

namespace mprd::platform {
namespace {

/// How long the end of this object waits for a killed program.
constexpr std::chrono::milliseconds kKillPatience{1000};
/// Status of a program that we took down.
constexpr UINT kKilled = 1;

}  // namespace

ProcessHandle::~ProcessHandle() {
    if (native_) {
        kill();
        static_cast<void>(wait_for(kKillPatience));
    }
}

std::uint32_t ProcessHandle::id() const {
    return native_->id;
}

void ProcessHandle::ask_to_end() {}

void ProcessHandle::kill() {
    ::TerminateJobObject(native_->job.get(), kKilled);
}

bool ProcessHandle::wait_for(std::chrono::milliseconds limit) const {
    return ::WaitForSingleObject(native_->process.get(), static_cast<DWORD>(limit.count())) ==
           WAIT_OBJECT_0;
}

void ProcessHandle::watch(boost::asio::io_context& io, std::function<void()> ended) {
    const HANDLE self = ::GetCurrentProcess();
    HANDLE copy = nullptr;
    ::DuplicateHandle(self, native_->process.get(), self, &copy, 0, FALSE, DUPLICATE_SAME_ACCESS);
    native_->watched.emplace(io, copy);
    native_->watched->async_wait([ended = std::move(ended), weak = std::weak_ptr(native_->alive)](
                                     const boost::system::error_code& error
                                 ) {
        if (!error && !weak.expired()) {
            ended();
        }
    });
}

ProcessExit ProcessHandle::reap() {
    kill();  // what it started does not outlive it
    DWORD status = 0;
    ::GetExitCodeProcess(native_->process.get(), &status);
    native_.reset();
    return {static_cast<int>(status), 0};
}

}  // namespace mprd::platform
