// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/support/local_client.hpp"
#include "tests/unit/daemon/fake_router_host.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mprd::test {

using nlohmann::json;

/// The far end of a session: sends lines, collects what comes.
class SessionClient {
public:
    SessionClient(FakeRouterHost& host, admin::Access access) : host_(host) {
        daemon::Session::Socket server(host.io);
        client_.emplace(server);
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

    void send(std::string_view lines) {
        while (!lines.empty()) {
            const std::size_t size = client_->send(lines);
            if (size == 0) {
                return;  // full: the session does not read on
            }
            lines.remove_prefix(size);
            host_.poll();
        }
    }
    void request(int id, const std::string& method, const json& params = json::object()) {
        send(protocol::request_line(id, method, params));
    }
    /// All messages that came.
    std::vector<json> received() {
        std::vector<json> messages;
        host_.poll();
        for (std::string more = client_->receive(); !more.empty(); more = client_->receive()) {
            unread_ += more;
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
        client_->close();
        host_.poll();
    }

    std::shared_ptr<daemon::Session> session;
    int ended = 0;

private:
    FakeRouterHost& host_;
    std::optional<LocalClient> client_;
    std::string unread_;
};

}  // namespace mprd::test
