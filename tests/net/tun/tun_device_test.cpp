// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/linux/tun_device.hpp"

#include "core/dial/dial_filter.hpp"
#include "core/tables/packet_summary.hpp"
#include "tests/net/tun/has.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/private_net.hpp"

#include <boost/asio/io_context.hpp>

#include <optional>
#include <string>

#include <arpa/inet.h>
#include <net/if.h>
#include <sys/mount.h>
#include <sys/socket.h>

using namespace mprd;
using namespace mprd::platform;
using mprd::test::has;
using mprd::test::shell;

namespace {

// Before main() and before any thread.
const bool kIsPrivate = mprd::test::enter_private_net();

struct TunListener final : NetDeviceListener {
    void on_packet(ByteSpan packet) override {
        packets.emplace_back(packet.begin(), packet.end());
        const auto summary = PacketSummary::parse(packet);
        calls += summary && dial::is_worth_a_call(*summary) ? 1 : 0;
        text += (summary ? summary->to_string() : "no IP packet") + '\n';
    }
    void on_batch_end() override { ++batches; }
    void on_failed(const Error& error) override { failed = error; }
    std::vector<Bytes> packets;
    int calls = 0;  ///< packets for which a call would be made
    int batches = 0;
    std::string text;
    std::optional<Error> failed;
};

NetConfig tun_config(std::vector<Route> routes = {}) {
    NetConfig wanted;
    wanted.name = "mprd0";
    wanted.mtu = 1400;
    wanted.routes = std::move(routes);
    return wanted;
}

Route route(const char* destination, std::uint32_t metric = 0) {
    return {*IpPrefix::parse(destination), metric, true};
}

Ipv4Link link(std::uint32_t local, std::uint32_t peer) {
    return {{local}, {peer}, {}, {}};
}

struct TunFixture {
    TunFixture() : device(std::make_unique<TunDevice>(io, rtnl, filters, buffers, listener)) {}
    ~TunFixture() {
        device.reset();
        shell("ip route flush proto static; ip route flush proto 77; ip -6 route flush proto static"
        );
    }
    TunFixture(const TunFixture&) = delete;
    TunFixture& operator=(const TunFixture&) = delete;
    void run_for(std::chrono::milliseconds time) {
        io.restart();
        io.run_for(time);
    }
    template <class Done>
    bool run_until(Done done) {
        for (int i = 0; i < 500 && !done(); ++i) {
            run_for(std::chrono::milliseconds{10});
        }
        return done();
    }
    boost::asio::io_context io;
    Rtnl rtnl;
    PacketFilterTable filters;
    TunBuffers buffers{io};
    TunListener listener;
    std::unique_ptr<TunDevice> device;
};

/// Sends a UDP datagram into whatever route there is.
void send_to(const char* address, const std::string& text) {
    const UniqueFd socket(::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0));
    sockaddr_in to{};
    to.sin_family = AF_INET;
    to.sin_port = htons(9);
    ::inet_pton(AF_INET, address, &to.sin_addr);
    CHECK(
        ::sendto(
            socket.get(),
            text.data(),
            text.size(),
            0,
            reinterpret_cast<const sockaddr*>(&to),
            sizeof to
        ) == static_cast<ssize_t>(text.size())
    );
}

}  // namespace

TEST_CASE("tun: the interface and its routes are there from apply to the end", "[net][tun]") {
    TunFixture f;
    REQUIRE(f.device->apply(
        tun_config({route("10.20.0.0/16"), route("2001:db8:20::/48"), route("10.21.0.0/16", 7)})
    ));
    const std::string shown = shell("ip -o link show mprd0");
    CHECK(has(shown, "UP"));
    CHECK(has(shown, "mtu 1400"));
    CHECK(has(shell("ip route show dev mprd0"), "10.20.0.0/16 proto 77 scope link"));
    CHECK(has(shell("ip route show dev mprd0"), "10.21.0.0/16 proto 77 scope link metric 7"));
    CHECK(has(shell("ip -6 route show dev mprd0"), "2001:db8:20::/48 proto 77"));
    CHECK(shell("ip -o -4 addr show mprd0").empty());
    f.device.reset();
    CHECK(has(shell("ip link show mprd0"), "does not exist"));
    CHECK(shell("ip route show proto 77; ip -6 route show proto 77").empty());
}

