// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
// An office that several people call: what each is given, for how long, and who is refused.
#include "tests/sim/sim_world.hpp"
#include "tests/support/catch.hpp"

#include <algorithm>
#include <functional>
#include <memory>
#include <string>
#include <vector>

using namespace mprd;
using namespace mprd::test;
using namespace std::chrono_literals;

namespace {

/// The office answers on three ports; each caller has a line of his own to one of them.
struct Office {
    static constexpr std::uint32_t kPorts = 3;
    using Change = std::function<void(RouterConfig&)>;

    explicit Office(
        const Change& change, const Change& change_caller = [](auto&) {}
    )
        : random(sim_seed(1)), change_caller_(change_caller) {
        RouterConfig config;
        config.devices = {modem("modems", kPorts)};
        config.answering.local_address = *Ipv4Address::parse("10.0.0.1");
        config.answering.pools = {*Ipv4Range::parse("10.0.0.10-10.0.0.11")};
        config.users = {user("ann"), user("ben"), user("cid")};
        change(config);
        REQUIRE(config.validate());
        host = std::make_unique<SimHost>("office", config, time, 7);
        for (std::uint32_t port = 1; port <= kPorts; ++port) {
            lines.push_back(std::make_unique<platform::sim::SimLine>(time, random));
            host->attach(port, lines.back()->end(1));
        }
        host->start();
    }

    /// Somebody calls the office over the line of this port.
    SimHost& call(std::uint32_t port, const char* name, const char* password = "secret") {
        RouterConfig config;
        config.devices = {modem("modem")};
        InterfaceDefinition definition;
        definition.config.name = "office";
        definition.config.devices = {InterfaceDevice{"modem", "modem", "1", {}}};
        definition.config.phonebook.net_protocols = kNetProtocolIpv4 | kNetProtocolIpv6;
        definition.config.policy.idle_disconnect_seconds = kIdleNever;
        definition.credentials = Credentials{name, "", Secret(password)};
        config.interfaces = {definition};
        change_caller_(config);
        callers.push_back(std::make_unique<SimHost>(name, config, time, 100 + callers.size()));
        SimHost& caller = *callers.back();
        caller.attach(1, lines[port - 1]->end(0));
        caller.start();
        dial(caller);
        return caller;
    }
    void dial(SimHost& caller) {
        static_cast<void>(caller.router->connect(time.now(), caller.id("office"), RequestId{1}));
        caller.drain();
        run_for(20s);
    }
    void hang_up(SimHost& caller) {
        static_cast<void>(caller.router->disconnect(time.now(), caller.id("office")));
        caller.drain();
        run_for(10s);
    }
    void run_for(Duration duration) {
        const TimePoint end = time.now() + duration;
        time.run_until(end);
    }
    /// The address of a caller's end, or "-".
    [[nodiscard]] std::string address_of(SimHost& caller) const {
        const auto connections = caller.router->connections(time.now());
        if (connections.empty() || !connections[0].projection.ipv4) {
            return "-";
        }
        return connections[0].projection.ipv4->local.to_string();
    }
    /// Where the office's routes to this caller lead.
    [[nodiscard]] std::string routes_to(const char* name) {
        std::string text;
        for (const Route& route : host->net(name).config()->routes) {
            text += route.destination.to_string() + ' ';
        }
        return text;
    }
    [[nodiscard]] bool is_connected(SimHost& caller) const {
        return caller.state("office") == ConnectionState::Connected;
    }
    [[nodiscard]] std::string events() const { return host->log_text(); }

    platform::sim::SimTime time;
    SeededRandom random;
    std::vector<std::unique_ptr<platform::sim::SimLine>> lines;
    std::unique_ptr<SimHost> host;
    std::vector<std::unique_ptr<SimHost>> callers;
    Change change_caller_;
};

void nothing(RouterConfig&) {}

}  // namespace

