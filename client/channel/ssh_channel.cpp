// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
// ssh:// : `ssh HOST mprctl proxy` carries the lines of the control socket over its pipes; ssh does
// authentication and encryption. No shell of this host sees any of it.
#include "client/channel/channel.hpp"

namespace mprd::client {
namespace {

[[nodiscard]] std::string ssh_program() {
    std::string program = environment("MPRD_SSH");
    return program.empty() ? "ssh" : program;
}

[[nodiscard]] std::vector<std::string> ssh_words(const ServerAddress& address, Asking asking) {
    std::vector<std::string> words{ssh_program(), "-T", "-e", "none"};
    // What the user's configuration may say for a shell would be wrong here: a command of its own,
    // forwarded ports. A master for other connections could not be ended with ours. And a host
    // that went away silently is noticed, within 45 seconds.
    for (const char* option :
         {"RemoteCommand=none",
          "ClearAllForwardings=yes",
          "ControlMaster=no",
          "ConnectTimeout=15",
          "ServerAliveInterval=15",
          "ServerAliveCountMax=3"}) {
        words.insert(words.end(), {"-o", option});
    }
    words.insert(words.end(), {"-o", asking == Asking::Never ? "BatchMode=yes" : "BatchMode=no"});
    if (!address.port.empty()) {
        words.insert(words.end(), {"-p", address.port});
    }
    words.insert(words.end(), {"--", address.host, "mprctl", "proxy"});
    return words;
}

[[nodiscard]] std::string text_of_ssh_end(const ProgramEnd& end) {
    constexpr int kSshFailed = 255;      // ssh(1): an error occurred
    constexpr int kNoSuchProgram = 127;  // of a shell
    if (end.signal != 0) {
        return "ssh was ended by signal " + std::to_string(end.signal);
    }
    switch (end.status) {
        case kSshFailed:
            return "ssh could not connect, was not let in, or lost its connection";
        case kNoSuchProgram:
            return "there is no mprctl at the far end (or no ssh here); install mprd there";
        default:
            return "`mprctl proxy` at the far end ended with status " + std::to_string(end.status);
    }
}

}  // namespace

Result<std::unique_ptr<Channel>> open_ssh_channel(const ServerAddress& address, Asking asking) {
    auto channel = spawn_channel(ssh_words(address, asking), asking, text_of_ssh_end);
    if (!channel && channel.error().code == Errc::ServerUnavailable) {
        return make_error(
            channel.error().code,
            channel.error().detail +
                "\nInstall the OpenSSH client, or name another program in the "
                "environment variable MPRD_SSH."
        );
    }
    return channel;
}

}  // namespace mprd::client
