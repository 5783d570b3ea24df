// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/devices/openvpn/command.hpp"

#include "core/tunnel/openvpn_server.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <span>

namespace mprd::platform::openvpn {
namespace {

struct OurOption {
    std::string_view name;
    std::string_view instead;
};

constexpr std::string_view kManaged = "no option that mprd sets itself (management, log, dev-node)";
constexpr std::string_view kForeground =
    "no option that takes the program into the background: mprd holds it";
constexpr std::string_view kNoTap = "a tunnel of IP packets (dev tun): mprd carries no Ethernet";
constexpr std::string_view kNoServer =
    "a client: the configuration of a server is the option \"serverConfig\"";
constexpr std::string_view kNoClient =
    "a server: the configuration of a client is the option \"config\"";
constexpr std::string_view kNoSecretFile =
    "no file of a password: mprd gives those of its secrets file";
constexpr std::string_view kNoPool =
    "no addresses for callers: mprd gives them those of \"answering\" and \"users\"";
constexpr std::string_view kNoCheck =
    "nothing that says who a caller is: mprd asks its \"users\" (option \"callersProve\")";

/// What nobody may give.
constexpr std::array kOurOptions{
    OurOption{"daemon", kForeground},
    OurOption{"inetd", kForeground},
    OurOption{"management", kManaged},
    OurOption{"management-client", kManaged},
    OurOption{"management-client-auth", kManaged},
    OurOption{"management-hold", kManaged},
    OurOption{"management-query-passwords", kManaged},
    OurOption{"management-query-remote", kManaged},
    OurOption{"management-signal", kManaged},
    OurOption{"management-up-down", kManaged},
    OurOption{"log", kManaged},
    OurOption{"log-append", kManaged},
    OurOption{"syslog", kManaged},
    OurOption{"dev-node", kManaged},
    OurOption{"askpass", kNoSecretFile},
    OurOption{"server-bridge", kNoTap},
    OurOption{"dev tap", kNoTap},
    OurOption{"dev-type tap", kNoTap},
};
constexpr std::array kServersOptions{
    OurOption{"server", kNoServer},
    OurOption{"mode server", kNoServer},
};
constexpr std::array kClientsOptions{
    OurOption{"client", kNoClient},
    OurOption{"tls-client", kNoClient},
    OurOption{"pull", kNoClient},
    OurOption{"remote", kNoClient},
};
/// What a server is not to have from anywhere, and a client has no use for.
constexpr std::array kRoutersOptions{
    OurOption{"server", kNoPool},
    OurOption{"server-ipv6", kNoPool},
    OurOption{"ifconfig-pool", kNoPool},
    OurOption{"ifconfig-ipv6-pool", kNoPool},
    OurOption{"ifconfig-pool-persist", kNoPool},
    OurOption{"auth-user-pass-verify", kNoCheck},
    OurOption{"username-as-common-name", kNoCheck},
    OurOption{"auth-gen-token", kNoCheck},
    OurOption{"client-connect", kNoCheck},
};

/// The first line of `text`, which goes on behind it.
std::string_view next_line(std::string_view& text) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    return line;
}

/// Words joined by single spaces, without comment.
std::string plain(std::string_view line) {
    std::string words;
    for (const char c : line) {
        if (c == '#' || c == ';') {
            break;
        }
        const bool is_space = c == ' ' || c == '\t' || c == '\r';
        if (!is_space) {
            words += c;
        } else if (!words.empty() && words.back() != ' ') {
            words += ' ';
        }
    }
    if (!words.empty() && words.back() == ' ') {
        words.pop_back();
    }
    return words;
}

void add(std::vector<std::string>& words, std::initializer_list<std::string> more) {
    words.insert(words.end(), more);
}

/// What is to be done instead of the option; empty: it is not among these.
std::string_view find_in(std::span<const OurOption> options, std::string_view option) {
    for (const OurOption& ours : options) {
        const bool begins = option.substr(0, ours.name.size()) == ours.name;
        const bool has_value = ours.name.find(' ') != std::string_view::npos;  // "dev tap0" too
        if (begins &&
            (has_value || option.size() == ours.name.size() || option[ours.name.size()] == ' ')) {
            return ours.instead;
        }
    }
    return {};
}

void add_files(std::vector<std::string>& words, const Options& options) {
    struct File {
        const char* option;
        const std::string& path;
    };
    for (const File& file :
         {File{"--ca", options.ca},
          File{"--cert", options.certificate},
          File{"--key", options.key},
          File{"--tls-crypt", options.tls_crypt}}) {
        if (!file.path.empty()) {
            add(words, {file.option, file.path});
        }
    }
}

/// What counts whatever the user says, on either side. Packets come to us whatever the name of the
/// device is; a kernel tunnel (DCO) would go past us, and older programs do not know the option.
void add_ours(std::vector<std::string>& words, const std::string& socket) {
    add(words, {"--dev", "mprd", "--dev-type", "tun", "--ifconfig-noexec", "--route-noexec"});
    add(words, {"--remap-usr1", "SIGTERM"});  // what would begin anew ends
    add(words, {"--ignore-unknown-option", "disable-dco", "--disable-dco"});
    add(words, {"--management", socket, "unix", "--management-client", "--management-hold"});
    add(words, {"--management-query-passwords", "--verb", "3"});
}

/// What a configuration of openvpn would say.
void add_own_configuration(
    std::vector<std::string>& words, const Options& options, const Server& server
) {
    add(words, {"--client", "--nobind", "--remote-cert-tls", "server"});
    add(words, {"--remote", server.host, std::to_string(server.port), options.protocol});
    if (options.protocol == "udp") {
        // Else the server would learn from our silence, minutes later, that the call is over.
        add(words, {"--explicit-exit-notify", "1"});
    }
    add_files(words, options);
    if (!options.server_name.empty()) {
        add(words, {"--verify-x509-name", options.server_name, "name"});
    }
}

void add_own_server_configuration(std::vector<std::string>& words, const Options& options) {
    // "::" is for both families.
    const bool is_v6 = options.listen_address.find(':') != std::string::npos;
    const std::string family = is_v6 ? "6" : "";
    add(words,
        {"--proto", options.protocol + family + (options.protocol == "tcp" ? "-server" : "")});
    add(words, {"--port", std::to_string(options.port), "--dh", "none"});
    if (!options.listen_address.empty()) {
        add(words, {"--local", options.listen_address});
    }
    add_files(words, options);
    if (options.callers_prove == CallersProve::Password) {
        add(words, {"--verify-client-cert", "none"});
    } else {
        add(words, {"--remote-cert-tls", "client"});
    }
    // How each end notices that the other one is gone.
    add(words, {"--keepalive", "10", "30", "--max-clients"});
    add(words, {std::to_string(tunnel::OpenvpnServer::kMaxCallers)});
}

}  // namespace

