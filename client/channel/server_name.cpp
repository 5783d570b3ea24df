// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "client/channel/server_name.hpp"

#include <algorithm>
#include <cctype>

namespace mprd::client {
namespace {

constexpr std::string_view kSsh = "ssh://";

[[nodiscard]] bool equal_names(std::string_view a, std::string_view b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](unsigned char x, unsigned char y) {
        return std::tolower(x) == std::tolower(y);
    });
}

/// One word of ssh's command line that is nothing but a name: `extra` beside letters and digits.
[[nodiscard]] bool is_plain(std::string_view word, std::string_view extra) {
    return !word.empty() && word[0] != '-' &&
           std::all_of(word.begin(), word.end(), [&](unsigned char c) {
               const bool letter = (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
               return letter || (c >= '0' && c <= '9') ||
                      extra.find(static_cast<char>(c)) != std::string_view::npos;
           });
}

[[nodiscard]] bool is_port(std::string_view text) {
    constexpr int kHighest = 65535;
    constexpr std::size_t kDigits = 5;
    if (text.empty() || text.size() > kDigits) {
        return false;
    }
    int value = 0;
    for (const char c : text) {
        if (c < '0' || c > '9') {
            return false;
        }
        value = value * 10 + (c - '0');
    }
    return value >= 1 && value <= kHighest;
}

[[nodiscard]] Result<ServerAddress> parse_ssh(const std::string& name) {
    std::string_view rest = std::string_view(name).substr(kSsh.size());
    const std::size_t at = rest.rfind('@');
    const bool has_user = at != std::string_view::npos;
    const std::string_view user = rest.substr(0, has_user ? at : 0);
    rest.remove_prefix(has_user ? at + 1 : 0);
    if (has_user && !is_plain(user, "._-+@")) {
        return wrong_server_name(
            name, "expected a user of letters, digits and . _ - + that does not begin with -"
        );
    }
    // [address] of IPv6: ssh wants it without brackets.
    const bool bracketed = rest.starts_with('[') && rest.find(']') != std::string_view::npos;
    const std::size_t end = bracketed ? rest.find(']') + 1 : std::min(rest.find(':'), rest.size());
    const std::string_view host = bracketed ? rest.substr(1, end - 2) : rest.substr(0, end);
    if (!is_plain(host, bracketed ? ".-_:%" : ".-_")) {
        return wrong_server_name(
            name,
            "expected a host of letters, digits and . - _ that does not begin with -, as in "
            "ssh://admin@router1:2222; an IPv6 address in brackets"
        );
    }
    ServerAddress address;
    address.kind = ServerAddress::Kind::Ssh;
    address.host = (has_user ? std::string(user) + '@' : "") + std::string(host);
    if (end < rest.size()) {
        address.port = rest.substr(end + 1);
        if (rest[end] != ':' || !is_port(address.port)) {
            return wrong_server_name(
                name, "expected a port from 1 to 65535 behind the host, and no more"
            );
        }
    }
    return address;
}

}  // namespace

Error wrong_server_name(const std::string& name, const std::string& why) {
    return make_error(Errc::ServerUnavailable, "server name \"" + name + "\": " + why);
}

std::string ServerAddress::to_string() const {
    if (!is_remote()) {
        return path;
    }
    const std::size_t at = host.rfind('@') == std::string::npos ? 0 : host.rfind('@') + 1;
    const bool is_ipv6 = host.find(':', at) != std::string::npos;
    return std::string(kSsh) + host.substr(0, at) + (is_ipv6 ? "[" : "") + host.substr(at) +
           (is_ipv6 ? "]" : "") + (port.empty() ? "" : ":" + port);
}

Result<ServerAddress> parse_server_name(
    std::string name, const std::string& own_name, const std::string& local_path
) {
    ServerAddress address;
    if (const auto path = local_path_in(name)) {
        if (!*path) {
            return path->error();
        }
        address.path = **path;
        return address;
    }
    name.erase(0, std::min(name.find_first_not_of('\\'), name.size()));
    if (name.starts_with(kSsh)) {
        return parse_ssh(name);
    }
    address.path = local_path;
    if (name.empty() || name == "." || equal_names(name, "localhost") ||
        equal_names(name, own_name)) {
        return address;
    }
    return wrong_server_name(
        name,
        "expected localhost, " + local_form() +
            " or ssh://[user@]host[:port]; another host's router is reached with ssh"
    );
}

}  // namespace mprd::client
