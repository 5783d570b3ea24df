// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
// A client may go at each step of a request: the server forgets it, serves the others, and what it
// has begun goes on.
#include "tests/unit/daemon/control_server_fixture.hpp"

#include <vector>

using namespace mprd;
using namespace mprd::daemon;
using namespace mprd::test;
using nlohmann::json;

namespace {

/// What the client has done when it goes.
struct Step {
    const char* name;
    std::string sent;
    /// Whether the server has seen it, or finds it and the end together.
    enum class Server {
        HasSeenIt,
        FindsItLater
    } server;
    std::ptrdiff_t read = 0;  ///< lines that came and were read
};

constexpr auto kSeen = Step::Server::HasSeenIt;
constexpr auto kLater = Step::Server::FindsItLater;

std::string line(const char* method, const json& params = json::object()) {
    return protocol::request_line(1, method, params);
}

std::vector<Step> steps(std::uint32_t interface) {
    const std::string version = line("mprd.GetVersion");
    std::string many;
    for (int i = 0; i < 50; ++i) {
        many += line("mprd.ListMethods");
    }
    return {
        {"connected", "", kLater},
        {"was taken", "", kSeen},
        {"half a line", version.substr(0, 20), kSeen},
        {"half a line, at once", version.substr(0, 20), kLater},
        {"a line longer than there may be, half of it", std::string(60000, 'x'), kSeen},
        {"a request, at once", version, kLater},
        {"a request, its answer unread", version, kSeen},
        {"a request, its answer read", version, kSeen, 1},
        {"a request and half of one", version + version.substr(0, 20), kSeen, 1},
        {"more requests than are answered without reading", many, kSeen},
        {"a wrong request", "hello\n", kSeen},
        {"watches", line("mprd.Watch"), kSeen, 1},
        {"watches, the snapshot unread", line("mprd.Watch"), kSeen},
        {"registered", line("MprAdminRegisterConnectionNotification"), kSeen, 1},
        {"captures", line("mprd.Capture", {{"interface", interface}}), kSeen, 1},
    };
}

/// Does what the step says and goes.
void come_and_go(ControlServerFixture& f, const Step& step) {
    LocalClient client(f.address);
    if (step.server == kSeen) {
        REQUIRE(f.run_until([&] { return f.server.sessions() == 1; }));
    }
    std::string_view left = step.sent;
    while (!left.empty()) {
        const std::size_t size = client.send(left);
        if (size == 0) {
            break;  // nobody reads on
        }
        left.remove_prefix(size);
        if (step.server == kSeen) {
            f.host.poll();
        }
    }
    static_cast<void>(f.lines(client, step.read));
}

void check_that_others_are_served(ControlServerFixture& f) {
    REQUIRE(f.run_until([&] { return f.server.sessions() == 0; }));
    LocalClient other = f.connect();
    std::string request = line("mprd.GetVersion");
    REQUIRE(other.send(request) == request.size());
    CHECK(json::parse(f.lines(other, 1))["result"]["code"] == 0);
}

}  // namespace

TEST_CASE("control server: a client may go at each step of a request", "[server][gone]") {
    ControlServerFixture f;
    REQUIRE(f.server.listen(f.address));
    for (const Step& step : steps(f.host.id("branch1").value)) {
        INFO(step.name);
        come_and_go(f, step);
        f.host.poll();
        // An event, of which nobody is told any more.
        f.host.router.pause(f.host.now);
        f.host.router.resume(f.host.now);
        f.host.runtime.drain();
        check_that_others_are_served(f);
        REQUIRE(f.run_until([&] { return f.server.sessions() == 0; }));
    }
}

TEST_CASE("control server: a call goes on without the client that asked for it", "[server][gone]") {
    for (const json& how : {json{{"synchronous", true}}, json{{"event", true}}, json::object()}) {
        for (const auto server : {kSeen, kLater}) {
            INFO(how.dump());
            ControlServerFixture f;
            REQUIRE(f.server.listen(f.address));
            json params = how;
            params["interface"] = f.host.id("branch1").value;
            come_and_go(f, {"connects", line("MprAdminInterfaceConnect", params), server});
            const auto status = [&] {
                return f.host.router.status(f.host.now, f.host.id("branch1"));
            };
            REQUIRE(f.run_until([&] { return status().state == ConnectionState::Connecting; }));
            check_that_others_are_served(f);
            CHECK(status().state == ConnectionState::Connecting);
            f.host.port->fail(Errc::LineBusy);
            f.host.poll();
            CHECK(status().last_error == Errc::LineBusy);
        }
    }
}
