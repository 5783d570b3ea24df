// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "client/lib/server_name.hpp"

#include <algorithm>
#include <cctype>

namespace mprd::lib {
namespace {

constexpr std::string_view kUnix = "unix://";
constexpr std::string_view kSsh = "ssh://";

[[nodiscard]] bool equal_names(std::string_view a, std::string_view b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](unsigned char x, unsigned char y) {
        return std::tolower(x) == std::tolower(y);
    });
}

[[nodiscard]] bool all_digits(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// ssh would take a name that begins with a dash for an option.
[[nodiscard]] bool is_safe_host(std::string_view host) {
    return !host.empty() && host[0] != '-' &&
           std::all_of(host.begin(), host.end(), [](unsigned char c) {
               return std::isalnum(c) != 0 || c == '.' || c == '-' || c == '_' || c == '@' ||
                      c == ':' || c == '%';
           });
}

[[nodiscard]] std::optional<ServerAddress> parse_ssh(std::string rest) {
    ServerAddress address;
    address.kind = ServerAddress::Kind::Ssh;
    const std::size_t bracket = rest.find(']');
    const std::size_t colon = rest.find(':', bracket == std::string::npos ? 0 : bracket);
    if (colon != std::string::npos) {
        address.port = rest.substr(colon + 1);
        rest.erase(colon);
        if (address.port.empty() || !all_digits(address.port)) {
            return std::nullopt;
        }
    }
    // [address] of IPv6: ssh wants it without brackets.
    std::erase_if(rest, [](char c) { return c == '[' || c == ']'; });
    address.host = rest;
    return is_safe_host(rest) ? std::optional(address) : std::nullopt;
}

}  // namespace

std::optional<ServerAddress> parse_server_name(
    std::string name, const std::string& own_name, const std::string& local_socket
) {
    name.erase(0, std::min(name.find_first_not_of('\\'), name.size()));
    if (name.starts_with(kSsh)) {
        return parse_ssh(name.substr(kSsh.size()));
    }
    ServerAddress address;
    if (name.starts_with(kUnix)) {
        address.path = name.substr(kUnix.size());
        return address.path.starts_with('/') ? std::optional(address) : std::nullopt;
    }
    address.path = local_socket;
    const bool local = name.empty() || name == "." || equal_names(name, "localhost") ||
                       equal_names(name, own_name);
    return local ? std::optional(address) : std::nullopt;
}

}  // namespace mprd::lib
