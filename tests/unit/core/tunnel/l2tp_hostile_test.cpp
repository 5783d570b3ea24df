// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/tunnel/l2tp_results.hpp"
#include "tests/unit/core/tunnel/l2tp_fixture.hpp"

using namespace mprd;        // NOLINT(google-build-using-namespace)
using namespace mprd::l2tp;  // NOLINT(google-build-using-namespace)
using namespace mprd::test;  // NOLINT(google-build-using-namespace)
using namespace std::chrono_literals;
using Peer = ScriptedL2tpPeer;

namespace {

Bytes request_of(std::uint16_t tunnel_id) {
    SeededRandom random(1);
    return make_control_packet(
        0, 0, {0, 0}, encode_message(Peer::sccrq(tunnel_id), std::nullopt, random)
    );
}

}  // namespace

TEST_CASE("l2tp peer: a repeated request finds its own tunnel", "[l2tp][hostile]") {
    Peer peer;
    peer.say(Peer::sccrq(77));
    for (int i = 0; i < 50; ++i) {
        peer.give(DatagramReceived{peer.at, peer.last_said});
    }
    CHECK(peer.engine.status().tunnels == 1);
}

TEST_CASE("l2tp peer: requests that cannot be used get no tunnel", "[l2tp][hostile]") {
    const auto refusal = [](auto change) {
        Peer peer;
        ControlMessage request = Peer::sccrq(77);
        change(request);
        peer.say(request);
        CHECK(peer.engine.status().tunnels == 0);
        const ControlMessage stop = peer.heard(MessageType::StopCcn);
        return stop.result ? stop.result->code : std::uint16_t{0};
    };
    CHECK(refusal([](ControlMessage& m) { m.protocol_version = std::uint16_t{0x0200}; }) == 5);
    CHECK(refusal([](ControlMessage& m) { m.protocol_version.reset(); }) == 5);
    CHECK(refusal([](ControlMessage& m) { m.receive_window = std::uint16_t{0}; }) == 2);
    CHECK(refusal([](ControlMessage& m) { m.challenge = Bytes{1, 2, 3}; }) == 4);
    CHECK(refusal([](ControlMessage& m) { m.assigned_tunnel_id.reset(); }) == 0);
    CHECK(refusal([](ControlMessage& m) { m.type = 10; }) == 0);
}

TEST_CASE(
    "l2tp peer: a flood of requests costs bounded memory and disturbs nobody", "[l2tp][flood]"
) {
    Peer peer;
    peer.open_tunnel();
    peer.give(ListenCall{CallId{1}});
    peer.say(Peer::icrq(5));
    const auto reply = peer.heard(MessageType::Icrp);
    REQUIRE(reply.assigned_session_id);

    for (std::uint32_t i = 0; i < 20000; ++i) {
        const Endpoint from = endpoint(1000 + i % 5000, static_cast<std::uint16_t>(1024 + i % 7));
        peer.give(DatagramReceived{from, request_of(static_cast<std::uint16_t>(1 + i % 60000))});
        peer.forget();
    }

    const EngineStatus status = peer.engine.status();
    CHECK(status.half_open_tunnels == EngineSettings{}.max_half_open);
    CHECK(status.tunnels == EngineSettings{}.max_half_open + 1);
    CHECK(status.tunnels_refused > 19000);
    // The call that was being set up goes on.
    peer.say(Peer::message(MessageType::Iccn), *reply.assigned_session_id);
    CHECK(peer.said.is_open(1));
    peer.wait(20s);
    CHECK(peer.engine.status().half_open_tunnels == 0);
    CHECK(peer.engine.status().tunnels == 1);
}

TEST_CASE("l2tp peer: one address gets few half-open and not all tunnels", "[l2tp][flood]") {
    EngineSettings settings;
    settings.max_tunnels_per_peer = 4;
    Peer peer(settings);
    for (std::uint16_t id = 1; id <= 200; ++id) {
        peer.give(DatagramReceived{endpoint(50, id), request_of(id)});
    }
    CHECK(peer.engine.status().tunnels <= 4);
    peer.forget();
    peer.give(DatagramReceived{endpoint(51), request_of(7)});
    CHECK(peer.engine.status().tunnels == 5);
}