TEST_CASE("tun: addresses and routes follow what is wanted", "[net][tun]") {
    TunFixture f;
    NetConfig wanted = tun_config({route("10.20.0.0/16"), route("10.21.0.0/16")});
    wanted.ipv4 = link(0x0a4e0001, 0x0a4e0002);
    REQUIRE(f.device->apply(wanted));
    CHECK(has(shell("ip -o -4 addr show mprd0"), "inet 10.78.0.1 peer 10.78.0.2/32"));

    wanted.ipv4 = link(0x0a4e0003, 0x0a4e0002);
    wanted.routes = {route("10.21.0.0/16"), route("10.22.0.0/16")};
    wanted.mtu = 1300;
    REQUIRE(f.device->apply(wanted));
    const std::string addresses = shell("ip -o -4 addr show mprd0");
    CHECK(has(addresses, "inet 10.78.0.3 peer 10.78.0.2/32"));
    CHECK_FALSE(has(addresses, "10.78.0.1"));
    const std::string routes = shell("ip route show dev mprd0");
    CHECK_FALSE(has(routes, "10.20.0.0/16"));
    CHECK(has(routes, "10.21.0.0/16"));
    CHECK(has(routes, "10.22.0.0/16"));
    CHECK(has(shell("ip link show mprd0"), "mtu 1300"));

    REQUIRE(f.device->apply(tun_config({route("10.21.0.0/16")})));
    CHECK(shell("ip -o -4 addr show mprd0").empty());
    CHECK(has(shell("ip route show dev mprd0"), "10.21.0.0/16 proto 77"));
    REQUIRE(f.device->apply(tun_config()));
    CHECK(shell("ip route show dev mprd0").empty());
    CHECK(has(shell("ip link show mprd0"), "UP"));
}

TEST_CASE("tun: the routes outlive a call, and so the next packet dials again", "[net][tun]") {
    TunFixture f;
    shell("ip addr replace 10.1.1.1/32 dev lo");
    const NetConfig idle = tun_config({route("10.20.0.0/16"), route("2001:db8:20::/48")});
    NetConfig connected = idle;
    connected.ipv4 = link(0x0a4e0001, 0x0a4e0002);
    connected.ipv6 = Ipv6Link{{{0, 0, 0, 0, 0, 0, 0, 1}}, {{0, 0, 0, 0, 0, 0, 0, 2}}};
    REQUIRE(f.device->apply(idle));
    for (int call = 0; call < 3; ++call) {
        REQUIRE(f.device->apply(connected));
        if (call == 1) {
            shell("ip addr add 10.77.0.1/32 dev mprd0"
            );  // somebody else's keeps the kernel's hands off
        }
        REQUIRE(f.device->apply(idle));
        CHECK(has(shell("ip route"), "10.20.0.0/16 dev mprd0 proto 77"));
        CHECK(has(shell("ip -6 route"), "2001:db8:20::/48 dev mprd0 proto 77"));
    }
    f.listener.calls = 0;
    send_to("10.20.0.1", "hello");
    CHECK(f.run_until([&] { return f.listener.calls == 1; }));
}

TEST_CASE("tun: a change of the metric replaces the route", "[net][tun]") {
    TunFixture f;
    REQUIRE(f.device->apply(tun_config({route("10.20.0.0/16", 5)})));
    REQUIRE(f.device->apply(tun_config({route("10.20.0.0/16", 6)})));
    CHECK(shell("ip route show dev mprd0") == "10.20.0.0/16 proto 77 scope link metric 6 \n");
}

