// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/time.hpp"
#include "platform/api/alarm.hpp"
#include "platform/api/clock_watch.hpp"
#include "platform/api/file_system.hpp"
#include "platform/api/folder_watch.hpp"
#include "platform/api/host_network.hpp"
#include "platform/api/log_sink.hpp"
#include "platform/api/net_device.hpp"
#include "platform/api/service_notifier.hpp"
#include "platform/api/service_requests.hpp"

#include <boost/asio/io_context.hpp>

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace mprd::platform {

// What this operating system has for each contract of platform/api. An `io` must outlive what is
// made with it.

[[nodiscard]] std::unique_ptr<Calendar> make_calendar();
[[nodiscard]] std::unique_ptr<FileSystem> make_file_system();
/// By boottime_now().
[[nodiscard]] std::unique_ptr<Alarm> make_alarm(boost::asio::io_context& io);
[[nodiscard]] std::unique_ptr<FolderWatch> make_folder_watch(
    boost::asio::io_context& io, std::function<void(const std::string& path)> changed
);
[[nodiscard]] std::unique_ptr<NetDeviceFactory> make_net_devices(boost::asio::io_context& io);
[[nodiscard]] std::unique_ptr<HostNetwork> make_host_network();
[[nodiscard]] std::unique_ptr<ServiceNotifier> make_service_notifier();
[[nodiscard]] std::unique_ptr<ServiceRequests> make_service_requests(boost::asio::io_context& io);
/// Standard error, or where the service manager wants it.
[[nodiscard]] std::unique_ptr<LogSink> make_log_sink();

/// Runs `body` as the system's service manager wants its services to run; its result. 1003 when
/// this process was not started by one that has such wishes.
[[nodiscard]] Result<int> run_as_service(const std::function<int()>& body);
/// Registers this program as a service, or takes that back. 50 where packages do so.
[[nodiscard]] Result<void> install_service();
[[nodiscard]] Result<void> remove_service();

[[nodiscard]] std::unique_ptr<ClockWatch> make_clock_watch(
    boost::asio::io_context& io, std::function<void()> changed
);

/// Where mprd keeps its things unless it is told otherwise.
struct DefaultPaths {
    std::string config;     ///< mprd.json
    std::string state_dir;  ///< folder of run-time state
    std::string socket;     ///< address of the control socket
};
[[nodiscard]] DefaultPaths default_paths();

/// A path as we join paths: with `/` alone between its parts. Windows takes it as well as its own.
[[nodiscard]] std::string inner_path(std::string path);

/// Path of the program that this process runs, to start it anew.
[[nodiscard]] std::string own_program();

/// The words of the command line in UTF-8, the program's name first.
[[nodiscard]] std::vector<std::string> command_line(int argc, char* const argv[]);

/// Once, at the start of a process that holds secrets: no memory of it is written to disk when it
/// crashes, and a client that goes away is an error of a call, not the end of the process.
void prepare_process();

/// Keeps a second process with the same state folder out, as long as the lock lives. 901 when
/// there is one. The folder must be there.
[[nodiscard]] Result<std::unique_ptr<FileLock>> lock_state(const std::string& state_dir);

/// Standard input and output as plain octets: without change of line ends, and blocking.
[[nodiscard]] std::ptrdiff_t read_input(char* data, std::size_t size);  ///< 0: end, -1: failed
[[nodiscard]] bool write_output(std::string_view data);                 ///< all; false: failed

}  // namespace mprd::platform
