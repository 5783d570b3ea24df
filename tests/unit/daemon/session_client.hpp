// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/unit/daemon/fake_router_host.hpp"

#include <boost/asio/buffer.hpp>

#include <array>
#include <memory>
#include <string>
#include <vector>

#include <sys/socket.h>

namespace mprd::test {

using nlohmann::json;

/// The far end of a session: sends lines, collects what comes.
class SessionClient {
public:
    SessionClient(FakeRouterHost& host, admin::Access access) : host_(host), socket_(host.io) {
        daemon::Session::Socket server(host.io);
        boost::asio::local::connect_pair(socket_, server);
        socket_.non_blocking(true);
        session = std::make_shared<daemon::Session>(
            std::move(server),
            host.context,
            admin::Caller{access, admin::Origin::Local},
            [this](daemon::Session&) { ++ended; }
        );
        session->start();
    }
    ~SessionClient() {
        session->close();
        session.reset();
        host_.poll();
    }
    SessionClient(const SessionClient&) = delete;
    SessionClient& operator=(const SessionClient&) = delete;

    void send(const std::string& lines) {
        std::size_t done = 0;
        while (done < lines.size()) {
            const ssize_t size = ::send(
                socket_.native_handle(), lines.data() + done, lines.size() - done, MSG_NOSIGNAL
            );
            if (size < 0) {
                return;  // full: the session does not read on
            }
            done += static_cast<std::size_t>(size);
            host_.poll();
        }
    }
    void request(int id, const std::string& method, const json& params = json::object()) {
        send(protocol::request_line(id, method, params));
    }
    /// All messages that came.
    std::vector<json> received() {
        std::vector<json> messages;
        std::array<char, 65536> buffer{};
        host_.poll();
        for (ssize_t size = 0;
             (size = ::recv(socket_.native_handle(), buffer.data(), buffer.size(), 0)) > 0;) {
            unread_.append(buffer.data(), static_cast<std::size_t>(size));
            host_.poll();
        }
        for (std::size_t end = 0; (end = unread_.find('\n')) != std::string::npos;) {
            messages.push_back(json::parse(unread_.substr(0, end)));
            unread_.erase(0, end + 1);
        }
        return messages;
    }
    json call(const std::string& method, const json& params = json::object()) {
        request(1, method, params);
        const auto messages = received();
        REQUIRE(messages.size() == 1);
        return messages[0];
    }
    void go_away() {
        socket_.close();
        host_.poll();
    }

    std::shared_ptr<daemon::Session> session;
    int ended = 0;

private:
    FakeRouterHost& host_;
    daemon::Session::Socket socket_;
    std::string unread_;
};

}  // namespace mprd::test
