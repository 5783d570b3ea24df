// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/sim/sim_world.hpp"
#include "tests/support/catch.hpp"

#include <array>
#include <utility>

using namespace mprd;                  // NOLINT(google-build-using-namespace)
using namespace mprd::test;            // NOLINT(google-build-using-namespace)
using namespace std::chrono_literals;  // NOLINT(google-build-using-namespace)

namespace {

/// A port whose device finds out by itself who calls, and the caller.
class Door final : public platform::Port {
public:
    explicit Door(platform::sim::SimTime& time) : time_(&time) {}

    void open(const DialTarget& /*target*/, platform::PortListener& listener) override {
        listener_ = &listener;
    }
    void listen(platform::PortListener& listener) override { listener_ = &listener; }
    void admit(const CallerTerms& given) override { terms = given; }
    SendResult send(ByteSpan packet) override {
        sent.emplace_back(packet.begin(), packet.end());
        return SendResult::Taken;
    }
    void close(Errc reason) override {
        time_->post({}, [this, reason] { leave(reason); });
    }
    [[nodiscard]] bool can_send() const override { return is_open_; }

    /// nullopt: the device has made sure who he is.
    void call(const std::string& user, std::optional<const char*> password) {
        terms.reset();
        closed.reset();
        CallerInfo info{user, std::nullopt, "192.0.2.7:1"};
        if (password) {
            info.password = Secret(*password);
        }
        listener_->on_caller(info);
    }
    /// He was let in and is there.
    void come() {
        REQUIRE(terms);
        is_open_ = true;
        LinkInfo link;
        link.carries = LinkInfo::Carries::IpPackets;
        link.max_mru = 1400;
        if (terms->ipv4) {
            link.ipv4 = Ipv4Link{terms->ipv4->local, terms->ipv4->peer, {}, {}};
        }
        if (terms->ipv6) {
            link.ipv6 = Ipv6Link{{}, {}, terms->ipv6->local};
        }
        listener_->on_opened(link);
    }
    void leave(Errc error) {
        is_open_ = false;
        closed = error;
        if (platform::PortListener* listener = std::exchange(listener_, nullptr)) {
            listener->on_closed(make_error(error, "the caller left"));
        }
    }

    std::optional<CallerTerms> terms;
    std::optional<Errc> closed;
    std::vector<Bytes> sent;

private:
    platform::sim::SimTime* time_;
    platform::PortListener* listener_ = nullptr;
    bool is_open_ = false;
};

RouterConfig config_with_users() {
    RouterConfig config;
    DeviceConfig device;
    device.name = "vpn";
    device.mpr_type = "vpn";
    device.role = DeviceRole::In;
    device.port_count = 2;
    config.devices = {device};
    config.answering.local_address = *Ipv4Address::parse("10.9.0.1");
    config.answering.pools = {*Ipv4Range::parse("10.9.0.10-10.9.0.11")};
    config.answering.dns = {*Ipv4Address::parse("10.9.0.53")};
    config.answering.require.clear();  // is about PPP only
    config.users = {user("ann"), user("branch"), user("empty", "")};
    InterfaceDefinition branch;
    branch.config.name = "branch";
    branch.config.routes = {Route{*IpPrefix::parse("10.1.0.0/16"), 0, true}};
    config.interfaces = {branch};
    return config;
}

struct TwoDoors {
    explicit TwoDoors(RouterConfig with = config_with_users())
        : doors{Door(time), Door(time)}, router("router", std::move(with), time, sim_seed(1)) {
        router.attach(1, doors[0]);
        router.attach(2, doors[1]);
        router.start();
        run_for(1s);
    }
    void run_for(Duration duration) {
        const TimePoint end = time.now() + duration;
        time.run_until(end);
    }
    void call(const std::string& name, std::optional<const char*> password, std::size_t door = 0) {
        doors[door].call(name, password);
        run_for(100ms);
    }
    void come(std::size_t door = 0) {
        doors[door].come();
        run_for(100ms);
    }

    platform::sim::SimTime time;
    std::array<Door, 2> doors;
    SimHost router;
};

}  // namespace

