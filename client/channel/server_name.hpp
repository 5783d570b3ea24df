// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/error.hpp"

#include <optional>
#include <string>

namespace mprd::client {

/// Where a router is reached.
struct ServerAddress {
    enum class Kind {
        Local,  ///< a Unix socket or named pipe of this host
        Ssh,    ///< that of another host, through ssh
    };
    Kind kind = Kind::Local;
    std::string path;  ///< of the socket or pipe
    /// Of the other host: "user@host" or "host", and the port (empty: the default).
    std::string host;
    std::string port;

    [[nodiscard]] bool is_remote() const { return kind == Kind::Ssh; }
    /// As a person writes it: the path, or "ssh://user@host:port".
    [[nodiscard]] std::string to_string() const;
};

/// What a server name of the API and of `mprctl --server` means. Empty, ".", "localhost", the name
/// of this host: its own router, at `local_path`. A path of local_form().
/// "ssh://[user@]host[:port]", an IPv6 address in brackets. Else leading backslashes are skipped.
/// `own_name` is this host's. ServerUnavailable (1722) for anything else; the text tells what is
/// wrong. What ssh could take for an option or a shell for more than a word is no name.
[[nodiscard]] Result<ServerAddress> parse_server_name(
    std::string name, const std::string& own_name, const std::string& local_path
);

// What names a router of this host by its path differs from system to system.

/// The path in such a name. nullopt: it is another kind of name. ServerUnavailable (1722) when it
/// is one that is written wrongly.
[[nodiscard]] std::optional<Result<std::string>> local_path_in(const std::string& name);
/// How it looks, for messages: "unix:///path".
[[nodiscard]] std::string local_form();
/// "server name NAME: WHY", as the functions above complain.
[[nodiscard]] Error wrong_server_name(const std::string& name, const std::string& why);

}  // namespace mprd::client
