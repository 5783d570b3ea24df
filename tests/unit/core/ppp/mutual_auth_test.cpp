// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
// Both ends ask each other who they are, or the called one must know whom it took up.
#include "core/wire/protocol_numbers.hpp"
#include "tests/support/catch.hpp"
#include "tests/unit/core/ppp/ppp_fixture.hpp"
#include "tests/unit/core/ppp/scripted_peer.hpp"

using namespace mprd;        // NOLINT(google-build-using-namespace)
using namespace mprd::ppp;   // NOLINT(google-build-using-namespace)
using namespace mprd::test;  // NOLINT(google-build-using-namespace)
using namespace std::chrono_literals;

namespace {

/// hq, which calls back and asks who answers. `proof`: what it can prove itself with, if anything.
PppConfig calling_back(AuthMethod demanded, std::vector<AuthMethod> proof) {
    PppConfig config = answerer_config();
    config.auth.require = {demanded};
    config.auth.offer = std::move(proof);
    config.auth.user_name = "hq";
    config.auth.password = Secret("other");
    return config;
}

/// branch1, which is called back: asks who calls, and proves itself after him.
PppConfig called_back(std::vector<AuthMethod> demanded) {
    PppConfig config = caller_config();
    config.auth.require = std::move(demanded);
    config.auth.order = AuthSettings::Order::PeerFirst;
    config.auth.unproved = AuthSettings::Unproved::IfMutual;
    return config;
}

PppPipe make(PppConfig office, PppConfig branch) {
    PppPipe pipe(std::move(office), std::move(branch));
    pipe.caller.secrets["branch1"] = Secret("s3cret");
    pipe.answerer.secrets["hq"] = Secret("other");
    return pipe;
}

/// Frames of PAP and CHAP by which `branch1` would show what it knows.
int proofs_of(PppConfig branch, const Bytes& lcp_options, const Packet& after_open) {
    ScriptedPeer peer(std::move(branch));
    peer.open(wire::kProtocolLcp, lcp_options);
    peer.say(after_open.protocol, after_open.code, after_open.id, after_open.data);
    peer.wait(20s);
    int proofs = 0;
    for (Packet heard = peer.heard(); heard.protocol != 0; heard = peer.heard()) {
        const bool is_pap = heard.protocol == wire::kProtocolPap && heard.code == 1;
        const bool is_chap = heard.protocol == wire::kProtocolChap && heard.code == 2;
        proofs += is_pap || is_chap ? 1 : 0;
    }
    return proofs;
}

}  // namespace

TEST_CASE("auth: who is called back asks first and proves himself then", "[ppp][auth][mutual]") {
    for (const AuthMethod demanded : all_auth_methods()) {
        for (const AuthMethod proof : all_auth_methods()) {
            INFO(to_string(demanded) << " of branch1, " << to_string(proof) << " of hq");
            PppPipe pipe = make(calling_back(demanded, all_auth_methods()), called_back({proof}));
            pipe.connect();

            REQUIRE(pipe.run_until([&] { return pipe.is_up(); }, 1s));

            CHECK(pipe.answerer.engine.status().local_auth == demanded);
            CHECK(pipe.answerer.engine.status().peer_auth == proof);
            CHECK(pipe.answerer.find<PeerAuthenticated>()->user_name == "hq");
            CHECK(pipe.caller.find<PeerAuthenticated>()->user_name == "branch1");
        }
    }
}

TEST_CASE("auth: any one lost frame of a mutual proof is made up for", "[ppp][auth][loss]") {
    for (const AuthMethod method : all_auth_methods()) {
        for (int lost = 1; lost <= 12; ++lost) {
            for (const bool is_caller : {true, false}) {
                INFO(to_string(method) << ", frame " << lost << (is_caller ? " of hq" : " to hq"));
                PppPipe pipe =
                    make(calling_back(method, all_auth_methods()), called_back({method}));
                (is_caller ? pipe.caller : pipe.answerer).faults.lose = {lost};
                pipe.connect();
                CHECK(pipe.run_until([&] { return pipe.is_up(); }, 4s));
            }
        }
    }
}

TEST_CASE("auth: a wrong peer sees neither password nor answer", "[ppp][auth][mutual]") {
    // He agrees to prove himself, sets us a riddle and then never comes up with his own proof.
    const Bytes challenge{16, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 'h', 'q'};
    const Packet riddle{wire::kProtocolChap, 1, 7, challenge};
    const PppConfig branch = called_back({AuthMethod::ChapMd5});
    CHECK(proofs_of(branch, {3, 4, 0xc0, 0x23, 5, 6, 1, 2, 3, 4}, {}) == 0);
    CHECK(proofs_of(branch, {3, 5, 0xc2, 0x23, 0x81, 5, 6, 1, 2, 3, 4}, riddle) == 0);

    // Without that order the line above would show it.
    PppConfig hasty = branch;
    hasty.auth.order = AuthSettings::Order::Any;
    CHECK(proofs_of(hasty, {3, 4, 0xc0, 0x23, 5, 6, 1, 2, 3, 4}, {}) > 0);
    CHECK(proofs_of(hasty, {3, 5, 0xc2, 0x23, 0x81, 5, 6, 1, 2, 3, 4}, riddle) > 0);
}