TEST_CASE("tun: to apply the same again changes nothing", "[net][tun]") {
    TunFixture f;
    NetConfig wanted = tun_config({route("10.20.0.0/16"), route("2001:db8:20::/48")});
    wanted.ipv4 = link(0x0a4e0001, 0x0a4e0002);
    wanted.ipv6 = Ipv6Link{{{0, 0, 0, 0, 0, 0, 0, 1}}, {{0, 0, 0, 0, 0, 0, 0, 2}}};
    REQUIRE(f.device->apply(wanted));
    const char* all = "ip -o addr; ip route show table all; ip -6 route show table all; ip -o link";
    const std::string before = shell(all);
    for (int i = 0; i < 3; ++i) {
        REQUIRE(f.device->apply(wanted));
    }
    CHECK(shell(all) == before);
}

TEST_CASE("tun: link-local addresses come with IPV6CP and go with it", "[net][tun][ipv6]") {
    TunFixture f;
    NetConfig wanted = tun_config();
    wanted.ipv6 = Ipv6Link{{{0, 0, 0, 0, 0, 0, 0x12, 0x34}}, {{0, 0, 0, 0, 0, 0, 0, 2}}};
    REQUIRE(f.device->apply(wanted));
    CHECK(has(shell("ip -o -6 addr show mprd0"), "inet6 fe80::1234/64 scope link"));
    CHECK_FALSE(has(shell("ip -o -6 addr show mprd0"), "tentative"));
    REQUIRE(f.device->apply(tun_config()));
    CHECK(shell("ip -o -6 addr show mprd0").empty());
}

TEST_CASE("tun: routes of others are never touched", "[net][tun][foreign]") {
    TunFixture f;
    shell("ip route add 10.30.0.0/16 dev lo proto static");
    shell("ip -6 route add 2001:db8:30::/48 dev lo proto static");
    REQUIRE(f.device->apply(tun_config({route("10.20.0.0/16")})));
    shell("ip route add 10.31.0.0/16 dev mprd0 proto static");
    shell("ip route add 10.32.0.0/16 dev lo proto 77");  // ours, left by a crash
    shell("ip -6 route add 2001:db8:32::/48 dev lo proto 77");

    f.rtnl.remove_own_routes();
    std::string routes = shell("ip route; ip -6 route");
    CHECK(has(routes, "10.30.0.0/16"));
    CHECK(has(routes, "2001:db8:30::/48"));
    CHECK(has(routes, "10.31.0.0/16"));
    CHECK_FALSE(has(routes, "proto 77"));

    REQUIRE(f.device->apply(tun_config()));
    routes = shell("ip route");
    CHECK(has(routes, "10.30.0.0/16"));
    CHECK(has(routes, "10.31.0.0/16"));
    f.device.reset();
    CHECK(has(shell("ip route"), "10.30.0.0/16"));
}

TEST_CASE(
    "tun: a route that somebody else has is told, and taken when it is free", "[net][tun][foreign]"
) {
    TunFixture f;
    shell("ip route add 10.20.0.0/16 dev lo proto static");
    const auto applied =
        f.device->apply(tun_config({route("10.19.0.0/16"), route("10.20.0.0/16")}));
    REQUIRE_FALSE(applied);
    CHECK(applied.error().code == Errc::InterfaceUnreachable);
    CHECK(has(applied.error().detail, "cannot add route 10.20.0.0/16"));
    CHECK(has(applied.error().detail, "somebody else's is there"));
    CHECK_FALSE(has(applied.error().detail, "CAP_NET_ADMIN"));
    CHECK(has(shell("ip route"), "10.20.0.0/16 dev lo proto static"));
    CHECK(shell("ip route show proto 77").empty());

    shell("ip route del 10.20.0.0/16");
    CHECK(f.device->apply(tun_config({route("10.19.0.0/16"), route("10.20.0.0/16")})));
    CHECK(has(shell("ip route"), "10.20.0.0/16 dev mprd0 proto 77"));
}

