// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
// A branch that calls an office, is hung up, and waits for the office's call: two routers.
#include "tests/sim/sim_caller.hpp"
#include "tests/sim/sim_world.hpp"
#include "tests/support/catch.hpp"

using namespace mprd;
using namespace mprd::test;
using namespace std::chrono_literals;

namespace {

/// The office calls "branch" back, the branch waits for it.
void with_call_back(RouterConfig& branch, RouterConfig& office) {
    branch.interfaces[0].config.ppp.call_back.mode = CallBackMode::Optional;
    office.users[0].call_back = CallBack::Router;
    office.users[0].call_back_number = "5550199";
}

/// Each knows the other: the branch asks the office who it is.
void with_mutual_proof(RouterConfig& branch, RouterConfig& office) {
    with_call_back(branch, office);
    branch.interfaces[0].config.ppp.require = {AuthKind::MsChapV2};
    branch.users = {UserConfig{"office", Secret("battery staple"), true, {}}};
    office.interfaces[0].credentials = Credentials{"office", "", Secret("battery staple")};
}

/// Answers the branch's port instead of the office once the branch has been hung up.
struct Stranger {
    explicit Stranger(const SimWorld::Change& change) : world(sim_seed(1), change) {
        world.ping();
        world.run_for(4s);
        world.office.router->pause(world.time.now());  // nobody else calls
        world.office.drain();
        REQUIRE(world.branch.count("waiting for a call-back") == 1);
    }
    SimWorld world;
};

}  // namespace

TEST_CASE("sim: a branch is called back, and its first packet arrives", "[sim][callback]") {
    SimWorld world(sim_seed(1), with_call_back);
    world.ping();
    world.run_for(8s);
    INFO(world.all_events());
    CHECK(world.branch.state("office") == ConnectionState::Connecting);
    CHECK(world.branch.count("waiting for a call-back of \"office\", at most 132 s") == 1);

    world.run_for(20s);
    CHECK(world.branch.state("office") == ConnectionState::Connected);
    CHECK(world.office.state("branch") == ConnectionState::Connected);
    CHECK(world.office.net("branch").received().size() == 1);
    CHECK(world.branch.count("attempt failed") == 0);
    CHECK(world.branch.router->connections(world.time.now()).size() == 1);
    // The address comes from the office, as if the branch had kept its own call.
    const auto connections = world.branch.router->connections(world.time.now());
    CHECK(connections[0].projection.ipv4->peer.to_string() == "10.1.0.1");
    CHECK(connections[0].projection.local_auth == AuthKind::MsChapV2);
}

TEST_CASE("sim: a branch that does no CBCP is called back, too", "[sim][callback]") {
    SimWorld world(sim_seed(1), [](RouterConfig& branch, RouterConfig& office) {
        with_call_back(branch, office);
        branch.interfaces[0].config.phonebook.options |= kOptionDisableLcpExtensions;
    });
    world.ping();
    world.run_for(30s);
    INFO(world.all_events());
    CHECK(world.branch.count("CBCP opened") == 0);
    CHECK(world.branch.count("waiting for a call-back of \"office\", at most 120 s") == 1);
    CHECK(world.branch.state("office") == ConnectionState::Connected);
    CHECK(world.office.net("branch").received().size() == 1);
}

TEST_CASE("sim: an administrator's request ends when the call-back is up", "[sim][callback]") {
    SimWorld world(sim_seed(1), with_call_back);
    static_cast<void>(
        world.branch.router->connect(world.time.now(), world.branch.id("office"), RequestId{1})
    );
    world.branch.drain();
    world.run_for(8s);
    CHECK(world.branch.completions[1].empty());
    world.run_for(20s);
    CHECK(world.branch.completions[1] == std::vector<Errc>{Errc::Ok});
}

TEST_CASE(
    "sim: both ends prove who they are, on the call and on the call-back", "[sim][callback]"
) {
    SimWorld world(sim_seed(1), with_mutual_proof);
    world.ping();
    world.run_for(30s);

    INFO(world.all_events());
    CHECK(world.branch.count("CHAP opened: mschapv2 of office") >= 1);
    REQUIRE(world.branch.router->connections(world.time.now()).size() == 1);
    const auto connection = world.branch.router->connections(world.time.now())[0];
    CHECK(connection.projection.local_auth == AuthKind::MsChapV2);
    CHECK(connection.projection.peer_auth == AuthKind::MsChapV2);
    CHECK(world.office.state("branch") == ConnectionState::Connected);
}

TEST_CASE("sim: an office that proves itself wrongly is not taken", "[sim][callback]") {
    SimWorld world(sim_seed(1), [](RouterConfig& branch, RouterConfig& office) {
        with_mutual_proof(branch, office);
        office.interfaces[0].credentials->password = Secret("guess");
    });
    world.ping();
    world.run_for(300s);

    INFO(world.all_events());
    CHECK(world.branch.state("office") == ConnectionState::Unreachable);
    CHECK(world.branch.router->connections(world.time.now()).empty());
    CHECK(world.office.router->connections(world.time.now()).empty());
}

TEST_CASE("sim: mutual proof works on ordinary calls too", "[sim][auth]") {
    SimWorld world(sim_seed(1), [](RouterConfig& branch, RouterConfig& office) {
        with_mutual_proof(branch, office);
        branch.interfaces[0].config.ppp.call_back = {};
        office.users[0].call_back = CallBack::None;
    });
    world.ping();
    world.run_for(10s);
    INFO(world.all_events());
    CHECK(world.branch.state("office") == ConnectionState::Connected);
    CHECK(world.branch.count("CHAP opened: mschapv2 of office") == 1);
}

