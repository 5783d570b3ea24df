// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace mprd::lib {

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
};

/// What a server name of the API means; nullopt: none that can be reached from here.
/// Empty, ".", "localhost", the name of this host: its own router. "unix:///path".
/// "ssh://[user@]host[:port]". Leading backslashes are skipped. `own_name` is this host's.
[[nodiscard]] std::optional<ServerAddress> parse_server_name(
    std::string name, const std::string& own_name, const std::string& local_socket
);

}  // namespace mprd::lib
