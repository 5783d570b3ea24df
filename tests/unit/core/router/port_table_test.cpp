// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/router/port_table.hpp"

#include "tests/support/catch.hpp"

using namespace mprd;
using namespace mprd::router;

namespace {

[[nodiscard]] DeviceConfig device(
    const char* name, const char* type, std::uint32_t ports, DeviceRole role = DeviceRole::Both
) {
    DeviceConfig made;
    made.name = name;
    made.mpr_type = type;
    made.port_count = ports;
    made.role = role;
    return made;
}

/// Ports 1 and 2 are "pool", 3 is "spare", 4 is "answers", 5 is "serial1".
[[nodiscard]] std::vector<DeviceConfig> devices() {
    return {
        device("pool", "modem", 2),
        device("spare", "MODEM", 1),
        device("answers", "modem", 1, DeviceRole::In),
        device("serial1", "SERIAL", 1)};
}

[[nodiscard]] std::uint32_t chosen(PortTable& table, const DialEntry& entry) {
    const PortSlot* slot = table.choose(entry);
    return slot == nullptr ? 0 : slot->id.value;
}

const DialEntry kPool{"modem", "pool", ""};
const DialEntry kSpare{"modem", "spare", ""};
const DialEntry kAnyModem{"modem", "", ""};

}  // namespace

TEST_CASE(
    "ports: are named after their device, with a number if it has several", "[router][port]"
) {
    const PortTable table(devices());

    REQUIRE(table.size() == 5);
    CHECK(table.find(PortId{1})->name == "pool-1");
    CHECK(table.find(PortId{2})->name == "pool-2");
    CHECK(table.find(PortId{3})->name == "spare");
    CHECK(table.find(PortId{0}) == nullptr);
    CHECK(table.find(PortId{6}) == nullptr);
}

TEST_CASE("ports: the device that is named goes first, then others of its type", "[router][port]") {
    PortTable table(devices());

    CHECK(chosen(table, kSpare) == 3);
    table.set_use(*table.find(PortId{3}), PortUse::Dialing);
    CHECK(chosen(table, kSpare) == 1);
    table.set_use(*table.find(PortId{1}), PortUse::Open);
    table.set_use(*table.find(PortId{2}), PortUse::Open);
    CHECK(chosen(table, kSpare) == 0);  // neither "answers" nor a serial line will do
    table.set_use(*table.find(PortId{2}), PortUse::Free);
    CHECK(chosen(table, kAnyModem) == 2);
}

TEST_CASE("ports: one that waits for calls is taken if no other is idle", "[router][port]") {
    PortTable table(devices());
    table.set_use(*table.find(PortId{1}), PortUse::Listening);
    table.set_use(*table.find(PortId{2}), PortUse::Listening);

    CHECK(chosen(table, kAnyModem) == 3);
    table.set_use(*table.find(PortId{3}), PortUse::Open);
    CHECK(chosen(table, kAnyModem) == 1);
}

TEST_CASE("ports: one whose call is being ended is free soon", "[router][port]") {
    PortTable table(devices());
    const DialEntry serial{"serial", "", ""};
    PortSlot& slot = *table.find(PortId{5});
    table.set_use(slot, PortUse::Open);
    CHECK_FALSE(table.has(serial, PortSearch::FreeSoon));

    table.set_ending(slot);
    CHECK(table.has(serial, PortSearch::FreeSoon));
    CHECK(table.choose(serial) == nullptr);
    table.set_use(slot, PortUse::Closing);
    CHECK(table.has(serial, PortSearch::FreeSoon));

    // What was said of one call does not hold for the next.
    table.set_use(slot, PortUse::Free);
    table.set_use(slot, PortUse::Open);
    CHECK_FALSE(table.has(serial, PortSearch::FreeSoon));
}

