// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/linux/boottime_alarm.hpp"
#include "platform/linux/file_system.hpp"
#include "platform/linux/host_network.hpp"
#include "platform/linux/inotify.hpp"
#include "platform/linux/signal_requests.hpp"
#include "platform/linux/stderr_log.hpp"
#include "platform/linux/systemd_notifier.hpp"
#include "platform/linux/tun_device.hpp"
#include "platform/linux/unique_fd.hpp"
#include "platform/system/local_calendar.hpp"
#include "platform/system/system.hpp"

#include <cerrno>
#include <csignal>
#include <utility>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <unistd.h>

namespace mprd::platform {
namespace {

class StateLock final : public FileLock {
public:
    explicit StateLock(UniqueFd fd) : fd_(std::move(fd)) {}

private:
    UniqueFd fd_;
};

}  // namespace

std::unique_ptr<Calendar> make_calendar() {
    return std::make_unique<LocalCalendar>();
}

std::unique_ptr<FileSystem> make_file_system() {
    return std::make_unique<PosixFileSystem>();
}

std::unique_ptr<Alarm> make_alarm(boost::asio::io_context& io) {
    return std::make_unique<BoottimeAlarm>(io);
}

std::unique_ptr<FolderWatch> make_folder_watch(
    boost::asio::io_context& io, std::function<void(const std::string& path)> changed
) {
    return std::make_unique<Inotify>(io, std::move(changed));
}

std::unique_ptr<NetDeviceFactory> make_net_devices(boost::asio::io_context& io) {
    return std::make_unique<TunFactory>(io);
}

std::unique_ptr<HostNetwork> make_host_network() {
    return std::make_unique<LinuxHostNetwork>();
}

std::unique_ptr<ServiceNotifier> make_service_notifier() {
    return std::make_unique<SystemdNotifier>();
}

std::unique_ptr<ServiceRequests> make_service_requests(boost::asio::io_context& io) {
    return std::make_unique<SignalRequests>(io);
}

std::unique_ptr<ClockWatch> make_clock_watch(
    boost::asio::io_context& io, std::function<void()> changed
) {
    return std::make_unique<RealtimeWatch>(io, std::move(changed));
}

std::unique_ptr<LogSink> make_log_sink() {
    return std::make_unique<StderrLog>();
}

Result<int> run_as_service(const std::function<int()>& body) {
    return body();  // systemd wants nothing of a process but sd_notify()
}

Result<void> install_service() {
    return make_error(
        Errc::NotSupported,
        "on Linux the package registers the service; then: systemctl enable --now mprd"
    );
}

Result<void> remove_service() {
    return make_error(
        Errc::NotSupported,
        "on Linux the package registers the service; to switch it off: systemctl disable --now mprd"
    );
}

DefaultPaths default_paths() {
    return {"/etc/mprd/mprd.json", "/var/lib/mprd", "/run/mprd/mprd.sock"};
}

std::string inner_path(std::string path) {
    return path;
}

std::string own_program() {
    return "/proc/self/exe";
}

std::vector<std::string> command_line(int argc, char* const argv[]) {
    return {argv, argv + argc};
}

void prepare_process() {
    const rlimit none{0, 0};
    static_cast<void>(::setrlimit(RLIMIT_CORE, &none));
    std::signal(SIGPIPE, SIG_IGN);
}

Result<std::unique_ptr<FileLock>> lock_state(const std::string& state_dir) {
    const std::string path = state_dir + "/mprd.lock";
    UniqueFd lock(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
    if (!lock) {
        return make_error(
            Errc::CanNotComplete, "cannot open " + path + "; choose another folder with --state-dir"
        );
    }
    if (::flock(lock.get(), LOCK_EX | LOCK_NB) != 0) {
        return make_error(Errc::AlreadyConnected, "another mprd uses state folder " + state_dir);
    }
    return std::unique_ptr<FileLock>(std::make_unique<StateLock>(std::move(lock)));
}

std::ptrdiff_t read_input(char* data, std::size_t size) {
    ssize_t got = 0;
    do {
        got = ::read(STDIN_FILENO, data, size);
    } while (got < 0 && errno == EINTR);
    return got;
}

bool write_output(std::string_view data) {
    while (!data.empty()) {
        const ssize_t size = ::write(STDOUT_FILENO, data.data(), data.size());
        if (size < 0 && errno != EINTR) {
            return false;
        }
        data.remove_prefix(size > 0 ? static_cast<std::size_t>(size) : 0);
    }
    return true;
}

}  // namespace mprd::platform