TEST_CASE("sim: callers get addresses of the pools until none is left", "[sim][answering]") {
    Office office(nothing);
    CHECK(office.address_of(office.call(1, "ann")) == "10.0.0.10");
    SimHost& ben = office.call(2, "ben");
    CHECK(office.address_of(ben) == "10.0.0.11");

    SimHost& cid = office.call(3, "cid");
    INFO(office.events());
    CHECK_FALSE(office.is_connected(cid));
    CHECK(office.host->count("no address of answering.pools is free") == 1);
    CHECK(office.host->count("717") >= 1);

    office.hang_up(ben);
    office.dial(cid);
    CHECK(office.address_of(cid) == "10.0.0.11");
}

TEST_CASE(
    "sim: an address is not given again while another has been free longer", "[sim][answering]"
) {
    Office office([](RouterConfig& config) {
        config.answering.pools = {*Ipv4Range::parse("10.0.0.10-10.0.0.12")};
    });
    SimHost& ann = office.call(1, "ann");
    for (const char* expected : {"10.0.0.10", "10.0.0.11", "10.0.0.12", "10.0.0.10"}) {
        CHECK(office.address_of(ann) == expected);
        office.hang_up(ann);
        office.dial(ann);
    }
}

TEST_CASE("sim: a caller takes the address that he is given, or is hung up", "[sim][answering]") {
    const auto insists = [](RouterConfig& config) {
        config.interfaces[0].config.ppp.expected_local = *Ipv4Address::parse("10.0.0.77");
    };
    Office strict(nothing, insists);
    SimHost& refused = strict.call(1, "ann");
    INFO(strict.events());
    CHECK_FALSE(strict.is_connected(refused));
    CHECK(refused.count("735") >= 1);

    Office lenient(
        [](RouterConfig& config) { config.users[0].may_choose_address = true; }, insists
    );
    CHECK(lenient.address_of(lenient.call(1, "ann")) == "10.0.0.77");
    // Not even he gets what somebody else has.
    lenient.host->forget_log();
    SimHost& second = lenient.call(2, "ann");
    CHECK_FALSE(lenient.is_connected(second));
    CHECK(lenient.host->count("the address 10.0.0.77 is not free") == 1);
}

TEST_CASE("sim: a user's own address is his alone, on his newest call", "[sim][answering]") {
    Office office([](RouterConfig& config) {
        config.users[0].address = *Ipv4Address::parse("10.0.0.10");
    });
    CHECK(office.address_of(office.call(1, "ben")) == "10.0.0.11");
    SimHost& ann = office.call(2, "ann");
    CHECK(office.address_of(ann) == "10.0.0.10");

    // He calls again over another line, before anybody has noticed that the first one is dead.
    SimHost& again = office.call(3, "ann");
    INFO(office.events());
    CHECK(office.address_of(again) == "10.0.0.10");
    CHECK_FALSE(office.is_connected(ann));
    CHECK(office.host->count("937") >= 1);
}

TEST_CASE("sim: a caller has his routes and a prefix while he is connected", "[sim][answering]") {
    Office office([](RouterConfig& config) {
        config.answering.ipv6_prefixes = {*IpPrefix::parse("2001:db8:0:8::/63")};
        config.users[0].routes = {
            Route{*IpPrefix::parse("192.168.7.0/24"), 5, true},
            Route{*IpPrefix::parse("2001:db8:77::/48"), 0, true}};
        config.users[1].ipv6_prefix = IpPrefix::parse("2001:db8:ff::/64");
    });
    SimHost& ann = office.call(1, "ann");
    CHECK(office.routes_to("ann") == "192.168.7.0/24 2001:db8:77::/48 2001:db8:0:8::/64 ");
    static_cast<void>(office.call(2, "ben"));
    CHECK(office.routes_to("ben") == "2001:db8:ff::/64 ");

    office.hang_up(ann);
    CHECK_FALSE(office.host->id("ann"));  // and its routes with it
}

TEST_CASE("sim: the interface identifier of a user is the one that he gets", "[sim][answering]") {
    Office office([](RouterConfig& config) {
        config.users[0].ipv6_identifier = *InterfaceIdentifier::parse("::a:b:c:d");
    });
    SimHost& ann = office.call(1, "ann");

    const auto connections = ann.router->connections(office.time.now());
    REQUIRE(connections.size() == 1);
    REQUIRE(connections[0].projection.ipv6.has_value());
    CHECK(connections[0].projection.ipv6->local.to_string() == "::a:b:c:d");
}

