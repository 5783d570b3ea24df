// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/protocol/json_rpc.hpp"
#include "core/admin/config_api.hpp"
#include "daemon/service/config_store.hpp"
#include "platform/api/file_system.hpp"
#include "platform/crypto/gcrypt_crypto.hpp"
#include "platform/system/system_entropy.hpp"

#include <memory>
#include <string>
#include <string_view>

namespace mprd::daemon {

/// mprd --config-session: the methods of the stored configuration for one client, without a running
/// router. The client is who started the process: what he may do is what the files' permissions
/// say.
class ConfigSession final : private protocol::LineFramer::Sink {
public:
    /// Takes note of the files as they are now; `path` is that of mprd.json.
    explicit ConfigSession(std::string path);

    /// The answer to one request line, with its LF; empty for a notification.
    [[nodiscard]] std::string answer(std::string_view line);
    /// Serves standard input and output until the client ends the input; the exit status.
    [[nodiscard]] int run();

private:
    void on_line(std::string_view line) override { out_ += answer(line); }
    void on_line_too_long() override;

    std::unique_ptr<platform::FileSystem> files_;
    platform::GcryptCrypto crypto_;
    platform::SystemEntropy entropy_;
    ConfigStore store_;
    admin::ConfigApi api_;
    protocol::LineFramer framer_;
    std::string out_;
};

}  // namespace mprd::daemon
