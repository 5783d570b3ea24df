// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
// A user whom the office calls back, and the Router Advertisements that a caller gets.
#include "tests/sim/sim_caller.hpp"
#include "tests/sim/sim_world.hpp"
#include "tests/support/catch.hpp"

using namespace mprd;
using namespace mprd::test;
using namespace std::chrono_literals;

namespace {

/// An office with one modem, and "ann" at the other end of its line.
struct CallBackOffice {
    explicit CallBackOffice(const SimWorld::Change& change = [](auto&, auto&) {})
        : random(sim_seed(1)), line(time, random), ann(line.end(0), time, "ann", "secret") {
        RouterConfig config;
        RouterConfig unused;
        DeviceConfig modem;
        modem.name = "modem1";
        modem.mpr_type = "modem";
        config.devices = {modem};
        config.answering.local_address = *Ipv4Address::parse("10.0.0.1");
        config.answering.pools = {*Ipv4Range::parse("10.0.0.10-10.0.0.11")};
        UserConfig user;
        user.name = "ann";
        user.password = Secret("secret");
        user.call_back = CallBack::Router;
        user.call_back_number = "5550199";
        config.users = {user};
        change(unused, config);
        REQUIRE(config.validate());
        host = std::make_unique<SimHost>("office", config, time, 7);
        host->attach(1, line.end(1));
        host->start();
    }
    void run_for(Duration duration) {
        const TimePoint end = time.now() + duration;
        time.run_until(end);
    }
    [[nodiscard]] std::string events() const { return host->log_text(); }

    platform::sim::SimTime time;
    SeededRandom random;
    platform::sim::SimLine line;
    SimCaller ann;
    std::unique_ptr<SimHost> host;
};

}  // namespace

TEST_CASE(
    "sim: who is to be called back is hung up, called, and then a client", "[sim][callback]"
) {
    CallBackOffice office;
    office.ann.listens_again = true;
    office.ann.call();
    office.run_for(5s);
    INFO(office.events());
    CHECK(office.ann.calls == 1);
    CHECK_FALSE(office.ann.ipv4.has_value());
    CHECK(office.host->router->connections(office.time.now()).empty());
    CHECK(office.host->count("he is called back at 5550199") == 1);

    office.run_for(20s);
    CHECK(office.ann.calls == 2);
    REQUIRE(office.ann.ipv4.has_value());
    CHECK(office.host->count("callingBack") == 2);  // into it, and out of it
    const auto connections = office.host->router->connections(office.time.now());
    REQUIRE(connections.size() == 1);
    CHECK(connections[0].user_name == "ann");
    CHECK(connections[0].interface_type == InterfaceType::Client);

    // The next call is a new one: she is called back again.
    office.ann.hang_up();
    office.run_for(10s);
    CHECK(office.host->router->connections(office.time.now()).empty());
}

TEST_CASE("sim: the call-back becomes the interface with the caller's name", "[sim][callback]") {
    CallBackOffice office([](auto&, RouterConfig& config) {
        InterfaceDefinition definition;
        definition.config.name = "ann";
        config.interfaces = {definition};
    });
    office.ann.listens_again = true;
    office.ann.call();
    office.run_for(25s);

    INFO(office.events());
    CHECK(office.host->state("ann") == ConnectionState::Connected);
}

TEST_CASE("sim: somebody else who answers a call-back is not let in", "[sim][callback]") {
    CallBackOffice office([](auto&, RouterConfig& config) {
        UserConfig ben = config.users[0];
        ben.name = "ben";
        ben.call_back = CallBack::None;
        config.users.push_back(ben);
    });
    office.ann.listens_again = true;
    office.ann.call();
    office.run_for(5s);
    office.ann.config.auth.user_name = "ben";  // a right name and password, but not hers
    office.run_for(30s);

    INFO(office.events());
    CHECK(office.ann.calls == 2);
    CHECK(office.host->router->connections(office.time.now()).empty());
}

TEST_CASE("sim: a call-back that nobody answers is told and not repeated", "[sim][callback]") {
    CallBackOffice office;
    office.ann.call();
    office.run_for(120s);

    INFO(office.events());
    CHECK(office.ann.calls == 1);
    CHECK(office.host->count("he could not be called back") == 1);
    CHECK(
        office.host->router->port(office.time.now(), PortId{1})->condition ==
        PortCondition::Listening
    );
}

TEST_CASE("sim: a caller is told of his prefix as soon as packets can pass", "[sim][answering]") {
    CallBackOffice office([](auto&, RouterConfig& config) {
        config.users[0].call_back = CallBack::None;
        config.answering.ipv6_prefixes = {*IpPrefix::parse("2001:db8:5::/48")};
    });
    office.ann.call();
    office.run_for(10s);
    REQUIRE(office.ann.ipv6.has_value());
    REQUIRE_FALSE(office.ann.ipv6_packets.empty());
    const Bytes& packet = office.ann.ipv6_packets[0];
    REQUIRE(packet.size() == 40 + 16 + 8 + 32);
    CHECK(packet[40] == 134);  // Router Advertisement
    const auto sent_by = office.ann.ipv6->peer.link_local();
    CHECK(std::equal(sent_by.bytes.begin(), sent_by.bytes.end(), packet.begin() + 8));
    const Ipv6Address prefix = *Ipv6Address::parse("2001:db8:5::");
    CHECK(std::equal(prefix.bytes.begin(), prefix.bytes.end(), packet.end() - 16));

    office.run_for(30s);
    CHECK(office.ann.ipv6_packets.size() == 3);
    office.run_for(3600s);
    CHECK(office.ann.ipv6_packets.size() == 5);
    office.ann.hang_up();
    office.run_for(3600s);
    CHECK(office.ann.ipv6_packets.size() == 5);
}
