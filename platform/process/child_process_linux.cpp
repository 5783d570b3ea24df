// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/process/child_process.hpp"
#include "platform/process/start_linux.hpp"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <system_error>

#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

namespace mprd::platform {
namespace {

constexpr const char* kUsualPath = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
constexpr std::size_t kReadSize = 4096;
/// How long the end of this object waits for a killed program (one that the kernel cannot end hangs
/// in a driver).
constexpr int kKillPatienceMs = 1000;

}  // namespace

std::string ProcessExit::to_string() const {
    if (signal != 0) {
        return "was ended by signal " + std::to_string(signal) + " (" + ::strsignal(signal) + ')';
    }
    return "ended with status " + std::to_string(status);
}

std::string search_path(const ProcessCommand& command) {
    if (const auto own = command.environment.find("PATH"); own != command.environment.end()) {
        return own->second;
    }
    const char* ours = ::getenv("PATH");  // NOLINT(concurrency-mt-unsafe): nobody sets it
    return ours != nullptr && *ours != '\0' ? ours : kUsualPath;
}

Result<std::string> find_program(const std::string& name, const std::string& path) {
    if (name.find('/') != std::string::npos) {
        if (::access(name.c_str(), X_OK) != 0) {
            const std::error_code cause(errno, std::generic_category());
            return make_error(
                Errc::DeviceNotReady, "cannot run " + name + ": " + cause.message(), cause
            );
        }
        return name;
    }
    for (std::size_t begin = 0; begin <= path.size();) {
        const std::size_t end = std::min(path.find(':', begin), path.size());
        const std::string file = path.substr(begin, end - begin) + '/' + name;
        if (file[0] == '/' && ::access(file.c_str(), X_OK) == 0) {
            return file;
        }
        begin = end + 1;
    }
    return make_error(
        Errc::DeviceNotReady,
        "there is no program " + name + " in " + path + " (install it, or give its path)"
    );
}

struct ChildProcess::Ends {
    UniqueFd channel;
    UniqueFd error_output;
    UniqueFd tun_trap;
};

Result<std::unique_ptr<ChildProcess>> ChildProcess::start(
    boost::asio::io_context& io, const ProcessCommand& command, Events events
) {
    auto started = start_program(command);
    if (!started) {
        return started.error();
    }
    Ends ends{
        std::move(started->channel),
        std::move(started->error_output),
        std::move(started->tun_trap)};
    return std::unique_ptr<ChildProcess>(new ChildProcess(
        io, started->pid, std::move(started->pid_fd), std::move(ends), std::move(events)
    ));
}

ChildProcess::ChildProcess(
    boost::asio::io_context& io, pid_t pid, UniqueFd pid_fd, Ends ends, Events events
)
    : pid_(pid),
      channel_(std::move(ends.channel)),
      tun_trap_(std::move(ends.tun_trap)),
      events_(std::move(events)),
      lines_([this](const std::string& line) { events_.on_line(line); }),
      exit_(io, pid_fd.release()),
      error_output_(io, ends.error_output.release()),
      kill_timer_(io) {
    wait_for_lines();
    wait_for_exit();
}

ChildProcess::~ChildProcess() {
    if (is_reaped_) {
        return;
    }
    signal_group(SIGKILL);
    pollfd gone{exit_.native_handle(), POLLIN, 0};
    static_cast<void>(::poll(&gone, 1, kKillPatienceMs));
    static_cast<void>(::waitpid(pid_, nullptr, WNOHANG));
}

void ChildProcess::signal_group(int signal) const {
    // It leads a group of its own number, which nobody else can get before it is reaped.
    static_cast<void>(::kill(-pid_, signal));
}

void ChildProcess::stop(std::chrono::milliseconds patience) {
    if (is_reaped_) {
        return;  // its number may be somebody else's
    }
    signal_group(SIGTERM);
    signal_group(SIGCONT);  // a stopped one would not even see it
    kill_timer_.expires_after(patience);
    kill_timer_.async_wait(
        [this, alive = std::weak_ptr<int>(alive_)](const boost::system::error_code& error) {
            if (!error && !alive.expired()) {
                signal_group(SIGKILL);
            }
        }
    );
}

ChildProcess::Found ChildProcess::read_lines() {
    std::array<std::uint8_t, kReadSize> buffer{};
    const ssize_t size = ::read(error_output_.native_handle(), buffer.data(), buffer.size());
    if (size > 0) {
        lines_.feed({buffer.data(), static_cast<std::size_t>(size)});
        return Found::Some;
    }
    return size < 0 && (errno == EAGAIN || errno == EINTR) ? Found::NothingNow : Found::End;
}

void ChildProcess::wait_for_lines() {
    error_output_.async_wait(
        boost::asio::posix::stream_descriptor::wait_read,
        [this, alive = std::weak_ptr<int>(alive_)](const boost::system::error_code& error) {
            if (!error && !alive.expired() && read_lines() != Found::End) {
                wait_for_lines();
            }
        }
    );
}

void ChildProcess::wait_for_exit() {
    exit_.async_wait(
        boost::asio::posix::stream_descriptor::wait_read,
        [this, alive = std::weak_ptr<int>(alive_)](const boost::system::error_code& error) {
            if (error || alive.expired()) {
                return;
            }
            if (!has_exited()) {
                wait_for_exit();  // a wake-up is a hint: this one was for a descriptor before ours
                return;
            }
            signal_group(SIGKILL);  // what it started does not outlive it
            const ProcessExit exit = reap();
            // What it said last; bounded, for a grandchild that fled may go on talking.
            std::size_t reads = 0;
            while (reads < LineSplitter::kMaxLines && read_lines() == Found::Some) {
                ++reads;
            }
            lines_.end();
            const auto on_exit = std::move(events_.on_exit);
            on_exit(exit);
        }
    );
}

bool ChildProcess::has_exited() {
    pollfd ended{exit_.native_handle(), POLLIN, 0};
    return ::poll(&ended, 1, 0) == 1;
}

ProcessExit ChildProcess::reap() {
    int status = 0;
    static_cast<void>(::waitpid(pid_, &status, WNOHANG));
    is_reaped_ = true;
    kill_timer_.cancel();
    if (WIFSIGNALED(status)) {
        return {-1, WTERMSIG(status)};
    }
    return {WEXITSTATUS(status), 0};
}

}  // namespace mprd::platform
