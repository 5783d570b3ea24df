// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/runtime/event_bus.hpp"

#include "tests/support/catch.hpp"

#include <optional>
#include <vector>

using namespace mprd;
using namespace mprd::daemon;

namespace {

using Numbers = std::vector<std::uint64_t>;

void publish(EventBus& bus) {
    bus.publish({}, events::ServicePaused{});
}

}  // namespace

TEST_CASE("event bus: facts come in order, numbered from 1, to each subscriber", "[bus]") {
    EventBus bus;
    publish(bus);
    Numbers seen;
    {
        const auto subscription =
            bus.subscribe([&](const NumberedEvent& event) { seen.push_back(event.number); });
        publish(bus);
        publish(bus);
    }
    publish(bus);
    CHECK(seen == Numbers{2, 3});
    CHECK(bus.last_number() == 4);
}

TEST_CASE("event bus: who subscribes during a delivery sees the next fact on", "[bus]") {
    EventBus bus;
    Numbers seen;
    std::optional<EventBus::Subscription> late;
    const auto first = bus.subscribe([&](const NumberedEvent&) {
        if (!late) {
            late = bus.subscribe([&](const NumberedEvent& event) { seen.push_back(event.number); });
        }
    });
    publish(bus);
    CHECK(seen.empty());
    publish(bus);
    CHECK(seen == Numbers{2});
}

TEST_CASE("event bus: a delivery may end any subscription, its own too", "[bus]") {
    EventBus bus;
    int calls = 0;
    EventBus::Subscription self;
    EventBus::Subscription next;
    EventBus::Subscription last;
    self = bus.subscribe([&](const NumberedEvent&) {
        ++calls;
        self = {};
        next = {};
    });
    next = bus.subscribe([&](const NumberedEvent&) { calls += 100; });
    last = bus.subscribe([&](const NumberedEvent&) { ++calls; });
    publish(bus);
    CHECK(calls == 2);
    publish(bus);
    CHECK(calls == 3);
}

TEST_CASE("event bus: a subscription that is moved is still one", "[bus]") {
    EventBus bus;
    int calls = 0;
    EventBus::Subscription a = bus.subscribe([&](const NumberedEvent&) { ++calls; });
    EventBus::Subscription b = std::move(a);
    publish(bus);
    CHECK(calls == 1);
    b = bus.subscribe([&](const NumberedEvent&) { calls += 10; });
    publish(bus);
    CHECK(calls == 11);
}
