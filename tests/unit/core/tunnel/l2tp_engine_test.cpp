// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/tunnel/l2tp_sequencer.hpp"
#include "tests/unit/core/tunnel/l2tp_fixture.hpp"

using namespace mprd;        // NOLINT(google-build-using-namespace)
using namespace mprd::l2tp;  // NOLINT(google-build-using-namespace)
using namespace mprd::test;  // NOLINT(google-build-using-namespace)
using namespace std::chrono_literals;

namespace {

EngineSettings with_secret(std::string_view secret) {
    EngineSettings settings;
    settings.secret = Secret(secret);
    return settings;
}

}  // namespace

TEST_CASE("l2tp: a call opens, and both ends know how to address its data", "[l2tp]") {
    LacAndLns pair;
    pair.connect();

    const DataRoute& lac = pair.lac.heard.opened.at(1).route;
    const DataRoute& lns = pair.lns.heard.opened.at(1).route;
    CHECK(lac.local_tunnel == lns.peer_tunnel);
    CHECK(lac.local_session == lns.peer_session);
    CHECK(lac.peer_tunnel == lns.local_tunnel);
    CHECK(lac.peer_session == lns.local_session);
    CHECK(lac.peer == pair.lns.at);
    CHECK(lns.peer == pair.lac.at);
    CHECK_FALSE(lac.is_lns);
    CHECK(lns.is_lns);
    CHECK_FALSE(lac.is_sequenced);
    CHECK(pair.lns.heard.opened.at(1).speed > 0);
    CHECK(pair.lns.heard.tunnels_opened.size() == 1);
    CHECK(pair.lns.heard.tunnels_opened[0].host_name == "mprd");
}

TEST_CASE("l2tp: iccn goes out before the owner hears that data may flow", "[l2tp]") {
    LacAndLns pair;
    pair.listen(1);
    int sent_at_opening = 0;
    pair.lac.on_opened = [&] { sent_at_opening = pair.lac.sent; };
    pair.call(1);
    REQUIRE(pair.world.run_until([&] { return pair.lac.heard.is_open(1); }, 1s));
    CHECK(sent_at_opening == 4);  // SCCRQ, SCCCN, ICRQ, ICCN
}

TEST_CASE("l2tp: a call takes three round trips and a half", "[l2tp]") {
    LacAndLns pair;
    pair.connect();
    CHECK(pair.world.now - TimePoint{} == pair.world.delay * 5);
}

TEST_CASE("l2tp: either end hangs up and the other one hears it", "[l2tp]") {
    for (const bool is_lac : {true, false}) {
        LacAndLns pair;
        pair.connect();
        pair.world.give(
            is_lac ? pair.lac : pair.lns, CloseCall{CallId{1}, Errc::UserDisconnection}
        );
        pair.world.run(1s);
        CHECK((is_lac ? pair.lac : pair.lns).heard.end_of(1) == Errc::UserDisconnection);
        CHECK((is_lac ? pair.lns : pair.lac).heard.end_of(1) == Errc::RemoteDisconnection);
    }
}

TEST_CASE("l2tp: a second call uses the same tunnel, an idle one is torn down", "[l2tp]") {
    LacAndLns pair;
    pair.connect();
    pair.listen(2);
    pair.call(2);
    REQUIRE(pair.world.run_until([&] { return pair.is_open(2); }, 1s));
    CHECK(pair.lac.engine.status().tunnels == 1);
    CHECK(
        pair.lac.heard.opened.at(1).route.local_session !=
        pair.lac.heard.opened.at(2).route.local_session
    );

    pair.world.give(pair.lac, CloseCall{CallId{1}});
    pair.world.run(30s);
    CHECK(pair.lac.heard.is_open(2));
    pair.world.give(pair.lac, CloseCall{CallId{2}});
    pair.world.run(10s);

    CHECK(pair.lac.engine.status().tunnels == 0);
    CHECK(pair.lns.engine.status().tunnels == 0);
    CHECK_FALSE(pair.lac.engine.next_deadline());
    CHECK_FALSE(pair.lns.engine.next_deadline());
}