Result<Server> server_of(const Options& options, const std::string& number) {
    Server server{options.remote, options.port};
    if (number.empty()) {
        return server;
    }
    std::string_view rest = number;
    const bool has_brackets = rest[0] == '[' && rest.find(']') != std::string_view::npos;
    const std::size_t colon = has_brackets ? rest.find(':', rest.find(']')) : rest.find(':');
    const bool is_bare_ipv6 = !has_brackets && colon != rest.rfind(':');
    if (colon != std::string_view::npos && !is_bare_ipv6) {
        const std::string_view digits = rest.substr(colon + 1);
        const auto [end, error] =
            std::from_chars(digits.data(), digits.data() + digits.size(), server.port);
        if (error != std::errc{} || end != digits.data() + digits.size() || server.port == 0) {
            return make_error(
                Errc::InvalidParameter, "number \"" + number + "\": expected host or host:port"
            );
        }
        rest = rest.substr(0, colon);
    }
    server.host = has_brackets ? rest.substr(1, rest.find(']') - 1) : rest;
    const bool is_host = std::all_of(server.host.begin(), server.host.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '.' || c == '-' || c == ':' || c == '_' || c == '%';
    });
    if (server.host.empty() || server.host[0] == '-' || !is_host) {
        return make_error(
            Errc::InvalidParameter, "number \"" + number + "\": expected host or host:port"
        );
    }
    return server;
}

std::vector<std::string> command_line(
    const Options& options, const Server& server, bool has_credentials, const std::string& socket
) {
    std::vector<std::string> words{options.program};
    // Before the user's own words, which may say otherwise: how a dead server is noticed.
    add(words, {"--ping", "10", "--ping-restart", "60"});
    if (options.config.empty()) {
        add_own_configuration(words, options, server);
    } else {
        add(words, {"--config", options.config});
    }
    words.insert(words.end(), options.arguments.begin(), options.arguments.end());
    // After them, so that these count. One process is one call.
    add_ours(words, socket);
    add(words, {"--auth-retry", "none", "--connect-retry-max", "1", "--auth-nocache"});
    if (has_credentials) {
        add(words, {"--auth-user-pass"});
    }
    if (!options.config.empty() && !server.host.empty()) {
        add(words, {"--management-query-remote"});
    }
    return words;
}

std::vector<std::string> server_command_line(const Options& options, const std::string& socket) {
    std::vector<std::string> words{options.program};
    add(words, {"--mode", "server", "--tls-server"});
    if (options.server_config.empty()) {
        add_own_server_configuration(words, options);
    } else {
        add(words, {"--config", options.server_config});
    }
    words.insert(words.end(), options.arguments.begin(), options.arguments.end());
    // After them, so that these count. How often somebody may call is a matter of his user.
    add_ours(words, socket);
    add(words, {"--topology", "subnet", "--duplicate-cn", "--management-client-auth"});
    if (options.callers_prove == CallersProve::Certificate) {
        add(words, {"--auth-user-pass-optional"});
    }
    return words;
}

std::string_view is_ours(std::string_view option, std::optional<Side> side) {
    if (option.substr(0, 2) == "--") {
        option.remove_prefix(2);
    }
    // "server" in a client's configuration is a mistake of another sort than beside a server's.
    const bool is_clients = side == Side::Calling;
    for (const std::span<const OurOption> refused :
         {std::span<const OurOption>(kOurOptions),
          is_clients ? std::span<const OurOption>(kServersOptions) : kRoutersOptions,
          side == Side::Answering ? std::span<const OurOption>(kClientsOptions)
                                  : std::span<const OurOption>()}) {
        if (const std::string_view instead = find_in(refused, option); !instead.empty()) {
            return instead;
        }
    }
    return {};
}

Result<void> check_configuration(std::string_view text, Side side) {
    std::string block;  // "</ca>" ends what "<ca>" began
    for (int number = 1; !text.empty(); ++number) {
        const std::string line = plain(next_line(text));
        if (!block.empty()) {
            block = line == block ? std::string() : block;
        } else if (line.size() > 2 && line.front() == '<' && line.back() == '>') {
            block = "</" + line.substr(1);
        } else if (const auto instead = is_ours(line, side); !instead.empty()) {
            return make_error(
                Errc::InvalidData,
                "line " + std::to_string(number) + ": expected " + std::string(instead) +
                    ", found \"" + line + '"'
            );
        }
    }
    return {};
}

}  // namespace mprd::platform::openvpn
