// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/rip/route_update.hpp"

#include "core/rip/udp_datagram.hpp"
#include "platform/crypto/gcrypt_crypto.hpp"
#include "tests/support/catch.hpp"

using namespace mprd;       // NOLINT(google-build-using-namespace)
using namespace mprd::rip;  // NOLINT(google-build-using-namespace)
using namespace std::chrono_literals;

namespace {

const Ipv4Address kLocal = *Ipv4Address::parse("10.0.0.1");
const Ipv4Address kPeer = *Ipv4Address::parse("10.0.0.2");
const platform::GcryptCrypto kCrypto;

Authentication with(Authentication::Kind kind, const char* key) {
    return {kind, Secret(key), 1, 7};
}

Entry entry(const char* prefix, std::uint32_t metric = 1) {
    const IpPrefix block = *IpPrefix::parse(prefix);
    Entry made;
    made.address = block.address.v4;
    made.mask = block.length == 0 ? 0 : ~std::uint32_t{0} << (32U - block.length);
    made.metric = metric;
    return made;
}

struct Sender {
    Ipv4Address address = kPeer;
    std::uint16_t port = kPort;
};

Bytes response(
    const std::vector<Entry>& entries, const Authentication& authentication = {}, Sender from = {}
) {
    const Packet packet{Packet::Command::Response, entries};
    const Bytes payload = packet.encode(authentication, kCrypto);
    return UdpDatagram{from.address, kLocal, from.port, kPort, 64, payload}.encode();
}

/// The texts of the routes with their metrics, or the error's number.
std::string outcome(const RouteUpdate& update) {
    if (!update.result()) {
        return "running";
    }
    if (!*update.result()) {
        return std::to_string(to_code(update.result()->error().code));
    }
    std::string text;
    for (const Route& route : **update.result()) {
        CHECK(route.origin == RouteOrigin::AutoStatic);
        text += route.destination.to_string() + ' ' + std::to_string(route.metric) + ';';
    }
    return text;
}

std::string after_quiet(RouteUpdate& update) {
    while (const auto due = update.next_deadline()) {
        update.handle_timeout(*due);
    }
    return outcome(update);
}

}  // namespace

TEST_CASE("rip: a request for the whole table has one entry of family 0 with metric 16", "[rip]") {
    const Bytes bytes = Packet::whole_table().encode({}, kCrypto);
    Bytes expected(24, 0);
    expected[0] = 1;
    expected[1] = 2;
    expected[23] = 16;
    CHECK(bytes == expected);
    CHECK(Packet::decode(bytes, {}, kCrypto)->asks_for_whole_table());
}

TEST_CASE("rip: only the same authentication is taken", "[rip]") {
    using Kind = Authentication::Kind;
    const std::vector<Authentication> all{
        {},
        with(Kind::Password, "secret"),
        with(Kind::Password, "other"),
        with(Kind::KeyedMd5, "secret"),
        with(Kind::KeyedMd5, "other")};
    const Packet packet{Packet::Command::Response, {entry("10.1.0.0/16"), entry("10.2.0.0/16")}};
    for (std::size_t sent = 0; sent < all.size(); ++sent) {
        for (std::size_t wanted = 0; wanted < all.size(); ++wanted) {
            INFO(sent << " read as " << wanted);
            const auto read =
                Packet::decode(packet.encode(all[sent], kCrypto), all[wanted], kCrypto);
            CHECK(read.has_value() == (sent == wanted));
            if (sent == wanted) {
                CHECK(*read == packet);
            } else {
                CHECK(read.error().code == Errc::AuthenticationFailure);
            }
        }
    }
}

TEST_CASE("rip: every octet under an MD5 digest counts", "[rip]") {
    const auto key = with(Authentication::Kind::KeyedMd5, "secret");
    const Bytes good =
        Packet{Packet::Command::Response, {entry("10.1.0.0/16")}}.encode(key, kCrypto);
    for (std::size_t at = 0; at < good.size(); ++at) {
        INFO("octet " << at);
        Bytes bad = good;
        bad[at] ^= 1U;
        CHECK_FALSE(Packet::decode(bad, key, kCrypto).has_value());
    }
}

TEST_CASE("rip: a packet that is cut anywhere is refused or shorter", "[rip]") {
    const Bytes good =
        Packet{Packet::Command::Response, {entry("10.1.0.0/16"), entry("10.2.0.0/16")}}.encode(
            {}, kCrypto
        );
    for (std::size_t size = 0; size < good.size(); ++size) {
        INFO(size);
        const auto read = Packet::decode(ByteSpan(good).first(size), {}, kCrypto);
        CHECK(read.has_value() == (size == 4 || size == 24));
    }
}

TEST_CASE("rip: a UDP packet with a wrong octet is refused", "[rip]") {
    const Bytes good = response({entry("10.1.0.0/16")});
    REQUIRE(UdpDatagram::parse(good).has_value());
    for (std::size_t at = 0; at < good.size(); ++at) {
        INFO("octet " << at);
        Bytes bad = good;
        bad[at] ^= 4U;
        CHECK_FALSE(UdpDatagram::parse(bad).has_value());
    }
}

