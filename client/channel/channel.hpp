// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/channel/server_name.hpp"
#include "core/base/error.hpp"

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace mprd::client {

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
    /// For people: why the stream ended, as far as this side knows. Only after receive() gave 0, by
    /// the thread that reads.
    [[nodiscard]] virtual std::string why_ended() = 0;
};

/// Whether ssh may use the terminal.
enum class Asking {
    Allowed,  ///< it asks for passwords and host keys, and its complaints are seen
    Never,    ///< for a library: what would have to be asked fails, nothing is printed
};

/// A channel to this address. Errors: AccessDenied (5) not allowed to, UnknownInterface (1717) no
/// router runs on this host, ServerUnavailable (1722) not reachable; the text says what to do. ssh
/// runs on when this returns: that it cannot get through shows as the end of the stream.
[[nodiscard]] Result<std::unique_ptr<Channel>> open_channel(
    const ServerAddress& address, Asking asking
);

/// A channel to the socket or pipe of this path. Errors as above.
[[nodiscard]] Result<std::unique_ptr<Channel>> open_local_channel(const std::string& path);

/// How a program ended.
struct ProgramEnd {
    int status = 0;  ///< its exit status, when there was no signal
    int signal = 0;  ///< what ended it; 0: it ended by itself
};
/// The same for people, of a program that one knows.
using ProgramEndText = std::string (*)(const ProgramEnd&);
/// Of any program.
[[nodiscard]] std::string text_of_end(const ProgramEnd& end);

/// Starts a program with a channel as its standard input and output; words[0] is searched for in
/// PATH. It is ended and waited for with the channel. Errors: NotEnoughMemory (8) no descriptors,
/// ServerUnavailable (1722) it cannot be started.
[[nodiscard]] Result<std::unique_ptr<Channel>> spawn_channel(
    std::vector<std::string> words, Asking asking, ProgramEndText why_ended = text_of_end
);

/// Starts ssh for an address of that kind. The program is that of the environment variable
/// MPRD_SSH, else `ssh`.
[[nodiscard]] Result<std::unique_ptr<Channel>> open_ssh_channel(
    const ServerAddress& address, Asking asking
);

/// Starts `mprd --config-session`, which serves the stored configuration while no router runs: the
/// first of `programs` that can be started. `config` is another mprd.json than the default, or
/// empty. Errors: NotEnoughMemory (8) no descriptors, UnknownInterface (1717) there is no such
/// program.
[[nodiscard]] Result<std::unique_ptr<Channel>> open_config_session(
    const std::vector<std::string>& programs, const std::string& config, Asking asking
);

/// Name of this host, and the path of its router's socket or pipe (environment MPRD_SOCKET, or the
/// default).
[[nodiscard]] std::string own_host_name();
[[nodiscard]] std::string own_local_path();
[[nodiscard]] std::string default_local_path();

/// A variable of the environment; empty when there is none.
[[nodiscard]] std::string environment(const char* name);

}  // namespace mprd::client
