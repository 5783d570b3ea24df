// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "client/channel/channel.hpp"

namespace mprd::client {

Result<std::unique_ptr<Channel>> open_channel(const ServerAddress& address, Asking asking) {
    return address.is_remote() ? open_ssh_channel(address, asking)
                               : open_local_channel(address.path);
}

std::string own_local_path() {
    std::string path = environment("MPRD_SOCKET");
    return path.empty() ? default_local_path() : path;
}

std::string text_of_end(const ProgramEnd& end) {
    return end.signal != 0 ? "it was ended by signal " + std::to_string(end.signal)
                           : "it ended with status " + std::to_string(end.status);
}

Result<std::unique_ptr<Channel>> open_config_session(
    const std::vector<std::string>& programs, const std::string& config, Asking asking
) {
    std::string why = "no program mprd";
    for (const std::string& program : programs) {
        std::vector<std::string> words{program, "--config-session"};
        if (!config.empty()) {
            words.insert(words.end(), {"--config", config});
        }
        auto channel = spawn_channel(std::move(words), asking);
        if (channel || channel.error().code != Errc::ServerUnavailable) {
            return channel;
        }
        why = channel.error().detail;
    }
    return make_error(Errc::UnknownInterface, "no router runs, and " + why);
}

}  // namespace mprd::client
