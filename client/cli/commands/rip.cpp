// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
// mprctl rip ...: how auto-static updates prove to the neighbour who they are.
#include "client/cli/command.hpp"
#include "client/cli/secret_input.hpp"
#include "core/base/secret.hpp"

#include <array>

namespace mprd::cli {
namespace rip_verbs {
namespace {

constexpr const char* kNone = "none";

json options_of(Session& session, std::uint32_t id) {
    return session.call("MprAdminInterfaceGetInfo", {{"interface", id}, {"level", 3}})
        .at("buffer")
        .at("rip");
}

void show(Session& session, const Arguments& arguments) {
    const json rip = options_of(session, session.interface_handle(arguments[0]));
    session.print(
        rip,
        "Authentication  " + rip.value("authentication", "") + "\nKey number      " +
            rip.at("keyId").dump() + '\n'
    );
}

void set_key(Session& session, std::uint32_t id, const std::string& key) {
    static_cast<void>(
        session.call("mprd.RipKeySet", session.stored({{"interface", id}, {"key", key}}))
    );
}

void set(Session& session, const Arguments& arguments) {
    const std::uint32_t id = session.interface_handle(arguments[0]);
    json rip = {{"authentication", arguments[1]}};
    if (arguments.size() > 2) {
        rip["keyId"] = json::parse(arguments[2], nullptr, /*allow_exceptions=*/false);
        if (!rip["keyId"].is_number_unsigned()) {
            throw CommandFailed(
                kUsage, "expected the number of a key, 0 to 255, found \"" + arguments[2] + "\""
            );
        }
    }
    std::string key;
    if (arguments[1] != kNone) {
        key = read_secret("RIP key of " + arguments[0] + ": ");
        if (key.empty()) {
            throw CommandFailed(kUsage, "an empty key; mprctl rip set NAME none asks without one");
        }
    }
    if (!key.empty()) {
        set_key(session, id, key);  // first: never authentication without a key
    }
    const json result = session.call(
        "mprd.InterfaceSet", session.stored({{"interface", id}, {"buffer", {{"rip", rip}}}})
    );
    if (key.empty()) {
        set_key(session, id, key);
    }
    wipe_memory(key.data(), key.size());
    session.print(result, "RIP authentication of " + arguments[0] + " is " + arguments[1] + '\n');
}

constexpr std::array kCommands{
    Command{"rip", "show", "NAME", "authentication of auto-static updates", 1, 1, show},
    Command{
        "rip",
        "set",
        "NAME none|password|keyedMd5 [KEYID]",
        "asks for the key on standard input",
        2,
        3,
        set},
};

}  // namespace
}  // namespace rip_verbs

std::span<const Command> rip_commands() {
    return rip_verbs::kCommands;
}

}  // namespace mprd::cli
