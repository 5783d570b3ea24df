// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/ppp/peer_readiness.hpp"
#include "tests/support/catch.hpp"
#include "tests/unit/core/ppp/ppp_fixture.hpp"
#include "tests/unit/core/ppp/scripted_peer.hpp"

#include <algorithm>

using namespace mprd;        // NOLINT(google-build-using-namespace)
using namespace mprd::ppp;   // NOLINT(google-build-using-namespace)
using namespace mprd::test;  // NOLINT(google-build-using-namespace)
using namespace mprd::wire;  // NOLINT(google-build-using-namespace)
using namespace std::chrono_literals;

namespace {

constexpr Duration kFirstRestart = 250ms;

/// A peer with IPCP just opened and nothing else said.
ScriptedPeer opened_peer() {
    PppConfig config = caller_config();
    config.ipcp.ask_dns = false;
    config.ipcp.local = kHere;
    config.ipv6cp.enabled = false;
    ScriptedPeer peer(std::move(config));
    peer.open(kProtocolLcp, {5, 6, 1, 2, 3, 4});
    peer.open(kProtocolIpcp, kAddressThere);
    REQUIRE(peer.ipv4);
    return peer;
}

template <class Kind>
std::ptrdiff_t count(const ScriptedPeer& peer) {
    return std::count_if(peer.said.begin(), peer.said.end(), [](const Output& output) {
        return std::holds_alternative<Kind>(output);
    });
}

/// The code of a probe, which IPCP does not have.
constexpr std::uint8_t kProbe = kEchoRequest;

/// The newest probe.
Packet probe_of(ScriptedPeer& peer) {
    const Packet probe = peer.heard(kProtocolIpcp, kProbe);
    REQUIRE(probe.protocol == kProtocolIpcp);
    return probe;
}

/// Answers as each peer must: with a Code-Reject of the probe with that identifier.
void reply(ScriptedPeer& peer, std::uint8_t id) {
    peer.say(kProtocolIpcp, kCodeReject, 77, {kProbe, id, 0, 4});
}

}  // namespace

TEST_CASE("peer ready: comes with the answer to the probe, once", "[ppp][ready]") {
    ScriptedPeer peer = opened_peer();
    const Packet probe = probe_of(peer);
    CHECK(count<PeerReady>(peer) == 0);

    reply(peer, static_cast<std::uint8_t>(probe.id + 1));
    CHECK(count<PeerReady>(peer) == 0);
    reply(peer, probe.id);
    CHECK(count<PeerReady>(peer) == 1);

    reply(peer, probe.id);
    peer.wait(5s);
    CHECK(count<PeerReady>(peer) == 1);
    CHECK(peer.ipv4);
}

TEST_CASE("peer ready: a lost probe is repeated", "[ppp][ready]") {
    ScriptedPeer peer = opened_peer();
    const Packet lost = probe_of(peer);
    peer.wait(kFirstRestart);
    const Packet second = probe_of(peer);
    CHECK(second.id != lost.id);
    CHECK(count<PeerReady>(peer) == 0);
    reply(peer, second.id);
    CHECK(count<PeerReady>(peer) == 1);
}

TEST_CASE("peer ready: a peer that answers no probe is ready after four of them", "[ppp][ready]") {
    ScriptedPeer peer = opened_peer();
    for (int probe = 1; probe < PeerReadiness::kProbes; ++probe) {
        peer.wait(kFirstRestart);
    }
    peer.wait(kFirstRestart - 1ms);
    CHECK(count<PeerReady>(peer) == 0);
    peer.wait(1ms);
    CHECK(count<PeerReady>(peer) == 1);
    CHECK(peer.engine.status().phase == Phase::Network);
}

TEST_CASE("peer ready: comes again after each opening", "[ppp][ready]") {
    ScriptedPeer peer = opened_peer();
    reply(peer, probe_of(peer).id);
    REQUIRE(count<PeerReady>(peer) == 1);

    peer.say(kProtocolIpcp, kConfigureRequest, 9, {3, 6, 10, 78, 0, 3});  // it starts over
    CHECK_FALSE(peer.ipv4);
    const Packet request = peer.heard(kProtocolIpcp, kConfigureRequest);
    peer.say(kProtocolIpcp, kConfigureAck, request.id, request.data);
    REQUIRE(peer.ipv4);

    const Packet probe = probe_of(peer);
    CHECK(count<PeerReady>(peer) == 1);
    reply(peer, probe.id);
    CHECK(count<PeerReady>(peer) == 2);
}

TEST_CASE(
    "peer ready: does not come with a late answer to a probe of the last opening", "[ppp][ready]"
) {
    ScriptedPeer peer = opened_peer();
    const Packet old = probe_of(peer);
    // It had our request twice: it starts over, and then answers what came before that.
    peer.say(kProtocolIpcp, kConfigureRequest, 9, {3, 6, 10, 78, 0, 3});
    reply(peer, old.id);
    const Packet request = peer.heard(kProtocolIpcp, kConfigureRequest);
    peer.say(kProtocolIpcp, kConfigureAck, request.id, request.data);
    REQUIRE(peer.ipv4);

    CHECK(count<PeerReady>(peer) == 0);
    const Packet probe = probe_of(peer);
    CHECK(probe.id != old.id);
    reply(peer, probe.id);
    CHECK(count<PeerReady>(peer) == 1);
}

TEST_CASE("peer ready: does not come for a protocol that is closed again", "[ppp][ready]") {
    ScriptedPeer peer = opened_peer();
    const Packet probe = probe_of(peer);
    peer.say(kProtocolIpcp, kConfigureRequest, 9, {3, 6, 10, 78, 0, 3});
    REQUIRE_FALSE(peer.ipv4);

    reply(peer, probe.id);
    peer.wait(5s);

    CHECK(count<PeerReady>(peer) == 0);
}

TEST_CASE("peer ready: does not come after the end", "[ppp][ready]") {
    const bool is_closed_here = GENERATE(true, false);
    ScriptedPeer peer = opened_peer();
    const Packet probe = probe_of(peer);
    if (is_closed_here) {
        peer.give(CloseRequested{Errc::UserDisconnection});
    } else {
        peer.say(kProtocolLcp, kTerminateRequest, 5, {});
    }

    reply(peer, probe.id);
    peer.wait(30s);

    CHECK(count<PeerReady>(peer) == 0);
    CHECK(count<Finished>(peer) == 1);
}
