// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/router/router.hpp"

#include "core/router/dial_targets.hpp"
#include "platform/crypto/gcrypt_crypto.hpp"
#include "platform/sim/sim_calendar.hpp"
#include "tests/support/catch.hpp"

using namespace mprd;
using namespace mprd::router;
using namespace std::chrono_literals;

namespace {

DeviceConfig modem(std::string name, DeviceRole role) {
    DeviceConfig device;
    device.name = std::move(name);
    device.mpr_type = "modem";
    device.role = role;
    return device;
}

InterfaceDefinition dialing_on(std::string name, std::string device) {
    InterfaceDefinition definition;
    definition.config.name = std::move(name);
    definition.config.devices = {InterfaceDevice{"modem", std::move(device), "1", {"2"}}};
    definition.config.routes = {Route{*IpPrefix::parse("10.0.0.0/8"), 0, true}};
    return definition;
}

struct Fixture {
    explicit Fixture(const RouterConfig& config)
        : router(config, crypto, random, random, calendar) {
        router.start(now);
        drain();
    }
    void handle(const Input& input) {
        router.handle(now, input);
        drain();
    }
    void drain() {
        said.clear();
        while (auto output = router.poll_output()) {
            said.push_back(std::move(*output));
        }
    }
    template <class Kind>
    const Kind* find() const {
        for (const auto& output : said) {
            if (const auto* found = std::get_if<Kind>(&output)) {
                return found;
            }
        }
        return nullptr;
    }
    InterfaceId id(const char* name) const {
        return *router.interfaces().find_name(name, InterfaceTable::Clients::Ignored);
    }
    Errc connect(const char* name, std::uint64_t request) {
        const Errc code = router.connect(now, id(name), RequestId{request});
        drain();
        return code;
    }
    platform::GcryptCrypto crypto;
    SeededRandom random{1};
    platform::sim::SimCalendar calendar;
    TimePoint now{};
    Router router;
    std::vector<Output> said;
};

RouterConfig two_modems() {
    RouterConfig config;
    config.devices = {modem("m1", DeviceRole::Out), modem("m2", DeviceRole::Both)};
    config.interfaces = {dialing_on("a", "m1"), dialing_on("b", "m1"), dialing_on("c", "m1")};
    return config;
}

}  // namespace

TEST_CASE("router: the configured device, else one of its type, else 633", "[router][port]") {
    Fixture f(two_modems());
    CHECK(f.connect("a", 1) == Errc::Pending);
    CHECK(f.find<OpenPort>()->port == PortId{1});
    CHECK(f.connect("b", 2) == Errc::Pending);
    CHECK(f.find<OpenPort>()->port == PortId{2});  // it was listening
    CHECK(f.connect("c", 3) == Errc::PortNotAvailable);
    CHECK(f.router.status(f.now, f.id("c")).reasons.bits() == 0x01);
    CHECK(f.find<ApplyNet>()->config.routes.empty());

    // A free port clears the reason.
    static_cast<void>(f.router.disconnect(f.now, f.id("a")));
    f.drain();
    REQUIRE(f.find<RequestCompleted>() != nullptr);
    CHECK(f.find<RequestCompleted>()->result == Errc::InterfaceDisconnected);
    f.handle(PortClosed{PortId{1}, make_error(Errc::InterfaceDisconnected, "")});
    CHECK(f.router.status(f.now, f.id("c")).state == ConnectionState::Disconnected);
}

TEST_CASE("router: an unplugged port is not chosen", "[router][port]") {
    Fixture f(two_modems());
    f.handle(PortStatus{PortId{1}, make_error(Errc::HardwareFailure, "unplugged")});
    CHECK(f.connect("a", 1) == Errc::Pending);
    CHECK(f.find<OpenPort>()->port == PortId{2});
}