TEST_CASE("auth: a wrong proof of the caller ends the call before ours", "[ppp][auth][mutual]") {
    for (const AuthMethod method : all_auth_methods()) {
        INFO(to_string(method));
        PppPipe pipe = make(calling_back(AuthMethod::Pap, {method}), called_back({method}));
        pipe.answerer.secrets["hq"] = Secret("not that");
        pipe.connect();

        REQUIRE(pipe.run_until([&] { return pipe.is_over(); }, 40s));

        CHECK(pipe.answerer.end_code() == Errc::RemoteAuthenticationFailure);
        CHECK_FALSE(pipe.caller.find<PeerSecretWanted>());
    }
}

TEST_CASE(
    "auth: who proves nothing is taken if MS-CHAPv2 shows that he knows us", "[ppp][auth][mutual]"
) {
    PppPipe pipe = make(
        calling_back(AuthMethod::MsChapV2, {}), called_back({AuthMethod::MsChapV2, AuthMethod::Pap})
    );
    pipe.connect();
    REQUIRE(pipe.run_until([&] { return pipe.is_up(); }, 1s));
    CHECK(pipe.answerer.engine.status().local_auth == AuthMethod::MsChapV2);
    CHECK_FALSE(pipe.answerer.engine.status().peer_auth);

    // He is asked for nothing at all: the same rule.
    PppPipe unasked = make(calling_back(AuthMethod::MsChapV2, {}), called_back({}));
    unasked.connect();
    CHECK(unasked.run_until([&] { return unasked.is_up(); }, 1s));
}

TEST_CASE("auth: who proves nothing and asks less is nobody", "[ppp][auth][mutual]") {
    for (const AuthMethod demanded : {AuthMethod::ChapMd5, AuthMethod::Pap}) {
        for (const std::vector<AuthMethod>& asked :
             {std::vector<AuthMethod>{AuthMethod::ChapMd5}, std::vector<AuthMethod>{}}) {
            INFO(to_string(demanded));
            PppPipe pipe = make(calling_back(demanded, {}), called_back(asked));
            pipe.connect();
            REQUIRE(pipe.run_until([&] { return pipe.is_over(); }, 40s));
            CHECK_FALSE(pipe.caller.find<PeerSecretWanted>());
            CHECK_FALSE(pipe.answerer.find<Ipv4Opened>());
        }
    }
}

TEST_CASE("auth: nobody who neither proves nor asks is taken", "[ppp][auth][mutual]") {
    PppConfig stranger = answerer_config();
    stranger.auth.offer.clear();
    PppPipe pipe = make(stranger, called_back({AuthMethod::ChapMd5}));
    pipe.connect();
    REQUIRE(pipe.run_until([&] { return pipe.is_over(); }, 10s));
    CHECK(pipe.answerer.end_code() == Errc::PeerRefusedAuth);
}

TEST_CASE("auth: who we are may depend on who calls", "[ppp][auth][mutual]") {
    PppConfig caller = caller_config();
    caller.auth.require = {AuthMethod::ChapMd5};
    PppConfig answerer = answerer_config();
    answerer.auth.require = {AuthMethod::MsChapV2};
    answerer.auth.order = AuthSettings::Order::PeerNamesUs;
    const auto call = [&](std::optional<OwnProof> proof) {
        PppPipe pipe(caller, answerer);
        pipe.answerer.secrets["branch1"] = Secret("s3cret");
        pipe.caller.secrets["hq"] = Secret("other");
        pipe.answerer.proof = std::move(proof);
        pipe.connect();
        pipe.run_until([&] { return pipe.is_up() || pipe.is_over(); }, 10s);
        return pipe.is_up() ? Errc::Ok : pipe.answerer.end_code();
    };
    CHECK(call(OwnProof{"hq", Secret("other"), {AuthMethod::ChapMd5}}) == Errc::Ok);
    CHECK(
        call(OwnProof{"hq", Secret("wrong"), {AuthMethod::ChapMd5}}) == Errc::AuthenticationFailure
    );
    CHECK(
        call(OwnProof{"hq", Secret("other"), {AuthMethod::Pap}}) == Errc::NoAuthProtocolAvailable
    );
    CHECK(call(std::nullopt) == Errc::NoAuthProtocolAvailable);
}
