// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/ppp/auth_exchange.hpp"
#include "core/ppp/chap_packet.hpp"
#include "core/ppp/pap_supplicant.hpp"
#include "tests/support/catch.hpp"
#include "tests/unit/core/ppp/ppp_fixture.hpp"
#include "tests/unit/core/ppp/scripted_peer.hpp"

using namespace mprd;        // NOLINT(google-build-using-namespace)
using namespace mprd::ppp;   // NOLINT(google-build-using-namespace)
using namespace mprd::test;  // NOLINT(google-build-using-namespace)
using namespace mprd::wire;  // NOLINT(google-build-using-namespace)
using namespace std::chrono_literals;

namespace {

/// LCP open with a peer that demands `option` of us.
ScriptedPeer demanding_peer(Bytes option) {
    ScriptedPeer peer(caller_config());
    Bytes options{5, 6, 1, 2, 3, 4};
    options.insert(options.end(), option.begin(), option.end());
    peer.open(kProtocolLcp, options);
    return peer;
}

const Bytes kMsChapV2Option{3, 5, 0xc2, 0x23, 0x81};
const Bytes kMd5Option{3, 5, 0xc2, 0x23, 0x05};

Bytes text(std::string_view words) {
    const auto bytes = as_bytes(words);
    return {bytes.begin(), bytes.end()};
}

Bytes challenge(std::uint8_t filler) {
    Bytes data(17, filler);
    data[0] = 16;
    return data;
}

}  // namespace

TEST_CASE("pap: name and password go out as RFC 1334 says", "[ppp][pap]") {
    ScriptedPeer peer = demanding_peer({3, 4, 0xc0, 0x23});
    const Packet request = peer.heard(kProtocolPap, kPapRequest);
    CHECK(request.data == text(std::string("\x07") + "branch1" + "\x06" + "s3cret"));
}

TEST_CASE("pap: the request is repeated until it is answered", "[ppp][pap]") {
    ScriptedPeer peer = demanding_peer({3, 4, 0xc0, 0x23});
    const Packet request = peer.heard(kProtocolPap, kPapRequest);
    peer.wait(300ms);
    CHECK(peer.heard(kProtocolPap, kPapRequest).id == request.id);
    peer.say(kProtocolPap, kPapAck, request.id, {0});
    CHECK(peer.engine.status().phase == Phase::Network);
}

TEST_CASE("mschapv2: failure codes reach the caller", "[ppp][mschapv2]") {
    struct Row {
        const char* message;
        Errc code;
    };
    const Row rows[] = {
        {"E=646 R=0 C=00 V=3 M=hours", Errc::RestrictedLogonHours},
        {"E=647 R=0", Errc::AccountDisabled},
        {"E=648 R=0", Errc::PasswordExpired},
        {"E=649 R=0", Errc::NoDialinPermission},
        {"E=691 R=1 C=0102 V=3", Errc::AuthenticationFailure},
        {"E=999999999999999", Errc::AuthenticationFailure},
        {"go away", Errc::AuthenticationFailure},
        {"", Errc::AuthenticationFailure},
    };
    for (const Row& row : rows) {
        INFO(row.message);
        ScriptedPeer peer = demanding_peer(kMsChapV2Option);
        peer.say(kProtocolChap, kChapChallenge, 7, challenge(1));
        REQUIRE(peer.heard(kProtocolChap, kChapResponse).data.size() == 50 + 7);
        peer.say(kProtocolChap, kChapFailure, 7, text(row.message));
        peer.wait(3s);
        CHECK(peer.end == row.code);
    }
}

TEST_CASE("mschapv2: a server that does not know the password is refused", "[ppp][mschapv2]") {
    for (const char* message : {"S=407A5589115FD0D6209F510FE9C04566932CDA56 M=hello", "S=", ""}) {
        ScriptedPeer peer = demanding_peer(kMsChapV2Option);
        peer.say(kProtocolChap, kChapChallenge, 7, challenge(1));
        peer.say(kProtocolChap, kChapSuccess, 7, text(message));
        peer.wait(3s);
        CHECK(peer.end == Errc::UnableToAuthenticateServer);
    }
}

TEST_CASE("chap: a success without a response is ignored", "[ppp][chap]") {
    ScriptedPeer peer = demanding_peer(kMd5Option);
    peer.say(kProtocolChap, kChapSuccess, 0, {});
    CHECK(peer.engine.status().phase == Phase::Authenticate);
}