TEST_CASE("l2tp: calls that nobody waits for are refused as busy", "[l2tp]") {
    LacAndLns pair;
    pair.connect();
    pair.call(2);
    REQUIRE(pair.world.run_until([&] { return pair.lac.heard.end_of(2).has_value(); }, 1s));
    CHECK(pair.lac.heard.end_of(2) == Errc::LineBusy);
    CHECK(pair.lns.engine.status().calls_refused == 1);
}

TEST_CASE("l2tp: of two calls for one waiting port one is refused", "[l2tp]") {
    LacAndLns pair;
    pair.listen(1);
    pair.call(1);
    pair.call(2);
    pair.world.run(1s);
    CHECK(pair.lac.heard.is_open(1));
    CHECK(pair.lac.heard.end_of(2) == Errc::LineBusy);
}

TEST_CASE("l2tp: a device that only calls out takes no tunnel", "[l2tp]") {
    LacAndLns pair;
    pair.call(1);
    REQUIRE(pair.world.run_until([&] { return pair.lac.heard.end_of(1).has_value(); }, 1s));
    CHECK(pair.lac.heard.end_of(1) == Errc::AuthenticationFailure);
    CHECK(pair.lns.engine.status().tunnels == 0);
}

TEST_CASE("l2tp: both ends prove that they know the secret", "[l2tp][secret]") {
    for (const bool hides : {false, true}) {
        EngineSettings settings = with_secret("s3cret");
        settings.hide_avps = hides;
        LacAndLns pair(settings);
        pair.connect();
        CHECK(pair.is_open(1));
    }
}

TEST_CASE("l2tp: a secret on one side only, or another one, is 691", "[l2tp][secret]") {
    struct Case {
        EngineSettings lac;
        EngineSettings lns;
    };
    for (const Case& each :
         {Case{with_secret("a"), with_secret("b")},
          Case{with_secret("a"), {}},
          Case{{}, with_secret("b")}}) {
        LacAndLns pair(each.lac, each.lns);
        pair.listen(1);
        pair.call(1);
        REQUIRE(pair.world.run_until([&] { return pair.lac.heard.end_of(1).has_value(); }, 5s));
        CHECK(pair.lac.heard.end_of(1) == Errc::AuthenticationFailure);
        CHECK(pair.lns.heard.opened.empty());
        CHECK_FALSE(pair.lns.heard.end_of(1));  // it goes on waiting
        pair.world.run(30s);
        CHECK(pair.lns.engine.status().tunnels == 0);
    }
}

TEST_CASE("l2tp: nobody there is 678 within twenty seconds", "[l2tp][silence]") {
    LacAndLns pair;
    pair.lac.faults.loss_percent = 100;
    pair.call(1);
    REQUIRE(pair.world.run_until([&] { return pair.lac.heard.end_of(1).has_value(); }, 21s));
    CHECK(pair.lac.heard.end_of(1) == Errc::NoAnswer);
    CHECK(pair.lac.engine.status().tunnels == 0);
}

TEST_CASE("l2tp: hanging up while nobody answers ends at once", "[l2tp][silence]") {
    LacAndLns pair;
    pair.lac.faults.loss_percent = 100;
    pair.call(1);
    pair.world.run(1s);
    pair.world.give(pair.lac, CloseCall{CallId{1}});
    CHECK(pair.lac.heard.end_of(1) == Errc::UserDisconnection);
    CHECK(pair.lac.engine.status().tunnels == 0);
}

TEST_CASE("l2tp: hellos find a dead peer", "[l2tp][hello]") {
    LacAndLns pair;
    pair.connect();
    pair.world.run(10min);
    REQUIRE(pair.is_open(1));

    pair.lns.faults.loss_percent = 100;
    REQUIRE(pair.world.run_until([&] { return pair.lac.heard.end_of(1).has_value(); }, 2min));

    CHECK(pair.lac.heard.end_of(1) == Errc::LinkFailure);
}

TEST_CASE("l2tp: sequencing is asked for by the lac and obeyed by the lns", "[l2tp][sequence]") {
    EngineSettings numbered;
    numbered.sequence_data = true;
    LacAndLns pair(numbered, EngineSettings{});
    pair.connect();
    CHECK(pair.lac.heard.opened.at(1).route.is_sequenced);
    CHECK(pair.lns.heard.opened.at(1).route.is_sequenced);
}