TEST_CASE("router: a failed number gives way to its alternate", "[router]") {
    Fixture f(two_modems());
    f.handle(PortStatus{PortId{2}, make_error(Errc::HardwareFailure, "unplugged")});
    REQUIRE(f.connect("a", 1) == Errc::Pending);
    CHECK(f.find<OpenPort>()->target.number == "1");
    f.handle(PortClosed{PortId{1}, make_error(Errc::LineBusy, "")});
    REQUIRE(f.find<OpenPort>() != nullptr);
    CHECK(f.find<OpenPort>()->target.number == "2");
    f.handle(PortClosed{PortId{1}, make_error(Errc::LineBusy, "")});
    REQUIRE(f.find<RequestCompleted>() != nullptr);
    CHECK(f.find<RequestCompleted>()->result == Errc::LineBusy);
    CHECK(f.find<DropHeld>() != nullptr);
    CHECK(f.router.status(f.now, f.id("a")).reasons.bits() == 0x04);
}

TEST_CASE("router: an alternate that worked becomes the number, if so configured", "[router]") {
    const auto promote = GENERATE(0U, kOptionPromoteAlternates);
    RouterConfig config = two_modems();
    config.interfaces[0].config.phonebook.options |= promote;
    Fixture f(std::move(config));
    f.handle(PortStatus{PortId{2}, make_error(Errc::HardwareFailure, "unplugged")});
    REQUIRE(f.connect("a", 1) == Errc::Pending);
    f.handle(NetStatus{f.id("a"), std::nullopt});
    f.handle(PortClosed{PortId{1}, make_error(Errc::LineBusy, "")});
    LinkInfo link;
    link.carries = LinkInfo::Carries::IpPackets;

    f.handle(PortOpened{PortId{1}, link});
    f.handle(NetStatus{f.id("a"), std::nullopt});

    const InterfaceDevice& device = f.router.interfaces().find(f.id("a"))->config.devices[0];
    CHECK(device.number == (promote != 0 ? "2" : "1"));
    CHECK(device.alternates == std::vector<std::string>{promote != 0 ? "1" : "2"});
}

TEST_CASE("router: promoting an alternate keeps every number, once", "[router]") {
    InterfaceConfig config;
    config.phonebook.phone_number = "0";
    config.devices = {{"modem", "a", "1", {"2", "3"}}, {"modem", "b", "", {"4"}}};

    CHECK_FALSE(promote_alternate(config, 0));
    CHECK(promote_alternate(config, 2));
    CHECK(config.devices[0].number == "3");
    CHECK(config.devices[0].alternates == std::vector<std::string>{"1", "2"});
    CHECK_FALSE(promote_alternate(config, 3));
    CHECK(promote_alternate(config, 4));
    CHECK(config.phonebook.phone_number == "4");
    CHECK(config.devices[1].alternates == std::vector<std::string>{"0"});
    CHECK_FALSE(promote_alternate(config, 5));
}

TEST_CASE("router: a call cannot take the same interface off the incoming one", "[router]") {
    Fixture f(two_modems());
    f.handle(IncomingCall{PortId{2}, LinkInfo{}});
    CHECK(f.router.port(f.now, PortId{2})->condition == PortCondition::Authenticating);
    CHECK(f.connect("a", 1) == Errc::Pending);
    CHECK(f.connect("b", 2) == Errc::PortNotAvailable);
}

TEST_CASE("router: a line that carries packets without ppp may send at once", "[router]") {
    Fixture f(two_modems());
    REQUIRE(f.connect("a", 1) == Errc::Pending);
    LinkInfo link;
    link.carries = LinkInfo::Carries::IpPackets;
    f.handle(PortOpened{PortId{1}, link});
    f.handle(NetStatus{f.id("a"), std::nullopt});  // to what was asked at the start
    f.handle(NetStatus{f.id("a"), std::nullopt});  // and now
    REQUIRE(f.find<BindLink>() != nullptr);
    CHECK(f.find<BindLink>()->may_send);
}

