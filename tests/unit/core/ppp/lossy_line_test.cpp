// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/support/catch.hpp"
#include "tests/unit/core/ppp/ppp_fixture.hpp"

using namespace mprd;        // NOLINT(google-build-using-namespace)
using namespace mprd::ppp;   // NOLINT(google-build-using-namespace)
using namespace mprd::test;  // NOLINT(google-build-using-namespace)
using namespace std::chrono_literals;

namespace {

const std::vector<AuthMethod> kMethods{AuthMethod::Pap, AuthMethod::ChapMd5, AuthMethod::MsChapV2};

/// Up on both sides and staying so, or ended on both sides.
bool is_settled(PppPipe& pipe) {
    return pipe.is_up() || pipe.is_over();
}

/// Nothing half open: both sides have the same network protocols open, at least one, or both ended.
/// (A fifth of all frames lost can use up the tries of one of the two protocols.)
bool is_consistent(const PppPipe& pipe) {
    const bool same_v4 = pipe.caller.ipv4.has_value() == pipe.answerer.ipv4.has_value();
    const bool same_v6 = pipe.caller.ipv6.has_value() == pipe.answerer.ipv6.has_value();
    const bool is_any = pipe.caller.ipv4.has_value() || pipe.caller.ipv6.has_value();
    return pipe.is_over() || (same_v4 && same_v6 && is_any);
}

}  // namespace

TEST_CASE("lossy line: any one lost frame of the caller is made up for", "[ppp][loss]") {
    for (const AuthMethod method : kMethods) {
        for (int lost = 1; lost <= 14; ++lost) {
            for (const bool is_caller : {true, false}) {
                INFO(
                    to_string(method)
                    << ", frame " << lost << (is_caller ? " of" : " to") << " the caller"
                );
                PppPipe pipe = make_pipe({method});
                (is_caller ? pipe.caller : pipe.answerer).faults.lose = {lost};
                pipe.connect();

                REQUIRE(pipe.run_until([&] { return pipe.is_up(); }, 2s));
                pipe.run(5s);

                CHECK(pipe.is_up());
                CHECK(pipe.caller.ipv6);
                CHECK(pipe.answerer.ipv6);
            }
        }
    }
}

TEST_CASE("lossy line: a lost configure-request costs less than half a second", "[ppp][loss]") {
    PppPipe pipe = make_pipe({AuthMethod::ChapMd5});
    pipe.caller.faults.lose = {1};
    pipe.connect();
    CHECK(pipe.run_until([&] { return pipe.is_up(); }, 500ms));
}

TEST_CASE("lossy line: any one repeated frame does no harm", "[ppp][repeat]") {
    for (const AuthMethod method : kMethods) {
        for (int repeated = 1; repeated <= 14; ++repeated) {
            for (const bool is_caller : {true, false}) {
                INFO(to_string(method) << ", frame " << repeated);
                PppPipe pipe = make_pipe({method});
                (is_caller ? pipe.caller : pipe.answerer).faults.repeat = {repeated};
                pipe.connect();

                REQUIRE(pipe.run_until([&] { return pipe.is_up(); }, 1s));
                pipe.run(5s);

                CHECK(pipe.is_up());
                CHECK(pipe.caller.ipv4_openings == 1);
                CHECK(pipe.answerer.ipv4_openings == 1);
            }
        }
    }
}

TEST_CASE("lossy line: a slow line opens without going up and down", "[ppp][delay]") {
    const auto delay = GENERATE(100ms, 200ms, 300ms, 400ms, 700ms, 1500ms);
    INFO("one way " << delay.count() << " ms");
    PppPipe pipe = make_pipe({AuthMethod::MsChapV2});
    pipe.delay = delay;
    pipe.connect();

    REQUIRE(pipe.run_until([&] { return pipe.is_up(); }, 60s));
    pipe.run(30s);

    CHECK(pipe.is_up());
    CHECK(pipe.caller.ipv4_openings == 1);
    CHECK(pipe.answerer.ipv4_openings == 1);
}

