// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
// mprctl port ... and mprctl device ...: what can carry calls.
#include "client/cli/command.hpp"
#include "client/cli/line_path.hpp"
#include "client/cli/table.hpp"

#include <array>

namespace mprd::cli {
namespace port_verbs {
namespace {

void port_list(Session& session, const Arguments& /*arguments*/) {
    const json ports = session.call_all("MprAdminPortEnum");
    Table table({"PORT", "DEVICE", "KIND", "ROLE", "CONDITION", "CALLS"});
    for (const json& port : ports) {
        table.add(
            {port.value("portName", ""),
             port.value("deviceName", ""),
             port.value("mediaName", ""),
             port.value("role", ""),
             port.value("condition", ""),
             port.at("totalNumberOfCalls").dump()}
        );
    }
    session.print(ports, table.to_string());
}

void port_show(Session& session, const Arguments& arguments) {
    const auto handle = session.port_handle(arguments[0]);
    json port = session.call("MprAdminPortGetInfo", {{"port", handle}, {"level", 0}}).at("buffer");
    port.update(session.call("MprAdminPortGetInfo", {{"port", handle}, {"level", 1}}).at("buffer"));
    std::string text;
    for (const auto& [name, value] : port.items()) {
        text += name + std::string(name.size() < 22 ? 22 - name.size() : 1, ' ') +
                (value.is_string() ? value.get<std::string>() : value.dump()) + '\n';
    }
    session.print(port, text);
}

void act(Session& session, const char* method, const std::string& name, const std::string& done) {
    const json result = session.call(method, {{"port", session.port_handle(name)}});
    session.print(result, done + '\n');
}
void port_disconnect(Session& session, const Arguments& arguments) {
    act(session,
        "MprAdminPortDisconnect",
        arguments[0],
        "the call on " + arguments[0] + " is being ended");
}
void port_reset(Session& session, const Arguments& arguments) {
    act(session, "MprAdminPortReset", arguments[0], arguments[0] + " was reset");
}
void port_clear_stats(Session& session, const Arguments& arguments) {
    act(session, "MprAdminPortClearStats", arguments[0], "counters are zero again");
}

void device_list(Session& session, const Arguments& /*arguments*/) {
    const json result = session.call("MprAdminDeviceEnum");
    Table table({"DEVICE", "TYPE"});
    for (const json& device : result.at("buffer")) {
        table.add({device.value("deviceName", ""), device.value("deviceType", "")});
    }
    session.print(result.at("buffer"), table.to_string());
}

void print_facts(const Session& session, const json& result) {
    Table table({"FACT", "VALUE"});
    for (const json& fact : result.at("facts")) {
        table.add({fact.value("name", ""), fact.value("value", "")});
    }
    session.print(
        result.at("facts"), result.at("facts").empty() ? "nothing is known yet" : table.to_string()
    );
}
void device_status(Session& session, const Arguments& arguments) {
    print_facts(session, session.call("mprd.DeviceStatus", {{"device", arguments[0]}}));
}
void device_probe(Session& session, const Arguments& arguments) {
    const char* what = is_line_path(arguments[0]) ? "path" : "device";
    print_facts(session, session.call("mprd.DeviceProbe", {{what, arguments[0]}}));
}

constexpr std::array kPortCommands{
    Command{"port", "list", "", "lines of all devices", 0, 0, port_list},
    Command{"port", "show", "PORT", "one line and its counters", 1, 1, port_show},
    Command{"port", "disconnect", "PORT", "end the call on it", 1, 1, port_disconnect},
    Command{"port", "reset", "PORT", "reset its device", 1, 1, port_reset},
    Command{"port", "clear-stats", "PORT", "set its counters to zero", 1, 1, port_clear_stats},
};
constexpr std::array kDeviceCommands{
    Command{"device", "list", "", "devices that interfaces may dial with", 0, 0, device_list},
    Command{
        "device",
        "status",
        "NAME",
        "what a device tells of itself: signal, model",
        1,
        1,
        device_status},
    Command{
        "device",
        "probe",
        "NAME|PATH",
        "ask a line what is on it: modem, PPP, text",
        1,
        1,
        device_probe},
};

}  // namespace
}  // namespace port_verbs

std::span<const Command> port_commands() {
    return port_verbs::kPortCommands;
}
std::span<const Command> device_commands() {
    return port_verbs::kDeviceCommands;
}

}  // namespace mprd::cli
