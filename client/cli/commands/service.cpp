// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
// mprctl service ...: the router as a whole.
#include "client/cli/command.hpp"

#include <array>

namespace mprd::cli {
namespace service_verbs {
namespace {

void status(Session& session, const Arguments& /*arguments*/) {
    json server = session.call("MprAdminServerGetInfo", {{"level", 0}}).at("buffer");
    server["version"] = session.call("mprd.GetVersion").at("version");
    const json config = session.call("mprd.ConfigStatus");
    std::string pending;
    for (const json& file : config.at("notLoaded")) {
        pending += "changed on disk, not loaded yet: " + file.get<std::string>() + '\n';
    }
    pending += pending.empty() ? "" : "look at it and run: mprctl service reload\n";
    for (const json& member : config.at("restart")) {
        pending += "in force after a restart: " + member.get<std::string>() + '\n';
    }
    server["notLoaded"] = config.at("notLoaded");
    server["restart"] = config.at("restart");
    session.print(
        server,
        "mprd " + server.at("version").get<std::string>() + " is " +
            (server.value("paused", false) ? "paused" : "running") + ", up for " +
            duration_text(server.at("upTime")) + "\nports: " + server.at("portsInUse").dump() +
            " of " + server.at("totalPorts").dump() + " in use\n" + pending
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

std::string names(const char* what, const json& list) {
    std::string text;
    for (const json& name : list) {
        text += std::string(what) + ": " + name.get<std::string>() + '\n';
    }
    return text;
}

void reload(Session& session, const Arguments& /*arguments*/) {
    auto answer = session.client().call("mprd.Reload", json::object());
    if (const auto* failure = std::get_if<RpcFailure>(&answer)) {
        throw CommandFailed(kRefused, failure->message);
    }
    const json& result = std::get<json>(answer);
    if (result.value("code", 0U) != 0) {
        std::string text = result.value("symbol", "") + ": " + result.value("message", "");
        for (const json& problem : result.value("problems", json::array())) {
            text += "\n" + problem.value("file", "") + ": " + problem.value("pointer", "") +
                    ": expected " + problem.value("expected", "") + ", found " +
                    problem.value("found", "");
        }
        throw CommandFailed(kRefused, text);
    }
    session.print(
        result,
        "reloaded\n" + names("added", result.at("added")) + names("removed", result.at("removed")) +
            names("changed", result.at("changed")) +
            names("in force after a restart", result.at("restart"))
    );
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
    Command{"service", "reload", "", "take over files that were changed on disk", 0, 0, reload},
    Command{"service", "idle", "SECONDS|never", "default idle time", 1, 1, idle},
};

}  // namespace
}  // namespace service_verbs

std::span<const Command> service_commands() {
    return service_verbs::kCommands;
}

}  // namespace mprd::cli
