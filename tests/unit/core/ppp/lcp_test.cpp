// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/ppp/lcp.hpp"

#include "core/ppp/chap_packet.hpp"
#include "tests/support/catch.hpp"
#include "tests/unit/core/ppp/ppp_fixture.hpp"
#include "tests/unit/core/ppp/scripted_peer.hpp"

using namespace mprd;        // NOLINT(google-build-using-namespace)
using namespace mprd::ppp;   // NOLINT(google-build-using-namespace)
using namespace mprd::test;  // NOLINT(google-build-using-namespace)
using namespace mprd::wire;  // NOLINT(google-build-using-namespace)
using namespace std::chrono_literals;

namespace {

const Bytes kMagic{5, 6, 1, 2, 3, 4};

/// A configuration whose Configure-Request has no options but the magic number.
PppConfig config_with_magic_only() {
    PppConfig config = caller_config();
    config.lcp.accm = 0xffffffff;
    config.lcp.protocol_compression = false;
    config.lcp.address_compression = false;
    return config;
}

bool contains(const Bytes& data, const Bytes& part) {
    return std::search(data.begin(), data.end(), part.begin(), part.end()) != data.end();
}

}  // namespace

TEST_CASE("lcp: the request carries what the settings say", "[ppp][lcp]") {
    PppConfig config = caller_config();
    config.lcp.mru = 1400;
    config.auth.require = {AuthMethod::ChapMd5};
    ScriptedPeer peer(config);

    const Packet request = peer.heard();

    CHECK(request.protocol == kProtocolLcp);
    CHECK(request.code == kConfigureRequest);
    const Bytes head{1, 4, 0x05, 0x78, 2, 6, 0, 0, 0, 0, 3, 5, 0xc2, 0x23, 5, 5, 6};
    const Bytes tail{7, 2, 8, 2};
    REQUIRE(request.data.size() == head.size() + 4 + tail.size());
    CHECK(std::equal(head.begin(), head.end(), request.data.begin()));
    CHECK(std::equal(tail.begin(), tail.end(), request.data.end() - 4));
}

TEST_CASE("lcp: over whole frames nothing of hdlc framing is agreed on", "[ppp][lcp][reject]") {
    PppConfig config = caller_config();
    config.lcp.whole_frames = true;
    config.lcp.mru = 1492;
    ScriptedPeer peer(config);
    const Packet request = peer.heard();
    REQUIRE(request.data.size() == 10);  // MRU and magic number
    CHECK(contains(request.data, {1, 4, 0x05, 0xd4, 5, 6}));

    const Bytes accm{2, 6, 0, 0, 0, 0};
    const Bytes acfc{8, 2};
    peer.say(kProtocolLcp, kConfigureNak, request.id, accm);
    CHECK_FALSE(contains(peer.heard().data, accm));
    peer.say(kProtocolLcp, kConfigureRequest, 9, {2, 6, 0, 0, 0, 0, 1, 4, 0x05, 0xd4, 8, 2});

    const Packet answer = peer.heard();
    CHECK(answer.code == kConfigureReject);
    CHECK(answer.data == Bytes{2, 6, 0, 0, 0, 0, 8, 2});
}

TEST_CASE("lcp: a peer that takes more than the line carries gets what it carries", "[ppp][lcp]") {
    PppConfig config = config_with_magic_only();
    config.lcp.line_mru = 1492;
    ScriptedPeer peer(config);

    const Packet request = peer.heard();
    peer.say(kProtocolLcp, kConfigureRequest, 9, {1, 4, 0x05, 0xdc});
    CHECK(peer.heard().code == kConfigureAck);
    peer.say(kProtocolLcp, kConfigureAck, request.id, request.data);

    CHECK(peer.engine.status().framing.send_mru == 1492);
}

TEST_CASE("lcp: a nak with a smaller mru is accepted and re-requested", "[ppp][lcp][nak]") {
    PppConfig config = config_with_magic_only();
    config.lcp.mru = 1492;
    ScriptedPeer peer(config);
    const Packet first = peer.heard();

    peer.say(kProtocolLcp, kConfigureNak, first.id, {1, 4, 0x02, 0x40});
    const Packet second = peer.heard();

    CHECK(second.code == kConfigureRequest);
    CHECK(second.id != first.id);
    CHECK(contains(second.data, {1, 4, 0x02, 0x40}));
}

