// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
// The administration DLL of the head office: what it is asked, and what its answers do.
#include "tests/sim/sim_world.hpp"
#include "tests/support/catch.hpp"

using namespace mprd;
using namespace mprd::test;
using namespace std::chrono_literals;
using router::AdminDllAnswered;
using router::AdminDllCall;

namespace {

constexpr Ipv4Address kChosen{0x0a010063};

struct Fixture {
    explicit Fixture(std::uint64_t seed)
        : world(sim_seed(seed), [](RouterConfig&, RouterConfig& office) {
              office.admin_dll.path = "/dll.so";
          }) {
        world.run_for(1s);
        world.ping();
        world.run_for(4s);
    }

    /// The last question; checks that it is of this kind, and that there are so many by now.
    const router::AskAdminDll& question(std::size_t count, AdminDllCall call) {
        INFO(world.all_events());
        REQUIRE(world.office.asked.size() == count);
        CHECK(world.office.asked.back().call == call);
        return world.office.asked.back();
    }
    void answer(AdminDllAnswered given = {}) {
        given.number = world.office.asked.back().number;
        world.office.input(given);
        world.run_for(2s);
    }
    void refuse() {
        AdminDllAnswered no;
        no.accepted = false;
        answer(no);
    }
    void crash() {
        AdminDllAnswered none;
        none.failed = make_error(Errc::CanNotComplete, "was ended by signal 11");
        answer(none);
    }
    bool is_connected() { return world.office.state("branch") == ConnectionState::Connected; }
    std::size_t connections() {
        return world.office.router->connections(world.office.now()).size();
    }

    SimWorld world;
};

}  // namespace

TEST_CASE("sim: nothing passes before the administration DLL has accepted", "[sim][admission]") {
    Fixture f(1);
    const auto& addresses = f.question(1, AdminDllCall::GetAddresses);
    CHECK(addresses.user_name == "branch");
    CHECK(addresses.ipv4 == Ipv4Address{0x0a0100c8});
    f.answer();
    const auto asked = f.question(2, AdminDllCall::Accept);
    CHECK(asked.connection.interface_name == "branch");
    CHECK(asked.connection.user_name == "branch");
    REQUIRE(asked.connection.projection.ipv4.has_value());
    CHECK(asked.connection.projection.ipv4->peer == Ipv4Address{0x0a0100c8});
    CHECK(asked.connection.handle);
    CHECK(asked.port.connection == asked.connection.handle);
    CHECK(f.world.office.bindings.empty());
    CHECK(f.connections() == 0);
    f.answer();
    CHECK(f.is_connected());
    REQUIRE(f.connections() == 1);
    CHECK(
        f.world.office.router->connections(f.world.office.now())[0].handle ==
        asked.connection.handle
    );
    REQUIRE(
        f.world.branch.router->disconnect(f.world.branch.now(), f.world.branch.id("office")) ==
        Errc::Ok
    );
    f.world.branch.drain();
    f.world.run_for(2s);
    CHECK(f.question(3, AdminDllCall::HungUp).connection.handle == asked.connection.handle);
    f.answer();
    CHECK(f.world.office.asked.size() == 3);
}

TEST_CASE("sim: a refusal, a crash and a hang cost that one call", "[sim][admission]") {
    Fixture f(2);
    for (int way = 0; way < 3; ++way) {
        INFO("way " << way);
        f.answer();
        CHECK(f.world.office.asked.back().call == AdminDllCall::Accept);
        const auto number = f.world.office.asked.back().number;
        if (way == 0) {
            f.refuse();
        } else if (way == 1) {
            f.crash();
        } else {
            f.world.run_for(6s);
            CHECK(f.world.office.given_up == std::vector<std::uint32_t>{number});
            f.answer();  // too late: ignored
        }
        CHECK_FALSE(f.is_connected());
        CHECK(f.connections() == 0);
        CHECK(f.world.office.count("CallRefused") == way + 1);
        CHECK(f.world.office.asked.back().number == number);  // no hang-up of what was refused
        f.world.run_for(3600s);
        f.world.ping();
        f.world.run_for(4s);
    }
    f.answer();
    f.answer();
    CHECK(f.is_connected());
}

TEST_CASE("sim: the administration DLL chooses an address and gets it back", "[sim][admission]") {
    Fixture f(3);
    AdminDllAnswered chosen;
    chosen.ipv4 = {kChosen, true};
    f.answer(chosen);
    CHECK(f.question(2, AdminDllCall::Accept).connection.projection.ipv4->peer == kChosen);
    f.answer();
    REQUIRE(f.is_connected());
    REQUIRE(
        f.world.office.router->disconnect(f.world.office.now(), f.world.office.id("branch")) ==
        Errc::Ok
    );
    f.world.office.drain();
    f.world.run_for(2s);
    CHECK(f.question(3, AdminDllCall::HungUp).user_name == "branch");
    f.answer();
    CHECK(f.question(4, AdminDllCall::ReleaseAddresses).ipv4 == kChosen);
    f.answer();
}

TEST_CASE("sim: no address from the administration DLL ends the call", "[sim][admission]") {
    for (const bool accepted : {true, false}) {
        Fixture f(4);
        AdminDllAnswered none;
        none.accepted = accepted;
        none.ipv4 = {Ipv4Address{}, true};
        f.answer(none);
        CHECK(f.world.office.count("CallRefused") == 1);
        CHECK(f.world.office.asked.size() == 1);
        CHECK_FALSE(f.is_connected());
    }
}

TEST_CASE("sim: a caller who leaves while it is asked is hung up afterwards", "[sim][admission]") {
    Fixture f(5);
    AdminDllAnswered chosen;
    chosen.ipv4 = {kChosen, true};
    f.answer(chosen);
    const auto handle = f.question(2, AdminDllCall::Accept).connection.handle;
    f.world.line.cut();
    f.world.run_for(1s);
    CHECK(f.world.office.asked.size() == 2);  // one at a time
    f.answer();
    CHECK(f.world.office.asked.size() == 3);
    CHECK(f.world.office.asked.back().call == AdminDllCall::ReleaseAddresses);
    f.answer();
    CHECK(f.question(4, AdminDllCall::HungUp).connection.handle == handle);
    f.answer();
    CHECK(f.connections() == 0);
}