TEST_CASE("lossy line: loss, repetition and overtaking end up or end cleanly", "[ppp][loss]") {
    int up = 0;
    constexpr int kRuns = 2000;
    for (int seed = 1; seed <= kRuns; ++seed) {
        const AuthMethod method = kMethods[static_cast<std::size_t>(seed) % kMethods.size()];
        INFO("seed " << seed << " " << to_string(method));
        PppPipe pipe = make_pipe({method}, static_cast<std::uint64_t>(seed));
        for (PppEnd* end : {&pipe.caller, &pipe.answerer}) {
            end->faults.loss_percent = 20;
            end->faults.repeat_percent = 10;
            end->faults.delay_percent = 20;
        }
        pipe.connect();

        pipe.run_until([&] { return is_settled(pipe); }, 120s);
        for (PppEnd* end : {&pipe.caller, &pipe.answerer}) {
            end->faults = LineFaults{};
        }
        // On a good line whatever is left over must sort itself out.
        pipe.run(100s);

        const bool is_clean = is_consistent(pipe);
        CHECK(is_clean);
        CHECK(pipe.caller.ipv4.has_value() == pipe.answerer.ipv4.has_value());
        CHECK(pipe.caller.ipv6.has_value() == pipe.answerer.ipv6.has_value());
        CHECK(pipe.caller.finished_count <= 1);
        CHECK(pipe.answerer.finished_count <= 1);
        up += pipe.is_up() ? 1 : 0;
    }
    CHECK(up > kRuns * 95 / 100);
}

TEST_CASE("lossy line: a lost verdict still ends both sides", "[ppp][loss][auth]") {
    for (const AuthMethod method : kMethods) {
        for (int lost = 1; lost <= 8; ++lost) {
            INFO(to_string(method) << ", frame " << lost << " to the caller");
            PppPipe pipe = make_pipe({method});
            pipe.answerer.secrets["branch1"] = Secret("other");
            pipe.answerer.faults.lose = {lost};
            pipe.connect();

            REQUIRE(pipe.run_until([&] { return pipe.is_over(); }, 40s));

            CHECK(pipe.caller.end_code() == Errc::AuthenticationFailure);
            CHECK(pipe.answerer.end_code() == Errc::RemoteAuthenticationFailure);
        }
    }
}

TEST_CASE("lossy line: a lost terminate packet still ends both sides", "[ppp][loss][terminate]") {
    for (int lost = 1; lost <= 3; ++lost) {
        for (const bool is_caller : {true, false}) {
            PppPipe pipe = make_pipe({});
            pipe.connect();
            REQUIRE(pipe.run_until([&] { return pipe.is_up(); }, 1s));
            pipe.run(1s);
            PppEnd& lossy = is_caller ? pipe.caller : pipe.answerer;
            lossy.faults.lose = {lossy.frames_sent + lost};

            pipe.give(pipe.caller, CloseRequested{Errc::UserDisconnection});

            REQUIRE(pipe.run_until([&] { return pipe.is_over(); }, 5s));
            CHECK(pipe.caller.end_code() == Errc::UserDisconnection);
            CHECK(pipe.answerer.end_code() == Errc::RemoteDisconnection);
        }
    }
}

TEST_CASE("silence: nobody there is 721, soon enough", "[ppp][silence]") {
    PppPipe pipe = make_pipe({});
    pipe.give(pipe.caller, LinkUp{});

    REQUIRE(pipe.run_until([&] { return pipe.caller.finished.has_value(); }, 60s));

    CHECK(pipe.caller.end_code() == Errc::PppNoResponse);
    CHECK(pipe.now < TimePoint{} + 30s);
    CHECK_FALSE(pipe.caller.engine.next_deadline());
}

TEST_CASE("silence: a passive answerer says nothing and gives up with 718", "[ppp][silence]") {
    PppConfig config = answerer_config();
    config.lcp.passive = true;
    PppPipe pipe(caller_config(), config);
    pipe.give(pipe.answerer, LinkUp{});

    pipe.run(59s);
    CHECK(pipe.answerer.frames_sent == 0);
    REQUIRE(pipe.run_until([&] { return pipe.answerer.finished.has_value(); }, 5s));

    CHECK(pipe.answerer.end_code() == Errc::PppTimeout);
}

