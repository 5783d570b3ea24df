// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "client/cli/command.hpp"

#include "client/cli/colours.hpp"
#include "client/cli/session_programs.hpp"
#include "core/base/nearest.hpp"

#include <algorithm>
#include <cstdio>
#include <set>

namespace mprd::cli {
namespace {

constexpr std::uint32_t kMoreData = 234;
constexpr std::uint32_t kPending = 600;
constexpr std::uint32_t kRestartRequired = 3011;  // done, in force after a restart

std::string usage(const Command& command) {
    std::string text = "mprctl " + std::string(command.noun);
    for (const std::string_view word : {command.verb, command.arguments}) {
        text += word.empty() ? "" : " " + std::string(word);
    }
    return text;
}

std::string joined(const std::set<std::string>& words) {
    std::string text;
    for (const std::string& word : words) {
        text += (text.empty() ? "" : ", ") + word;
    }
    return text;
}

[[noreturn]] void wrong_word(
    const std::string& what, const std::string& wrong, const std::set<std::string>& known
) {
    const std::string hint = nearest(wrong, known);
    throw CommandFailed(
        kUsage,
        "no " + what + " \"" + wrong + "\"" +
            (hint.empty() ? "" : "; did you mean \"" + hint + "\"?") +
            "\nThere are: " + joined(known)
    );
}

Command check_words(const Command& command, std::size_t count) {
    if (count < command.least || count > command.most) {
        throw CommandFailed(
            kUsage,
            std::string(count < command.least ? "something is missing" : "too many words") +
                "\nUsage: " + usage(command) + "\n  " + std::string(command.help)
        );
    }
    return command;
}

/// "key 'status' not found", without the class and number of nlohmann/json in front.
std::string reason_of(const json::exception& error) {
    const std::string text = error.what();
    const std::size_t end = text.find("] ");
    return end == std::string::npos ? text : text.substr(end + 2);
}

}  // namespace

Session::Session(Settings settings, std::unique_ptr<client::Channel> channel)
    : settings_(std::move(settings)), connected_(true) {
    client_.open(std::move(channel), "this channel");
}

RpcClient& Session::client() {
    if (!connected_) {
        connect();
        connected_ = true;
    }
    return client_;
}

client::ServerAddress Session::address() const {
    const bool named = !settings_.server.empty();
    if (named && !settings_.socket.empty()) {
        throw CommandFailed(kUsage, "expected --server or --socket, found both");
    }
    const std::string socket =
        settings_.socket.empty() ? client::own_local_path() : settings_.socket;
    const auto address =
        client::parse_server_name(settings_.server, client::own_host_name(), socket);
    if (!address) {
        throw CommandFailed(kUsage, address.error().detail);
    }
    return *address;
}

void Session::connect() {
    const client::ServerAddress place = address();
    auto channel = client::open_channel(place, client::Asking::Allowed);
    if (channel) {
        client_.open(std::move(*channel), place.to_string());
    } else if (without_daemon_ && !place.is_remote()) {
        auto session = client::open_config_session(
            session_programs(), settings_.config, client::Asking::Allowed
        );
        if (!session) {
            throw CommandFailed(kRefused, session.error().detail);
        }
        client_.open(std::move(*session), "mprd --config-session");
    } else {
        throw CommandFailed(kRefused, channel.error().detail);
    }
}

json Session::call(const std::string& method, const json& params) {
    auto answer = client().call(method, params);
    if (const auto* failure = std::get_if<RpcFailure>(&answer)) {
        throw CommandFailed(kRefused, failure->message);
    }
    json& result = std::get<json>(answer);
    const auto code = result.value("code", std::uint32_t{0});
    if (code != 0 && code != kMoreData && code != kPending && code != kRestartRequired) {
        throw CommandFailed(
            kRefused,
            result.value("symbol", std::string()) + " (" + std::to_string(code) +
                "): " + result.value("message", std::string())
        );
    }
    return std::move(result);
}

std::uint32_t Session::interface_handle(const std::string& name) {
    auto answer = client().call(
        "MprAdminInterfaceGetHandle", {{"interfaceName", name}, {"includeClientInterfaces", true}}
    );
    if (const auto* failure = std::get_if<RpcFailure>(&answer)) {
        throw CommandFailed(kRefused, failure->message);
    }
    const json& result = std::get<json>(answer);
    if (result.value("code", 0U) == 0) {
        return result.at("interface").get<std::uint32_t>();
    }
    if (result.value("code", 0U) != 905) {
        throw CommandFailed(
            kRefused, result.value("symbol", "") + ": " + result.value("message", "")
        );
    }
    std::set<std::string> names;
    for (const json& interface : call_all("MprAdminInterfaceEnum")) {
        names.insert(interface.value("name", ""));
    }
    const std::string hint = nearest(name, names);
    throw CommandFailed(
        kRefused,
        "ERROR_NO_SUCH_INTERFACE (905): no interface \"" + name + "\"" +
            (hint.empty() ? "" : "; did you mean \"" + hint + "\"?") +
            "\nmprctl interface list shows them all."
    );
}

std::uint32_t Session::port_handle(const std::string& name) {
    std::set<std::string> names;
    for (const json& port : call_all("MprAdminPortEnum")) {
        if (port.value("portName", "") == name) {
            return port.at("port").get<std::uint32_t>();
        }
        names.insert(port.value("portName", ""));
    }
    const std::string hint = nearest(name, names);
    throw CommandFailed(
        kRefused,
        "no port \"" + name + "\"" + (hint.empty() ? "" : "; did you mean \"" + hint + "\"?") +
            "\nmprctl port list shows them all."
    );
}

json Session::call_all(const std::string& method, json params) {
    json entries = json::array();
    json page;
    do {
        page = call(method, params);
        for (json& entry : page.at("buffer")) {
            entries.push_back(std::move(entry));
        }
        params["resumeHandle"] = page.at("resumeHandle");
    } while (page.value("code", 0U) == kMoreData);
    return entries;
}

json Session::stored(json params) const {
    params["persist"] = !settings_.runtime;
    return params;
}

void Session::print(const json& value, const std::string& text) const {
    std::string out = settings_.json ? value.dump(2) + '\n' : text;
    for (char& c : out) {
        c = (static_cast<unsigned char>(c) < 0x20 && c != '\n') || c == 0x7f ? '?' : c;
    }
    if (!settings_.json && output_has_colours()) {
        out = coloured(out);
    }
    static_cast<void>(std::fwrite(out.data(), 1, out.size(), stdout));
}

std::vector<Command> commands() {
    std::vector<Command> all;
    for (const auto family :
         {interface_commands(),
          route_commands(),
          rip_commands(),
          filter_commands(),
          credentials_commands(),
          connection_commands(),
          port_commands(),
          device_commands(),
          user_commands(),
          mib_commands(),
          key_commands(),
          tunnel_commands(),
          service_commands(),
          config_commands(),
          watch_commands(),
          capture_commands(),
          tool_commands()}) {
        all.insert(all.end(), family.begin(), family.end());
    }
    return all;
}

Command find_command(const std::vector<std::string>& words) {
    if (words.empty()) {
        throw CommandFailed(kUsage, "nothing to do\n\n" + help_text());
    }
    std::set<std::string> nouns;
    std::set<std::string> verbs;
    for (const Command& command : commands()) {
        nouns.emplace(command.noun);
        if (command.noun != words[0]) {
            continue;
        }
        if (command.verb.empty()) {
            return check_words(command, words.size() - 1);
        }
        if (words.size() > 1 && command.verb == words[1]) {
            return check_words(command, words.size() - 2);
        }
        verbs.emplace(command.verb);
    }
    if (verbs.empty()) {
        wrong_word("command", words[0], nouns);
    }
    if (words.size() == 1) {
        throw CommandFailed(
            kUsage, "what about the " + words[0] + "? Say one of: " + joined(verbs)
        );
    }
    wrong_word("verb of " + words[0], words[1], verbs);
}

void run_command(const Command& command, Session& session, const Arguments& arguments) {
    try {
        command.run(session, arguments);
    } catch (const json::exception& error) {
        throw CommandFailed(
            kRefused,
            "the router answered something that mprctl does not understand: " +
                session.last_method() + ": " + reason_of(error) +
                "\nAre mprctl and mprd of the same version?"
        );
    }
}

std::string help_text() {
    std::string text = "Usage: mprctl [options] COMMAND\n\nCommands:\n";
    for (const Command& command : commands()) {
        std::string line = "  " + usage(command).substr(7);
        line.append(line.size() < 46 ? 46 - line.size() : 1, ' ');
        text += line + std::string(command.help) + '\n';
    }
    return text;
}

std::string duration_text(const json& seconds) {
    if (!seconds.is_number()) {
        return "-";
    }
    const auto total = seconds.get<std::int64_t>();
    std::string text;
    if (total >= 3600) {
        text = std::to_string(total / 3600) + " h ";
    }
    if (total >= 60) {
        text += std::to_string(total / 60 % 60) + " min ";
    }
    return text + std::to_string(total % 60) + " s";
}

}  // namespace mprd::cli