TEST_CASE("route update: collects responses until the neighbour is quiet", "[rip]") {
    const TimePoint start{};
    RouteUpdate update(start, {kLocal, kPeer, {}}, kCrypto);
    const auto request = update.poll_packet();
    REQUIRE(request.has_value());
    const auto datagram = UdpDatagram::parse(*request);
    REQUIRE(datagram.has_value());
    CHECK(datagram->source == kLocal);
    CHECK(datagram->destination == kAllRouters);
    CHECK(datagram->destination_port == 520);
    CHECK(Packet::decode(datagram->payload, {}, kCrypto)->asks_for_whole_table());

    update.receive(start + 1s, response({entry("10.1.0.0/16"), entry("10.2.0.0/16", 4)}));
    CHECK(update.next_deadline() == start + 3s);
    update.receive(start + 2s, response({entry("10.3.0.0/16"), entry("10.2.0.0/16", 16)}));
    update.handle_timeout(start + 3s);
    CHECK(outcome(update) == "running");
    update.handle_timeout(start + 4s);
    CHECK(outcome(update) == "10.1.0.0/16 2;10.3.0.0/16 2;");
    CHECK_FALSE(update.next_deadline().has_value());
}

TEST_CASE("route update: only the neighbour is heard", "[rip]") {
    RouteUpdate update(TimePoint{}, {kLocal, kPeer, {}}, kCrypto);
    update.receive({}, response({entry("10.1.0.0/16")}, {}, {*Ipv4Address::parse("10.0.0.3")}));
    update.receive({}, response({entry("10.1.0.0/16")}, {}, {kPeer, 1520}));
    CHECK(after_quiet(update) == "638");
}

TEST_CASE("route update: entries that make no sense are ignored", "[rip]") {
    Entry holes = entry("10.0.0.0/8");
    holes.mask = 0xff00ff00;
    Entry host_bits = entry("10.0.0.0/8");
    host_bits.address.value |= 1;
    Entry family = entry("10.0.0.0/8");
    family.family = 3;
    for (const Entry& bad :
         {holes,
          host_bits,
          family,
          entry("0.0.0.0/0"),
          entry("0.0.0.0/8"),
          entry("127.0.0.0/8"),
          entry("224.0.0.0/4"),
          entry("240.0.0.0/4"),
          entry("10.0.0.0/8", 0),
          entry("10.0.0.0/8", 15),
          entry("10.0.0.0/8", 16),
          entry("10.0.0.0/8", 0xffffffff)}) {
        INFO(bad.address.to_string() << ' ' << bad.mask << ' ' << bad.metric);
        RouteUpdate update(TimePoint{}, {kLocal, kPeer, {}}, kCrypto);
        update.receive({}, response({bad, entry("10.9.0.0/16", 14)}));
        CHECK(after_quiet(update) == "10.9.0.0/16 15;");
    }
}

TEST_CASE("route update: asks three times, then gives up", "[rip]") {
    RouteUpdate update(TimePoint{}, {kLocal, kPeer, {}}, kCrypto);
    int asked = 0;
    while (update.poll_packet()) {
        ++asked;
        update.handle_timeout(*update.next_deadline());
    }
    CHECK(asked == 3);
    CHECK(outcome(update) == "638");
}

TEST_CASE("route update: a wrong password is told as such", "[rip]") {
    const auto ours = with(Authentication::Kind::Password, "ours");
    const auto theirs = with(Authentication::Kind::Password, "theirs");
    RouteUpdate update(TimePoint{}, {kLocal, kPeer, ours}, kCrypto);
    update.receive({}, response({entry("10.1.0.0/16")}, theirs));
    CHECK(after_quiet(update) == "691");
}

TEST_CASE("route update: has a limit of routes and of time", "[rip]") {
    RouteUpdate many(TimePoint{}, {kLocal, kPeer, {}}, kCrypto);
    for (std::uint32_t i = 0; i <= RouteUpdate::kMaxRoutes; ++i) {
        Entry next = entry("10.0.0.0/24");
        next.address.value += i << 8U;
        many.receive({}, response({next}));
    }
    CHECK(outcome(many) == "8");

    RouteUpdate endless(TimePoint{}, {kLocal, kPeer, {}}, kCrypto);
    for (TimePoint now{}; now < TimePoint{} + 31s; now += 1s) {
        endless.receive(now, response({entry("10.1.0.0/16")}));
        endless.handle_timeout(now);
    }
    CHECK(outcome(endless) == "638");
}

TEST_CASE("route update: later packets have no smaller sequence numbers", "[rip]") {
    const auto key = with(Authentication::Kind::KeyedMd5, "secret");
    const auto sequence_of = [](const Bytes& packet) {
        ByteReader fields(UdpDatagram::parse(packet)->payload.subspan(12));
        return *fields.u32();
    };
    const TimePoint start = TimePoint{} + 1000s;
    RouteUpdate first(start, {kLocal, kPeer, key}, kCrypto);
    CHECK(sequence_of(*first.poll_packet()) == 1000);
    first.handle_timeout(*first.next_deadline());
    CHECK(sequence_of(*first.poll_packet()) == 1003);
    RouteUpdate second(start + 60s, {kLocal, kPeer, key}, kCrypto);
    CHECK(sequence_of(*second.poll_packet()) == 1060);
}