TEST_CASE("silence: a passive answerer starts with the peer's first packet", "[ppp][passive]") {
    PppConfig config = answerer_config();
    config.lcp.passive = true;
    PppPipe pipe(caller_config(), config);
    pipe.connect();
    CHECK(pipe.run_until([&] { return pipe.is_up(); }, 1s));
}

TEST_CASE("keepalive: a peer that falls silent is a link failure", "[ppp][echo]") {
    PppPipe pipe = make_pipe({});
    pipe.connect();
    REQUIRE(pipe.run_until([&] { return pipe.is_up(); }, 1s));
    pipe.run(70s);
    REQUIRE(pipe.is_up());

    pipe.answerer.faults.loss_percent = 100;
    REQUIRE(pipe.run_until([&] { return pipe.caller.finished.has_value(); }, 110s));

    CHECK(pipe.caller.end_code() == Errc::LinkFailure);
    CHECK_FALSE(pipe.caller.ipv4);
}

TEST_CASE("loopback: an engine that hears itself says 737", "[ppp][loopback]") {
    platform::GcryptCrypto crypto;
    SeededRandom random(1);
    SeededRandom entropy(2);
    PppEngine engine(caller_config(), crypto, random, entropy);
    TimePoint now{};
    std::optional<Errc> end;
    engine.handle(now, LinkUp{});
    for (int i = 0; i < 200 && !end; ++i) {
        std::vector<SendFrame> sent;
        while (auto output = engine.poll_output()) {
            if (auto* frame = std::get_if<SendFrame>(&*output)) {
                sent.push_back(std::move(*frame));
            } else if (const auto* finished = std::get_if<Finished>(&*output)) {
                end = finished->error.code;
            }
        }
        for (const SendFrame& frame : sent) {
            engine.handle(now, FrameReceived{frame.protocol, frame.information});
        }
        if (sent.empty() && engine.next_deadline()) {
            now = *engine.next_deadline();
            engine.handle_timeout(now);
        }
    }
    CHECK(end == Errc::PppLoopbackDetected);
}

TEST_CASE("link down: ends at once with the line's error", "[ppp][terminate]") {
    PppPipe pipe = make_pipe({});
    pipe.connect();
    REQUIRE(pipe.run_until([&] { return pipe.is_up(); }, 1s));

    pipe.give(pipe.caller, LinkDown{make_error(Errc::NoCarrier, "carrier lost")});

    CHECK(pipe.caller.end_code() == Errc::NoCarrier);
    CHECK(pipe.caller.find<Ipv4Closed>());
    CHECK(pipe.caller.find<Ipv6Closed>());
    CHECK(pipe.caller.engine.status().phase == Phase::Dead);
}

TEST_CASE("link up: the same engine serves the next call", "[ppp][terminate]") {
    PppPipe pipe = make_pipe({AuthMethod::ChapMd5});
    for (int call = 1; call <= 3; ++call) {
        pipe.caller.finished.reset();
        pipe.answerer.finished.reset();
        pipe.connect();
        REQUIRE(pipe.run_until([&] { return pipe.is_up(); }, 1s));
        pipe.give(pipe.answerer, CloseRequested{Errc::UserDisconnection});
        REQUIRE(pipe.run_until([&] { return pipe.is_over(); }, 2s));
        CHECK(pipe.caller.finished_count == call);
    }
}

TEST_CASE("same seed: the same call says the same", "[ppp][determinism]") {
    const auto frames = [] {
        PppPipe pipe = make_pipe({AuthMethod::MsChapV2}, 42);
        pipe.caller.faults.loss_percent = 30;
        pipe.connect();
        pipe.run(20s);
        return std::make_pair(pipe.caller.frames_sent, pipe.answerer.frames_sent);
    };
    CHECK(frames() == frames());
}
