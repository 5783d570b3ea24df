// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/ppp/ipcp.hpp"
#include "tests/support/catch.hpp"
#include "tests/unit/core/ppp/ppp_fixture.hpp"
#include "tests/unit/core/ppp/scripted_peer.hpp"

using namespace mprd;        // NOLINT(google-build-using-namespace)
using namespace mprd::ppp;   // NOLINT(google-build-using-namespace)
using namespace mprd::test;  // NOLINT(google-build-using-namespace)
using namespace mprd::wire;  // NOLINT(google-build-using-namespace)
using namespace std::chrono_literals;

namespace {

const Bytes kAddressHere{3, 6, 10, 78, 0, 2};
const Bytes kAddressZero{3, 6, 0, 0, 0, 0};

/// A peer with LCP open and IPCP's first request still unheard.
ScriptedPeer network_phase(PppConfig config) {
    config.ipv6cp.enabled = false;
    ScriptedPeer peer(std::move(config));
    peer.open(kProtocolLcp, {5, 6, 1, 2, 3, 4});
    return peer;
}

PppConfig config_without_dns() {
    PppConfig config = caller_config();
    config.ipcp.ask_dns = false;
    return config;
}

}  // namespace

TEST_CASE("ipcp: address and name servers are taken from the peer's nak", "[ppp][ipcp][nak]") {
    ScriptedPeer peer = network_phase(caller_config());
    Packet request = peer.heard(kProtocolIpcp, kConfigureRequest);
    CHECK(request.data == Bytes{3, 6, 0, 0, 0, 0, 129, 6, 0, 0, 0, 0, 131, 6, 0, 0, 0, 0});

    peer.say(kProtocolIpcp, kConfigureReject, request.id, {131, 6, 0, 0, 0, 0});
    request = peer.heard(kProtocolIpcp, kConfigureRequest);
    peer.say(kProtocolIpcp, kConfigureNak, request.id, {3, 6, 10, 78, 0, 2, 129, 6, 192, 0, 2, 53});
    peer.open(kProtocolIpcp, kAddressThere);

    REQUIRE(peer.ipv4);
    CHECK(peer.ipv4->local == kHere);
    CHECK(peer.ipv4->peer == kThere);
    CHECK(peer.ipv4->dns == std::vector<Ipv4Address>{kDns});
}

TEST_CASE("ipcp: header compression is rejected, a zero address nakked", "[ppp][ipcp]") {
    PppConfig config = config_without_dns();
    config.ipcp.local = kHere;
    config.ipcp.peer = kThere;
    ScriptedPeer peer = network_phase(config);
    peer.forget();

    peer.say(kProtocolIpcp, kConfigureRequest, 1, {3, 6, 0, 0, 0, 0, 2, 6, 0, 0x2d, 15, 1});
    Packet answer = peer.heard();
    CHECK(answer.code == kConfigureReject);
    CHECK(answer.data == Bytes{2, 6, 0, 0x2d, 15, 1});

    peer.say(kProtocolIpcp, kConfigureRequest, 2, kAddressZero);
    answer = peer.heard();
    CHECK(answer.code == kConfigureNak);
    CHECK(answer.data == kAddressThere);
}

TEST_CASE(
    "ipcp: a request repeated for want of our nak costs nobody his address", "[ppp][ipcp][nak]"
) {
    PppConfig config = config_without_dns();
    config.ipcp.local = kThere;
    config.ipcp.peer = kHere;
    ScriptedPeer peer = network_phase(config);
    for (int repetition = 0; repetition < 10; ++repetition) {
        peer.forget();
        peer.say(kProtocolIpcp, kConfigureRequest, 1, kAddressZero);
        CHECK(peer.heard(kProtocolIpcp, kConfigureNak).data == kAddressHere);
    }
}

TEST_CASE("ipcp: an ack begins the count of naks anew", "[ppp][ipcp][nak]") {
    PppConfig config = config_without_dns();
    config.ipcp.local = kThere;
    config.ipcp.peer = kHere;
    ScriptedPeer peer = network_phase(config);
    // A peer that starts over four times because our answers to it are lost.
    for (std::uint8_t id = 1; id <= 16; id += 4) {
        for (std::uint8_t nakked = id; nakked < id + 3; ++nakked) {
            peer.forget();
            peer.say(kProtocolIpcp, kConfigureRequest, nakked, kAddressZero);
            CHECK(peer.heard().code == kConfigureNak);
        }
        peer.say(kProtocolIpcp, kConfigureRequest, static_cast<std::uint8_t>(id + 3), kAddressHere);
        CHECK(peer.heard().code == kConfigureAck);
    }
}

