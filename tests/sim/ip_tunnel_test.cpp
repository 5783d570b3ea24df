// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/sim/sim_world.hpp"
#include "tests/support/catch.hpp"

#include <utility>

using namespace mprd;                  // NOLINT(google-build-using-namespace)
using namespace mprd::test;            // NOLINT(google-build-using-namespace)
using namespace std::chrono_literals;  // NOLINT(google-build-using-namespace)

namespace {

/// A tunnel without PPP: up two seconds after it is called, then each packet comes back.
class EchoTunnel final : public platform::Port {
public:
    explicit EchoTunnel(platform::sim::SimTime& time) : time_(&time) {}

    void open(const DialTarget& target, platform::PortListener& listener) override {
        user_name = target.user_name;
        listener_ = &listener;
        const int call = ++calls;
        time_->post(2s, [this, call] {
            if (listener_ == nullptr || call != calls) {
                return;
            }
            if (failure) {
                finish(*failure);
                return;
            }
            is_open_ = true;
            LinkInfo link;
            link.carries = LinkInfo::Carries::IpPackets;
            link.max_mru = 1400;
            link.ipv4 = Ipv4Link{Ipv4Address{0x0a080002}, Ipv4Address{0x0a080001}, {}, {}};
            listener_->on_opened(link);
        });
    }
    void listen(platform::PortListener& /*listener*/) override {}
    SendResult send(ByteSpan packet) override {
        Bytes copy(packet.begin(), packet.end());
        time_->post(20ms, [this, copy = std::move(copy)] {
            if (is_open_) {
                listener_->on_data(copy);
            }
        });
        return SendResult::Taken;
    }
    void close(Errc reason) override {
        time_->post({}, [this, reason] { finish(reason); });
    }
    [[nodiscard]] bool can_send() const override { return is_open_; }
    /// The tunnel ends by itself.
    void finish(Errc error) {
        is_open_ = false;
        if (platform::PortListener* listener = std::exchange(listener_, nullptr)) {
            listener->on_closed(make_error(error, "the tunnel ended"));
        }
    }

    int calls = 0;
    std::string user_name;
    std::optional<Errc> failure;

private:
    platform::sim::SimTime* time_;
    platform::PortListener* listener_ = nullptr;
    bool is_open_ = false;
};

RouterConfig config_with_tunnel() {
    RouterConfig config;
    DeviceConfig device;
    device.name = "vpn1";
    device.mpr_type = "vpn";
    device.role = DeviceRole::Out;
    config.devices = {device};
    InterfaceDefinition office;
    office.config.name = "office";
    office.config.devices = {InterfaceDevice{"vpn", "vpn1", "vpn.example.org", {}}};
    office.config.routes = {Route{*IpPrefix::parse("10.1.0.0/16"), 0, true}};
    office.credentials = Credentials{"branch", "", Secret("correct horse")};
    config.interfaces = {office};
    return config;
}

struct EchoWorld {
    EchoWorld() : tunnel(time), branch("branch", config_with_tunnel(), time, sim_seed(1)) {
        branch.attach(1, tunnel);
        branch.start();
        run_for(1s);
    }
    void run_for(Duration duration) {
        const TimePoint end = time.now() + duration;
        time.run_until(end);
    }
    void ping() { branch.send_packet("office", SimWorld::echo_request()); }

    platform::sim::SimTime time;
    EchoTunnel tunnel;
    SimHost branch;
};

}  // namespace

TEST_CASE(
    "sim: a ping brings a tunnel without ppp up, is delivered, and idleness ends it",
    "[sim][tunnel]"
) {
    EchoWorld world;
    for (int round = 1; round <= 2; ++round) {
        world.ping();
        world.run_for(10s);

        CHECK(world.branch.state("office") == ConnectionState::Connected);
        CHECK(world.tunnel.calls == round);
        CHECK(world.tunnel.user_name == "branch");
        REQUIRE(world.branch.net("office").received().size() == static_cast<std::size_t>(round));
        CHECK(world.branch.net("office").received().back() == SimWorld::echo_request());
        CHECK(world.branch.net("office").config()->ipv4->local == Ipv4Address{0x0a080002});
        CHECK(world.branch.net("office").config()->mtu == 1400);

        world.run_for(310s);
        CHECK(world.branch.state("office") == ConnectionState::Disconnected);
        CHECK_FALSE(world.branch.net("office").config()->ipv4.has_value());
        CHECK(world.branch.net("office").config()->routes.size() == 1);
    }
    CHECK(world.branch.count("ERROR_IDLE_DISCONNECTED") > 0);
}

TEST_CASE("sim: a tunnel that breaks, or refuses, is told with its error", "[sim][tunnel]") {
    EchoWorld world;
    world.ping();
    world.run_for(10s);
    world.tunnel.finish(Errc::LinkFailure);
    world.run_for(1s);
    CHECK(world.branch.state("office") != ConnectionState::Connected);
    CHECK(world.branch.count("ERROR_LINK_FAILURE") > 0);

    world.ping();
    world.run_for(10s);
    CHECK(world.branch.state("office") == ConnectionState::Connected);
    world.tunnel.failure = Errc::AuthenticationFailure;
    world.tunnel.finish(Errc::RemoteDisconnection);
    world.run_for(1s);
    world.ping();
    world.run_for(60s);
    CHECK(world.branch.state("office") != ConnectionState::Connected);
    CHECK(world.branch.count("ERROR_AUTHENTICATION_FAILURE") > 0);
}
