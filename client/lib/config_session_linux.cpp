// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "client/lib/config_session.hpp"

#include <cstdlib>
#include <string>
#include <utility>
#include <vector>

namespace mprd::lib {
namespace {

[[nodiscard]] std::string setting(const char* name) {
    const char* text = std::getenv(name);  // NOLINT(concurrency-mt-unsafe): read only
    return text == nullptr ? "" : text;
}

}  // namespace

Result<std::unique_ptr<client::Channel>> open_config_session() {
    const std::string named = setting("MPRD_PROGRAM");
    const std::string config = setting("MPRD_CONFIG");
    // PATH of a user often lacks the folder that the second one is in.
    const std::vector<std::string> programs =
        named.empty() ? std::vector<std::string>{"mprd", "/usr/sbin/mprd"}
                      : std::vector<std::string>{named};
    for (const std::string& program : programs) {
        std::vector<std::string> words{program, "--config-session"};
        if (!config.empty()) {
            words.insert(words.end(), {"--config", config});
        }
        auto channel = client::spawn_channel(std::move(words), client::Asking::Never);
        if (channel || channel.error().code != Errc::ServerUnavailable) {
            return channel;
        }
    }
    return make_error(Errc::UnknownInterface, "no router runs, and there is no program mprd");
}

}  // namespace mprd::lib
