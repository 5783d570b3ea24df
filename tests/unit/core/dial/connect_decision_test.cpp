// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/dial/connect_decision.hpp"

#include "tests/support/catch.hpp"

#include <functional>

using namespace mprd;
using namespace mprd::dial;
using events::DialTrigger;

TEST_CASE("decision: each row answers before all later ones", "[decision]") {
    struct Row {
        std::function<void(ConnectFacts&)> apply;
        Errc code;
    };
    // Design section 5, in its order.
    const std::vector<Row> rows = {
        {[](auto& f) { f.may_administer = false; }, Errc::AccessDenied},
        {[](auto& f) { f.event_from_remote = true; }, Errc::InvalidParameter},
        {[](auto& f) { f.manager_running = false; }, Errc::DdmNotRunning},
        {[](auto& f) { f.interface_exists = false; }, Errc::InvalidHandle},
        {[](auto& f) { f.type_can_dial = false; }, Errc::InvalidParameter},
        {[](auto& f) { f.service_paused = true; }, Errc::ServiceIsPaused},
        {[](auto& f) { f.enabled = false; }, Errc::InterfaceDisabled},
        {[](auto& f) { f.connected = true; }, Errc::Ok},
        {[](auto& f) { f.connecting = true; }, Errc::AlreadyConnecting},
        {[](auto& f) { f.inside_hours = false; }, Errc::DialoutHoursRestriction},
        {[](auto& f) { f.phonebook = Errc::CannotFindPhonebookEntry; },
         Errc::CannotFindPhonebookEntry},
        {[](auto& f) { f.has_device = false; }, Errc::InterfaceHasNoDevices},
        {[](auto& f) { f.port_free = false; }, Errc::PortNotAvailable},
    };
    for (std::size_t first = 0; first < rows.size(); ++first) {
        ConnectFacts facts;
        for (std::size_t later = first; later < rows.size(); ++later) {
            rows[later].apply(facts);
            CAPTURE(first, later);
            CHECK(decide_connect(facts).code == rows[first].code);
        }
    }
    CHECK(decide_connect(ConnectFacts{}).code == Errc::Pending);
}

TEST_CASE("decision: packets obey filter and back-off, administrators do not", "[decision]") {
    ConnectFacts facts;
    facts.packet_may_dial = false;
    facts.family_up = false;
    facts.filter_may_dial = false;
    facts.dials_on_demand = false;
    facts.backing_off = true;
    CHECK(decide_connect(facts).code == Errc::Pending);

    facts.trigger = DialTrigger::Persistent;
    CHECK(decide_connect(facts).code == Errc::InterfaceUnreachable);
    facts.trigger = DialTrigger::Packet;
    CHECK(std::string(decide_connect(facts).rule) == "notOnDemand");
    facts.dials_on_demand = true;
    CHECK(std::string(decide_connect(facts).rule) == "packetMayNotDial");
    facts.packet_may_dial = true;
    CHECK(std::string(decide_connect(facts).rule) == "transportDown");
    facts.family_up = true;
    CHECK(std::string(decide_connect(facts).rule) == "demandDialFilter");
}