TEST_CASE(
    "sim: a caller over a tunnel is let in with an address and is a client",
    "[sim][tunnel][answering]"
) {
    TwoDoors world;
    world.call("ann", "secret");
    REQUIRE(world.doors[0].terms);
    CHECK(world.doors[0].terms->ipv4->local.to_string() == "10.9.0.1");
    CHECK(world.doors[0].terms->ipv4->peer.to_string() == "10.9.0.10");
    CHECK(world.doors[0].terms->dns.size() == 1);
    CHECK(world.doors[0].terms->networks.empty());
    CHECK(world.router.count("ConnectionUp") == 0);

    world.come();
    CHECK(world.router.state("ann") == ConnectionState::Connected);
    CHECK(world.router.net("ann").config()->ipv4->peer.to_string() == "10.9.0.10");
    CHECK(world.router.net("ann").config()->mtu == 1400);
    CHECK(world.router.router->connections(world.time.now()).size() == 1);

    world.doors[0].leave(Errc::RemoteDisconnection);
    world.run_for(1s);
    CHECK_FALSE(world.router.id("ann"));
    CHECK(world.router.router->connections(world.time.now()).empty());
    world.call("ann", "secret");
    world.come();
    CHECK(world.router.state("ann") == ConnectionState::Connected);
}

TEST_CASE(
    "sim: who does not prove who he is over a tunnel is refused", "[sim][tunnel][answering]"
) {
    struct Row {
        const char* user;
        std::optional<const char*> password;
        bool is_good;
    };
    const Row rows[] = {
        {"ann", "secret", true},
        {"ann", "wrong", false},
        {"ann", "", false},
        {"nobody", "secret", false},
        {"nobody", std::nullopt, false},
        {"ann", std::nullopt, true},    // by a certificate
        {"empty", "", false},           // has no password
        {"empty", std::nullopt, true},  // and needs none with a certificate
    };
    for (const Row& row : rows) {
        INFO(row.user);
        TwoDoors world;
        world.call(row.user, row.password);
        CHECK(world.doors[0].terms.has_value() == row.is_good);
        CHECK(world.doors[0].closed.has_value() != row.is_good);
        if (!row.is_good) {
            CHECK(world.doors[0].closed == Errc::RemoteAuthenticationFailure);
            CHECK(world.router.count("CallRefused") == 1);
        }
    }
}

TEST_CASE(
    "sim: wrong passwords over a tunnel make the next answer slower", "[sim][tunnel][answering]"
) {
    TwoDoors world;
    for (int i = 0; i < 4; ++i) {
        world.call("ann", "wrong");
        world.run_for(10s);
    }
    world.call("ann", "secret");
    CHECK_FALSE(world.doors[0].terms);
    world.run_for(10s);
    CHECK(world.doors[0].terms);
}

TEST_CASE(
    "sim: the interface of the caller's name is connected, its networks are his",
    "[sim][tunnel][answering]"
) {
    RouterConfig with = config_with_users();
    with.users[1].routes = {Route{*IpPrefix::parse("10.2.0.0/16"), 0, true}};
    with.interfaces[0].config.phonebook.options |= kOptionRemoteDefaultGateway;
    TwoDoors world(with);
    world.call("branch", "secret");
    REQUIRE(world.doors[0].terms);
    CHECK(
        world.doors[0].terms->networks ==
        std::vector<IpPrefix>{
            IpPrefix{}, *IpPrefix::parse("10.1.0.0/16"), *IpPrefix::parse("10.2.0.0/16")}
    );
    world.come();
    CHECK(world.router.state("branch") == ConnectionState::Connected);
    CHECK(world.router.net("branch").config()->routes.size() == 3);
    world.router.send_packet("branch", SimWorld::echo_request());
    world.run_for(1s);
    CHECK(world.doors[0].sent.size() == 1);

    world.call("branch", "secret", 1);
    CHECK(world.doors[1].closed == Errc::AlreadyConnected);
}

