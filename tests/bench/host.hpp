// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/router/router.hpp"
#include "daemon/control/control_server.hpp"
#include "daemon/runtime/device_set.hpp"
#include "daemon/runtime/runtime.hpp"
#include "platform/crypto/gcrypt_crypto.hpp"
#include "platform/linux/boottime_alarm.hpp"
#include "platform/system/clock.hpp"
#include "platform/sim/sim_calendar.hpp"
#include "platform/sim/sim_net_device.hpp"
#include "tests/support/fake_stored_config.hpp"

#include <boost/asio/io_context.hpp>

#include <memory>
#include <string>

namespace mprd::bench {

class SimNets final : public platform::NetDeviceFactory {
public:
    [[nodiscard]] std::unique_ptr<platform::NetDevice> create(platform::NetDeviceListener& /*l*/)
        override {
        return std::make_unique<platform::sim::SimNetDevice>();
    }
    void clean_up() override {}
};

struct NoNetwork final : platform::HostNetwork {
    [[nodiscard]] Result<HostTables> read() override { return HostTables{}; }
};

class NoStore final : public daemon::ConfigWriter {
public:
    [[nodiscard]] Result<void> save_interface(std::string_view /*name*/) override { return {}; }
    [[nodiscard]] Result<void> save_credentials(std::string_view /*name*/) override { return {}; }
    [[nodiscard]] Result<void> save_router() override { return {}; }
    [[nodiscard]] Result<void> save_user(std::string_view /*name*/) override { return {}; }
    [[nodiscard]] Result<void> save_server_key() override { return {}; }
    [[nodiscard]] Result<InterfaceConfig> read_interface(std::string_view /*name*/) override {
        return make_error(Errc::CannotOpenPhonebook, "no store");
    }
};

/// No files either.
class NoReloads final : public daemon::ConfigControl {
public:
    [[nodiscard]] Result<daemon::ReloadReport> reload() override {
        return make_error(Errc::CannotOpenPhonebook, "no store");
    }
    [[nodiscard]] std::vector<std::string> not_loaded() override { return {}; }
    [[nodiscard]] std::vector<std::string> restart_needed() const override { return {}; }
};

[[nodiscard]] inline RouterConfig config_of(int interfaces) {
    RouterConfig config;
    for (int i = 0; i < interfaces; ++i) {
        InterfaceDefinition definition;
        definition.config.name = "branch" + std::to_string(i);
        definition.config.devices = {InterfaceDevice{"SERIAL", "line0", "", {}}};
        definition.config.routes = {Route{
            IpPrefix{
                IpAddress::from(Ipv4Address{0x0a000000U + (static_cast<unsigned>(i) << 8U)}), 24},
            0,
            true}};
        config.interfaces.push_back(std::move(definition));
    }
    return config;
}

/// The daemon without its process: router, runtime, control; network interfaces are simulated.
struct Host {
    explicit Host(int interfaces)
        : router(config_of(interfaces), crypto, random, random, calendar),
          runtime(
              {io,
               router,
               nets,
               [](const admin::PortInfo&) -> Result<std::unique_ptr<platform::Port>> {
                   return make_error(Errc::DeviceDoesNotExist, "");
               },
               platform::boottime_now,
               std::make_unique<platform::BoottimeAlarm>(io)}
          ),
          context{runtime, admin::Api(router), store, host_network, stored_api, reloads, devices} {
        runtime.start();
    }
    boost::asio::io_context io;
    platform::GcryptCrypto crypto;
    SeededRandom random{1};
    platform::sim::SimCalendar calendar;
    SimNets nets;
    NoStore store;
    NoNetwork host_network;
    test::FakeStoredConfig stored{RouterConfig{}};
    admin::ConfigApi stored_api{stored};
    NoReloads reloads;
    daemon::DeviceSet devices{
        {},
        platform::DeviceContext{io, platform::boottime_now, random, random, crypto, nullptr},
        nullptr};
    router::Router router;
    daemon::Runtime runtime;
    daemon::ControlContext context;
};

}  // namespace mprd::bench