TEST_CASE("l2tp: shutting down ends tunnels and waits", "[l2tp][stop]") {
    LacAndLns pair;
    pair.connect();
    pair.listen(2);
    pair.world.give(pair.lns, ShutDown{});
    pair.world.run(1s);
    CHECK(pair.lns.heard.end_of(1) == Errc::RouterStopped);
    CHECK(pair.lns.heard.end_of(2) == Errc::RouterStopped);
    CHECK(pair.lac.heard.end_of(1) == Errc::RemoteDisconnection);
    CHECK(pair.lac.engine.status().tunnels == 0);
    CHECK(pair.lns.engine.status().tunnels == 0);
}

TEST_CASE("l2tp: any one lost, repeated or late datagram is made up for", "[l2tp][loss]") {
    const auto kind = GENERATE(0, 1, 2);
    for (const bool is_lac : {true, false}) {
        for (int number = 1; number <= 8; ++number) {
            INFO(
                "fault " << kind << " of datagram " << number << (is_lac ? " of" : " to")
                         << " the lac"
            );
            LacAndLns pair(with_secret("s3cret"));
            Faults& faults = (is_lac ? pair.lac : pair.lns).faults;
            (kind == 0 ? faults.lose : kind == 1 ? faults.repeat : faults.delay) = {number};
            pair.listen(1);
            pair.call(1);

            REQUIRE(pair.world.run_until([&] { return pair.is_open(1); }, 1s));
            pair.world.run(5s);
            CHECK(pair.is_open(1));
            CHECK(pair.lns.engine.status().tunnels == 1);
            pair.world.give(pair.lac, CloseCall{CallId{1}});
            pair.world.run(30s);
            CHECK(pair.lns.heard.end_of(1) == Errc::RemoteDisconnection);
            CHECK(pair.lac.engine.status().tunnels + pair.lns.engine.status().tunnels == 0);
        }
    }
}

TEST_CASE("l2tp: a bad network ends up or ends cleanly, on both sides alike", "[l2tp][loss]") {
    int opened = 0;
    constexpr int kRuns = 300;
    for (int seed = 1; seed <= kRuns; ++seed) {
        INFO("seed " << seed);
        LacAndLns pair(with_secret("s3cret"), static_cast<std::uint64_t>(seed));
        for (L2tpWorld::Host* host : {&pair.lac, &pair.lns}) {
            host->faults.loss_percent = 20;
            host->faults.repeat_percent = 10;
            host->faults.delay_percent = 20;
        }
        for (std::uint32_t call = 1; call <= 10; ++call) {
            pair.listen(call);
            pair.call(call);
        }
        pair.world.run(60s);
        pair.lac.faults = {};
        pair.lns.faults = {};
        pair.world.run(2min);

        std::size_t here = 0;
        std::size_t there = 0;
        for (std::uint32_t call = 1; call <= 10; ++call) {
            here += pair.lac.heard.is_open(call) ? 1U : 0U;
            there += pair.lns.heard.is_open(call) ? 1U : 0U;
        }
        CHECK(here == there);
        opened += static_cast<int>(here);
        pair.world.give(pair.lac, ShutDown{});
        pair.world.run(1min);
        CHECK(pair.lac.engine.status().tunnels + pair.lns.engine.status().tunnels == 0);
    }
    CHECK(opened > kRuns * 10 * 95 / 100);
}

TEST_CASE("l2tp: same seed, same story", "[l2tp][determinism]") {
    const auto datagrams = [] {
        LacAndLns pair(with_secret("s3cret"), 42);
        pair.lac.faults.loss_percent = 30;
        pair.listen(1);
        pair.call(1);
        pair.world.run(30s);
        return std::make_pair(pair.lac.sent, pair.lns.sent);
    };
    CHECK(datagrams() == datagrams());
}