TEST_CASE("lcp: rejected options are not asked for again", "[ppp][lcp][reject]") {
    ScriptedPeer peer(caller_config());
    const Packet first = peer.heard();

    peer.say(kProtocolLcp, kConfigureReject, first.id, first.data);

    CHECK(peer.heard().data.empty());
}

TEST_CASE("lcp: an answer to another request is ignored", "[ppp][lcp]") {
    ScriptedPeer peer(caller_config());
    const Packet first = peer.heard();
    const auto wrong = static_cast<std::uint8_t>(first.id + 1);

    peer.say(kProtocolLcp, kConfigureReject, wrong, first.data);
    peer.say(kProtocolLcp, kConfigureAck, first.id, {});

    CHECK(peer.heard().protocol == 0);
    CHECK(peer.engine.status().packets_unexpected == 2);
}

TEST_CASE("lcp: a retransmission keeps its identifier and doubles its interval", "[ppp][lcp]") {
    ScriptedPeer peer(caller_config());
    const Packet first = peer.heard();
    std::vector<Duration> intervals;
    for (int i = 0; i < 6; ++i) {
        const TimePoint before = peer.now;
        peer.expire();
        intervals.push_back(peer.now - before);
        CHECK(peer.heard().id == first.id);
    }
    CHECK(intervals == std::vector<Duration>{250ms, 500ms, 1000ms, 2000ms, 3000ms, 3000ms});
}

TEST_CASE("lcp: unknown options are rejected, all of them in their order", "[ppp][lcp][reject]") {
    ScriptedPeer peer(caller_config());
    peer.forget();

    // quality protocol, magic, multilink MRRU
    peer.say(
        kProtocolLcp,
        kConfigureRequest,
        9,
        {4, 8, 0xc0, 0x25, 0, 0, 0, 1, 5, 6, 1, 2, 3, 4, 17, 4, 5, 0xdc}
    );
    const Packet answer = peer.heard();

    CHECK(answer.code == kConfigureReject);
    CHECK(answer.id == 9);
    CHECK(answer.data == Bytes{4, 8, 0xc0, 0x25, 0, 0, 0, 1, 17, 4, 5, 0xdc});
}

TEST_CASE("lcp: eap is answered with a method that we have", "[ppp][lcp][auth]") {
    ScriptedPeer peer(caller_config());
    peer.forget();

    peer.say(kProtocolLcp, kConfigureRequest, 1, {3, 4, 0xc2, 0x27});
    CHECK(peer.heard().data == Bytes{3, 5, 0xc2, 0x23, 0x81});
    peer.say(kProtocolLcp, kConfigureRequest, 2, {3, 4, 0xc2, 0x27});
    CHECK(peer.heard().data == Bytes{3, 5, 0xc2, 0x23, 0x05});
    peer.say(kProtocolLcp, kConfigureRequest, 3, {3, 4, 0xc0, 0x23});
    CHECK(peer.heard().code == kConfigureAck);
}

TEST_CASE("lcp: a demand that we cannot meet ends with 918", "[ppp][lcp][auth]") {
    PppConfig config = caller_config();
    config.auth.offer.clear();
    ScriptedPeer peer(config);
    const Packet ours = peer.heard();
    peer.say(kProtocolLcp, kConfigureAck, ours.id, ours.data);

    peer.say(kProtocolLcp, kConfigureRequest, 1, {3, 4, 0xc0, 0x23});
    CHECK(peer.heard().code == kConfigureReject);
    peer.say(kProtocolLcp, kTerminateRequest, 2, {});

    CHECK(peer.heard().code == kTerminateAck);
    CHECK(peer.end == Errc::NoAuthProtocolAvailable);
}

