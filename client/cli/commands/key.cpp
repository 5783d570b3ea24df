// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
// mprctl key ...: pre-shared keys, of the server or of an interface.
#include "client/cli/command.hpp"
#include "client/cli/secret_input.hpp"
#include "core/base/base64.hpp"
#include "core/base/secret.hpp"

#include <array>

namespace mprd::cli {
namespace key_verbs {
namespace {

constexpr int kPreSharedKey = 1;  // level of MprAdminInterfaceSetCredentialsEx

std::string owner(const Arguments& arguments) {
    return arguments.empty() ? "the server" : arguments[0];
}

void change(Session& session, const Arguments& arguments, const std::string& base64) {
    json params = {{"credentialsInfo", base64}};
    if (arguments.empty()) {
        static_cast<void>(session.call("MprAdminServerSetCredentials", session.stored(params)));
    } else {
        params["interface"] = session.interface_handle(arguments[0]);
        params["level"] = kPreSharedKey;
        static_cast<void>(session.call("MprAdminInterfaceSetCredentialsEx", session.stored(params))
        );
    }
}

void set(Session& session, const Arguments& arguments) {
    // Whatever is in the way is told before the key is asked for.
    static_cast<void>(session.client());
    if (!arguments.empty()) {
        static_cast<void>(session.interface_handle(arguments[0]));
    }
    std::string key = read_secret("Pre-shared key of " + owner(arguments) + ": ");
    if (key.empty()) {
        throw CommandFailed(kUsage, "an empty key; mprctl key delete removes one");
    }
    std::string text = to_base64(as_bytes(key));
    wipe_memory(key.data(), key.size());
    change(session, arguments, text);
    wipe_memory(text.data(), text.size());
    session.print({{"code", 0}}, "key of " + owner(arguments) + " set\n");
}

void remove(Session& session, const Arguments& arguments) {
    change(session, arguments, "");
    session.print({{"code", 0}}, "key of " + owner(arguments) + " removed\n");
}

void show(Session& session, const Arguments& arguments) {
    const json result =
        arguments.empty()
            ? session.call("MprAdminServerGetCredentials")
            : session.call(
                  "MprAdminInterfaceGetCredentialsEx",
                  {{"interface", session.interface_handle(arguments[0])}, {"level", kPreSharedKey}}
              );
    session.print(result, owner(arguments) + " has a pre-shared key\n");
}

constexpr std::array kCommands{
    Command{"key", "set", "[NAME]", "pre-shared key of an interface or the server", 0, 1, set},
    Command{"key", "show", "[NAME]", "whether there is one", 0, 1, show},
    Command{"key", "delete", "[NAME]", "forget it", 0, 1, remove},
};

}  // namespace
}  // namespace key_verbs

std::span<const Command> key_commands() {
    return key_verbs::kCommands;
}

}  // namespace mprd::cli
