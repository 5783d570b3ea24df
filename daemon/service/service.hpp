// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/error.hpp"
#include "daemon/admin_dll/admin_dll_runner.hpp"
#include "daemon/control/control_server.hpp"
#include "daemon/log/log.hpp"
#include "daemon/runtime/device_set.hpp"
#include "daemon/runtime/runtime.hpp"
#include "daemon/service/config_store.hpp"
#include "daemon/service/options.hpp"
#include "daemon/service/reloader.hpp"
#include "daemon/service/system_kernel_path.hpp"
#include "platform/crypto/gcrypt_crypto.hpp"
#include "platform/system/system.hpp"
#include "platform/system/system_entropy.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>

#include <memory>

namespace mprd::daemon {

/// The process put together: configuration, router, platform, control socket, signals; start and
/// stop in order.
class Service {
public:
    /// From SIGTERM to the end, whatever peers and devices do (the issue of a service manager's
    /// patience).
    static constexpr std::chrono::milliseconds kStopLimit{4500};

    /// The log must outlive it. Touches nothing before check() or run().
    Service(Options options, Log& log);
    ~Service();
    Service(const Service&) = delete;
    Service& operator=(const Service&) = delete;

    /// --check-config: 0 and "ok", or 1 and all that is wrong.
    [[nodiscard]] int check();
    /// Runs until a signal; the exit status.
    [[nodiscard]] int run();

private:
    /// Reads the configuration; logs each problem.
    [[nodiscard]] Result<RouterConfig> load();
    /// Fails when another daemon runs with the same state folder, which is made.
    [[nodiscard]] Result<void> lock_state();
    [[nodiscard]] Result<void> start(RouterConfig config);
    /// Loads what mprd.json names; an error says what is wrong with it.
    [[nodiscard]] Result<void> start_admin_dll();
    /// Tells the service manager, whoever paused the router.
    void tell_pause(const events::Event& event);
    /// Stores what the router itself changed (a promoted number).
    void keep_change(const NumberedEvent& event);
    void on_request(platform::ServiceRequest request);
    void reload();
    /// From now on edits on disk are noticed.
    void watch_files();
    /// Tells the service manager that the loop still turns.
    void keep_watchdog();
    /// Begins the end: no new clients, all calls are ended.
    void stop();
    /// Everything is down: the loop ends.
    void stopped();

    Options options_;
    Log& log_;
    boost::asio::io_context io_;
    std::unique_ptr<platform::FileSystem> files_;
    platform::GcryptCrypto crypto_;
    platform::SystemEntropy entropy_;
    ConfigStore store_;
    admin::ConfigApi stored_;
    std::unique_ptr<platform::FileLock> lock_;
    std::unique_ptr<RandomSource> random_;
    std::unique_ptr<Calendar> calendar_;
    std::unique_ptr<platform::NetDeviceFactory> nets_;
    std::unique_ptr<platform::HostNetwork> host_network_;
    std::unique_ptr<platform::ServiceNotifier> notifier_;
    std::unique_ptr<router::Router> router_;
    std::unique_ptr<DeviceSet> devices_;
    std::unique_ptr<AdminDllRunner> admin_dll_;
    std::unique_ptr<KernelPath> kernel_path_;
    std::unique_ptr<Runtime> runtime_;
    std::unique_ptr<platform::ClockWatch> clock_watch_;
    EventBus::Subscription log_events_;
    EventBus::Subscription kept_events_;
    std::unique_ptr<Reloader> reloader_;
    std::unique_ptr<ControlContext> context_;
    std::unique_ptr<ControlServer> control_;
    std::unique_ptr<platform::ServiceRequests> requests_;
    std::unique_ptr<platform::FolderWatch> watch_;
    boost::asio::steady_timer stop_timer_;
    boost::asio::steady_timer watchdog_timer_;
};

}  // namespace mprd::daemon