TEST_CASE("sim: a caller who asks is told who answers as soon as that is known", "[sim][auth]") {
    SimWorld world(sim_seed(1), [](RouterConfig& branch, RouterConfig& office) {
        with_mutual_proof(branch, office);
        branch.interfaces[0].config.ppp.call_back = {};
        branch.interfaces[0].config.policy.min_unreachability = 10s;
        office.users[0].call_back = CallBack::None;
        office.interfaces[0].credentials.reset();
    });
    world.ping();
    world.run_for(20s);
    INFO(world.all_events());
    CHECK(world.branch.count("attempt failed, ERROR_PEER_REFUSED_AUTH") == 1);

    REQUIRE(world.office.router->set_credentials(
        world.time.now(),
        world.office.id("branch"),
        Credentials{"office", "", Secret("battery staple")}
    ));
    world.office.drain();
    world.ping();
    world.run_for(20s);
    CHECK(world.branch.state("office") == ConnectionState::Connected);
}

TEST_CASE("sim: a call-back that does not come is an attempt that failed", "[sim][callback]") {
    SimWorld world(sim_seed(1), [](RouterConfig& branch, RouterConfig& office) {
        with_call_back(branch, office);
        branch.interfaces[0].config.ppp.call_back.wait_limit = 30s;
    });
    world.ping();
    world.run_for(4s);
    world.office.router->pause(world.time.now());
    world.office.drain();
    world.run_for(60s);
    INFO(world.all_events());
    CHECK(world.branch.state("office") == ConnectionState::Unreachable);
    CHECK(world.branch.count("ERROR_REQUEST_TIMEOUT") >= 1);
}

TEST_CASE("sim: without the option a peer that hangs up has failed", "[sim][callback]") {
    SimWorld world(sim_seed(1), [](RouterConfig& branch, RouterConfig& office) {
        with_call_back(branch, office);
        branch.interfaces[0].config.ppp.call_back.mode = CallBackMode::Never;
    });
    world.ping();
    world.run_for(60s);
    INFO(world.all_events());
    CHECK(world.branch.count("waiting for a call-back") == 0);
    CHECK(world.branch.state("office") == ConnectionState::Unreachable);
}

TEST_CASE("sim: a peer that takes a call instead of calling back is hung up", "[sim][callback]") {
    SimWorld world(sim_seed(1), [](RouterConfig& branch, RouterConfig& office) {
        with_call_back(branch, office);
        branch.interfaces[0].config.ppp.call_back.mode = CallBackMode::Required;
        office.users[0].call_back = CallBack::None;
    });
    world.ping();
    world.run_for(60s);
    INFO(world.all_events());
    CHECK(world.branch.count("office: attempt failed, ERROR_BAD_CALLBACK_NUMBER (704)") == 1);
    CHECK(world.office.net("branch").received().empty());
}

TEST_CASE("sim: a stranger who calls instead of the office gets nothing", "[sim][callback]") {
    struct Row {
        const char* what;
        std::vector<ppp::AuthMethod> demanded;  ///< of the branch
        const char* name;                       ///< that he proves, or ""
    };
    const auto row = GENERATE(
        Row{"asks for the password", {ppp::AuthMethod::Pap}, ""},
        Row{"sets a riddle and believes any answer", {ppp::AuthMethod::ChapMd5}, ""},
        Row{"asks nothing and proves nothing", {}, ""},
        Row{"is another user", {}, "ann"}
    );
    Stranger stranger([](RouterConfig& branch, RouterConfig& office) {
        with_call_back(branch, office);
        UserConfig ann;
        ann.name = "ann";
        ann.password = Secret("secret");
        branch.users = {ann};
    });
    SimWorld& world = stranger.world;
    SimCaller caller(world.line.end(1), world.time, row.name, "secret");
    caller.config.auth.require = row.demanded;
    if (caller.config.auth.user_name.empty()) {
        caller.config.auth.offer.clear();
    }
    caller.call();
    world.run_for(40s);

    INFO(row.what << "\n" << world.all_events());
    CHECK(caller.calls >= 1);
    CHECK_FALSE(caller.ipv4);
    CHECK(world.branch.state("office") == ConnectionState::Connecting);  // still waits
    CHECK(world.branch.router->connections(world.time.now()).empty());
}

TEST_CASE("sim: who trusts anybody takes the first call", "[sim][callback]") {
    Stranger stranger([](RouterConfig& branch, RouterConfig& office) {
        with_call_back(branch, office);
        branch.interfaces[0].config.ppp.call_back.from_anybody = true;
    });
    SimWorld& world = stranger.world;
    SimCaller caller(world.line.end(1), world.time, "", "");
    caller.config.auth.offer.clear();
    caller.config.ipcp.local = Ipv4Address{0x0a010001};
    caller.config.ipcp.peer = Ipv4Address{0x0a010002};
    caller.call();
    world.run_for(20s);
    INFO(world.all_events());
    CHECK(world.branch.state("office") == ConnectionState::Connected);
}

TEST_CASE("sim: a wait for a call-back ends with its interface", "[sim][callback]") {
    SimWorld world(sim_seed(1), with_call_back);
    world.ping();
    world.run_for(4s);
    REQUIRE(world.branch.count("waiting for a call-back") == 1);
    const InterfaceId id = world.branch.id("office");
    SECTION("hung up") {
        static_cast<void>(world.branch.router->disconnect(world.time.now(), id));
    }
    SECTION("deleted") {
        static_cast<void>(world.branch.router->remove(world.time.now(), id));
    }
    world.branch.drain();
    world.run_for(60s);
    INFO(world.all_events());
    CHECK(world.branch.router->connections(world.time.now()).empty());
    CHECK(world.office.count("could not be called back") + world.office.count("refused") >= 1);
}