TEST_CASE("ports: a device that is gone is found by no search but the last", "[router][port]") {
    PortTable table(devices());
    const DialEntry serial{"SERIAL", "serial1", ""};
    PortSlot& slot = *table.find(PortId{5});

    table.set_unavailable(slot, make_error(Errc::DeviceNotReady, "unplugged"));
    CHECK(table.is_type_gone(slot));
    CHECK(table.choose(serial) == nullptr);
    CHECK_FALSE(table.has(serial, PortSearch::Present));
    CHECK(table.has(serial, PortSearch::Exists));

    table.set_unavailable(slot, std::nullopt);
    CHECK_FALSE(table.is_type_gone(slot));
    CHECK(chosen(table, serial) == 5);
}

TEST_CASE("ports: those that only answer do not exist for our calls", "[router][port]") {
    PortTable table({device("answers", "modem", 3, DeviceRole::In)});

    CHECK_FALSE(table.has(kAnyModem, PortSearch::Exists));
    CHECK_FALSE(table.has({"modem", "answers", ""}, PortSearch::Exists));
    CHECK_FALSE(table.has({"", "nobody", ""}, PortSearch::Exists));
}

TEST_CASE(
    "ports: the first of a device may be kept for calls, the last for answers", "[router][port]"
) {
    DeviceConfig pool = device("pool", "modem", 4);
    pool.reserved_for_calls = 1;
    pool.reserved_for_answers = 2;
    REQUIRE(pool.validate());
    PortTable table({pool});

    CHECK(table.find(PortId{1})->allowed == DeviceRole::Out);
    CHECK(table.find(PortId{2})->allowed == DeviceRole::Both);
    CHECK(table.find(PortId{3})->allowed == DeviceRole::In);
    for (const std::uint32_t id : {1U, 2U}) {
        CHECK(chosen(table, kAnyModem) == id);
        table.set_use(*table.find(PortId{id}), PortUse::Dialing);
    }
    CHECK(chosen(table, kAnyModem) == 0);

    pool.reserved_for_calls = 3;
    CHECK_FALSE(pool.validate());
    pool.reserved_for_calls = 1;
    pool.role = DeviceRole::In;
    CHECK_FALSE(pool.validate());
}

TEST_CASE("ports: calls of a user are found while they are not being ended", "[router][port]") {
    PortTable table(devices());
    for (const std::uint32_t id : {1U, 2U, 3U}) {
        table.set_user(*table.find(PortId{id}), id == 3 ? "ben" : "ann");
        table.set_use(*table.find(PortId{id}), PortUse::Open);
    }
    REQUIRE(table.calls_of("ann", PortId{2}).size() == 1);
    CHECK(table.calls_of("ann", PortId{2})[0]->id == PortId{1});

    table.find(PortId{1})->is_refused = true;
    CHECK(table.calls_of("ann", PortId{2}).empty());
    table.set_user(*table.find(PortId{3}), {});
    CHECK(table.calls_of("ben", {}).empty());
}

TEST_CASE("ports: are found by whose call is on them", "[router][port]") {
    PortTable table(devices());
    const InterfaceId office{7};
    for (const std::uint32_t id : {2U, 4U}) {
        PortSlot& slot = *table.find(PortId{id});
        table.set_owner(slot, office);
        table.set_use(slot, PortUse::Open);
        slot.role = id == 4 ? CallRole::Answerer : CallRole::Caller;
    }
    table.set_owner(*table.find(PortId{3}), InterfaceId{8});

    REQUIRE(table.owned_by(office).size() == 2);
    CHECK(table.owned_by(office)[0]->id == PortId{2});
    REQUIRE(table.answering_call(office, PortId{2}) != nullptr);
    CHECK(table.answering_call(office, PortId{2})->id == PortId{4});
    CHECK(table.answering_call(office, PortId{4}) == nullptr);

    table.set_owner(*table.find(PortId{4}), {});
    CHECK(table.owned_by(office).size() == 1);
    CHECK(table.owned_by({}).empty());
}

TEST_CASE("ports: the table is quiet when nothing is on any of them", "[router][port]") {
    PortTable table(devices());
    CHECK(table.is_quiet());
    table.set_use(*table.find(PortId{1}), PortUse::Listening);
    CHECK_FALSE(table.is_quiet());
    table.set_use(*table.find(PortId{1}), PortUse::Free);
    CHECK(table.is_quiet());
}
