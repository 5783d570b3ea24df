// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/error.hpp"

#include <string>

namespace mprd::client {

/// Where a router is reached.
struct ServerAddress {
    enum class Kind {
        Socket,  ///< a Unix socket of this host
        Ssh,     ///< the socket of another host, through ssh
    };
    Kind kind = Kind::Socket;
    std::string path;  ///< of the socket
    /// Of the other host: "user@host" or "host", and the port (empty: the default).
    std::string host;
    std::string port;

    [[nodiscard]] bool is_remote() const { return kind == Kind::Ssh; }
    /// As a person writes it: the path, or "ssh://user@host:port".
    [[nodiscard]] std::string to_string() const;
};

/// What a server name of the API and of `mprctl --server` means. Empty, ".", "localhost", the name
/// of this host: its own router. "unix:///path". "ssh://[user@]host[:port]", an IPv6 address in
/// brackets. Leading backslashes are skipped. `own_name` is this host's. ServerUnavailable (1722)
/// for anything else; the text tells what is wrong. What ssh could take for an option or a shell
/// for more than a word is no name.
[[nodiscard]] Result<ServerAddress> parse_server_name(
    std::string name, const std::string& own_name, const std::string& local_socket
);

}  // namespace mprd::client
