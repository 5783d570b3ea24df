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
    /// What call() asked for last; empty before.
    [[nodiscard]] const std::string& last_method() const { return last_method_; }
    /// For a request that is sent later, perhaps by another thread: its number.
    [[nodiscard]] std::uint64_t reserve_id() { return ++last_id_; }
    /// Asks and does not wait. From any thread, one at a time. False: the other end is gone.
    [[nodiscard]] bool send_request(
        std::uint64_t id, const std::string& method, const json& params
    );
    /// The answer to that request, as call() gives it. Notifications that come before it are told.
    [[nodiscard]] std::variant<json, RpcFailure> wait(std::uint64_t id);
    /// Ends the connection: wait() fails. From any thread.
    void shut_down() { channel_->shut_down(); }
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
    std::string last_method_;
    OnNotification on_notification_;
};

}  // namespace mprd::cli
