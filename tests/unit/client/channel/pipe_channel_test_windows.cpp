// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "client/channel/channel.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/pipe_server_windows.hpp"

#include <atomic>
#include <thread>
#include <vector>

using namespace mprd::client;
using mprd::test::fresh_pipe_name;
using mprd::test::PipeClient;
using mprd::test::PipeServer;

namespace {

/// Sends each line back until the client has gone or says "bye".
void echo(PipeClient& client) {
    while (const auto line = client.line()) {
        if (*line == "bye" || !client.send(*line + '\n')) {
            return;
        }
    }
}

/// Says nothing until the client has gone.
void be_silent(PipeClient& client) {
    while (client.line()) {
    }
}

/// Lines out of a channel.
class Lines {
public:
    explicit Lines(Channel& channel) : channel_(channel) {}

    /// Without its end; empty at the end of the stream.
    std::string next() {
        std::vector<char> buffer(65536);
        std::size_t end = 0;
        while ((end = unread_.find('\n')) == std::string::npos) {
            const std::size_t size = channel_.receive(buffer.data(), buffer.size());
            if (size == 0) {
                return "";
            }
            unread_.append(buffer.data(), size);
        }
        std::string line = unread_.substr(0, end);
        unread_.erase(0, end + 1);
        return line;
    }

private:
    Channel& channel_;
    std::string unread_;
};

}  // namespace

TEST_CASE("pipe channel: lines go both ways", "[channel][pipe]") {
    const PipeServer server(fresh_pipe_name(), echo);
    const auto channel = open_local_channel(server.name());
    REQUIRE(channel);
    Lines lines(**channel);

    for (const std::string& line : {std::string("one"), std::string(500'000, 'x')}) {
        std::thread sender([&] { CHECK((*channel)->send(line + '\n')); });
        CHECK(lines.next() == line);
        sender.join();
    }
}

TEST_CASE("pipe channel: the end of the server is one", "[channel][pipe]") {
    const PipeServer server(fresh_pipe_name(), [](PipeClient& client) {
        static_cast<void>(client.send("last\n"));
        static_cast<void>(client.line());
    });
    const auto channel = open_local_channel(server.name());
    REQUIRE(channel);
    REQUIRE((*channel)->send("go\n"));
    Lines lines(**channel);

    CHECK(lines.next() == "last");
    CHECK(lines.next().empty());
    CHECK((*channel)->why_ended() == "it closed the connection");
    CHECK_FALSE((*channel)->send("too late\n"));
}

TEST_CASE("pipe channel: shut_down() wakes the reader and a sender", "[channel][pipe]") {
    std::atomic<bool> go_on = false;
    const PipeServer server(fresh_pipe_name(), [&](PipeClient& client) {
        while (!go_on) {
            std::this_thread::yield();
        }
        be_silent(client);
    });
    const auto channel = open_local_channel(server.name());
    REQUIRE(channel);

    std::size_t received = 1;
    bool sent = true;
    char c = 0;
    std::thread reader([&] { received = (*channel)->receive(&c, 1); });
    // More than the pipe takes while nobody reads.
    std::thread sender([&] { sent = (*channel)->send(std::string(4'000'000, 'x')); });
    (*channel)->shut_down();
    reader.join();
    sender.join();
    go_on = true;

    CHECK(received == 0);
    CHECK_FALSE(sent);
    CHECK((*channel)->why_ended() == "it was ended on this side");
}

TEST_CASE("pipe channel: what came before shut_down() is received", "[channel][pipe]") {
    const PipeServer server(fresh_pipe_name(), [](PipeClient& client) {
        static_cast<void>(client.send("why\nI close\n"));
        be_silent(client);
    });
    const auto channel = open_local_channel(server.name());
    REQUIRE(channel);

    char first[4] = "";
    REQUIRE((*channel)->receive(first, 4) == 4);
    Lines lines(**channel);

    (*channel)->shut_down();
    CHECK(lines.next() == "I close");
    CHECK(lines.next().empty());
}

TEST_CASE("pipe channel: a busy pipe is waited for", "[channel][pipe]") {
    const PipeServer server(fresh_pipe_name(), echo, 2);
    // So that the pipe is there all the time.
    const auto first = open_local_channel(server.name());
    REQUIRE(first);
    std::vector<std::thread> clients;
    std::atomic<int> answered = 0;
    for (int i = 0; i < 8; ++i) {
        clients.emplace_back([&] {
            const auto channel = open_local_channel(server.name());
            if (channel && (*channel)->send("hello\n") && Lines(**channel).next() == "hello") {
                ++answered;
            }
        });
    }
    for (std::thread& client : clients) {
        client.join();
    }
    CHECK(answered == 8);
}

TEST_CASE("pipe channel: why there is none, and what to do", "[channel][pipe][bad]") {
    const auto missing = open_local_channel(fresh_pipe_name());
    REQUIRE_FALSE(missing);
    CHECK(missing.error().code == mprd::Errc::UnknownInterface);
    CHECK(missing.error().detail.find("net start mprd") != std::string::npos);

    for (const char* path :
         {"",
          "mprd",
          "C:\\windows\\system.ini",
          "\\\\.\\COM1",
          "\\\\far\\pipe\\mprd",
          "\\\\.\\pipe\\",
          "\\\\.\\pipe\\a\\b"}) {
        INFO(path);
        const auto channel = open_local_channel(path);
        REQUIRE_FALSE(channel);
        CHECK(channel.error().code == mprd::Errc::InvalidParameter);
        CHECK(channel.error().detail.find("expected the name of a pipe") == 0);
    }
}