TEST_CASE("l2tp peer: a half-open tunnel is forgotten after its limit", "[l2tp][limit]") {
    Peer peer;
    peer.say(Peer::sccrq(77));
    peer.wait(9s);
    CHECK(peer.engine.status().tunnels == 1);
    peer.wait(2s);
    CHECK(peer.engine.status().tunnels == 0);
    CHECK(peer.datagrams() < 10);  // an amplifier it is not
    CHECK_FALSE(peer.engine.next_deadline());
}

TEST_CASE("l2tp peer: a call that is not completed is given up", "[l2tp][limit]") {
    Peer peer;
    peer.open_tunnel();
    peer.give(ListenCall{CallId{1}});
    peer.say(Peer::icrq(5));
    CHECK(peer.heard(MessageType::Icrp).assigned_session_id);
    peer.acknowledge();
    peer.wait(21s);
    CHECK(peer.heard(MessageType::Cdn).result->code == 10);
    CHECK(peer.engine.status().calls == 0);
    CHECK_FALSE(peer.said.end_of(1));  // the port waits for a better one
}

TEST_CASE("l2tp peer: messages from another address do nothing", "[l2tp][hostile]") {
    Peer peer;
    peer.open_tunnel();
    SeededRandom random(1);
    const Bytes stop = encode_message(Peer::message(MessageType::StopCcn), std::nullopt, random);
    for (const Endpoint& from : {endpoint(10), endpoint(9, 1702)}) {
        for (std::uint16_t ns = 0; ns < 100; ++ns) {
            const Bytes datagram = make_control_packet(peer.engine_id, 0, {ns, 1}, stop);
            peer.give(DatagramReceived{from, datagram});
        }
    }
    CHECK(peer.engine.status().tunnels == 1);
    CHECK(peer.engine.status().packets_unexpected == 200);
}

TEST_CASE("l2tp peer: what breaks the protocol ends the tunnel with an error", "[l2tp][hostile]") {
    for (const MessageType type :
         {MessageType::Sccrq,
          MessageType::Sccrp,
          MessageType::Scccn,
          static_cast<MessageType>(99)}) {
        Peer peer;
        peer.open_tunnel();
        peer.give(ListenCall{CallId{1}});
        peer.say(Peer::message(type));
        const auto result = peer.heard(MessageType::StopCcn).result;
        REQUIRE(result);
        CHECK(result->code == (name_of(type) != nullptr ? 7 : 2));
        peer.acknowledge();
        CHECK(peer.engine.status().tunnels == 0);
        CHECK_FALSE(peer.said.end_of(1));
    }
}

TEST_CASE("l2tp peer: a message that need not be known is passed over", "[l2tp][hostile]") {
    Peer peer;
    peer.open_tunnel();
    ControlMessage odd = Peer::message(static_cast<MessageType>(99));
    odd.is_mandatory = false;
    peer.say(odd);
    peer.say(Peer::message(MessageType::Wen), 3);
    peer.say(Peer::message(MessageType::Sli), 3);
    peer.say(Peer::message(MessageType::Hello));
    peer.say(Peer::message(MessageType::Iccn), 3);
    peer.say(Peer::message(MessageType::Icrp), 3);
    CHECK(peer.engine.status().tunnels == 1);
}

TEST_CASE("l2tp peer: an unknown mandatory avp ends the call, not the tunnel", "[l2tp][hostile]") {
    Peer peer;
    peer.open_tunnel();
    peer.give(ListenCall{CallId{1}});
    // ICRQ with session 5 and a mandatory AVP 99.
    peer.say_avps({0x80, 8, 0, 0, 0, 0, 0, 10, 0x80, 8, 0, 0, 0, 14, 0, 5, 0x80, 6, 0, 0, 0, 99});
    const auto cdn = peer.heard(MessageType::Cdn);
    REQUIRE(cdn.result);
    CHECK(cdn.result->code == 2);
    CHECK(cdn.result->error == 8);
    CHECK(peer.engine.status().tunnels == 1);
}

TEST_CASE("l2tp peer: calls that the lns asks for are refused", "[l2tp]") {
    Peer peer;
    peer.open_tunnel();
    ControlMessage request = Peer::message(MessageType::Ocrq);
    request.assigned_session_id = std::uint16_t{5};
    peer.say(request);
    CHECK(peer.heard(MessageType::Cdn).result->code == 5);
}

