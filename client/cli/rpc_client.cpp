// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "client/cli/rpc_client.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/asio/write.hpp>

#include <array>
#include <utility>

namespace mprd::cli {

struct RpcClient::Io {
    boost::asio::io_context context;
    boost::asio::local::stream_protocol::socket socket{context};
};

RpcClient::RpcClient() : io_(std::make_unique<Io>()) {}
RpcClient::~RpcClient() = default;

std::optional<RpcFailure> RpcClient::connect(const std::string& path) {
    path_ = path;
    boost::system::error_code error;
    io_->socket.connect(boost::asio::local::stream_protocol::endpoint(path), error);
    if (error) {
        return RpcFailure{
            "cannot reach mprd at " + path + ": " + error.message() +
            "\nIs it running? Start it (systemctl start mprd), or name its socket with --socket "
            "PATH."};
    }
    return std::nullopt;
}

std::optional<RpcFailure> RpcClient::adopt(int socket) {
    path_ = "mprd --config-session";
    boost::system::error_code error;
    io_->socket.assign(boost::asio::local::stream_protocol(), socket, error);
    return error ? std::optional(RpcFailure{path_ + ": " + error.message()}) : std::nullopt;
}

std::variant<json, RpcFailure> RpcClient::call(const std::string& method, const json& params) {
    const std::uint64_t id = ++last_id_;
    boost::system::error_code error;
    boost::asio::write(
        io_->socket, boost::asio::buffer(protocol::request_line(id, method, params)), error
    );
    // A write error is not the last word: the daemon may have said why it closes.
    while (true) {
        auto message = read_message();
        if (std::holds_alternative<RpcFailure>(message)) {
            return message;
        }
        json& body = std::get<json>(message);
        if (body.contains("error")) {
            return RpcFailure{body["error"].value("message", "refused without a reason")};
        }
        if (body.contains("method")) {
            if (on_notification_) {
                on_notification_(body["method"].get<std::string>(), body["params"]);
            }
        } else if (body.value("id", json()) == json(id)) {
            return std::move(body["result"]);
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
            on_notification_(body["method"].get<std::string>(), body["params"]);
        }
    }
}

std::variant<json, RpcFailure> RpcClient::read_message() {
    std::array<char, 65536> buffer{};
    while (unread_.find('\n') == std::string::npos) {
        boost::system::error_code error;
        const std::size_t size = io_->socket.read_some(boost::asio::buffer(buffer), error);
        if (error) {
            return RpcFailure{"connection to mprd at " + path_ + " lost: " + error.message()};
        }
        unread_.append(buffer.data(), size);
    }
    const std::size_t end = unread_.find('\n');
    json message = json::parse(unread_.substr(0, end), nullptr, /*allow_exceptions=*/false);
    unread_.erase(0, end + 1);
    if (!message.is_object()) {
        return RpcFailure{
            "mprd at " + path_ +
            " sent something that is no answer; is it another program's socket?"};
    }
    return message;
}

}  // namespace mprd::cli
