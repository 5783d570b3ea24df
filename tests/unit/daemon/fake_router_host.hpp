// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "daemon/control/control_server.hpp"
#include "daemon/control/session.hpp"
#include "daemon/runtime/runtime.hpp"
#include "platform/crypto/gcrypt_crypto.hpp"
#include "platform/sim/sim_calendar.hpp"
#include "platform/sim/sim_net_device.hpp"
#include "platform/system/system.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/fake_stored_config.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace mprd::test {

/// A line that does what the test says.
class FakePort final : public platform::Port {
public:
    explicit FakePort(boost::asio::io_context& io) : io_(io) {}
    void open(const DialTarget& /*target*/, platform::PortListener& listener) override {
        ++opened;
        listener_ = &listener;
    }
    void listen(platform::PortListener& listener) override { listener_ = &listener; }
    [[nodiscard]] SendResult send(ByteSpan /*data*/) override { return SendResult::Taken; }
    void close(Errc reason) override {
        boost::asio::post(io_, [this, reason] { fail(reason); });
    }
    [[nodiscard]] bool can_send() const override { return listener_ != nullptr; }
    [[nodiscard]] Result<void> check_device() const override {
        return is_there ? Result<void>() : make_error(Errc::DeviceNotReady, "unplugged");
    }
    /// The line is open; by our call, or because somebody calls.
    void come_up(const LinkInfo& link) { listener_->on_opened(link); }
    /// What comes over the line.
    void receive(ByteSpan data) { listener_->on_data(data); }
    /// The call ends with this error.
    void fail(Errc error) {
        if (auto* listener = std::exchange(listener_, nullptr)) {
            listener->on_closed(make_error(error, "as the test says"));
        }
    }

    int opened = 0;
    bool is_there = true;

private:
    boost::asio::io_context& io_;
    platform::PortListener* listener_ = nullptr;
};

class FakeNets final : public platform::NetDeviceFactory {
public:
    [[nodiscard]] std::unique_ptr<platform::NetDevice> create(platform::NetDeviceListener& made_for
    ) override {
        listener = &made_for;
        return std::make_unique<platform::sim::SimNetDevice>();
    }
    void clean_up() override { ++cleaned; }
    /// Of the interface made last: packets of the host go in here.
    platform::NetDeviceListener* listener = nullptr;
    int cleaned = 0;
};

/// A host without network but what the test puts there.
struct FakeHostNetwork final : platform::HostNetwork {
    [[nodiscard]] Result<HostTables> read() override { return tables; }
    HostTables tables;
};

/// A store that writes down what it was asked.
struct FakeStore final : daemon::ConfigWriter {
    [[nodiscard]] Result<void> save_interface(std::string_view name) override {
        return note("interface " + std::string(name));
    }
    [[nodiscard]] Result<void> save_credentials(std::string_view name) override {
        return note("credentials " + std::string(name));
    }
    [[nodiscard]] Result<void> save_router() override { return note("router"); }
    [[nodiscard]] Result<void> save_user(std::string_view name) override {
        return note("user " + std::string(name));
    }
    [[nodiscard]] Result<void> save_server_key() override { return note("server key"); }
    [[nodiscard]] Result<InterfaceConfig> read_interface(std::string_view /*name*/) override {
        return make_error(Errc::CannotOpenPhonebook, "no file");
    }
    Result<void> note(std::string what) {
        saved.push_back(std::move(what));
        return is_full ? Result<void>(make_error(Errc::CanNotComplete, "disk full"))
                       : Result<void>();
    }
    std::vector<std::string> saved;
    bool is_full = false;
};

/// Writes down what it was asked.
struct FakeReloads final : daemon::ConfigControl {
    [[nodiscard]] Result<daemon::ReloadReport> reload() override {
        ++reloaded;
        return report;
    }
    [[nodiscard]] std::vector<std::string> not_loaded() override { return changed; }
    [[nodiscard]] std::vector<std::string> restart_needed() const override {
        return report.restart;
    }
    daemon::ReloadReport report;
    std::vector<std::string> changed;
    int reloaded = 0;
};

[[nodiscard]] inline RouterConfig one_line_config() {
    RouterConfig config;
    DeviceConfig device;
    device.name = "line0";
    device.options = R"({"path":"/dev/ttyS0"})";
    device.role = DeviceRole::Out;
    config.devices = {device};
    InterfaceDefinition definition;
    definition.config.name = "branch1";
    definition.config.devices = {InterfaceDevice{"SERIAL", "line0", "", {}}};
    config.interfaces = {definition};
    return config;
}

/// A real router driven by the real runtime, over fakes of the system, at a time that stands still.
struct FakeRouterHost {
    explicit FakeRouterHost(RouterConfig config = one_line_config())
        : router(std::move(config), crypto, random, random, calendar),
          runtime(
              {io,
               router,
               nets,
               [this](const admin::PortInfo&) -> Result<std::unique_ptr<platform::Port>> {
                   auto made = std::make_unique<FakePort>(io);
                   port = made.get();
                   return std::unique_ptr<platform::Port>(std::move(made));
               },
               [this] { return now; },
               platform::make_alarm(io)}
          ),
          context{runtime, admin::Api(router), store, host_network, stored_api, reloads, devices} {
        runtime.start();
        poll();
    }
    /// Everything that is ready.
    void poll() {
        io.restart();
        while (io.poll() != 0) {
        }
    }
    [[nodiscard]] InterfaceId id(const char* name) const {
        return router.interfaces()
            .find_name(name, InterfaceTable::Clients::Ignored)
            .value_or(InterfaceId{});
    }

    boost::asio::io_context io;
    platform::GcryptCrypto crypto;
    SeededRandom random{1};
    platform::sim::SimCalendar calendar;
    TimePoint now{std::chrono::hours{1}};
    FakeNets nets;
    FakeStore store;
    FakeHostNetwork host_network;
    FakeStoredConfig stored{one_line_config()};
    admin::ConfigApi stored_api{stored};
    FakeReloads reloads;
    FakePort* port = nullptr;
    router::Router router;
    daemon::Runtime runtime;
    daemon::DeviceSet devices{
        {},
        platform::DeviceContext{io, [this] { return now; }, random, random, crypto, nullptr},
        [](const std::string& /*device*/, const std::string& /*text*/) {}};
    daemon::ControlContext context;
};

}  // namespace mprd::test