TEST_CASE("chap: a repeated challenge gets the same response", "[ppp][chap]") {
    for (const Bytes& option : {kMd5Option, kMsChapV2Option}) {
        ScriptedPeer peer = demanding_peer(option);
        peer.say(kProtocolChap, kChapChallenge, 7, challenge(1));
        const Packet first = peer.heard(kProtocolChap, kChapResponse);
        peer.say(kProtocolChap, kChapChallenge, 7, challenge(1));
        CHECK(peer.heard(kProtocolChap, kChapResponse).data == first.data);
        peer.say(kProtocolChap, kChapChallenge, 8, challenge(2));
        CHECK(peer.heard(kProtocolChap, kChapResponse).data != first.data);
    }
}

TEST_CASE("chap: our own challenge is not answered", "[ppp][chap]") {
    PppConfig config = caller_config();
    config.auth.require = {AuthMethod::ChapMd5};
    ScriptedPeer peer(config);
    peer.open(kProtocolLcp, {3, 5, 0xc2, 0x23, 0x05, 5, 6, 1, 2, 3, 4});
    const Packet ours = peer.heard(kProtocolChap, kChapChallenge);

    peer.say(kProtocolChap, kChapChallenge, ours.id, ours.data);
    CHECK(peer.heard(kProtocolChap, kChapResponse).protocol == 0);
    peer.wait(3s);

    CHECK(peer.end == Errc::AuthenticationFailure);
}

TEST_CASE("auth: a peer that hangs up on our answer has refused it", "[ppp][auth]") {
    ScriptedPeer peer = demanding_peer(kMd5Option);
    peer.say(kProtocolChap, kChapChallenge, 7, challenge(1));
    peer.say(kProtocolLcp, kTerminateRequest, 1, {});
    peer.wait(3s);
    CHECK(peer.end == Errc::AuthenticationFailure);
}

TEST_CASE("auth: a peer that never challenges runs into the time limit", "[ppp][auth]") {
    ScriptedPeer peer = demanding_peer(kMd5Option);
    peer.wait(35s);
    CHECK(peer.end == Errc::PppTimeout);
}

TEST_CASE("auth: both ends may have to prove who they are", "[ppp][auth]") {
    for (const AuthMethod method : all_auth_methods()) {
        PppPipe pipe = [&] {
            PppConfig caller = caller_config();
            caller.auth.require = {method};
            PppConfig answerer = answerer_config();
            answerer.auth.require = {AuthMethod::MsChapV2};
            answerer.auth.user_name = "hq";
            answerer.auth.password = Secret("other");
            return PppPipe(caller, answerer);
        }();
        pipe.answerer.secrets["branch1"] = Secret("s3cret");
        pipe.caller.secrets["hq"] = Secret("other");
        pipe.connect();
        CHECK(pipe.run_until([&] { return pipe.is_up(); }, 1s));
        CHECK(pipe.caller.engine.status().peer_auth == method);
        CHECK(pipe.answerer.engine.status().peer_auth == AuthMethod::MsChapV2);
    }
}

TEST_CASE("auth: challenges on an open link are answered, and failing one ends it", "[ppp][auth]") {
    for (const AuthMethod method : {AuthMethod::ChapMd5, AuthMethod::MsChapV2}) {
        PppConfig answerer = answerer_config();
        answerer.auth.require = {method};
        answerer.auth.challenge_interval = 10s;
        answerer.auth.max_tries = 1;
        PppPipe pipe(caller_config(), answerer);
        pipe.answerer.secrets["branch1"] = Secret("s3cret");
        pipe.connect();
        pipe.run(35s);
        CHECK(pipe.is_up());
        CHECK(pipe.caller.ipv4_openings == 1);

        pipe.answerer.secrets["branch1"] = Secret("changed");
        pipe.run(15s);
        CHECK(pipe.answerer.end_code() == Errc::RemoteAuthenticationFailure);
        CHECK(pipe.caller.end_code() == Errc::AuthenticationFailure);
    }
}

TEST_CASE("auth: a secret that never comes ends in bounded time", "[ppp][auth]") {
    PppPipe pipe = make_pipe({AuthMethod::MsChapV2});
    pipe.answerer.answers_secrets = false;
    pipe.connect();
    CHECK(pipe.run_until([&] { return pipe.is_over(); }, 40s));
}
