// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
// mprctl credentials ...: what an interface proves itself with when it dials.
#include "client/cli/command.hpp"
#include "client/cli/secret_input.hpp"

#include <array>

namespace mprd::cli {
namespace credentials_verbs {
namespace {

void set(Session& session, const Arguments& arguments) {
    json params = {{"interfaceName", arguments[0]}, {"userName", arguments[1]}};
    if (arguments.size() > 2) {
        params["domainName"] = arguments[2];
    }
    static_cast<void>(session.interface_handle(arguments[0]));  // before the password is asked for
    params["password"] = read_secret("Password of " + arguments[1] + ": ");
    const json result = session.call("MprAdminInterfaceSetCredentials", session.stored(params));
    session.print(result, "credentials of " + arguments[0] + " set\n");
}

void show(Session& session, const Arguments& arguments) {
    json result =
        session.call("MprAdminInterfaceGetCredentials", {{"interfaceName", arguments[0]}});
    const bool has_password = !result.value("password", "").empty();
    result["password"] =
        has_password ? "(set)" : "";  // for eyes and logs; the API gives it to administrators
    const std::string domain = result.value("domainName", "");
    session.print(
        result,
        "User      " + (domain.empty() ? "" : domain + '\\') + result.value("userName", "") +
            "\nPassword  " + (has_password ? "set" : "not set, or not for you to know") + '\n'
    );
}

void remove(Session& session, const Arguments& arguments) {
    const json result = session.call(
        "MprAdminInterfaceSetCredentials", session.stored({{"interfaceName", arguments[0]}})
    );
    session.print(result, "credentials of " + arguments[0] + " removed\n");
}

constexpr std::array kCommands{
    Command{
        "credentials",
        "set",
        "NAME USER [DOMAIN]",
        "asks for the password on standard input",
        2,
        3,
        set},
    Command{"credentials", "show", "NAME", "user name, and whether a password is set", 1, 1, show},
    Command{"credentials", "delete", "NAME", "forget them", 1, 1, remove},
};

}  // namespace
}  // namespace credentials_verbs

std::span<const Command> credentials_commands() {
    return credentials_verbs::kCommands;
}

}  // namespace mprd::cli
