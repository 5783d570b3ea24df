// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/tunnel/pppoe_client.hpp"
#include "core/tunnel/pppoe_concentrator.hpp"
#include "tests/support/catch.hpp"
#include "tests/unit/core/tunnel/pppoe_fixture.hpp"

#include <map>
#include <memory>
#include <set>
#include <utility>
#include <vector>

using namespace mprd;          // NOLINT(google-build-using-namespace)
using namespace mprd::tunnel;  // NOLINT(google-build-using-namespace)
using namespace mprd::wire;    // NOLINT(google-build-using-namespace)
using namespace mprd::test;    // NOLINT(google-build-using-namespace)
using namespace std::chrono_literals;

namespace {

/// How an Ethernet treats frames, in percent of them.
struct Weather {
    std::uint32_t lost = 0;
    std::uint32_t twice = 0;
    std::uint32_t late = 0;  ///< up to 300 ms, so that order is lost
};

/// One access concentrator and several callers on an Ethernet with weather, in virtual time.
class Ethernet {
public:
    Ethernet(Weather weather, std::uint64_t seed) : weather_(weather), random_(seed) {
        concentrator_.handle(now_, PppoeConcentrator::PortsFree{1000});
    }

    std::size_t add_caller(PppoeClient::Settings settings = {}) {
        const auto number = static_cast<std::uint8_t>(callers_.size() + 1);
        settings.host_uniq = Bytes{number, 1, 2, 3};
        auto& caller = callers_.emplace_back();
        caller.address = {{2, 0, 0, 0, 1, number}};
        caller.client = std::make_unique<PppoeClient>(now_, std::move(settings), random_);
        drain();
        return callers_.size() - 1;
    }

    /// Until nothing is under way any more. Callers that are up let their session live.
    void run() {
        for (int step = 0; step < 100000; ++step) {
            const auto next = next_moment();
            if (!next) {
                return;
            }
            now_ = std::max(now_, *next);
            deliver();
            for (auto& caller : callers_) {
                caller.client->handle_timeout(now_);
            }
            concentrator_.handle_timeout(now_);
            drain();
        }
        FAIL("it does not end");
    }

    void hang_up(std::size_t caller) {
        callers_[caller].client->handle(
            now_, PppoeClient::HangUp{make_error(Errc::UserDisconnection, "")}
        );
        drain();
    }

    struct Caller {
        MacAddress address;
        std::unique_ptr<PppoeClient> client;
        std::optional<PppoeSession> session;
        std::optional<Error> ended;
    };
    [[nodiscard]] const Caller& caller(std::size_t index) const { return callers_[index]; }
    /// Sessions of the access concentrator.
    std::map<std::uint16_t, PppoeSession> sessions;

private:
    struct Frame {
        MacAddress from;
        MacAddress to;
        Bytes packet;
    };

    bool chance(std::uint32_t percent) { return random_.next_u32() % 100 < percent; }

    void put(MacAddress from, MacAddress to, const Bytes& packet) {
        if (chance(weather_.lost)) {
            return;
        }
        const int copies = chance(weather_.twice) ? 2 : 1;
        for (int i = 0; i < copies; ++i) {
            const auto delay = chance(weather_.late) ? random_.next_u32() % 300 : 1;
            frames_.emplace(now_ + std::chrono::milliseconds{delay}, Frame{from, to, packet});
        }
    }

    std::optional<TimePoint> next_moment() const {
        std::optional<TimePoint> next = concentrator_.next_deadline();
        const auto earlier = [&](std::optional<TimePoint> moment) {
            if (moment && (!next || *moment < *next)) {
                next = moment;
            }
        };
        earlier(frames_.empty() ? std::nullopt : std::optional(frames_.begin()->first));
        for (const auto& caller : callers_) {
            earlier(caller.client->next_deadline());
        }
        return next;
    }

    void deliver() {
        while (!frames_.empty() && frames_.begin()->first <= now_) {
            const Frame frame = frames_.extract(frames_.begin()).mapped();
            if (frame.to == kAc || frame.to == MacAddress::broadcast()) {
                concentrator_.handle(now_, PppoeConcentrator::Received{frame.from, frame.packet});
            }
            for (auto& caller : callers_) {
                if (frame.to == caller.address) {
                    caller.client->handle(now_, PppoeClient::Received{frame.from, frame.packet});
                }
            }
            drain();
        }
    }