TEST_CASE("lcp: naks walk down the list of required methods", "[ppp][lcp][auth]") {
    PppConfig config = config_with_magic_only();
    config.auth.require = {AuthMethod::MsChapV2, AuthMethod::ChapMd5, AuthMethod::Pap};
    ScriptedPeer peer(config);
    Packet request = peer.heard();
    CHECK(contains(request.data, {3, 5, 0xc2, 0x23, 0x81}));

    peer.say(kProtocolLcp, kConfigureNak, request.id, {3, 5, 0xc2, 0x23, 0x80});  // MS-CHAPv1
    request = peer.heard();
    CHECK(contains(request.data, {3, 5, 0xc2, 0x23, 0x05}));
    peer.say(kProtocolLcp, kConfigureNak, request.id, {3, 4, 0xc0, 0x23});  // PAP, which we take
    request = peer.heard();
    CHECK(contains(request.data, {3, 4, 0xc0, 0x23}));
    peer.say(kProtocolLcp, kConfigureNak, request.id, {3, 4, 0xc2, 0x27});
    peer.wait(3s);

    CHECK(peer.end == Errc::PeerRefusedAuth);
}

TEST_CASE("lcp: a peer that rejects authentication ends with 919", "[ppp][lcp][auth]") {
    PppConfig config = config_with_magic_only();
    config.auth.require = {AuthMethod::Pap};
    ScriptedPeer peer(config);

    peer.say(kProtocolLcp, kConfigureReject, peer.heard().id, {3, 4, 0xc0, 0x23});
    peer.wait(3s);

    CHECK(peer.end == Errc::PeerRefusedAuth);
}

TEST_CASE("lcp: a peer that never agrees ends with 732", "[ppp][lcp]") {
    ScriptedPeer peer(config_with_magic_only());
    for (std::uint8_t id = 1; id < 60 && !peer.end; ++id) {
        peer.say(kProtocolLcp, kConfigureRequest, id, {1, 4, 0, 1});  // MRU 1
        peer.wait(100ms);
    }
    peer.wait(3s);
    CHECK(peer.end == Errc::PppNotConverging);
}

TEST_CASE("lcp: after max-failure naks comes a reject", "[ppp][lcp][nak]") {
    ScriptedPeer peer(config_with_magic_only());
    std::vector<std::uint8_t> codes;
    for (std::uint8_t id = 1; id <= 6; ++id) {
        peer.forget();
        peer.say(kProtocolLcp, kConfigureRequest, id, {1, 4, 0, 1});
        codes.push_back(peer.heard().code);
    }
    CHECK(codes == std::vector<std::uint8_t>{3, 3, 3, 3, 3, 4});
}

TEST_CASE("lcp: echo, discard, identification, time-remaining, unknown code", "[ppp][lcp]") {
    ScriptedPeer peer(config_with_magic_only());
    peer.open(kProtocolLcp, kMagic);
    peer.forget();

    peer.say(kProtocolLcp, kEchoRequest, 5, {1, 2, 3, 4, 'h', 'i'});
    const Packet reply = peer.heard();
    CHECK(reply.code == kEchoReply);
    CHECK(reply.id == 5);
    REQUIRE(reply.data.size() == 6);
    CHECK(reply.data[4] == 'h');

    peer.say(kProtocolLcp, kDiscardRequest, 6, {1, 2, 3, 4});
    peer.say(kProtocolLcp, kIdentification, 7, {1, 2, 3, 4, 'x'});
    peer.say(kProtocolLcp, kTimeRemaining, 8, {1, 2, 3, 4, 0, 0, 0, 9});
    CHECK(peer.heard().protocol == 0);

    peer.say(kProtocolLcp, 42, 9, {1, 2});
    const Packet reject = peer.heard();
    CHECK(reject.code == kCodeReject);
    CHECK(reject.data == Bytes{42, 9, 0, 6, 1, 2});
}

TEST_CASE("lcp: a code-reject of a code that all must know ends the link", "[ppp][lcp]") {
    ScriptedPeer peer(config_with_magic_only());
    peer.open(kProtocolLcp, kMagic);

    peer.say(kProtocolLcp, kCodeReject, 1, {kConfigureRequest, 1, 0, 4});
    peer.wait(3s);

    CHECK(peer.end == Errc::PppInvalidPacket);
}

