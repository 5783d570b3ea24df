// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "client/cli/rpc_client.hpp"

#include <array>
#include <utility>

namespace mprd::cli {

void RpcClient::open(std::unique_ptr<client::Channel> channel, std::string name) {
    channel_ = std::move(channel);
    name_ = std::move(name);
}

std::variant<json, RpcFailure> RpcClient::call(const std::string& method, const json& params) {
    const std::uint64_t id = reserve_id();
    last_method_ = method;
    // A failure to send is not the last word: the daemon may have said why it closes.
    static_cast<void>(send_request(id, method, params));
    return wait(id);
}

bool RpcClient::send_request(std::uint64_t id, const std::string& method, const json& params) {
    return channel_->send(protocol::request_line(id, method, params));
}

std::variant<json, RpcFailure> RpcClient::wait(std::uint64_t id) {
    while (true) {
        auto message = read_message();
        if (std::holds_alternative<RpcFailure>(message)) {
            return message;
        }
        json& body = std::get<json>(message);
        if (body.contains("error")) {
            return RpcFailure{body.at("error").value("message", "refused without a reason")};
        }
        if (body.contains("method")) {
            if (on_notification_) {
                on_notification_(body.at("method").get<std::string>(), body.at("params"));
            }
        } else if (body.value("id", json()) == json(id)) {
            return std::move(body.at("result"));
        }
    }
}

RpcFailure RpcClient::listen() {
    while (true) {
        auto message = read_message();
        if (auto* failure = std::get_if<RpcFailure>(&message)) {
            return std::move(*failure);
        }
        const json& body = std::get<json>(message);
        if (body.contains("method") && on_notification_) {
            on_notification_(body.at("method").get<std::string>(), body.at("params"));
        }
    }
}

std::variant<json, RpcFailure> RpcClient::read_message() {
    std::array<char, 65536> buffer{};
    while (unread_.find('\n') == std::string::npos) {
        const std::size_t size = channel_->receive(buffer.data(), buffer.size());
        if (size == 0) {
            return RpcFailure{"connection to mprd at " + name_ + " lost: " + channel_->why_ended()};
        }
        unread_.append(buffer.data(), size);
    }
    const std::size_t end = unread_.find('\n');
    json message = json::parse(unread_.substr(0, end), nullptr, /*allow_exceptions=*/false);
    unread_.erase(0, end + 1);
    if (!message.is_object()) {
        return RpcFailure{
            "mprd at " + name_ +
            " sent something that is no answer; is it another program's socket?"};
    }
    return message;
}

}  // namespace mprd::cli