TEST_CASE("ipcp: who gives up in silence tells a peer that may be open", "[ppp][ipcp][half]") {
    PppConfig config = config_without_dns();
    config.ipcp.local = kHere;
    config.negotiation_limit = 600s;
    ScriptedPeer peer = network_phase(config);
    peer.say(kProtocolIpcp, kConfigureRequest, 1, kAddressThere);  // acked, and then deaf
    peer.forget();

    peer.wait(60s);

    CHECK(peer.heard(kProtocolIpcp, kTerminateRequest).protocol == kProtocolIpcp);
}

TEST_CASE(
    "ipcp: packets for a failed protocol are rejected, so that the peer knows", "[ppp][half]"
) {
    PppConfig config = config_without_dns();
    config.ipcp.local = kHere;
    ScriptedPeer peer(config);
    peer.open(kProtocolLcp, {5, 6, 1, 2, 3, 4});
    peer.open(kProtocolIpv6cp, {1, 10, 2, 0, 0, 0, 0, 0, 0, 1});
    peer.say(kProtocolIpcp, kConfigureRequest, 1, kAddressThere);
    peer.forget();
    peer.give(FrameReceived{kProtocolIpv4, Bytes{0x45, 0}});
    CHECK(peer.heard().protocol == 0);  // early data: the protocol is still being agreed on

    peer.wait(60s);  // no answer to our requests, nor to our Terminate-Requests
    peer.forget();
    peer.give(FrameReceived{kProtocolIpv4, Bytes{0x45, 0}});

    const Packet reject = peer.heard(kProtocolLcp, kProtocolReject);
    CHECK(reject.data == Bytes{0x00, 0x21, 0x45, 0});
    CHECK_FALSE(peer.end);
}

TEST_CASE("ipcp: a zero address without one to give is rejected", "[ppp][ipcp]") {
    ScriptedPeer peer = network_phase(config_without_dns());
    peer.forget();
    peer.say(kProtocolIpcp, kConfigureRequest, 2, kAddressZero);
    CHECK(peer.heard().code == kConfigureReject);
}

TEST_CASE("ipcp: nonsense is nobody's address", "[ppp][ipcp]") {
    PppConfig config = config_without_dns();
    config.ipcp.local = kHere;
    for (const Bytes& address : std::vector<Bytes>{
             {3, 6, 127, 0, 0, 1},
             {3, 6, 224, 0, 0, 1},
             {3, 6, 255, 255, 255, 255},
             {3, 6, 0, 0, 0, 9},
             {3, 6, 10, 78, 0, 2}}) {
        ScriptedPeer peer = network_phase(config);
        peer.forget();
        peer.say(kProtocolIpcp, kConfigureRequest, 2, address);
        CHECK(peer.heard().code == kConfigureReject);
    }
}

TEST_CASE("ipcp: a required address that the peer changes ends with 735", "[ppp][ipcp]") {
    PppConfig config = config_without_dns();
    SECTION("ours") {
        config.ipcp.local = kHere;
        config.ipcp.require_local = true;
        ScriptedPeer peer = network_phase(config);
        const Packet request = peer.heard(kProtocolIpcp, kConfigureRequest);
        peer.say(kProtocolIpcp, kConfigureNak, request.id, {3, 6, 10, 0, 0, 99});
        peer.wait(3s);
        CHECK(peer.end == Errc::PppRequiredAddressRejected);
    }
    SECTION("the peer's") {
        config.ipcp.local = kHere;
        config.ipcp.peer = kThere;
        config.ipcp.require_peer = true;
        ScriptedPeer peer = network_phase(config);
        for (std::uint8_t id = 1; id < 8; ++id) {
            peer.say(kProtocolIpcp, kConfigureRequest, id, {3, 6, 10, 0, 0, 99});
        }
        peer.wait(3s);
        CHECK(peer.end == Errc::PppRequiredAddressRejected);
    }
}

TEST_CASE("ipcp: no address for us ends with 738", "[ppp][ipcp]") {
    ScriptedPeer peer = network_phase(config_without_dns());
    SECTION("rejected") {
        const Packet request = peer.heard(kProtocolIpcp, kConfigureRequest);
        peer.say(kProtocolIpcp, kConfigureReject, request.id, request.data);
    }
    SECTION("zero acknowledged") {
        peer.open(kProtocolIpcp, kAddressThere);
    }
    peer.wait(3s);
    CHECK(peer.end == Errc::PppNoAddressAssigned);
    CHECK_FALSE(peer.ipv4);
}

TEST_CASE("ipcp: what is assigned to a caller is insisted on", "[ppp][ipcp][auth]") {
    PppPipe pipe = make_pipe({AuthMethod::ChapMd5});
    pipe.answerer.caller_ipv4 = Ipv4Address{0x0a4e0063};
    pipe.connect();
    REQUIRE(pipe.run_until([&] { return pipe.is_up(); }, 1s));
    CHECK(pipe.caller.ipv4->local == Ipv4Address{0x0a4e0063});
}