    void drain() {
        for (auto& caller : callers_) {
            while (auto output = caller.client->poll_output()) {
                if (auto* send = std::get_if<PppoeClient::Send>(&*output)) {
                    put(caller.address, send->to, send->packet);
                } else if (auto* opened = std::get_if<PppoeClient::Opened>(&*output)) {
                    caller.session = opened->session;
                    // PPP begins; one frame in this direction gets through in the end.
                    concentrator_.handle(now_, PppoeConcentrator::FirstFrame{opened->session.id});
                } else {
                    caller.ended = std::get<PppoeClient::Ended>(*output).error;
                }
            }
        }
        while (auto output = concentrator_.poll_output()) {
            if (auto* send = std::get_if<PppoeConcentrator::Send>(&*output)) {
                put(kAc, send->to, send->packet);
            } else if (auto* began = std::get_if<PppoeConcentrator::CallBegan>(&*output)) {
                CHECK(sessions.emplace(began->session.id, began->session).second);
            } else {
                CHECK(sessions.erase(std::get<PppoeConcentrator::CallEnded>(*output).session) == 1);
            }
        }
    }

    Weather weather_;
    SeededRandom random_;
    TimePoint now_{10s};
    PppoeConcentrator concentrator_{{.ac_name = "ac"}, kCrypto, random_};
    std::vector<Caller> callers_;
    std::multimap<TimePoint, Frame> frames_;
};

}  // namespace

TEST_CASE("pppoe dialogue: callers on a good Ethernet are up at once", "[pppoe][dialogue]") {
    Ethernet ethernet({}, 1);
    for (int i = 0; i < 20; ++i) {
        ethernet.add_caller();
    }
    ethernet.run();

    std::set<std::uint16_t> ids;
    for (std::size_t i = 0; i < 20; ++i) {
        REQUIRE(ethernet.caller(i).session);
        ids.insert(ethernet.caller(i).session->id);
    }
    CHECK(ids.size() == 20);
    CHECK(ethernet.sessions.size() == 20);

    for (std::size_t i = 0; i < 20; ++i) {
        ethernet.hang_up(i);
    }
    ethernet.run();
    CHECK(ethernet.sessions.empty());
}

TEST_CASE(
    "pppoe dialogue: loss, repetition and disorder cost time, not calls", "[pppoe][dialogue]"
) {
    const std::vector<Weather> weathers{{20, 0, 0}, {0, 50, 0}, {0, 0, 80}, {15, 30, 50}};
    for (const Weather& weather : weathers) {
        for (std::uint64_t seed = 1; seed <= 50; ++seed) {
            INFO(
                "seed " << seed << ", lost " << weather.lost << ", twice " << weather.twice
                        << ", late " << weather.late
            );
            Ethernet ethernet(weather, seed);
            for (int i = 0; i < 5; ++i) {
                ethernet.add_caller();
            }
            ethernet.run();
            std::set<std::uint16_t> ids;
            for (std::size_t i = 0; i < 5; ++i) {
                REQUIRE(ethernet.caller(i).session);
                ids.insert(ethernet.caller(i).session->id);
                // Both ends mean the same session.
                REQUIRE(ethernet.sessions.contains(ethernet.caller(i).session->id));
                CHECK(
                    ethernet.sessions.at(ethernet.caller(i).session->id).peer ==
                    ethernet.caller(i).address
                );
            }
            CHECK(ids.size() == 5);
            // What a repetition may have made besides ended by its time limit.
            CHECK(ethernet.sessions.size() == 5);
        }
    }
}

TEST_CASE("pppoe dialogue: on a dead Ethernet each call ends with 678", "[pppoe][dialogue]") {
    Ethernet ethernet({100, 0, 0}, 1);
    ethernet.add_caller();
    ethernet.run();

    REQUIRE(ethernet.caller(0).ended);
    CHECK(ethernet.caller(0).ended->code == Errc::NoAnswer);
}