TEST_CASE(
    "tun: two routes to the same place with other metrics live together", "[net][tun][foreign]"
) {
    TunFixture f;
    shell("ip route add 10.20.0.0/16 dev lo proto static");
    CHECK(f.device->apply(tun_config({route("10.20.0.0/16", 50)})));
    CHECK(f.device->apply(tun_config()));
    CHECK(has(shell("ip route"), "10.20.0.0/16 dev lo proto static"));
}

TEST_CASE("tun: a deleted interface is told once, and comes back", "[net][tun][recovery]") {
    TunFixture f;
    REQUIRE(f.device->apply(tun_config({route("10.20.0.0/16")})));
    f.run_for(std::chrono::milliseconds{10});
    REQUIRE(shell("ip link del mprd0").empty());
    REQUIRE(f.run_until([&] { return f.listener.failed.has_value(); }));
    CHECK(f.listener.failed->code == Errc::InterfaceUnreachable);
    CHECK(has(f.listener.failed->detail, "mprd0"));
    f.listener.failed.reset();
    f.run_for(std::chrono::milliseconds{50});
    CHECK_FALSE(f.listener.failed);

    REQUIRE(f.device->apply(tun_config({route("10.20.0.0/16")})));
    CHECK(has(shell("ip route"), "10.20.0.0/16 dev mprd0 proto 77"));
    shell("ip addr replace 10.1.1.1/32 dev lo");
    send_to("10.20.0.1", "hello");
    CHECK(f.run_until([&] { return f.listener.calls == 1; }));
}

TEST_CASE("tun: a name that is taken or wrong is told", "[net][tun]") {
    TunFixture f;
    shell("ip tuntap add mprd0 mode tun");
    const auto applied = f.device->apply(tun_config());
    REQUIRE_FALSE(applied);
    CHECK(has(applied.error().detail, "mprd0"));
    shell("ip link del mprd0");
    CHECK(f.device->apply(tun_config()));
    NetConfig long_name = tun_config();
    long_name.name = "sixteen-letters-";
    CHECK_FALSE(f.device->apply(long_name));
    CHECK(has(shell("ip link show mprd0"), "does not exist"));
}

TEST_CASE("tun: a new name moves the interface", "[net][tun]") {
    TunFixture f;
    REQUIRE(f.device->apply(tun_config({route("10.20.0.0/16")})));
    NetConfig renamed = tun_config({route("10.20.0.0/16")});
    renamed.name = "mprd1";
    REQUIRE(f.device->apply(renamed));
    CHECK(has(shell("ip link show mprd0"), "does not exist"));
    CHECK(has(shell("ip route"), "10.20.0.0/16 dev mprd1 proto 77"));
}

TEST_CASE(
    "tun: without /dev/net/tun it is unreachable, with it, it recovers", "[net][tun][recovery]"
) {
    TunFixture f;
    REQUIRE(::mount("/dev/null", "/dev/net/tun", nullptr, MS_BIND, nullptr) == 0);
    const auto applied = f.device->apply(tun_config());
    ::umount("/dev/net/tun");
    REQUIRE_FALSE(applied);
    CHECK(applied.error().code == Errc::InterfaceUnreachable);
    CHECK(f.device->apply(tun_config()));
}

TEST_CASE("tun: an idle interface is silent by itself", "[net][tun][ipv6]") {
    shell("sysctl -qw net.ipv6.conf.all.forwarding=1 net.ipv6.conf.default.forwarding=1");
    TunFixture f;
    REQUIRE(f.device->apply(tun_config({route("10.20.0.0/16"), route("2001:db8:20::/48")})));
    // A router solicitation would come within a second, multicast reports at once.
    f.run_for(std::chrono::milliseconds{2500});
    INFO(f.listener.text);
    CHECK(f.listener.calls == 0);
    CHECK(f.listener.packets.size() <= 2);
    shell("sysctl -qw net.ipv6.conf.all.forwarding=0 net.ipv6.conf.default.forwarding=0");
}

