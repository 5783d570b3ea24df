// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/support/catch.hpp"
#include "tests/unit/core/ppp/ppp_fixture.hpp"

using namespace mprd;        // NOLINT(google-build-using-namespace)
using namespace mprd::ppp;   // NOLINT(google-build-using-namespace)
using namespace mprd::test;  // NOLINT(google-build-using-namespace)
using namespace std::chrono_literals;

TEST_CASE("engine: two engines open ipv4 and ipv6 without authentication", "[ppp][engine]") {
    PppPipe pipe = make_pipe({});
    pipe.connect();

    REQUIRE(pipe.run_until([&] { return pipe.is_up() && pipe.caller.ipv6; }, 1s));

    CHECK(pipe.caller.ipv4->local == kHere);
    CHECK(pipe.caller.ipv4->peer == kThere);
    CHECK(pipe.caller.ipv4->dns == std::vector<Ipv4Address>{kDns});
    CHECK(pipe.answerer.ipv4->peer == kHere);
    CHECK(pipe.caller.ipv6->local == pipe.answerer.ipv6->peer);
    CHECK(pipe.caller.ipv6->peer == pipe.answerer.ipv6->local);
    CHECK(pipe.now < TimePoint{} + 100ms);
}

TEST_CASE("engine: each authentication method opens the link", "[ppp][engine][auth]") {
    const auto method = GENERATE(AuthMethod::Pap, AuthMethod::ChapMd5, AuthMethod::MsChapV2);
    INFO(to_string(method));
    PppPipe pipe = make_pipe({method});
    pipe.connect();

    REQUIRE(pipe.run_until([&] { return pipe.is_up(); }, 1s));

    CHECK(pipe.caller.engine.status().local_auth == method);
    CHECK(pipe.answerer.engine.status().peer_auth == method);
    REQUIRE(pipe.answerer.find<PeerAuthenticated>() != nullptr);
    CHECK(pipe.answerer.find<PeerAuthenticated>()->user_name == "branch1");
}

TEST_CASE("engine: a wrong password ends both sides with their own code", "[ppp][engine][auth]") {
    const auto method = GENERATE(AuthMethod::Pap, AuthMethod::ChapMd5, AuthMethod::MsChapV2);
    INFO(to_string(method));
    PppPipe pipe = make_pipe({method});
    pipe.answerer.secrets["branch1"] = Secret("other");
    pipe.connect();

    REQUIRE(pipe.run_until([&] { return pipe.is_over(); }, 10s));

    CHECK(pipe.caller.end_code() == Errc::AuthenticationFailure);
    CHECK(pipe.answerer.end_code() == Errc::RemoteAuthenticationFailure);
    CHECK_FALSE(pipe.caller.find<Ipv4Opened>());
}

TEST_CASE("engine: a close ends both sides", "[ppp][engine][terminate]") {
    PppPipe pipe = make_pipe({AuthMethod::ChapMd5});
    pipe.connect();
    REQUIRE(pipe.run_until([&] { return pipe.is_up(); }, 1s));

    pipe.give(pipe.caller, CloseRequested{Errc::IdleTimeout});
    REQUIRE(pipe.run_until([&] { return pipe.is_over(); }, 2s));

    CHECK(pipe.caller.end_code() == Errc::IdleTimeout);
    CHECK(pipe.answerer.end_code() == Errc::RemoteDisconnection);
    CHECK_FALSE(pipe.caller.ipv4);
    CHECK_FALSE(pipe.answerer.ipv4);
    CHECK(pipe.caller.finished_count == 1);
    CHECK(pipe.answerer.finished_count == 1);
}
