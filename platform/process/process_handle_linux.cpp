// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/process/process_handle_linux.hpp"

#include <csignal>
#include <utility>

#include <poll.h>
#include <sys/wait.h>

namespace mprd::platform {
namespace {

/// How long the end of this object waits for a killed program (one that the kernel cannot end hangs
/// in a driver).
constexpr std::chrono::milliseconds kKillPatience{1000};

using Native = ProcessHandle::Native;

void signal_group(pid_t leader, int signal) {
    // Nobody else can get the group's number before its leader is reaped.
    static_cast<void>(::kill(-leader, signal));
}

void wait_for_end(Native& native) {
    native.watched->async_wait(
        boost::asio::posix::stream_descriptor::wait_read,
        [&native, weak = std::weak_ptr(native.alive)](const boost::system::error_code& error) {
            if (error || weak.expired()) {
                return;
            }
            pollfd ended{native.descriptor(), POLLIN, 0};
            if (::poll(&ended, 1, 0) != 1) {
                wait_for_end(native);  // a wake-up is a hint: this one was for a descriptor before
                return;
            }
            const auto tell = std::exchange(native.ended, nullptr);
            tell();
        }
    );
}

}  // namespace

ProcessHandle::~ProcessHandle() {
    if (native_) {
        kill();
        static_cast<void>(wait_for(kKillPatience));
        static_cast<void>(::waitpid(native_->pid, nullptr, WNOHANG));
    }
}

std::uint32_t ProcessHandle::id() const {
    return static_cast<std::uint32_t>(native_->pid);
}

void ProcessHandle::ask_to_end() {
    signal_group(native_->pid, SIGTERM);
    signal_group(native_->pid, SIGCONT);  // a stopped one would not even see it
}

void ProcessHandle::kill() {
    signal_group(native_->pid, SIGKILL);
}

bool ProcessHandle::wait_for(std::chrono::milliseconds limit) const {
    pollfd ended{native_->descriptor(), POLLIN, 0};
    return ::poll(&ended, 1, static_cast<int>(limit.count())) == 1;
}

void ProcessHandle::watch(boost::asio::io_context& io, std::function<void()> ended) {
    native_->ended = std::move(ended);
    native_->watched.emplace(io, native_->pid_fd.release());
    wait_for_end(*native_);
}

ProcessExit ProcessHandle::reap() {
    kill();  // what it started does not outlive it
    int status = 0;
    static_cast<void>(::waitpid(native_->pid, &status, 0));
    native_.reset();
    if (WIFSIGNALED(status)) {
        return {-1, WTERMSIG(status)};
    }
    return {WEXITSTATUS(status), 0};
}

}  // namespace mprd::platform