TEST_CASE(
    "sim: a caller over a tunnel gets a prefix, and no advertisement", "[sim][tunnel][answering]"
) {
    RouterConfig with = config_with_users();
    with.answering.local_address = {};
    with.answering.pools.clear();
    with.answering.ipv6_prefixes = {*IpPrefix::parse("fd00:9::/60")};
    with.users[0].ipv6_identifier = *InterfaceIdentifier::parse("::a:b:c:d");
    TwoDoors world(with);
    world.call("ann", "secret");
    REQUIRE(world.doors[0].terms);
    CHECK_FALSE(world.doors[0].terms->ipv4);
    CHECK(world.doors[0].terms->ipv6->local.to_string() == "fd00:9::1");
    CHECK(world.doors[0].terms->ipv6->peer.to_string() == "fd00:9::a:b:c:d");
    CHECK(world.doors[0].terms->networks == std::vector<IpPrefix>{*IpPrefix::parse("fd00:9::/64")});
    world.come();
    world.run_for(60s);
    CHECK(world.router.state("ann") == ConnectionState::Connected);
    CHECK(world.doors[0].sent.empty());
}

TEST_CASE(
    "sim: a caller over a tunnel for whom there is no address is refused",
    "[sim][tunnel][answering]"
) {
    RouterConfig with = config_with_users();
    with.answering.pools.clear();
    TwoDoors none(with);
    none.call("ann", "secret");
    CHECK(none.doors[0].closed == Errc::NoIpAddresses);
    CHECK(none.router.count("answering.pools") == 1);
    CHECK(none.router.count("CallAccepted") == 0);

    with.answering.pools = {*Ipv4Range::parse("10.9.0.10-10.9.0.10")};
    TwoDoors full(with);
    full.call("ann", "secret");
    full.come();
    full.call("branch", "secret", 1);
    CHECK(full.doors[1].closed == Errc::NoIpAddresses);
}

TEST_CASE("sim: a user's limits hold over a tunnel", "[sim][tunnel][answering]") {
    RouterConfig with = config_with_users();
    with.users[0].max_calls = 1;
    with.users[0].session_seconds = 60;
    TwoDoors world(with);
    world.call("ann", "secret");
    world.come();
    world.call("ann", "secret", 1);
    CHECK(world.doors[1].closed == Errc::UserLimit);
    world.run_for(61s);
    CHECK(world.doors[0].closed == Errc::PppSessionTimeout);

    with.users[0].session_seconds = kIdleNever;
    with.users[0].idle_seconds = 60;
    TwoDoors idle(with);
    idle.call("ann", "secret");
    idle.come();
    idle.run_for(30s);
    CHECK_FALSE(idle.doors[0].closed);
    idle.run_for(31s);
    CHECK(idle.doors[0].closed == Errc::IdleDisconnected);

    with.users[0].address = *Ipv4Address::parse("10.9.0.20");
    TwoDoors own(with);
    own.call("ann", "secret");
    own.come();
    own.call("ann", "secret", 1);
    REQUIRE(own.doors[1].terms);
    CHECK(own.doors[1].terms->ipv4->peer.to_string() == "10.9.0.20");
    CHECK(own.doors[0].closed == Errc::UserLimit);
}

TEST_CASE(
    "sim: a user who is to be called back cannot come over a tunnel", "[sim][tunnel][answering]"
) {
    RouterConfig with = config_with_users();
    with.users[0].call_back = CallBack::Router;
    with.users[0].call_back_number = "5551234";
    TwoDoors world(with);
    world.call("ann", "secret");
    CHECK(world.doors[0].closed == Errc::NoDialinPermission);
    world.run_for(60s);
    CHECK(world.router.count("DialStarted") == 0);
}

TEST_CASE(
    "sim: a caller over a tunnel may go, or stay away, at any step",
    "[sim][tunnel][answering][fault]"
) {
    TwoDoors world;
    world.doors[0].call("ann", "secret");
    world.doors[0].leave(Errc::PppTimeout);
    world.run_for(1s);
    world.call("ann", "secret");
    world.doors[0].leave(Errc::PppTimeout);
    world.run_for(1s);
    world.call("ann", "secret");
    world.run_for(91s);  // let in, and never seen again
    CHECK(world.doors[0].closed == Errc::PppTimeout);

    world.call("ann", "secret");
    REQUIRE(world.doors[0].terms);
    CHECK(world.doors[0].terms->ipv4.has_value());
    world.come();
    CHECK(world.router.state("ann") == ConnectionState::Connected);
    CHECK(world.router.router->disconnect_port(world.time.now(), PortId{1}));
    world.router.drain();
    world.run_for(1s);
    CHECK(world.doors[0].closed == Errc::InterfaceDisconnected);
    world.router.input(router::ShutdownRequested{});
    world.run_for(1s);
    CHECK(world.router.is_down);
}
