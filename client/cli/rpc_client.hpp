// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/channel/channel.hpp"
#include "client/protocol/json_rpc.hpp"

#include <nlohmann/json.hpp>

#include <functional>
#include <memory>
#include <string>
#include <variant>

namespace mprd::cli {

using nlohmann::json;

/// Why a call has no result. `message` is for people and says what to do.
struct RpcFailure {
    std::string message;
};

/// A blocking connection to a control socket.
class RpcClient {
public:
    /// Called for each notification that arrives while an answer is awaited: method, parameters.
    using OnNotification = std::function<void(const std::string&, const json&)>;

    /// From now on speaks over this channel; messages call its far end `name`.
    void open(std::unique_ptr<client::Channel> channel, std::string name);
    /// The result object, or why there is none (connection lost, JSON-RPC error).
    [[nodiscard]] std::variant<json, RpcFailure> call(
        const std::string& method, const json& params
    );
    /// Waits for notifications until the connection ends.
    [[nodiscard]] RpcFailure listen();
    /// Replaces the callback.
    void on_notification(OnNotification callback) { on_notification_ = std::move(callback); }

private:
    /// The next message, or why none comes.
    [[nodiscard]] std::variant<json, RpcFailure> read_message();

    std::unique_ptr<client::Channel> channel_;
    std::string name_;
    /// Bytes behind the last message.
    std::string unread_;
    /// Identifier of the last request; the first one is 1.
    std::uint64_t last_id_ = 0;
    OnNotification on_notification_;
};

}  // namespace mprd::cli
