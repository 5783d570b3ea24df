// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
// mprctl route ...: static routes through an interface.
#include "client/cli/command.hpp"
#include "client/cli/table.hpp"

#include <array>

namespace mprd::cli {
namespace route_verbs {
namespace {

void list(Session& session, const Arguments& arguments) {
    const json result =
        session.call("mprd.RouteList", {{"interface", session.interface_handle(arguments[0])}});
    Table table({"DESTINATION", "METRIC", "MAY DIAL"});
    for (const json& route : result.at("routes")) {
        table.add(
            {route.value("destination", ""),
             route.at("metric").dump(),
             route.value("mayDial", true) ? "yes" : "no"}
        );
    }
    session.print(result.at("routes"), table.to_string());
}

void add(Session& session, const Arguments& arguments) {
    json route = {{"destination", arguments[1]}};
    for (std::size_t i = 2; i < arguments.size(); ++i) {
        if (arguments[i] == "no-dial") {
            route["mayDial"] = false;
            continue;
        }
        const json metric = json::parse(arguments[i], nullptr, /*allow_exceptions=*/false);
        if (!metric.is_number_unsigned()) {
            throw CommandFailed(
                kUsage, "expected a metric or \"no-dial\", found \"" + arguments[i] + "\""
            );
        }
        route["metric"] = metric;
    }
    const json result = session.call(
        "mprd.RouteAdd",
        session.stored({{"interface", session.interface_handle(arguments[0])}, {"route", route}})
    );
    session.print(result, "route " + arguments[1] + " added to " + arguments[0] + '\n');
}

void remove(Session& session, const Arguments& arguments) {
    const json result = session.call(
        "mprd.RouteDelete",
        session.stored(
            {{"interface", session.interface_handle(arguments[0])}, {"destination", arguments[1]}}
        )
    );
    session.print(result, "route " + arguments[1] + " removed from " + arguments[0] + '\n');
}

void update(Session& session, const Arguments& arguments) {
    const bool wait = session.settings().wait;
    const json result = session.call(
        "MprAdminInterfaceUpdateRoutes",
        {{"interface", session.interface_handle(arguments[0])}, {"event", !wait}}
    );
    session.print(
        result,
        wait ? "routes of " + arguments[0] + " are as its neighbour says\n"
             : "routes of " + arguments[0] + " are being updated; mprctl route list " +
                   arguments[0] + " shows them, or use --wait\n"
    );
}

constexpr std::array kCommands{
    Command{"route", "list", "NAME", "static routes of an interface", 1, 1, list},
    Command{"route", "add", "NAME BLOCK [METRIC] [no-dial]", "add or change one", 2, 4, add},
    Command{"route", "update", "NAME", "ask the neighbour for his routes (RIP)", 1, 1, update},
    Command{"route", "delete", "NAME BLOCK", "remove one", 2, 2, remove},
};

}  // namespace
}  // namespace route_verbs

std::span<const Command> route_commands() {
    return route_verbs::kCommands;
}

}  // namespace mprd::cli
