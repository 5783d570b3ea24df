// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
// mprctl config ...: the stored configuration, with or without a running mprd.
#include "client/cli/command.hpp"
#include "client/cli/table.hpp"

#include <array>
#include <filesystem>

namespace mprd::cli {
namespace config_verbs {
namespace {

/// The other side may sit in another folder.
std::string absolute(const std::string& file) {
    // Paths of the file system may be in another character set than our texts.
    const std::filesystem::path path(std::u8string(file.begin(), file.end()));
    const std::u8string whole = std::filesystem::absolute(path).lexically_normal().u8string();
    return {whole.begin(), whole.end()};
}

void show(Session& session, const Arguments& arguments) {
    session.allow_without_daemon();
    if (!arguments.empty()) {
        const json handle =
            session.call("MprConfigInterfaceGetHandle", {{"interfaceName", arguments[0]}});
        json info = session
                        .call(
                            "MprConfigInterfaceGetInfo",
                            {{"interface", handle.at("interface")}, {"level", 3}}
                        )
                        .at("buffer");
        session.print(info, info.dump(2) + '\n');
        return;
    }
    json stored = session.call("MprConfigServerGetInfo").at("buffer");
    stored["tunnels"] =
        session.call("MprConfigServerGetInfoEx").at("serverInfo").at("configParams");
    stored["interfaces"] = json::array();
    Table table({"INTERFACE", "TYPE", "ENABLED"});
    // No interface at all is no failure (259).
    json params = {{"resumeHandle", 0}};
    do {
        auto answer = session.client().call("MprConfigInterfaceEnum", params);
        if (const auto* failure = std::get_if<RpcFailure>(&answer)) {
            throw CommandFailed(kRefused, failure->message);
        }
        const json& page = std::get<json>(answer);
        params["resumeHandle"] = page.value("resumeHandle", 0U);
        for (const json& each : page.value("buffer", json::array())) {
            stored["interfaces"].push_back(each);
            table.add(
                {each.value("name", ""),
                 each.value("type", ""),
                 each.value("enabled", false) ? "yes" : "no"}
            );
        }
    } while (params["resumeHandle"] != 0);
    session.print(
        stored,
        "stored ports: " + stored.at("totalPorts").dump() +
            (stored.value("lanOnlyMode", false) ? ", LAN-only mode" : "") + '\n' + table.to_string()
    );
}

void backup(Session& session, const Arguments& arguments) {
    session.allow_without_daemon();
    const std::string path = absolute(arguments[0]);
    session.print(
        session.call("MprConfigServerBackup", {{"path", path}}),
        "stored configuration saved in " + path + ", passwords included; keep it safe\n"
    );
}

void restore(Session& session, const Arguments& arguments) {
    session.allow_without_daemon();
    const std::string path = absolute(arguments[0]);
    session.print(
        session.call("MprConfigServerRestore", {{"path", path}}),
        "stored configuration is that of " + path +
            "; a running mprd takes it over with: mprctl service reload\n"
    );
}

void install(Session& session, const Arguments& /*arguments*/) {
    session.allow_without_daemon();
    session.print(
        session.call("MprConfigServerInstall"),
        "stored configuration is the default one, without devices, interfaces and passwords\n"
    );
}

void check(Session& session, const Arguments& /*arguments*/) {
    session.allow_without_daemon();
    const json result = session.call("mprd.ConfigCheck");
    std::string text;
    for (const json& problem : result.at("problems")) {
        text += problem.get<std::string>() + '\n';
    }
    session.print(result, text.empty() ? "the stored configuration is right\n" : text);
    if (!text.empty()) {
        throw CommandFailed(kRefused, "the stored configuration is wrong");
    }
}

constexpr std::array kCommands{
    Command{"config", "show", "[NAME]", "the stored configuration, or one interface", 0, 1, show},
    Command{"config", "backup", "FILE", "save all of it in one new file", 1, 1, backup},
    Command{"config", "restore", "FILE", "replace all of it by a backup", 1, 1, restore},
    Command{"config", "install", "", "replace all of it by the default: nothing", 0, 0, install},
    Command{"config", "check", "", "say all that is wrong with it", 0, 0, check},
};

}  // namespace
}  // namespace config_verbs

std::span<const Command> config_commands() {
    return config_verbs::kCommands;
}

}  // namespace mprd::cli
