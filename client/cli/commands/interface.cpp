// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
// mprctl interface ...
#include "client/cli/command.hpp"
#include "client/cli/settings.hpp"
#include "client/cli/table.hpp"

#include <array>
#include <cstdio>

namespace mprd::cli {
namespace interface_verbs {
namespace {

std::string state_text(const json& interface) {
    std::string text = interface.value("state", "");
    std::string reasons;
    for (const json& reason : interface.value("reasons", json::array())) {
        reasons += (reasons.empty() ? "" : ", ") + reason.get<std::string>();
    }
    return reasons.empty() ? text : text + " (" + reasons + ")";
}

std::string error_text(const json& interface) {
    const auto code = interface.value("lastError", 0U);
    return code == 0 ? "-"
                     : interface.value("lastErrorSymbol", "") + " (" + std::to_string(code) + ")";
}

void list(Session& session, const Arguments& /*arguments*/) {
    const json interfaces = session.call_all("MprAdminInterfaceEnum");
    Table table({"NAME", "STATE", "FOR", "NETWORK", "LAST ERROR"});
    for (const json& interface : interfaces) {
        const json& status = interface.at("status");
        table.add(
            {interface.value("name", ""),
             state_text(interface),
             duration_text(status.at("connectedSeconds")),
             status.value("networkName", ""),
             error_text(interface)}
        );
    }
    session.print(interfaces, table.to_string());
}

json get_info(Session& session, const std::string& name) {
    const auto handle = session.interface_handle(name);
    // Only demand-dial interfaces have the higher levels; a caller's has the first two.
    json head = session.call(
                           "MprAdminInterfaceGetInfo", {{"interface", handle}, {"level", 1}}
    ).at("buffer");
    if (head.value("type", "") != "fullRouter") {
        return head;
    }
    return session.call(
                      "MprAdminInterfaceGetInfo", {{"interface", handle}, {"level", 3}}
    ).at("buffer");
}

std::string routes_text(const json& routes) {
    std::string text;
    for (const json& route : routes) {
        text += (text.empty() ? "" : ", ") + route.value("destination", "");
        text += route.value("mayDial", true) ? "" : " (does not dial)";
    }
    return text.empty() ? "-" : text;
}

std::string devices_text(const json& devices) {
    std::string text;
    for (const json& device : devices) {
        text += (text.empty() ? "" : ", ") +
                device.value(device.value("name", "").empty() ? "type" : "name", "");
        text += device.value("number", "").empty() ? "" : " dials " + device.value("number", "");
    }
    return text.empty() ? "-" : text;
}

std::string idle_text(const json& idle) {
    return idle.is_number() ? duration_text(idle) : idle.get<std::string>();
}

/// "NAME  value" lines for people.
class Lines {
public:
    void add(const std::string& name, const std::string& value) {
        text_ += name + std::string(name.size() < 20 ? 20 - name.size() : 1, ' ') + value + '\n';
    }
    void add_if(bool wanted, const std::string& name, const std::string& value) {
        if (wanted) {
            add(name, value);
        }
    }
    [[nodiscard]] const std::string& text() const { return text_; }

private:
    std::string text_;
};

std::string show_text(const json& interface, const json& connection) {
    const json& status = interface.at("status");
    Lines lines;
    lines.add("Name", interface.value("name", ""));
    lines.add("Type", interface.value("type", ""));
    lines.add("State", state_text(interface));
    lines.add("Last error", error_text(interface));
    lines.add_if(
        status.at("retryInSeconds").is_number(),
        "Next try in",
        duration_text(status.at("retryInSeconds"))
    );
    lines.add_if(
        status.at("connectedSeconds").is_number(),
        "Connected for",
        duration_text(status.at("connectedSeconds"))
    );
    if (connection.contains("ppp") && connection.at("ppp").at("ipv4").is_object()) {
        const json& ipv4 = connection.at("ppp").at("ipv4");
        lines.add(
            "Addresses", ipv4.value("address", "") + " to " + ipv4.value("remoteAddress", "")
        );
    }
    lines.add_if(
        connection.contains("bytesTransmitted"),
        "Bytes sent/received",
        connection.value("bytesTransmitted", json(0)).dump() + " / " +
            connection.value("bytesReceived", json(0)).dump()
    );
    lines.add("Network interface", status.value("networkName", ""));
    if (!interface.contains("devices")) {
        return lines.text();  // somebody who called: nothing is configured of it
    }
    lines.add("Devices", devices_text(interface.at("devices")));
    lines.add("Routes", routes_text(interface.at("routes")));
    lines.add("Dials on demand", interface.value("dialOnDemand", true) ? "yes" : "no");
    lines.add("Persistent", interface.value("persistent", false) ? "yes" : "no");
    lines.add("Hangs up after", idle_text(interface.at("idleDisconnectSeconds")));
    lines.add("Credentials", interface.value("hasCredentials", false) ? "set" : "not set");
    return lines.text();
}

void show(Session& session, const Arguments& arguments) {
    json interface = get_info(session, arguments[0]);
    const auto connection_handle = interface.at("status").value("connection", 0U);
    json connection = json::object();
    if (connection_handle != 0) {
        // The call may have ended since: then there is just less to show.
        const auto answer = session.client().call(
            "MprAdminConnectionGetInfo", {{"connection", connection_handle}, {"level", 1}}
        );
        if (const auto* result = std::get_if<json>(&answer); result && result->contains("buffer")) {
            connection = result->at("buffer");
            interface["connection"] = connection;
        }
    }
    session.print(interface, show_text(interface, connection));
}

void create(Session& session, const Arguments& arguments) {
    json settings = settings_of({arguments.begin() + 1, arguments.end()});
    settings["name"] = arguments[0];
    const json result = session.call(
        "MprAdminInterfaceCreate", session.stored({{"level", 3}, {"buffer", settings}})
    );
    session.print(result, "interface " + arguments[0] + " created\n");
}

void set(Session& session, const Arguments& arguments) {
    const json settings = settings_of({arguments.begin() + 1, arguments.end()});
    const json result = session.call(
        "mprd.InterfaceSet",
        session.stored({{"interface", session.interface_handle(arguments[0])}, {"buffer", settings}}
        )
    );
    session.print(result, "interface " + arguments[0] + " changed\n");
}

void set_enabled(Session& session, const std::string& name, bool enabled) {
    const json result = session.call(
        "MprAdminInterfaceSetInfo",
        session.stored(
            {{"interface", session.interface_handle(name)},
             {"level", 0},
             {"buffer", {{"enabled", enabled}}}}
        )
    );
    session.print(result, "interface " + name + (enabled ? " enabled\n" : " disabled\n"));
}
void enable(Session& session, const Arguments& arguments) {
    set_enabled(session, arguments[0], /*enabled=*/true);
}
void disable(Session& session, const Arguments& arguments) {
    set_enabled(session, arguments[0], /*enabled=*/false);
}

void remove(Session& session, const Arguments& arguments) {
    const json result = session.call(
        "MprAdminInterfaceDelete",
        session.stored({{"interface", session.interface_handle(arguments[0])}})
    );
    session.print(result, "interface " + arguments[0] + " deleted\n");
}

/// Shows what happens to one interface while an answer is awaited.
void show_progress(Session& session, const std::string& name) {
    session.client().on_notification([name](const std::string& method, const json& event) {
        if (method == "mprd.Event" && event.value("interfaceName", name) == name &&
            event.value("event", "") != "WhyRecorded") {
            std::fprintf(stderr, "  %s\n", printable(event.value("text", "")).c_str());
        }
    });
    static_cast<void>(session.call("mprd.Watch"));
}

void connect(Session& session, const Arguments& arguments) {
    const bool wait = session.settings().wait;
    const auto handle = session.interface_handle(arguments[0]);
    if (wait && !session.settings().json) {
        show_progress(session, arguments[0]);
    }
    const json result =
        session.call("MprAdminInterfaceConnect", {{"interface", handle}, {"synchronous", wait}});
    const bool connected = result.value("code", 0U) == 0;
    session.print(
        result,
        "interface " + arguments[0] +
            (connected ? " is connected\n"
                       : " is connecting; mprctl interface show " + arguments[0] +
                             " tells how it ends, or use --wait\n")
    );
}

void disconnect(Session& session, const Arguments& arguments) {
    const json result = session.call(
        "MprAdminInterfaceDisconnect", {{"interface", session.interface_handle(arguments[0])}}
    );
    session.print(result, "interface " + arguments[0] + " is being disconnected\n");
}

constexpr std::size_t kMany = 100;
void reload(Session& session, const Arguments& arguments) {
    const json result = session.call(
        "MprAdminInterfaceUpdatePhonebookInfo",
        {{"interface", session.interface_handle(arguments[0])}}
    );
    session.print(result, arguments[0] + " is as its file says\n");
}

constexpr std::array kCommands{
    Command{"interface", "list", "", "all interfaces and their states", 0, 0, list},
    Command{"interface", "show", "NAME", "one interface in full", 1, 1, show},
    Command{
        "interface",
        "create",
        "NAME [KEY=VALUE...]",
        "a new demand-dial interface",
        1,
        kMany,
        create},
    Command{"interface", "set", "NAME KEY=VALUE...", "change settings", 2, kMany, set},
    Command{"interface", "delete", "NAME", "remove it (disconnect first)", 1, 1, remove},
    Command{"interface", "connect", "NAME", "dial now; --wait to see how it ends", 1, 1, connect},
    Command{"interface", "disconnect", "NAME", "hang up, or give up dialling", 1, 1, disconnect},
    Command{"interface", "enable", "NAME", "let it dial and be called", 1, 1, enable},
    Command{
        "interface", "disable", "NAME", "keep it from dialling and being called", 1, 1, disable},
    Command{"interface", "reload", "NAME", "read its file again", 1, 1, reload},
};

}  // namespace
}  // namespace interface_verbs

std::span<const Command> interface_commands() {
    return interface_verbs::kCommands;
}

}  // namespace mprd::cli
