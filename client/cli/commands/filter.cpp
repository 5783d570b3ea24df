// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
// mprctl filter ..., mprctl transport ...: what may dial, what may pass, families of an interface.
#include "client/cli/command.hpp"
#include "client/cli/filter_edit.hpp"
#include "client/cli/table.hpp"

#include <array>

namespace mprd::cli {
namespace filter_verbs {
namespace {

json settings_of_interface(Session& session, const std::string& name) {
    return session
        .call(
            "MprAdminInterfaceGetInfo",
            {{"interface", session.interface_handle(name)}, {"level", 3}}
        )
        .at("buffer");
}

/// Replaces the whole list: mprd takes it, or says what is wrong and changes nothing.
json set_transports(Session& session, const std::string& name, const json& transports) {
    return session.call(
        "mprd.InterfaceSet",
        session.stored(
            {{"interface", session.interface_handle(name)},
             {"buffer", {{"transports", transports}}}}
        )
    );
}

std::string text_of(const json& value) {
    return value.is_string() ? value.get<std::string>() : value.dump();
}

std::string details_of(const json& filter) {
    std::string text;
    for (const char* key : {"sourcePort", "destinationPort", "icmpType", "icmpCode"}) {
        if (filter.contains(key) && filter[key] != "any") {
            text += (text.empty() ? "" : " ") + std::string(key) + '=' + text_of(filter[key]);
        }
    }
    return text;
}

void list(Session& session, const Arguments& arguments) {
    json transports = settings_of_interface(session, arguments[0]).at("transports");
    const json shown = transports;
    Table table({"LIST", "NUMBER", "ACTION", "SOURCE", "DESTINATION", "PROTOCOL", "DETAILS"});
    for (const FilterList& each : filter_lists()) {
        const json set = filter_set_in(transports, each);
        const std::string otherwise = set.is_object() ? set.value("default", "") : "forward";
        if (!set.is_object() || (set.at("filters").empty() && otherwise == "forward")) {
            continue;
        }
        std::size_t number = 0;
        for (const json& filter : set.at("filters")) {
            table.add(
                {each.word,
                 std::to_string(++number),
                 otherwise == "forward" ? "drop" : "forward",
                 text_of(filter.at("source")),
                 text_of(filter.at("destination")),
                 text_of(filter.at("protocol")),
                 details_of(filter)}
            );
        }
        table.add({each.word, "-", otherwise, "all others", "", "", ""});
    }
    session.print(shown, table.to_string());
}

void add(Session& session, const Arguments& arguments) {
    const FilterList& which = find_filter_list(arguments[1]);
    const json filter = filter_of({arguments.begin() + 2, arguments.end()});
    json transports = settings_of_interface(session, arguments[0]).at("transports");
    filter_set_in(transports, which)["filters"].push_back(filter);
    session.print(
        set_transports(session, arguments[0], transports),
        "filter added to list " + which.word + " of " + arguments[0] + '\n'
    );
}

void remove(Session& session, const Arguments& arguments) {
    const FilterList& which = find_filter_list(arguments[1]);
    json transports = settings_of_interface(session, arguments[0]).at("transports");
    delete_filter(transports, which, arguments[2]);
    session.print(
        set_transports(session, arguments[0], transports),
        "filter " + arguments[2] + " of list " + which.word + " removed from " + arguments[0] + '\n'
    );
}

void set_default(Session& session, const Arguments& arguments) {
    const FilterList& which = find_filter_list(arguments[1]);
    if (arguments[2] != "forward" && arguments[2] != "drop") {
        throw CommandFailed(
            kUsage, "expected \"forward\" or \"drop\", found \"" + arguments[2] + '"'
        );
    }
    json transports = settings_of_interface(session, arguments[0]).at("transports");
    filter_set_in(transports, which)["default"] = arguments[2];
    session.print(
        set_transports(session, arguments[0], transports),
        "list " + which.word + " of " + arguments[0] + ": " + arguments[2] +
            " what matches no filter\n"
    );
}

std::string count_text(const json& transport, const char* member) {
    return std::to_string(transport.at(member).at("filters").size()) + ", else " +
           transport.at(member).value("default", "");
}

void show_transports(Session& session, const Arguments& arguments) {
    const json transports = settings_of_interface(session, arguments[0]).at("transports");
    Table table({"TRANSPORT", "STATUS", "MAY DIAL", "INPUT", "OUTPUT", "FRAGMENTS", "OTHER BLOCKS"}
    );
    for (const json& transport : transports) {
        table.add(
            {transport.value("transport", ""),
             transport.value("up", true) ? "up" : "down",
             count_text(transport, "demandDialFilter"),
             count_text(transport, "inputFilter"),
             count_text(transport, "outputFilter"),
             transport.value("dropFragments", false) ? "drop" : "forward",
             std::to_string(transport.at("blocks").size())}
        );
    }
    session.print(transports, table.to_string());
}

constexpr std::array kCommands{
    Command{"filter", "list", "NAME", "filters of an interface", 1, 1, list},
    Command{
        "filter",
        "add",
        "NAME LIST KEY=VALUE...",
        "filter packets: lists dial, in, out, dial6, in6, out6",
        3,
        11,
        add},
    Command{"filter", "delete", "NAME LIST NUMBER", "remove a filter", 3, 3, remove},
    Command{
        "filter",
        "default",
        "NAME LIST forward|drop",
        "what happens to packets that match no filter",
        3,
        3,
        set_default},
    Command{"transport", "show", "NAME", "families of an interface", 1, 1, show_transports},
};

}  // namespace
}  // namespace filter_verbs

std::span<const Command> filter_commands() {
    return filter_verbs::kCommands;
}

}  // namespace mprd::cli