TEST_CASE(
    "tun: nothing that dials comes after the addresses of a call are gone", "[net][tun][ipv6]"
) {
    TunFixture f;
    NetConfig wanted = tun_config({route("10.20.0.0/16"), route("2001:db8:20::/48")});
    wanted.ipv4 = link(0x0a4e0001, 0x0a4e0002);
    wanted.ipv6 = Ipv6Link{{{0, 0, 0, 0, 0, 0, 0, 1}}, {{0, 0, 0, 0, 0, 0, 0, 2}}};
    REQUIRE(f.device->apply(wanted));
    f.run_for(std::chrono::milliseconds{1500});
    REQUIRE(f.device->apply(tun_config({route("10.20.0.0/16"), route("2001:db8:20::/48")})));
    f.run_for(std::chrono::milliseconds{1500});
    INFO(f.listener.text);
    CHECK(f.listener.calls == 0);
}

TEST_CASE("tun: packets come whole, in order and in batches", "[net][tun]") {
    TunFixture f;
    shell("ip addr replace 10.1.1.1/32 dev lo");
    REQUIRE(f.device->apply(tun_config({route("10.20.0.0/16")})));
    for (int i = 0; i < 20; ++i) {
        send_to("10.20.0.1", std::string(static_cast<std::size_t>(i + 1), 'x'));
    }
    REQUIRE(f.run_until([&] { return f.listener.calls == 20; }));
    std::size_t last = 0;
    for (const Bytes& packet : f.listener.packets) {
        const auto summary = PacketSummary::parse(packet);
        if (summary && dial::is_worth_a_call(*summary)) {
            CHECK(packet.size() == last + 1 + (last == 0 ? 28 : 0));
            last = packet.size();
        }
    }
    CHECK(f.listener.batches < 20);
}

TEST_CASE("tun: while it is not read, the host keeps the packets", "[net][tun]") {
    TunFixture f;
    shell("ip addr replace 10.1.1.1/32 dev lo");
    REQUIRE(f.device->apply(tun_config({route("10.20.0.0/16")})));
    f.device->set_reading(NetDevice::Reading::Paused);
    send_to("10.20.0.1", "one");
    f.run_for(std::chrono::milliseconds{50});
    send_to("10.20.0.1", "two");
    f.run_for(std::chrono::milliseconds{50});
    CHECK(f.listener.calls <= 1);  // what was under way when the pause came
    f.device->set_reading(NetDevice::Reading::Wanted);
    CHECK(f.run_until([&] { return f.listener.calls == 2; }));
}

TEST_CASE("tun: what the far end sends reaches the host", "[net][tun]") {
    TunFixture f;
    NetConfig wanted = tun_config();
    wanted.ipv4 = link(0x0a4e0001, 0x0a4e0002);
    REQUIRE(f.device->apply(wanted));
    // An echo request to our address: the host answers through the same interface.
    Bytes ping{0x45, 0, 0,  28, 0, 1, 0, 0, 64,   1,    0, 0, 10, 78,
               0,    2, 10, 78, 0, 1, 8, 0, 0xf7, 0xfe, 0, 1, 0,  0};
    std::uint32_t sum = 0;
    for (std::size_t i = 0; i < 20; i += 2) {
        sum += (std::uint32_t{ping[i]} << 8U) | ping[i + 1];
    }
    sum = (sum & 0xffffU) + (sum >> 16U);
    ping[10] = static_cast<std::uint8_t>(~sum >> 8U);
    ping[11] = static_cast<std::uint8_t>(~sum);
    f.device->write(ping);
    f.device->write(Bytes{1, 2, 3});  // nonsense: refused by the host, no harm
    REQUIRE(f.run_until([&] { return has(f.listener.text, "icmp 10.78.0.1 -> 10.78.0.2"); }));
}
