// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/events/event.hpp"
#include "tests/support/catch.hpp"

using namespace mprd;
using namespace mprd::events;

TEST_CASE("events: the name is that of the type", "[events]") {
    CHECK(name_of(InterfaceCreated{}) == "InterfaceCreated");
    CHECK(name_of(ConnectAttemptFailed{}) == "ConnectAttemptFailed");
    CHECK(name_of(HoldOverflow{}) == "HoldOverflow");
    CHECK(name_of(WhyRecorded{}) == "WhyRecorded");
}

TEST_CASE("events: a state change says from, to, reasons and error", "[events]") {
    InterfaceStateChanged changed;
    changed.interface = InterfaceId{9};
    changed.name = "branch";
    changed.from = ConnectionState::Connecting;
    changed.to = ConnectionState::Unreachable;
    changed.reasons = UnreachableReasons(UnreachableReason::ConnectionFailure);
    changed.last_error = Errc::LineBusy;

    CHECK(
        to_string(Event{changed}) ==
        "branch: connecting -> unreachable [connectionFailure], "
        "last error ERROR_LINE_BUSY (676)"
    );
    CHECK(interface_of(changed) == InterfaceId{9});
    CHECK(interface_of(ServicePaused{}) == InterfaceId{});
}
