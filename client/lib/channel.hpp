// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/lib/server_name.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace mprd::lib {

/// A stream of bytes to a router. One thread may read while others send one at a time.
class Channel {
public:
    virtual ~Channel() = default;
    /// False: the other end is gone, or took nothing for a long time.
    [[nodiscard]] virtual bool send(std::string_view data) = 0;
    /// How many bytes came; 0: the stream has ended. Waits.
    [[nodiscard]] virtual std::size_t receive(char* data, std::size_t size) = 0;
    /// Ends both directions; a receive() that waits returns 0. From any thread.
    virtual void shut_down() = 0;
};

/// 0 and a channel, or a code of the API: 5 not allowed to, 1717 no router runs there, 1722 not
/// reachable.
[[nodiscard]] std::uint32_t open_channel(
    const ServerAddress& address, std::unique_ptr<Channel>& channel
);

/// A channel over descriptors of this process: `descriptor` is read and written, and closed at the
/// end; `child` (0: none) is waited for then, by nobody who has anything else to do.
[[nodiscard]] std::unique_ptr<Channel> make_descriptor_channel(int descriptor, int child);

/// Starts ssh for an address of that kind. Codes as above.
[[nodiscard]] std::uint32_t open_ssh_channel(
    const ServerAddress& address, std::unique_ptr<Channel>& channel
);

/// Starts `mprd --config-session` as a child of this process (environment MPRD_PROGRAM: another
/// file, MPRD_CONFIG: another mprd.json). 8: no descriptors; 1717: there is no such program.
[[nodiscard]] std::uint32_t open_config_session(std::unique_ptr<Channel>& channel);

/// Starts a program with a channel as its standard input and output; words[0] is searched for in
/// PATH. 8: no descriptors, 1722: it cannot be started.
[[nodiscard]] std::uint32_t spawn_channel(
    std::vector<std::string> words, std::unique_ptr<Channel>& channel
);

/// Name of this host, and its router's socket (environment MPRD_SOCKET, or the default).
[[nodiscard]] std::string own_host_name();
[[nodiscard]] std::string local_socket_path();

}  // namespace mprd::lib
