// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
// mprctl connection ...: established calls.
#include "client/cli/command.hpp"
#include "client/cli/table.hpp"

#include <array>

namespace mprd::cli {
namespace connection_verbs {
namespace {

void list(Session& session, const Arguments& /*arguments*/) {
    const json connections = session.call_all("MprAdminConnectionEnum");
    Table table({"CONNECTION", "INTERFACE", "USER", "FOR", "SINCE"});
    for (const json& connection : connections) {
        table.add(
            {connection.at("connection").dump(),
             connection.value("interfaceName", ""),
             connection.value("userName", ""),
             duration_text(connection.at("connectDuration")),
             connection.value("started", "")}
        );
    }
    session.print(connections, table.to_string());
}

/// A connection is named by its interface or by its number.
std::uint32_t find_connection(Session& session, const std::string& word) {
    const json connections = session.call_all("MprAdminConnectionEnum");
    for (const json& connection : connections) {
        if (connection.value("interfaceName", "") == word ||
            connection.at("connection").dump() == word) {
            return connection.at("connection").get<std::uint32_t>();
        }
    }
    throw CommandFailed(
        kRefused,
        "ERROR_INTERFACE_NOT_CONNECTED (906): no connection \"" + word +
            "\"; mprctl connection list shows them all"
    );
}

void show(Session& session, const Arguments& arguments) {
    const json connection =
        session
            .call(
                "MprAdminConnectionGetInfo",
                {{"connection", find_connection(session, arguments[0])}, {"level", 1}}
            )
            .at("buffer");
    std::string text;
    for (const auto& [name, value] : connection.items()) {
        text += name + std::string(name.size() < 20 ? 20 - name.size() : 1, ' ') +
                (value.is_string() ? value.get<std::string>() : value.dump()) + '\n';
    }
    session.print(connection, text);
}

void clear_stats(Session& session, const Arguments& arguments) {
    const json result = session.call(
        "MprAdminConnectionClearStats", {{"connection", find_connection(session, arguments[0])}}
    );
    session.print(result, "counters are zero again\n");
}

void message(Session& session, const Arguments& arguments) {
    const json result = session.call(
        "MprAdminSendUserMessage",
        {{"connection", find_connection(session, arguments[0])}, {"message", arguments[1]}}
    );
    session.print(result, "sent\n");
}

void release(Session& session, const Arguments& arguments) {
    const json result = session.call(
        "MprAdminConnectionRemoveQuarantine",
        {{"connection", find_connection(session, arguments[0])}}
    );
    session.print(result, arguments[0] + " is out of quarantine\n");
}

constexpr std::array kCommands{
    Command{"connection", "list", "", "calls that are up", 0, 0, list},
    Command{"connection", "show", "NAME", "one call: what was agreed, counters", 1, 1, show},
    Command{"connection", "clear-stats", "NAME", "set its counters to zero", 1, 1, clear_stats},
    Command{"connection", "message", "NAME TEXT", "to its user, if he can see it", 2, 2, message},
    Command{"connection", "release", "NAME", "out of quarantine", 1, 1, release},
};

}  // namespace
}  // namespace connection_verbs

std::span<const Command> connection_commands() {
    return connection_verbs::kCommands;
}

}  // namespace mprd::cli
