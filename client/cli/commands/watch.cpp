// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
// mprctl watch and mprctl why: what happens, and why it happened.
#include "client/cli/command.hpp"
#include "client/cli/table.hpp"

#include <array>
#include <cstdio>

namespace mprd::cli {
namespace watch_verbs {
namespace {

void watch(Session& session, const Arguments& /*arguments*/) {
    const bool as_json = session.settings().json;
    session.client().on_notification([as_json](const std::string& method, const json& event) {
        if (method == "mprd.Event") {
            const std::string line =
                as_json ? event.dump() : printable(event.value("text", event.value("event", "")));
            std::printf("%s\n", line.c_str());
            std::fflush(stdout);
        }
    });
    const json start = session.call("mprd.Watch");
    if (as_json) {
        std::printf("%s\n", start.dump().c_str());
    } else {
        for (const json& interface : start.at("snapshot").at("interfaces")) {
            std::printf(
                "%s is %s\n",
                printable(interface.value("name", "")).c_str(),
                interface.value("state", "").c_str()
            );
        }
    }
    std::fflush(stdout);
    throw CommandFailed(kRefused, session.client().listen().message);
}

void why(Session& session, const Arguments& arguments) {
    json params = json::object();
    if (!arguments.empty()) {
        params["interface"] = session.interface_handle(arguments[0]);
    }
    const json result = session.call("mprd.Why", params);
    Table table({"TIME", "INTERFACE", "WHAT"});
    for (const json& record : result.at("records")) {
        std::string text = record.value("text", "");
        const std::string prefix = record.value("interfaceName", "") + ": ";
        if (text.rfind(prefix, 0) == 0) {
            text.erase(0, prefix.size());
        }
        table.add({record.value("time", ""), record.value("interfaceName", ""), text});
    }
    session.print(result.at("records"), table.to_string());
}

constexpr std::array kCommands{
    Command{
        "why", "", "[NAME]", "what dialled, was refused, hung up, and for what reason", 0, 1, why},
    Command{"watch", "", "", "everything that happens, until Ctrl-C", 0, 0, watch},
};

}  // namespace
}  // namespace watch_verbs

std::span<const Command> watch_commands() {
    return watch_verbs::kCommands;
}

}  // namespace mprd::cli
