// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
// ssh:// : `ssh HOST mprctl proxy` carries the lines of the control socket over its pipes; ssh does
// authentication and encryption, and asks nobody (BatchMode).
#include "client/lib/channel.hpp"

#include <utility>

namespace mprd::lib {

std::uint32_t open_ssh_channel(const ServerAddress& address, std::unique_ptr<Channel>& channel) {
    std::vector<std::string> words{
        "ssh",
        "-T",
        "-o",
        "BatchMode=yes",
        "-o",
        "ServerAliveInterval=15",
        "-o",
        "ConnectTimeout=15"};
    if (!address.port.empty()) {
        words.insert(words.end(), {"-p", address.port});
    }
    words.insert(words.end(), {"--", address.host, "mprctl", "proxy"});
    return spawn_channel(std::move(words), channel);
}

}  // namespace mprd::lib
