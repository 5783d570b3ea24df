// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
// mprctl tunnel ... and ikev2 ...: ports and policies of the tunnel protocols.
#include "client/cli/command.hpp"
#include "client/cli/settings.hpp"
#include "client/cli/table.hpp"

#include <array>

namespace mprd::cli {
namespace tunnel_verbs {
namespace {

struct Protocol {
    const char* name;
    std::uint32_t bit;  // of setConfigForProtocols
};
constexpr Protocol kProtocols[] = {
    {"pptp", 1}, {"l2tp", 2}, {"sstp", 4}, {"ikev2", 8}, {"gre", 16}};

std::string uses_text(const json& flags) {
    constexpr const char* kTexts[] = {
        "nothing", "remote access", "routing", "remote access, routing"};
    return kTexts[flags.get<unsigned>() & 3U];
}

void show(Session& session, const Arguments& /*arguments*/) {
    const json tunnels =
        session.call("MprAdminServerGetInfoEx").at("serverInfo").at("configParams");
    Table table({"PROTOCOL", "PORTS", "AT MOST", "FOR"});
    for (const Protocol& protocol : kProtocols) {
        const json& ports = tunnels.at(protocol.name);
        table.add(
            {protocol.name,
             ports.at("numPorts").dump(),
             ports.at("maxPorts").dump(),
             uses_text(ports.at("portFlags"))}
        );
    }
    session.print(tunnels, table.to_string());
}

void set(Session& session, const Arguments& arguments) {
    const std::string& name = arguments[0];
    for (const Protocol& protocol : kProtocols) {
        if (name != protocol.name) {
            continue;
        }
        json settings = settings_of(Arguments(arguments.begin() + 1, arguments.end()));
        json config = json::object();
        for (const char* member : {"useHttps", "certificate"}) {
            if (name == "sstp" && settings.contains(member)) {
                config["sstpListener"][member] = settings[member];
                settings.erase(member);
            }
        }
        config[name] = settings;
        const json result = session.call(
            "MprAdminServerSetInfoEx",
            session.stored({{"setConfigForProtocols", protocol.bit}, {"configParams", config}})
        );
        session.print(
            result,
            result.value("code", 0) == 0 ? name + " set\n"
                                         : name + " stored; it holds when mprd starts again\n"
        );
        return;
    }
    throw CommandFailed(kUsage, "expected pptp, l2tp, sstp, ikev2 or gre, found \"" + name + "\"");
}

void ikev2_show(Session& session, const Arguments& arguments) {
    const json config = session
                            .call(
                                "MprAdminInterfaceGetCustomInfoEx",
                                {{"interface", session.interface_handle(arguments[0])}}
                            )
                            .at("customIkev2Config");
    session.print(
        config,
        config.is_null() ? arguments[0] + " has no IKEv2 policy of its own\n"
                         : config.dump(2) + '\n'
    );
}

void ikev2_set(Session& session, const Arguments& arguments) {
    const auto id = session.interface_handle(arguments[0]);
    json config = session.call(
                             "MprAdminInterfaceGetCustomInfoEx", {{"interface", id}}
    ).at("customIkev2Config");
    if (config.is_null()) {
        config = json::object();
    }
    config.merge_patch(settings_of(Arguments(arguments.begin() + 1, arguments.end())));
    const json result = session.call(
        "MprAdminInterfaceSetCustomInfoEx",
        session.stored({{"interface", id}, {"flags", 1}, {"customIkev2Config", config}})
    );
    session.print(result, "IKEv2 policy of " + arguments[0] + " set\n");
}

void ikev2_delete(Session& session, const Arguments& arguments) {
    const json result = session.call(
        "MprAdminInterfaceSetCustomInfoEx",
        session.stored({{"interface", session.interface_handle(arguments[0])}, {"flags", 0}})
    );
    session.print(result, "IKEv2 policy of " + arguments[0] + " removed\n");
}

constexpr std::size_t kMany = 64;
constexpr std::array kCommands{
    Command{"tunnel", "show", "", "ports of PPTP, L2TP, SSTP, IKEv2 and GRE", 0, 0, show},
    Command{
        "tunnel",
        "set",
        "PROTOCOL KEY=VALUE...",
        "such as: tunnel set l2tp numPorts=64 portFlags=3",
        2,
        kMany,
        set},
    Command{"ikev2", "show", "NAME", "IKEv2 policy of an interface", 1, 1, ikev2_show},
    Command{
        "ikev2",
        "set",
        "NAME KEY=VALUE...",
        "such as: ikev2 set branch1 saLifeTime=3600",
        2,
        kMany,
        ikev2_set},
    Command{"ikev2", "delete", "NAME", "remove it", 1, 1, ikev2_delete},
};

}  // namespace
}  // namespace tunnel_verbs

std::span<const Command> tunnel_commands() {
    return tunnel_verbs::kCommands;
}

}  // namespace mprd::cli
