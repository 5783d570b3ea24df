// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
// Packet filters as the kernel enforces them, with real packets through a TUN interface.
#include "platform/linux/packet_filter.hpp"

#include "core/tables/packet_summary.hpp"
#include "platform/linux/tun_device.hpp"
#include "tests/net/tun/has.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/private_net.hpp"

#include <boost/asio/io_context.hpp>

#include <chrono>
#include <csignal>
#include <memory>
#include <string>

#include <arpa/inet.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace mprd;
using namespace mprd::platform;
using mprd::test::has;
using mprd::test::shell;

namespace {

constexpr std::uint32_t kLocal = 0x0a090001;  // 10.9.0.1

struct FilterListener final : NetDeviceListener {
    void on_packet(ByteSpan packet) override {
        const auto summary = PacketSummary::parse(packet);
        text += (summary ? summary->to_string() : "no IP packet") + '\n';
    }
    void on_batch_end() override {}
    void on_failed(const Error&) override {}
    std::string text;
};

NetConfig net_config(const char* name) {
    NetConfig config;
    config.name = name;
    config.ipv4 = Ipv4Link{{kLocal}, {kLocal + 1}, {}, {}};
    config.ipv6 = Ipv6Link{};
    config.ipv6->local.bytes = {2, 0, 0, 0, 0, 0, 0, 1};
    config.ipv6->peer.bytes = {2, 0, 0, 0, 0, 0, 0, 2};
    config.routes = {
        Route{*IpPrefix::parse("10.20.0.0/16")}, Route{*IpPrefix::parse("2001:db8:20::/48")}};
    return config;
}

PacketFilter udp_to(std::uint16_t port) {
    PacketFilter filter;
    filter.protocol = 17;
    filter.destination_port = port;
    return filter;
}

PacketFilter icmp(std::uint8_t protocol, std::uint8_t type) {
    PacketFilter filter;
    filter.protocol = protocol;
    filter.icmp_type = type;
    return filter;
}

struct FilterFixture {
    FilterFixture()
        : config(net_config("mprdf0")),
          device(std::make_unique<TunDevice>(io, rtnl, filters, buffers, listener)) {}
    void apply() { REQUIRE(device->apply(config)); }
    /// What came out of the host of the datagrams of `actions`.
    std::string seen(const std::string& actions) {
        listener.text.clear();
        send_udp(actions);
        for (int i = 0; i < 20; ++i) {
            io.restart();
            io.run_for(std::chrono::milliseconds{10});
        }
        return listener.text;
    }
    /// "v4:9 v6:10": datagrams to these ports. One that the host refuses (EPERM) is dropped.
    static void send_udp(const std::string& actions) {
        std::string rest = actions + ' ';
        while (!rest.empty()) {
            const std::string word = rest.substr(0, rest.find(' '));
            rest.erase(0, word.size() + 1);
            const auto port = static_cast<std::uint16_t>(std::stoi(word.substr(3)));
            word[1] == '4' ? send_v4(port) : send_v6(port);
        }
    }
    static void send_v4(std::uint16_t port) {
        const UniqueFd socket(::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0));
        sockaddr_in to{};
        to.sin_family = AF_INET;
        to.sin_port = htons(port);
        ::inet_pton(AF_INET, "10.20.0.1", &to.sin_addr);
        static_cast<void>(
            ::sendto(socket.get(), "x", 1, 0, reinterpret_cast<const sockaddr*>(&to), sizeof to)
        );
    }
    static void send_v6(std::uint16_t port) {
        const UniqueFd socket(::socket(AF_INET6, SOCK_DGRAM | SOCK_CLOEXEC, 0));
        sockaddr_in6 to{};
        to.sin6_family = AF_INET6;
        to.sin6_port = htons(port);
        ::inet_pton(AF_INET6, "2001:db8:20::1", &to.sin6_addr);
        static_cast<void>(
            ::sendto(socket.get(), "x", 1, 0, reinterpret_cast<const sockaddr*>(&to), sizeof to)
        );
    }
    /// An echo request that comes from the link; the host answers what it lets in.
    void write_ping(bool is_fragment = false) {
        Bytes packet{0x45, 0, 0,  28, 0, 1, 0, 0, 64, 1, 0, 0, 10, 9,
                     0,    2, 10, 9,  0, 1, 8, 0, 0,  0, 0, 1, 0,  1};
        if (is_fragment) {
            packet[6] = 0x20;  // more fragments
        }
        const auto put_checksum = [&packet](std::size_t from, std::size_t to, std::size_t at) {
            std::uint32_t sum = 0;
            for (std::size_t i = from; i < to; i += 2) {
                sum += static_cast<std::uint32_t>((packet[i] << 8U) | packet[i + 1]);
            }
            while (sum >> 16U != 0) {
                sum = (sum & 0xffffU) + (sum >> 16U);
            }
            packet[at] = static_cast<std::uint8_t>(~sum >> 8U);
            packet[at + 1] = static_cast<std::uint8_t>(~sum & 0xffU);
        };
        put_checksum(0, 20, 10);
        put_checksum(20, 28, 22);
        device->write(packet);
    }
    std::string answer_to_ping() {
        listener.text.clear();
        write_ping();
        for (int i = 0; i < 20; ++i) {
            io.restart();
            io.run_for(std::chrono::milliseconds{10});
        }
        return listener.text;
    }
    boost::asio::io_context io;
    Rtnl rtnl;
    PacketFilterTable filters;
    TunBuffers buffers{io};
    FilterListener listener;
    NetConfig config;
    std::unique_ptr<TunDevice> device;
};