TEST_CASE("router: a tunnel gets the addresses and the mtu that it was told", "[router][tunnel]") {
    Fixture f(two_modems());
    REQUIRE(f.connect("a", 1) == Errc::Pending);
    f.handle(NetStatus{f.id("a"), std::nullopt});
    LinkInfo link;
    link.carries = LinkInfo::Carries::IpPackets;
    link.max_mru = 1400;
    link.ipv4 = Ipv4Link{*Ipv4Address::parse("10.8.0.2"), *Ipv4Address::parse("10.8.0.1"), {}, {}};
    link.ipv6 = Ipv6Link{{}, {}, Ipv6Address::parse("fd00::2")};

    f.handle(PortOpened{PortId{1}, link});

    REQUIRE(f.find<ApplyNet>() != nullptr);
    CHECK(f.find<ApplyNet>()->config.ipv4 == link.ipv4);
    CHECK(f.find<ApplyNet>()->config.ipv6 == link.ipv6);
    CHECK(f.find<ApplyNet>()->config.mtu == 1400);
    f.handle(NetStatus{f.id("a"), std::nullopt});
    REQUIRE(f.find<BindLink>() != nullptr);
    CHECK(f.find<BindLink>()->ipv4);
    CHECK(f.find<BindLink>()->ipv6);
    CHECK(f.router.status(f.now, f.id("a")).state == ConnectionState::Connected);

    f.handle(PortClosed{PortId{1}, make_error(Errc::LinkFailure, "")});
    CHECK(f.router.status(f.now, f.id("a")).state != ConnectionState::Connected);
    REQUIRE(f.find<UnbindLink>() != nullptr);
}

TEST_CASE("router: a call over a line without ppp is refused, not negotiated", "[router][tunnel]") {
    Fixture f(two_modems());
    LinkInfo link;
    link.carries = LinkInfo::Carries::IpPackets;
    f.handle(IncomingCall{PortId{2}, link});
    CHECK(f.find<SendFrame>() == nullptr);
    REQUIRE(f.find<ClosePort>() != nullptr);
    f.handle(PortClosed{PortId{2}, make_error(Errc::NotSupported, "")});
    CHECK(f.find<ListenPort>() != nullptr);
}

TEST_CASE("router: deleting, disabling and pausing complete what waits", "[router][requests]") {
    struct Interference {
        void (*act)(Fixture&);
        Errc code;
    };
    const Interference all[] = {
        {[](Fixture& f) { static_cast<void>(f.router.remove(f.now, f.id("a"))); },
         Errc::InterfaceDisconnected},
        {[](Fixture& f) { f.router.pause(f.now); }, Errc::ServiceIsPaused},
        {[](Fixture& f) {
             auto config = f.router.interfaces().find(f.id("a"))->config;
             config.enabled = false;
             static_cast<void>(f.router.change(f.now, f.id("a"), config));
         },
         Errc::InterfaceDisabled},
        {[](Fixture& f) { f.router.handle(f.now, ShutdownRequested{}); }, Errc::RouterStopped},
    };
    for (const Interference& interference : all) {
        Fixture f(two_modems());
        REQUIRE(f.connect("a", 1) == Errc::Pending);
        interference.act(f);
        f.drain();
        REQUIRE(f.find<RequestCompleted>() != nullptr);
        CHECK(f.find<RequestCompleted>()->result == interference.code);
    }
}

TEST_CASE("router: ten thousand idle interfaces have no deadline", "[router][scale]") {
    RouterConfig config;
    config.devices = {modem("m1", DeviceRole::Both)};
    for (int i = 0; i < 10000; ++i) {
        config.interfaces.push_back(dialing_on("if" + std::to_string(i), "m1"));
    }
    Fixture f(config);
    CHECK_FALSE(f.router.next_deadline().has_value());
    CHECK(f.connect("if9999", 1) == Errc::Pending);
    CHECK(f.router.next_deadline().has_value());
}

TEST_CASE("router: a packet of multicast does not dial, and says why once", "[router][why]") {
    Fixture f(two_modems());
    PacketSummary packet;
    packet.destination = *IpAddress::parse("224.0.0.251");
    f.handle(PacketWaiting{f.id("a"), packet});
    CHECK(f.find<OpenPort>() == nullptr);
    CHECK(f.find<DropHeld>() != nullptr);
    f.handle(PacketWaiting{f.id("a"), packet});
    CHECK(f.router.why(f.id("a")).size() == 1);
    packet.destination = *IpAddress::parse("10.1.1.1");
    f.handle(PacketWaiting{f.id("a"), packet});
    CHECK(f.find<OpenPort>() != nullptr);
    CHECK(f.router.why({}).size() == 2);
}
