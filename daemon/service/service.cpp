// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/service/service.hpp"

#include "core/base/version.hpp"
#include "platform/system/clock.hpp"
#include "platform/system/local_listener.hpp"

#include <boost/asio/post.hpp>

#include <algorithm>
#include <array>
#include <cstdio>
#include <utility>

namespace mprd::daemon {
namespace {

std::uint64_t random_seed(Entropy& entropy) {
    std::array<std::uint8_t, 8> bytes{};
    entropy.fill(bytes);
    std::uint64_t seed = 0;
    for (const std::uint8_t byte : bytes) {
        seed = (seed << 8U) | byte;
    }
    return seed;
}

}  // namespace

Service::Service(Options options, Log& log)
    : options_(std::move(options)),
      log_(log),
      files_(platform::make_file_system()),
      store_(*files_, entropy_, crypto_, options_.config),
      stored_(store_),
      random_(std::make_unique<SeededRandom>(random_seed(entropy_))),
      calendar_(platform::make_calendar()),
      nets_(platform::make_net_devices(io_)),
      host_network_(platform::make_host_network()),
      notifier_(platform::make_service_notifier()),
      requests_(platform::make_service_requests(io_)),
      watch_(platform::make_folder_watch(
          io_, [this](const std::string& path) { reloader_->on_file_changed(path); }
      )),
      stop_timer_(io_),
      watchdog_timer_(io_) {}

Service::~Service() = default;

int Service::check() {
    const config::Loaded loaded = store_.load();
    for (const config::FileProblem& problem : loaded.problems) {
        std::printf("%s\n", problem.to_string().c_str());
    }
    if (loaded.problems.empty() && !loaded.config.admin_dll.path.empty()) {
        const auto usable =
            AdminDllRunner::check(platform::own_program(), loaded.config.admin_dll.path);
        if (!usable) {
            std::printf("%s: %s\n", options_.config.c_str(), usable.error().detail.c_str());
            return 1;
        }
    }
    if (loaded.problems.empty()) {
        std::printf(
            "%s: ok, %zu devices, %zu interfaces\n",
            options_.config.c_str(),
            loaded.config.devices.size(),
            loaded.config.interfaces.size()
        );
    }
    return loaded.problems.empty() ? 0 : 1;
}

int Service::run() {
    platform::prepare_process();
    auto config = load();
    if (!config) {
        return 1;
    }
    log_.write(
        Message::Starting,
        "mprd " + std::string(kVersion) + " with " + options_.config + ", " +
            std::to_string(config->interfaces.size()) + " interfaces"
    );
    auto ready = lock_state();
    if (ready) {
        ready = start(std::move(*config));
    }
    if (!ready) {
        log_.write(Message::CannotStart, ready.error().detail);
        return 1;
    }
    log_.write(Message::Ready, "control socket " + options_.socket);
    notifier_->ready();
    keep_watchdog();
    io_.run();
    log_.write(Message::Stopped, "mprd ended");
    return 0;
}

Result<RouterConfig> Service::load() {
    config::Loaded loaded = store_.load();
    for (const config::FileProblem& problem : loaded.problems) {
        log_.write(Message::ConfigurationWrong, problem.to_string());
    }
    if (!loaded.problems.empty()) {
        return make_error(Errc::InvalidData, "configuration is wrong");
    }
    return std::move(loaded.config);
}

Result<void> Service::lock_state() {
    if (auto made = files_->make_folder(options_.state_dir); !made) {
        return made;
    }
    auto lock = platform::lock_state(options_.state_dir);
    if (!lock) {
        return lock.error();
    }
    lock_ = *std::move(lock);
    return {};
}

Result<void> Service::start(RouterConfig config) {
    router_ = std::make_unique<router::Router>(
        std::move(config), crypto_, *random_, entropy_, *calendar_
    );
    store_.attach(*router_);
    devices_ = std::make_unique<DeviceSet>(
        router_->settings().devices,
        platform::DeviceContext{io_, platform::boottime_now, *random_, entropy_, crypto_, nullptr},
        [this](const std::string& device, const std::string& text) {
            log_.write(Message::DeviceSays, device + ": " + text);
        }
    );
    kernel_path_ = make_kernel_path(
        io_,
        [this] { return router_->settings().devices; },
        [this](const std::string& text) { log_.write(Message::DeviceSays, text); }
    );
    runtime_ = std::make_unique<Runtime>(Runtime::Parts{
        io_,
        *router_,
        *nets_,
        [this](const admin::PortInfo& port) { return devices_->make_port(port); },
        platform::boottime_now,
        platform::make_alarm(io_),
        kernel_path_.get()});
    clock_watch_ = platform::make_clock_watch(io_, [this] {
        log_.write(Message::ClockChanged, "the wall clock was set");
        runtime_->handle(router::ClockChanged{});
    });
    log_events_ = runtime_->events().subscribe([this](const NumberedEvent& event) {
        log_.write(event.event);
        tell_pause(event.event);
    });
    kept_events_ =
        runtime_->events().subscribe([this](const NumberedEvent& event) { keep_change(event); });
    reloader_ = std::make_unique<Reloader>(store_, *runtime_);
    context_ = std::make_unique<ControlContext>(ControlContext{
        *runtime_, admin::Api(*router_), store_, *host_network_, stored_, *reloader_, *devices_});
    control_ = std::make_unique<ControlServer>(io_, *context_, platform::local_access(), [this] {
        log_.write(Message::ControlFull, "too many clients at once");
    });
    if (auto listening = control_->listen(options_.socket); !listening) {
        return listening;
    }
    if (auto ready = start_admin_dll(); !ready) {
        return ready;
    }
    requests_->start([this](platform::ServiceRequest request) { on_request(request); });
    watch_files();
    runtime_->start();
    return {};
}

Result<void> Service::start_admin_dll() {
    const AdminDllConfig& config = router_->settings().admin_dll;
    if (config.path.empty()) {
        return {};
    }
    admin_dll_ = std::make_unique<AdminDllRunner>(AdminDllRunner::Parts{
        io_,
        platform::own_program(),
        config.path,
        platform::boottime_now,
        [this](const router::AdminDllAnswered& answer) { runtime_->handle(answer); },
        [this](const std::string& text) { log_.write(Message::AdminDllFailed, text); }});
    runtime_->use_admin_dll(*admin_dll_);
    return admin_dll_->start();
}

void Service::tell_pause(const events::Event& event) {
    if (std::holds_alternative<events::ServicePaused>(event) ||
        std::holds_alternative<events::ServiceContinued>(event)) {
        notifier_->paused(std::holds_alternative<events::ServicePaused>(event));
    }
}

void Service::keep_change(const NumberedEvent& event) {
    const auto* changed = std::get_if<events::InterfaceChanged>(&event.event);
    if (changed == nullptr || changed->by != events::ChangedBy::Router) {
        return;
    }
    if (const auto saved = store_.save_interface(changed->name); !saved) {
        log_.write(Message::ConfigurationNotStored, saved.error().detail);
    }
}

void Service::on_request(platform::ServiceRequest request) {
    const admin::Caller system{admin::Access::Administrator, admin::Origin::Local};
    switch (request) {
        case platform::ServiceRequest::Stop:
            stop();
            return;
        case platform::ServiceRequest::Reload:
            reload();
            return;
        case platform::ServiceRequest::Pause:
            static_cast<void>(context_->api.pause(system, platform::boottime_now()));
            break;
        case platform::ServiceRequest::Continue:
            static_cast<void>(context_->api.resume(system, platform::boottime_now()));
            break;
    }
    runtime_->drain();
}

void Service::reload() {
    notifier_->reloading();
    const auto report = reloader_->reload();
    notifier_->ready();
    if (!report) {
        log_.write(Message::ReloadRefused, report.error().detail);
        return;
    }
    for (const config::FileProblem& problem : report->problems) {
        log_.write(Message::ConfigurationWrong, problem.to_string());
    }
    for (const std::string& member : report->restart) {
        log_.write(Message::RestartNeeded, member);
    }
}

void Service::watch_files() {
    if (auto made = files_->make_folder(store_.files().interfaces_folder()); !made) {
        log_.write(Message::NotWatching, made.error().detail);
    }
    for (const std::string& folder :
         {store_.files().folder(), store_.files().interfaces_folder()}) {
        if (auto watching = watch_->add(folder); !watching) {
            log_.write(Message::NotWatching, watching.error().detail);
        }
    }
}

void Service::keep_watchdog() {
    const auto interval = notifier_->watchdog_interval();
    if (!interval) {
        return;
    }
    notifier_->alive();
    watchdog_timer_.expires_after(
        std::chrono::duration_cast<boost::asio::steady_timer::duration>(*interval / 2)
    );
    watchdog_timer_.async_wait([this](const boost::system::error_code& error) {
        if (!error) {
            keep_watchdog();
        }
    });
}

void Service::stop() {
    requests_->stop();
    log_.write(Message::Stopping, "ending calls");
    notifier_->stopping();
    stop_timer_.expires_after(kStopLimit);
    stop_timer_.async_wait([this](const boost::system::error_code& error) {
        if (!error) {
            log_.write(Message::StopForced, "calls were not ended in time");
            stopped();
        }
    });
    runtime_->shutdown([this] { boost::asio::post(io_, [this] { stopped(); }); });
}

void Service::stopped() {
    stop_timer_.cancel();
    watchdog_timer_.cancel();
    watch_->stop();
    control_->stop();
    io_.stop();
}

}  // namespace mprd::daemon