TEST_CASE("l2tp: a thousand calls in one tunnel", "[l2tp][many]") {
    LacAndLns pair;
    for (std::uint32_t call = 1; call <= 1000; ++call) {
        pair.listen(call);
    }
    for (std::uint32_t call = 1; call <= 1000; ++call) {
        pair.call(call);
    }
    const auto all_open = [&] {
        return pair.lac.heard.opened.size() == 1000 && pair.lns.heard.opened.size() == 1000;
    };
    REQUIRE(pair.world.run_until(all_open, 20s));
    CHECK(pair.lac.engine.status().tunnels == 1);
    pair.world.give(pair.lns, ShutDown{});
    pair.world.run(1s);
    CHECK(pair.lac.heard.closed.size() == 1000);
}

TEST_CASE("l2tp tie: both ends ask at once, one tunnel carries both calls", "[l2tp][tie]") {
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        L2tpWorld world(seed);
        L2tpWorld::Host& a = world.add(static_cast<std::uint32_t>(seed * 2));
        L2tpWorld::Host& b = world.add(static_cast<std::uint32_t>(seed * 2 + 1));
        world.give(a, ListenCall{CallId{1}});
        world.give(b, ListenCall{CallId{1}});
        world.give(a, OpenCall{CallId{2}, b.at, ""});
        world.give(b, OpenCall{CallId{2}, a.at, ""});

        world.run(3s);

        for (const L2tpWorld::Host* host : {&a, &b}) {
            CHECK(host->heard.is_open(1));
            CHECK(host->heard.is_open(2));
            CHECK(host->engine.status().tunnels == 1);
        }
    }
}

TEST_CASE("l2tp tie: equal numbers end both", "[l2tp][tie]") {
    // The same random octets on both sides.
    L2tpWorld world;
    L2tpWorld::Host& a = world.add(1);
    L2tpWorld::Host& b = world.add(2);
    a.random = SeededRandom(7);
    b.random = SeededRandom(7);
    world.give(a, ListenCall{CallId{2}});
    world.give(b, ListenCall{CallId{2}});
    world.give(a, OpenCall{CallId{1}, b.at, ""});
    world.give(b, OpenCall{CallId{1}, a.at, ""});
    world.run(1s);
    CHECK(a.heard.end_of(1) == Errc::LineBusy);
    CHECK(b.heard.end_of(1) == Errc::LineBusy);
    CHECK(a.engine.status().tunnels + b.engine.status().tunnels == 0);
}

TEST_CASE(
    "l2tp sequencer: late and repeated data is dropped, lost data is not waited for",
    "[l2tp][sequence]"
) {
    DataRoute route;
    route.is_sequenced = true;
    DataSequencer sequencer(route);
    CHECK(sequencer.next() == Sequence{0, 0});
    CHECK(sequencer.next() == Sequence{1, 0});
    CHECK(sequencer.accept(Sequence{0, 0}));
    CHECK(sequencer.accept(Sequence{5, 0}));
    CHECK_FALSE(sequencer.accept(Sequence{4, 0}));
    CHECK_FALSE(sequencer.accept(Sequence{5, 0}));
    CHECK(sequencer.accept(Sequence{6, 0}));
    CHECK(sequencer.dropped() == 2);
    CHECK(sequencer.accept(std::nullopt));
}

TEST_CASE("l2tp sequencer: a peer that counts anew is followed after a while", "[l2tp][sequence]") {
    DataSequencer sequencer(DataRoute{});
    CHECK(sequencer.accept(Sequence{30000, 0}));
    std::uint16_t ns = 100;
    int dropped = 0;
    while (!sequencer.accept(Sequence{ns++, 0})) {
        ++dropped;
    }
    CHECK(dropped == DataSequencer::kMaxLate);
    CHECK(sequencer.accept(Sequence{ns, 0}));
}

TEST_CASE("l2tp sequencer: the lac numbers when the lns does", "[l2tp][sequence]") {
    DataSequencer lac(DataRoute{});
    CHECK_FALSE(lac.next());
    CHECK(lac.accept(Sequence{0, 0}));
    CHECK(lac.next());
    CHECK(lac.accept(std::nullopt));
    CHECK_FALSE(lac.next());

    DataRoute of_lns;
    of_lns.is_lns = true;
    DataSequencer lns(of_lns);
    CHECK(lns.accept(Sequence{0, 0}));
    CHECK_FALSE(lns.next());
}