TEST_CASE("lcp: a peer that does not know echo is not asked again", "[ppp][lcp][echo]") {
    PppConfig config = config_with_magic_only();
    config.negotiation_limit = 1h;
    config.limits.max_configure = 1000;
    ScriptedPeer peer(config);
    peer.open(kProtocolLcp, kMagic);
    peer.wait(21s);
    const Packet echo = peer.heard(kProtocolLcp, kEchoRequest);
    REQUIRE(echo.code == kEchoRequest);

    peer.say(kProtocolLcp, kCodeReject, 1, {kEchoRequest, echo.id, 0, 8, 0, 0, 0, 0});
    peer.wait(200s);

    CHECK_FALSE(peer.end);
    CHECK(peer.heard(kProtocolLcp, kEchoRequest).protocol == 0);
}

TEST_CASE("lcp: protocols that nobody speaks are rejected, not too often", "[ppp][lcp]") {
    ScriptedPeer peer(config_with_magic_only());
    peer.open(kProtocolLcp, kMagic);
    peer.forget();
    for (std::uint8_t id = 0; id < 50; ++id) {
        peer.say(kProtocolCcp, kConfigureRequest, id, {});
    }
    const Packet first = peer.heard();
    CHECK(first.code == kProtocolReject);
    CHECK(first.data == Bytes{0x80, 0xfd, 1, 0, 0, 4});
    int rejects = 1;
    while (peer.heard().protocol != 0) {
        ++rejects;
    }
    CHECK(rejects == 10);
}

TEST_CASE("lcp: renegotiation closes ipv4 and opens it again", "[ppp][lcp]") {
    ScriptedPeer peer([] {
        PppConfig config = config_with_magic_only();
        config.ipv6cp.enabled = false;
        config.ipcp.ask_dns = false;
        config.ipcp.local = kHere;
        return config;
    }());
    const Bytes their_address{3, 6, 10, 78, 0, 1};
    peer.open(kProtocolLcp, kMagic);
    peer.open(kProtocolIpcp, their_address);
    REQUIRE(peer.ipv4);
    peer.wait(10s);

    peer.say(kProtocolLcp, kConfigureRequest, 90, {5, 6, 9, 9, 9, 9});
    CHECK_FALSE(peer.ipv4);
    CHECK(peer.engine.status().phase == Phase::Establish);
    const Packet request = peer.heard(kProtocolLcp, kConfigureRequest);
    peer.say(kProtocolLcp, kConfigureAck, request.id, request.data);
    peer.open(kProtocolIpcp, their_address);

    CHECK(peer.ipv4);
    CHECK_FALSE(peer.end);
}

TEST_CASE("lcp: a terminate-request left over from the last call is survived", "[ppp][lcp]") {
    ScriptedPeer peer(config_with_magic_only());
    peer.say(kProtocolLcp, kTerminateRequest, 200, {});
    peer.open(kProtocolLcp, kMagic);
    peer.wait(4s);
    CHECK_FALSE(peer.end);
    CHECK(peer.engine.status().phase == Phase::Network);
}

TEST_CASE("lcp: a terminate-request during negotiation is 719", "[ppp][lcp][terminate]") {
    ScriptedPeer peer(config_with_magic_only());
    SECTION("at once from a peer that has answered before") {
        const Packet request = peer.heard();
        peer.say(kProtocolLcp, kConfigureAck, request.id, request.data);
        peer.say(kProtocolLcp, kTerminateRequest, 2, {});
    }
    SECTION("after a moment from one that has not") {
        peer.say(kProtocolLcp, kTerminateRequest, 2, {});
        CHECK_FALSE(peer.end);
        peer.wait(4s);
    }
    CHECK(peer.end == Errc::PppRemoteTerminated);
}

TEST_CASE("lcp: a packet that is no packet is counted and dropped", "[ppp][lcp]") {
    ScriptedPeer peer(config_with_magic_only());
    peer.forget();
    const std::vector<Bytes> broken{
        {}, {1}, {1, 1, 0}, {1, 1, 0, 3}, {1, 1, 0, 9, 1}, {1, 1, 0, 6, 5, 1}, {1, 1, 0, 6, 5, 9}};
    for (const Bytes& bytes : broken) {
        peer.give(FrameReceived{kProtocolLcp, bytes});
    }
    CHECK(peer.heard().protocol == 0);
    CHECK(peer.engine.status().packets_malformed == broken.size());
}