TEST_CASE("ipcp: rejected with ipv6 off ends with 720", "[ppp][ipcp]") {
    ScriptedPeer peer = network_phase(config_without_dns());
    peer.say(kProtocolLcp, kProtocolReject, 1, {0x80, 0x21});
    peer.wait(3s);
    CHECK(peer.end == Errc::PppNoProtocolsConfigured);
}

TEST_CASE("ipcp: ended by the peer with nothing else open is 736", "[ppp][ipcp][terminate]") {
    PppConfig config = config_without_dns();
    config.ipcp.local = kHere;
    ScriptedPeer peer = network_phase(config);
    peer.open(kProtocolIpcp, kAddressThere);
    REQUIRE(peer.ipv4);

    peer.say(kProtocolIpcp, kTerminateRequest, 9, {});
    CHECK_FALSE(peer.ipv4);
    peer.wait(3s);

    CHECK(peer.end == Errc::PppNcpTerminated);
}

TEST_CASE("ipcp: a repeated request is acknowledged again and closes nothing", "[ppp][ipcp]") {
    PppConfig config = config_without_dns();
    config.ipcp.local = kHere;
    ScriptedPeer peer = network_phase(config);
    peer.open(kProtocolIpcp, kAddressThere);
    peer.forget();

    peer.say(kProtocolIpcp, kConfigureRequest, 77, kAddressThere);
    CHECK(peer.ipv4);
    CHECK(peer.heard().code == kConfigureAck);

    peer.wait(10s);
    peer.say(kProtocolIpcp, kConfigureRequest, 77, kAddressThere);
    CHECK_FALSE(peer.ipv4);
}

TEST_CASE("ipcp: starting over judges the peer beside our first wish again", "[ppp][ipcp]") {
    // Found by fuzz_session: the peer moves us away from our address, then takes it.
    PppConfig config = config_without_dns();
    config.ipcp.local = kHere;
    ScriptedPeer peer = network_phase(config);
    const Packet request = peer.heard(kProtocolIpcp, kConfigureRequest);
    peer.say(kProtocolIpcp, kConfigureNak, request.id, {3, 6, 10, 78, 0, 9});
    peer.open(kProtocolIpcp, kAddressThere);
    REQUIRE(peer.ipv4);
    peer.forget();

    peer.say(kProtocolIpcp, kConfigureRequest, 78, {3, 6, 10, 78, 0, 2});

    CHECK(peer.heard(kProtocolIpcp, kConfigureReject).data == Bytes{3, 6, 10, 78, 0, 2});
}

TEST_CASE("ipcp: a peer without an address does not get ours", "[ppp][ipcp]") {
    PppConfig config = config_without_dns();
    config.ipcp.peer = kThere;
    ScriptedPeer peer = network_phase(config);
    const Packet request = peer.heard(kProtocolIpcp, kConfigureRequest);
    peer.say(kProtocolIpcp, kConfigureNak, request.id, kAddressThere);
    peer.open(kProtocolIpcp, {});
    REQUIRE(peer.ipv4);
    CHECK(peer.ipv4->local == kThere);
    CHECK(peer.ipv4->peer.is_unspecified());
}

TEST_CASE("ipv6cp: rejected while ipv4 opens is no harm", "[ppp][ipv6cp]") {
    PppConfig config = config_without_dns();
    config.ipcp.local = kHere;
    ScriptedPeer peer(config);
    peer.open(kProtocolLcp, {5, 6, 1, 2, 3, 4});
    peer.say(kProtocolLcp, kProtocolReject, 1, {0x80, 0x57});
    peer.open(kProtocolIpcp, kAddressThere);
    peer.wait(10s);
    CHECK(peer.ipv4);
    CHECK_FALSE(peer.end);
}

TEST_CASE("ipv6cp: zero and our own identifier are nakked with another", "[ppp][ipv6cp]") {
    PppConfig config = config_without_dns();
    config.ipcp.enabled = false;
    config.ipv6cp.local = InterfaceIdentifier{{0, 0, 0, 0, 0, 0, 0, 1}};
    config.ipv6cp.peer = InterfaceIdentifier{{0, 0, 0, 0, 0, 0, 0, 2}};
    ScriptedPeer peer(config);
    peer.open(kProtocolLcp, {5, 6, 1, 2, 3, 4});
    peer.forget();

    for (const std::uint8_t last : {std::uint8_t{0}, std::uint8_t{1}}) {
        peer.say(kProtocolIpv6cp, kConfigureRequest, 1, {1, 10, 0, 0, 0, 0, 0, 0, 0, last});
        const Packet answer = peer.heard();
        CHECK(answer.code == kConfigureNak);
        CHECK(answer.data == Bytes{1, 10, 0, 0, 0, 0, 0, 0, 0, 2});
    }
}
