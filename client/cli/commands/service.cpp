// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
// mprctl service ...: the router as a whole.
#include "client/cli/command.hpp"

#include <array>

namespace mprd::cli {
namespace {

void status(Session& session, const Arguments& /*arguments*/) {
    json server = session.call("MprAdminServerGetInfo", {{"level", 0}}).at("buffer");
    server["version"] = session.call("mprd.GetVersion").at("version");
    session.print(
        server,
        "mprd " + server["version"].get<std::string>() + " is " +
            (server.value("paused", false) ? "paused" : "running") + ", up for " +
            duration_text(server["upTime"]) + "\nports: " + server["portsInUse"].dump() + " of " +
            server["totalPorts"].dump() + " in use\n"
    );
}

void pause(Session& session, const Arguments& /*arguments*/) {
    session.print(session.call("mprd.Pause"), "paused: nothing dials; calls that are up stay up\n");
}

void resume(Session& session, const Arguments& /*arguments*/) {
    session.print(session.call("mprd.Continue"), "running\n");
}

void idle(Session& session, const Arguments& arguments) {
    json seconds = json::parse(arguments[0], nullptr, /*allow_exceptions=*/false);
    if (arguments[0] == "never") {
        seconds = 0xffffffffU;
    } else if (!seconds.is_number_unsigned()) {
        throw CommandFailed(
            kUsage, "expected seconds or \"never\", found \"" + arguments[0] + "\""
        );
    }
    const json result =
        session.call("mprd.SetIdle", session.stored({{"idleDisconnectSeconds", seconds}}));
    session.print(result, "idle time of interfaces that say \"default\" set\n");
}

constexpr std::array kCommands{
    Command{
        "service",
        "status",
        "",
        "is it running, for how long, how many ports are in use",
        0,
        0,
        status},
    Command{"service", "pause", "", "stop dialling; calls that are up stay up", 0, 0, pause},
    Command{"service", "continue", "", "dial again", 0, 0, resume},
    Command{"service", "idle", "SECONDS|never", "default idle time", 1, 1, idle},
};

}  // namespace

std::span<const Command> service_commands() {
    return kCommands;
}

}  // namespace mprd::cli
