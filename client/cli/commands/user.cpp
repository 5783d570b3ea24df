// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
// mprctl user ...: who may call us.
#include "client/cli/command.hpp"
#include "client/cli/secret_input.hpp"
#include "client/cli/settings.hpp"
#include "client/cli/table.hpp"
#include "core/base/nearest.hpp"

#include <array>
#include <set>

namespace mprd::cli {
namespace user_verbs {
namespace {

std::string yes_or_no(const json& value) {
    return value.get<bool>() ? "yes" : "no";
}

void list(Session& session, const Arguments& /*arguments*/) {
    const json users = session.call("mprd.UserList").at("users");
    Table table({"USER", "MAY DIAL IN", "CALL-BACK", "ADDRESS", "PASSWORD"});
    for (const json& user : users) {
        table.add(
            {user.value("name", ""),
             yes_or_no(user.at("mayDialIn")),
             user.value("callBack", ""),
             user.value("address", "") == "0.0.0.0" ? "from the pool" : user.value("address", ""),
             user.at("hasPassword").get<bool>() ? "set" : "not set"}
        );
    }
    session.print(users, table.to_string());
}

json find(Session& session, const std::string& name) {
    std::set<std::string> names;
    const json users = session.call("mprd.UserList").at("users");
    for (const json& user : users) {
        if (user.value("name", "") == name) {
            return user;
        }
        names.insert(user.value("name", ""));
    }
    const std::string hint = nearest(name, names);
    throw CommandFailed(
        kRefused,
        "ERROR_NO_SUCH_USER (1317): no caller \"" + name + "\"" +
            (hint.empty() ? "" : "; did you mean \"" + hint + "\"?") +
            "\nmprctl user list shows them all."
    );
}

void show(Session& session, const Arguments& arguments) {
    const json user = find(session, arguments[0]);
    std::string text;
    for (const auto& [name, value] : user.items()) {
        text += name + std::string(name.size() < 20 ? 20 - name.size() : 1, ' ') +
                (value.is_string() ? value.get<std::string>() : value.dump()) + '\n';
    }
    session.print(user, text);
}

json user_of(const Arguments& arguments) {
    json user = settings_of(Arguments(arguments.begin() + 1, arguments.end()));
    if (user.contains("callBackNumber") && user["callBackNumber"].is_number()) {
        user["callBackNumber"] = user["callBackNumber"].dump();  // digits are a text here
    }
    user["name"] = arguments[0];
    return user;
}

void set(Session& session, const Arguments& arguments) {
    static_cast<void>(find(session, arguments[0]));
    const json result = session.call(
        "mprd.UserSet", session.stored({{"userName", arguments[0]}, {"user", user_of(arguments)}})
    );
    session.print(result, arguments[0] + " changed\n");
}

void add(Session& session, const Arguments& arguments) {
    json params = {{"user", user_of(arguments)}};
    static_cast<void>(session.client());  // is there one? Before the password is asked for
    params["password"] = read_secret("Password of " + arguments[0] + ": ");
    const json result = session.call("mprd.UserAdd", session.stored(params));
    session.print(result, arguments[0] + " may call\n");
}

void remove(Session& session, const Arguments& arguments) {
    static_cast<void>(find(session, arguments[0]));
    const json result =
        session.call("mprd.UserDelete", session.stored({{"userName", arguments[0]}}));
    session.print(result, arguments[0] + " may call no more\n");
}

void password(Session& session, const Arguments& arguments) {
    static_cast<void>(find(session, arguments[0]));  // before the password is asked for
    json params = {{"userName", arguments[0]}};
    params["password"] = read_secret("Password of " + arguments[0] + ": ");
    const json result = session.call("mprd.UserSet", session.stored(params));
    session.print(result, "password of " + arguments[0] + " set\n");
}

constexpr std::size_t kMany = 64;
constexpr std::array kCommands{
    Command{"user", "list", "", "who may call", 0, 0, list},
    Command{"user", "show", "NAME", "one caller", 1, 1, show},
    Command{
        "user",
        "add",
        "NAME [KEY=VALUE...]",
        "a new caller; asks for his password on standard input",
        1,
        kMany,
        add},
    Command{
        "user", "set", "NAME KEY=VALUE...", "such as: user set ann mayDialIn=false", 2, kMany, set},
    Command{"user", "password", "NAME", "asks for it on standard input", 1, 1, password},
    Command{"user", "delete", "NAME", "he may call no more", 1, 1, remove},
};

}  // namespace
}  // namespace user_verbs

std::span<const Command> user_commands() {
    return user_verbs::kCommands;
}

}  // namespace mprd::cli