TEST_CASE(
    "sim: callers are hung up for being idle, and at the end of their time", "[sim][answering]"
) {
    Office office([](RouterConfig& config) {
        config.answering.idle_limit = 60s;
        config.answering.session_limit = 600s;
        config.users[1].idle_seconds = kIdleNever;
        config.users[2].session_seconds = 30;
        config.users[2].idle_seconds = 3600;
        config.answering.pools = {*Ipv4Range::parse("10.0.0.10-10.0.0.20")};
    });
    SimHost& ann = office.call(1, "ann");
    SimHost& ben = office.call(2, "ben");
    SimHost& cid = office.call(3, "cid");
    CHECK(office.is_connected(cid));
    CHECK(office.is_connected(ann));

    office.run_for(30s);
    INFO(office.events());
    CHECK_FALSE(office.is_connected(cid));
    CHECK(office.host->count("932") >= 1);
    office.run_for(60s);
    CHECK_FALSE(office.is_connected(ann));
    CHECK(office.host->count("926") >= 1);
    CHECK(office.is_connected(ben));
    office.run_for(600s);
    CHECK_FALSE(office.is_connected(ben));
}

TEST_CASE("sim: a user has no more calls at once than he may", "[sim][answering]") {
    Office office([](RouterConfig& config) { config.users[0].max_calls = 1; });
    SimHost& first = office.call(1, "ann");
    SimHost& second = office.call(2, "ann");
    INFO(office.events());
    CHECK(office.is_connected(first));
    CHECK_FALSE(office.is_connected(second));
    CHECK(office.host->count("has 1 calls already (maxCalls)") == 1);

    office.hang_up(first);
    office.dial(second);
    CHECK(office.is_connected(second));
}

TEST_CASE("sim: a call over which nothing can pass is hung up after 90 s", "[sim][answering]") {
    Office office([](RouterConfig& config) {
        InterfaceDefinition definition;
        definition.config.name = "ann";
        config.interfaces = {definition};
    });
    // PPP comes up, but the host does not take the addresses.
    office.host->net("ann").set_failure(Errc::NotEnoughMemory);
    SimHost& ann = office.call(1, "ann");
    CHECK(office.is_connected(ann));
    CHECK(office.host->router->connections(office.time.now()).empty());

    office.run_for(50s);
    CHECK(office.is_connected(ann));
    office.run_for(40s);
    INFO(office.events());
    CHECK_FALSE(office.is_connected(ann));
    CHECK(office.host->count("no packet could pass within 90 s") == 1);
}

TEST_CASE(
    "sim: wrong passwords slow the next answer down, but lock nobody out", "[sim][answering]"
) {
    Office office([](RouterConfig& config) { config.answering.require = {AuthKind::ChapMd5}; });
    SimHost& guesser = office.call(1, "ann", "wrong");
    for (int attempt = 1; attempt < 7; ++attempt) {
        office.dial(guesser);
    }
    CHECK(office.host->count("CallRefused") == 7);

    SimHost& owner = office.call(2, "ann");
    INFO(office.events());
    REQUIRE(office.is_connected(owner));
    CHECK(owner.router->connections(office.time.now())[0].duration < 12s);  // of 20 s
    office.hang_up(owner);
    office.dial(owner);
    CHECK(owner.router->connections(office.time.now())[0].duration > 15s);
}

TEST_CASE("sim: ports that are reserved for calls are not answered", "[sim][answering]") {
    Office office([](RouterConfig& config) {
        config.devices[0].reserved_for_calls = 1;
        config.devices[0].reserved_for_answers = 1;
    });
    CHECK(office.host->router->port(office.time.now(), PortId{1})->role == DeviceRole::Out);
    CHECK(office.host->router->port(office.time.now(), PortId{2})->role == DeviceRole::Both);
    CHECK(office.host->router->port(office.time.now(), PortId{3})->role == DeviceRole::In);

    CHECK_FALSE(office.is_connected(office.call(1, "ann")));
    CHECK(office.is_connected(office.call(2, "ben")));
    CHECK(office.is_connected(office.call(3, "cid")));
}
