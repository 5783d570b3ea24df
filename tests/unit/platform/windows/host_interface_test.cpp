// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/windows/host_interface.hpp"

#include "tests/support/catch.hpp"

#include <algorithm>

using namespace mprd;
using namespace mprd::platform;
using Calls = std::vector<std::string>;

namespace {

/// Writes down what it is told; the calls whose text begins with `refused` fail.
class FakeIpHelper final : public IpHelper {
public:
    Result<void> set_up(std::uint64_t /*luid*/, std::uint16_t mtu) override {
        return note("mtu " + std::to_string(mtu));
    }
    Result<void> add_address(std::uint64_t /*luid*/, const IpAddress& address, std::uint8_t length)
        override {
        return note("+" + address.to_string() + '/' + std::to_string(length));
    }
    Result<void> remove_address(std::uint64_t /*luid*/, const IpAddress& address) override {
        return note("-" + address.to_string());
    }
    Result<void> add_route(std::uint64_t /*luid*/, const Route& route) override {
        return note("+route " + route.destination.to_string());
    }
    Result<void> remove_route(std::uint64_t /*luid*/, const Route& route) override {
        return note("-route " + route.destination.to_string());
    }
    Result<void> set_dns(std::uint64_t /*luid*/, const std::vector<Ipv4Address>& servers) override {
        return note("dns " + std::to_string(servers.size()));
    }
    Calls take() { return std::exchange(calls_, {}); }
    std::string refused = "nothing";

private:
    Result<void> note(const std::string& what) {
        calls_.push_back(what);
        return what.starts_with(refused) ? Result<void>(make_error(Errc::CanNotComplete, what))
                                         : Result<void>();
    }
    Calls calls_;
};

Route route(const char* text) {
    Route made;
    made.destination = *IpPrefix::parse(text);
    return made;
}

NetConfig idle() {
    NetConfig config;
    config.name = "office";
    config.routes = {route("10.1.0.0/16"), route("fd00::/64")};
    return config;
}

NetConfig connected() {
    NetConfig config = idle();
    config.ipv4 = Ipv4Link{
        *Ipv4Address::parse("10.0.0.2"),
        *Ipv4Address::parse("10.0.0.1"),
        {*Ipv4Address::parse("10.0.0.53")},
        {}};
    return config;
}

}  // namespace

TEST_CASE("host interface: from one state to the next, and nothing twice", "[host]") {
    FakeIpHelper helper;
    HostInterface host(helper);
    host.begin(1);
    REQUIRE(host.apply(idle()));
    CHECK(
        helper.take() ==
        Calls{"mtu 1500", "+169.254.77.2/32", "+route 10.1.0.0/16", "+route fd00::/64"}
    );
    REQUIRE(host.apply(idle()));
    CHECK(helper.take().empty());
    REQUIRE(host.apply(connected()));
    // The new address first: without any, Windows would forget the routes.
    CHECK(helper.take() == Calls{"+10.0.0.2/32", "-169.254.77.2", "dns 1"});
    REQUIRE(host.apply(idle()));
    CHECK(helper.take() == Calls{"+169.254.77.2/32", "-10.0.0.2", "dns 0"});
    NetConfig unreachable = idle();
    unreachable.routes.clear();
    unreachable.mtu = 1400;
    REQUIRE(host.apply(unreachable));
    CHECK(helper.take() == Calls{"mtu 1400", "-route 10.1.0.0/16", "-route fd00::/64"});
}

TEST_CASE("host interface: what was refused is asked for again", "[host][faults]") {
    for (const char* refused : {"mtu", "+10.0.0.2", "+route fd00", "dns"}) {
        FakeIpHelper helper;
        HostInterface host(helper);
        host.begin(1);
        helper.refused = refused;
        CHECK_FALSE(host.apply(connected()));
        helper.refused = "nothing";
        static_cast<void>(helper.take());
        REQUIRE(host.apply(connected()));
        const Calls calls = helper.take();
        CHECK(std::any_of(calls.begin(), calls.end(), [&](const std::string& call) {
            return call.starts_with(refused);
        }));
    }
}

TEST_CASE("host interface: a removal that fails stops nothing", "[host][faults]") {
    FakeIpHelper helper;
    HostInterface host(helper);
    host.begin(1);
    REQUIRE(host.apply(idle()));
    helper.refused = "-";
    CHECK(host.apply(connected()));
    NetConfig bare = connected();
    bare.routes.clear();
    CHECK(host.apply(bare));
}