TEST_CASE("l2tp peer: a cdn may name the call by the peer's id", "[l2tp]") {
    Peer peer;
    peer.open_tunnel();
    peer.give(ListenCall{CallId{1}});
    peer.say(Peer::icrq(5));
    const auto reply = peer.heard(MessageType::Icrp);
    peer.say(Peer::message(MessageType::Iccn), *reply.assigned_session_id);
    REQUIRE(peer.said.is_open(1));
    ControlMessage cdn = Peer::message(MessageType::Cdn);
    cdn.assigned_session_id = std::uint16_t{5};
    cdn.result = ResultCode{8, std::nullopt, "no \x1b[31mroom"};
    peer.say(cdn, 0);
    CHECK(peer.said.end_of(1) == Errc::LineBusy);
    CHECK(peer.said.closed.at(1).detail == "the called line is busy (\"no ?[31mroom\")");
}

TEST_CASE("l2tp peer: a repeated stopccn is acknowledged without a tunnel", "[l2tp][stop]") {
    Peer peer;
    peer.open_tunnel();
    ControlMessage stop = Peer::message(MessageType::StopCcn);
    stop.assigned_tunnel_id = std::uint16_t{77};
    stop.result = ResultCode{1, std::nullopt, ""};
    peer.say(stop);
    CHECK(peer.engine.status().tunnels == 0);
    const std::size_t before = peer.datagrams();
    peer.give(DatagramReceived{peer.at, peer.last_said});
    CHECK(peer.datagrams() == before + 1);
}

TEST_CASE(
    "l2tp peer: who does not acknowledge our answers is not listened to for ever", "[l2tp][limit]"
) {
    Peer peer;
    peer.open_tunnel();
    // Requests that are all refused, and no answer acknowledged.
    SeededRandom random(1);
    const Bytes avps = encode_message(Peer::icrq(5), std::nullopt, random);
    for (unsigned ns = 2; ns < 2 + ReliableChannel::kMaxQueued * 2; ++ns) {
        peer.give(DatagramReceived{
            peer.at,
            make_control_packet(peer.engine_id, 0, {static_cast<std::uint16_t>(ns), 1}, avps)});
    }
    CHECK(peer.engine.status().calls_refused <= ReliableChannel::kMaxQueued);
    peer.wait(60s);
    CHECK(peer.engine.status().tunnels == 0);
}

TEST_CASE("l2tp peer: truncated messages never complete anything", "[l2tp][hostile]") {
    Peer peer;
    const Bytes whole = request_of(7);
    for (std::size_t size = 0; size < whole.size(); ++size) {
        Bytes cut(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(size));
        peer.give(DatagramReceived{peer.at, cut});
        if (size > 4) {  // with a length that fits
            cut[2] = 0;
            cut[3] = static_cast<std::uint8_t>(size);
            peer.give(DatagramReceived{peer.at, cut});
        }
        peer.forget();
    }
    CHECK(peer.said.tunnels_opened.empty());
    CHECK(peer.engine.status().tunnels <= 1);
}

TEST_CASE("l2tp results: each result code has its own error", "[l2tp][result]") {
    const auto call = [](std::uint16_t code) {
        return error_of_call({code, std::nullopt, ""}).code;
    };
    CHECK(call(1) == Errc::NoCarrier);
    CHECK(call(3) == Errc::RemoteDisconnection);
    CHECK(call(4) == Errc::LineBusy);
    CHECK(call(6) == Errc::NoAnswer);
    CHECK(call(9) == Errc::NoDialtone);
    CHECK(call(10) == Errc::NoAnswer);
    CHECK(call(200) == Errc::RemoteDisconnection);
    CHECK(error_of_call({2, std::uint16_t{4}, ""}).code == Errc::LineBusy);
    CHECK(error_of_stop({4, std::nullopt, ""}).code == Errc::AuthenticationFailure);
    CHECK(error_of_stop({6, std::nullopt, ""}).code == Errc::RemoteDisconnection);
    CHECK(error_of_stop({2, std::uint16_t{8}, ""}).code == Errc::NotSupported);
    CHECK(result_for(Errc::LinkFailure).code == 1);
    CHECK(result_for(Errc::UserDisconnection).code == 3);
}
