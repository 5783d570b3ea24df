// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/tunnel/l2tp_channel.hpp"

#include "tests/support/catch.hpp"

#include <vector>

using namespace mprd;        // NOLINT(google-build-using-namespace)
using namespace mprd::l2tp;  // NOLINT(google-build-using-namespace)
using namespace std::chrono_literals;

namespace {

struct Fixture {
    ReliableChannel channel{ChannelSettings{}};
    TimePoint now{};

    /// Ns of all that goes out now.
    std::vector<int> sent() {
        std::vector<int> numbers;
        while (const auto sending = channel.poll(now)) {
            numbers.push_back(sending->sequence.ns);
        }
        return numbers;
    }
    void queue(int count) {
        for (int i = 0; i < count; ++i) {
            channel.send(0, Bytes{static_cast<std::uint8_t>(i)});
        }
    }
    /// First octets of what can be worked on.
    std::vector<int> taken() {
        std::vector<int> octets;
        while (const auto message = channel.next_message()) {
            octets.push_back(message->avps.at(0));
        }
        return octets;
    }
};

using Numbers = std::vector<int>;

}  // namespace

TEST_CASE("l2tp channel: the window opens with each acknowledgement", "[l2tp][channel]") {
    Fixture f;
    f.channel.set_peer_window(4);
    f.queue(12);

    CHECK(f.sent() == Numbers{0});
    f.channel.acknowledged(f.now, 1);
    CHECK(f.sent() == Numbers{1, 2});
    f.channel.acknowledged(f.now, 3);
    CHECK(f.sent() == Numbers{3, 4, 5, 6});
    f.channel.acknowledged(f.now, 7);
    CHECK(f.sent() == Numbers{7, 8, 9, 10});  // never more than the peer's window
}

TEST_CASE(
    "l2tp channel: intervals double up to eight seconds, then it gives up", "[l2tp][channel]"
) {
    Fixture f;
    f.queue(1);
    CHECK(f.sent() == Numbers{0});
    for (const Duration expected : std::vector<Duration>{250ms, 500ms, 1s, 2s, 4s, 8s, 8s}) {
        REQUIRE(f.channel.next_deadline());
        CHECK(*f.channel.next_deadline() - f.now == expected);
        f.now = *f.channel.next_deadline();
        REQUIRE(f.channel.handle_timeout(f.now));
        CHECK(f.sent() == Numbers{0});
    }
    f.now = *f.channel.next_deadline();
    CHECK_FALSE(f.channel.handle_timeout(f.now));
}

TEST_CASE("l2tp channel: a time-out repeats the oldest and closes the window", "[l2tp][channel]") {
    Fixture f;
    f.queue(8);
    CHECK(f.sent() == Numbers{0});
    f.channel.acknowledged(f.now, 1);
    CHECK(f.sent() == Numbers{1, 2});

    f.now = *f.channel.next_deadline();
    REQUIRE(f.channel.handle_timeout(f.now));

    CHECK(f.sent() == Numbers{1});
    f.channel.acknowledged(f.now, 3);  // the peer had kept number 2
    CHECK(f.sent() == Numbers{3, 4});
}

TEST_CASE("l2tp channel: a slow line does not make it repeat for ever", "[l2tp][channel]") {
    Fixture f;
    int transmissions = 0;
    for (int message = 0; message < 20; ++message) {
        f.queue(1);
        const TimePoint answer = f.now + 700ms;
        transmissions += static_cast<int>(f.sent().size());
        while (f.channel.next_deadline() && *f.channel.next_deadline() < answer) {
            f.now = *f.channel.next_deadline();
            REQUIRE(f.channel.handle_timeout(f.now));
            transmissions += static_cast<int>(f.sent().size());
        }
        f.now = answer;
        f.channel.acknowledged(f.now, static_cast<std::uint16_t>(message + 1));
    }
    CHECK(transmissions < 25);
}

TEST_CASE("l2tp channel: early messages wait for their turn", "[l2tp][channel]") {
    Fixture f;
    f.channel.receive(2, 0, Bytes{2});
    f.channel.receive(1, 0, Bytes{1});
    CHECK(f.taken().empty());
    f.channel.receive(0, 0, Bytes{0});
    CHECK(f.taken() == Numbers{0, 1, 2});
    CHECK(f.channel.take_ack() == Sequence{0, 3});
}

TEST_CASE("l2tp channel: repeated messages are acknowledged and not taken", "[l2tp][channel]") {
    Fixture f;
    f.channel.receive(0, 0, Bytes{0});
    CHECK(f.taken() == Numbers{0});
    static_cast<void>(f.channel.take_ack());
    CHECK_FALSE(f.channel.needs_ack());

    f.channel.receive(0, 0, Bytes{9});

    CHECK(f.taken().empty());
    CHECK(f.channel.needs_ack());
    CHECK(f.channel.messages_dropped() == 1);
}

TEST_CASE("l2tp channel: nothing beyond the window is kept", "[l2tp][channel]") {
    Fixture f;
    for (unsigned ns = 1; ns < 60000; ++ns) {
        f.channel.receive(static_cast<std::uint16_t>(ns), 0, Bytes{1});
    }
    f.channel.receive(0, 0, Bytes{0});
    CHECK(f.taken().size() == ChannelSettings{}.receive_window);
}

TEST_CASE("l2tp channel: acknowledgements of what was never sent are ignored", "[l2tp][channel]") {
    Fixture f;
    f.queue(3);
    CHECK(f.sent() == Numbers{0});
    f.channel.acknowledged(f.now, 2);
    f.channel.acknowledged(f.now, 40000);
    f.channel.acknowledged(f.now, 65535);
    CHECK(f.sent().empty());
    f.channel.acknowledged(f.now, 1);
    CHECK(f.sent() == Numbers{1, 2});
}

TEST_CASE("l2tp channel: numbers wrap", "[l2tp][channel]") {
    Fixture f;
    for (unsigned i = 0; i < 70000; ++i) {
        f.queue(1);
        REQUIRE(f.sent() == Numbers{static_cast<int>(i & 0xffffU)});
        f.channel.acknowledged(f.now, static_cast<std::uint16_t>(i + 1));
        f.channel.receive(static_cast<std::uint16_t>(i), 0, Bytes{7});
        REQUIRE(f.taken() == Numbers{7});
    }
    CHECK(f.channel.is_idle());
}
