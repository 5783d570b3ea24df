// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
// mprctl call, error, proxy and completion: for programmers, other hosts and shells.
#include "client/cli/command.hpp"
#include "client/cli/proxy.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <map>
#include <set>
#include <string>

namespace mprd::cli {
namespace tool_verbs {
namespace {

void call(Session& session, const Arguments& arguments) {
    json params = json::object();
    if (arguments.size() > 1) {
        params = json::parse(arguments[1], nullptr, /*allow_exceptions=*/false);
        if (!params.is_object()) {
            throw CommandFailed(
                kUsage, "expected the parameters as a JSON object, found " + arguments[1]
            );
        }
    }
    // The raw answer, whatever its code: for programs, and for people who look for a bug.
    auto answer = session.client().call(arguments[0], params);
    if (const auto* failure = std::get_if<RpcFailure>(&answer)) {
        throw CommandFailed(kRefused, failure->message);
    }
    const json& result = std::get<json>(answer);
    std::printf("%s\n", result.dump(2).c_str());
    if (result.value("code", 0U) != 0 && result.value("code", 0U) != 600 &&
        result.value("code", 0U) != 234) {
        throw CommandFailed(
            kRefused, result.value("symbol", "") + ": " + result.value("message", "")
        );
    }
}

void error(Session& session, const Arguments& arguments) {
    const json code = json::parse(arguments[0], nullptr, /*allow_exceptions=*/false);
    if (!code.is_number_unsigned()) {
        throw CommandFailed(
            kUsage, "expected a number such as 691, found \"" + arguments[0] + "\""
        );
    }
    const json result = session.call("MprAdminGetErrorString", {{"error", code}});
    session.print(
        result,
        arguments[0] + " " + result.value("symbol", "") + ": " + result.value("errorString", "") +
            '\n'
    );
}

void help(Session& session, const Arguments& /*arguments*/) {
    json table = json::array();
    for (const Command& command : commands()) {
        table.push_back(
            {{"noun", command.noun},
             {"verb", command.verb},
             {"arguments", command.arguments},
             {"help", command.help}}
        );
    }
    session.print(table, help_text() + "\nmprctl --help tells the options, too.\n");
}

constexpr std::string_view kOptions =
    "--server --socket --config --json --runtime --wait --file --port --packets --duration --snap "
    "--version --help";

/// For bash: the names of all interfaces.
constexpr std::string_view kInterfaceNames =
    "$(mprctl interface list 2>/dev/null | awk 'NR>1{print $1}')";

bool begins_with_interface(const std::string& noun) {
    const auto all = commands();
    return std::any_of(all.begin(), all.end(), [&](const Command& command) {
        return command.noun == noun && command.verb.empty() && command.arguments == "[NAME]";
    });
}

std::map<std::string, std::string> verbs_by_noun() {
    std::map<std::string, std::string> verbs;
    for (const Command& command : commands()) {
        std::string& list = verbs[std::string(command.noun)];
        if (!command.verb.empty()) {
            list += (list.empty() ? "" : " ") + std::string(command.verb);
        }
    }
    return verbs;
}

std::string nouns() {
    std::string text;
    for (const auto& [noun, verbs] : verbs_by_noun()) {
        text += (text.empty() ? "" : " ") + noun;
    }
    return text;
}

std::string bash_completion() {
    std::string text =
        "_mprctl() {\n    local cur=${COMP_WORDS[COMP_CWORD]} words=()\n    local w\n"
        "    local skip=\n"
        "    for w in \"${COMP_WORDS[@]:1:COMP_CWORD-1}\"; do\n"
        "        if [[ $skip ]]; then skip=; continue; fi\n"
        "        case $w in --server|--socket|--config|--file|--port|--packets|--duration|--snap) "
        "skip=1;; -*) ;; *) words+=(\"$w\");; esac\n"
        "    done\n"
        "    [[ $skip ]] && { COMPREPLY=($(compgen -f -- \"$cur\")); return; }\n"
        "    if [[ $cur == -* ]]; then COMPREPLY=($(compgen -W \"" +
        std::string(kOptions) +
        "\" -- \"$cur\")); return; fi\n"
        "    case ${#words[@]} in\n    0) COMPREPLY=($(compgen -W \"" +
        nouns() +
        "\" -- \"$cur\"));;\n    1) case "
        "${words[0]} in\n";
    for (const auto& [noun, verbs] : verbs_by_noun()) {
        const std::string words =
            begins_with_interface(noun) ? std::string(kInterfaceNames) : verbs;
        text += "        " + noun + ") COMPREPLY=($(compgen -W \"" + words + "\" -- \"$cur\"));;\n";
    }
    return text +
           "        esac;;\n"
           "    2) COMPREPLY=($(compgen -W \"" +
           std::string(kInterfaceNames) + "\" -- \"$cur\"));;\n" +
           "    esac\n}\ncomplete -F _mprctl mprctl\n";
}

std::string zsh_completion() {
    return "#compdef mprctl\nautoload -U +X bashcompinit && bashcompinit\n" + bash_completion();
}

std::string fish_completion() {
    std::string text =
        "complete -c mprctl -f\n"
        "complete -c mprctl -l server -x\ncomplete -c mprctl -l socket -r -F\n"
        "complete -c mprctl -l config -r -F\n"
        "complete -c mprctl -l file -r -F\n"
        "for o in port packets duration snap; complete -c mprctl -l $o -x; end\n"
        "for o in json runtime wait version help; complete -c mprctl -l $o; end\n"
        "complete -c mprctl -n __fish_use_subcommand -a '" +
        nouns() + "'\n";
    for (const auto& [noun, verbs] : verbs_by_noun()) {
        if (!verbs.empty()) {
            text += "complete -c mprctl -n '__fish_seen_subcommand_from " + noun + "' -a '" +
                    verbs + "'\n";
        }
    }
    return text;
}

void completion(Session& /*session*/, const Arguments& arguments) {
    std::string text;
    if (arguments[0] == "bash") {
        text = bash_completion();
    } else if (arguments[0] == "zsh") {
        text = zsh_completion();
    } else if (arguments[0] == "fish") {
        text = fish_completion();
    } else {
        throw CommandFailed(kUsage, "expected bash, zsh or fish, found \"" + arguments[0] + "\"");
    }
    std::fputs(text.c_str(), stdout);
}

void proxy(Session& session, const Arguments& /*arguments*/) {
    const client::ServerAddress address = session.address();
    if (address.is_remote()) {
        throw CommandFailed(
            kUsage, "mprctl proxy is for a socket of this host, not for --server ssh://"
        );
    }
    if (const std::string failure = run_proxy(address.path); !failure.empty()) {
        throw CommandFailed(kRefused, failure);
    }
}

constexpr std::array kCommands{
    Command{"call", "", "METHOD [JSON]", "any method of the control socket", 1, 2, call},
    Command{"error", "", "CODE", "what an error number means", 1, 1, error},
    Command{
        "proxy",
        "",
        "",
        "join standard input and output with mprd's socket, for callers on other hosts",
        0,
        0,
        proxy},
    Command{"help", "", "", "all commands; with --json as a table for programs", 0, 0, help},
    Command{"completion", "", "bash|zsh|fish", "completion script for a shell", 1, 1, completion},
};

}  // namespace
}  // namespace tool_verbs

std::span<const Command> tool_commands() {
    return tool_verbs::kCommands;
}

}  // namespace mprd::cli