bool has_table() {
    return has(shell("nft list tables"), "inet mprd");
}

}  // namespace

TEST_CASE("packet filter: only what is listed goes out", "[net][filter]") {
    FilterFixture f;
    f.config.packets4.output = {FilterAction::Drop, {udp_to(9)}};
    f.apply();
    const std::string seen = f.seen("v4:9 v4:10 v6:9 v6:10");
    INFO(seen << shell("nft list ruleset"));
    CHECK(has(seen, "-> 10.20.0.1:9"));
    CHECK_FALSE(has(seen, "10.20.0.1:10"));
    CHECK(has(seen, "2001:db8:20::1]:9"));
    CHECK(has(seen, "2001:db8:20::1]:10"));  // no filter of its family
}

TEST_CASE("packet filter: all but what is listed goes out", "[net][filter]") {
    FilterFixture f;
    f.config.packets6.output = {FilterAction::Forward, {udp_to(9)}};
    f.apply();
    const std::string seen = f.seen("v4:9 v6:9 v6:10");
    INFO(seen);
    CHECK(has(seen, "-> 10.20.0.1:9"));
    CHECK_FALSE(has(seen, "2001:db8:20::1]:9"));
    CHECK(has(seen, "2001:db8:20::1]:10"));
}

TEST_CASE("packet filter: what comes in is filtered, and changes act at once", "[net][filter]") {
    FilterFixture f;
    f.apply();
    CHECK_FALSE(has_table());
    CHECK(has(f.answer_to_ping(), "10.9.0.1 -> 10.9.0.2"));

    f.config.packets4.input = {FilterAction::Forward, {icmp(1, 8)}};
    f.apply();
    CHECK_FALSE(has(f.answer_to_ping(), "10.9.0.1 -> 10.9.0.2"));
    f.config.packets4.input = {FilterAction::Drop, {icmp(1, 8)}};
    f.apply();
    CHECK(has(f.answer_to_ping(), "10.9.0.1 -> 10.9.0.2"));
    f.config.packets4.input = {FilterAction::Drop, {icmp(1, 0)}};
    f.apply();
    CHECK_FALSE(has(f.answer_to_ping(), "10.9.0.1 -> 10.9.0.2"));

    f.config.packets4 = {};
    f.apply();
    CHECK(has(f.answer_to_ping(), "10.9.0.1 -> 10.9.0.2"));
    CHECK_FALSE(has_table());
}

TEST_CASE("packet filter: each kind of match is one that the kernel takes", "[net][filter]") {
    FilterFixture f;
    PacketFilter v4 = udp_to(9);
    v4.source = *IpPrefix::parse("10.9.0.0/16");
    v4.destination = *IpPrefix::parse("10.20.0.1");
    v4.source_port = 1024;
    PacketFilter late = udp_to(9);
    late.source = *IpPrefix::parse("172.16.0.1");
    late.late_bound = kLateBoundSource;
    PacketFilter v6 = icmp(58, 128);
    v6.icmp_code = 0;
    v6.source = *IpPrefix::parse("2001:db8::/32");
    PacketFilter sctp;
    sctp.protocol = 132;
    const FilterSet set4{FilterAction::Forward, {v4, late, sctp, PacketFilter{}}};
    const FilterSet set6{FilterAction::Drop, {v6, sctp, PacketFilter{}}};
    f.config.packets4 = {set4, set4, true};
    f.config.packets6 = {set6, set6, true};
    f.apply();
    const std::string rules = shell("nft list ruleset");
    INFO(rules);
    CHECK(has(rules, "ip saddr 10.9.0.0/16 ip daddr 10.20.0.1"));
    CHECK(has(rules, "frag-off"));
    CHECK_FALSE(has(rules, "172.16.0.1"));
}

TEST_CASE("packet filter: interfaces do not disturb each other", "[net][filter]") {
    PacketFilterTable table;
    const FilterSet drop{FilterAction::Drop, {}};
    REQUIRE(table.apply("a", {drop, {}, false}, {}));
    REQUIRE(table.apply("b.c-d", {{}, drop, false}, {}));
    REQUIRE(table.apply("a", {}, {}));
    const std::string rules = shell("nft list ruleset");
    INFO(rules);
    CHECK(has(rules, "\"b.c-d\" : jump"));
    CHECK_FALSE(has(rules, "\"a\" : jump"));
    const auto refused = table.apply("x\" : drop", {drop, {}, false}, {});
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == Errc::InvalidParameter);
    REQUIRE(table.apply("b.c-d", {}, {}));
    CHECK_FALSE(has_table());
}

TEST_CASE("packet filter: nothing is left behind by a stop or a crash", "[net][filter]") {
    const FilterSet drop{FilterAction::Drop, {}};
    {
        FilterFixture f;
        f.config.packets4.input = drop;
        f.apply();
        CHECK(has_table());
        f.device.reset();
        CHECK_FALSE(has_table());
    }
    int ready[2];
    REQUIRE(::pipe(ready) == 0);
    const pid_t child = ::fork();
    if (child == 0) {
        PacketFilterTable table;
        const bool is_set = table.apply("a", {drop, {}, false}, {}).has_value() && has_table();
        static_cast<void>(!::write(ready[1], is_set ? "y" : "n", 1));
        ::pause();
    }
    char answer = 0;
    REQUIRE(::read(ready[0], &answer, 1) == 1);
    CHECK(answer == 'y');
    ::kill(child, SIGKILL);
    REQUIRE(::waitpid(child, nullptr, 0) == child);
    CHECK_FALSE(has_table());
    ::close(ready[0]);
    ::close(ready[1]);
}
