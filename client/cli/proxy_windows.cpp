// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
// A pipe cannot be closed in one direction, as a socket can: what the caller asked before his end
// is counted instead, and the connection lasts until all of it is answered.
#include "client/channel/channel.hpp"
#include "client/channel/text_windows.hpp"
#include "client/cli/proxy.hpp"
#include "client/protocol/json_rpc.hpp"

#include <mutex>
#include <thread>
#include <utility>
#include <vector>

#include <windows.h>

namespace mprd::cli {
namespace {

constexpr std::size_t kBuffer = 65536;

/// How many answers the caller still waits for. From any thread.
class Unanswered {
public:
    void add() {
        const std::lock_guard lock(mutex_);
        ++count_;
    }
    void remove() {
        const std::lock_guard lock(mutex_);
        count_ -= count_ > 0 ? 1 : 0;
    }
    /// Nothing more is asked.
    void close() {
        const std::lock_guard lock(mutex_);
        closed_ = true;
    }
    [[nodiscard]] bool is_closed() const {
        const std::lock_guard lock(mutex_);
        return closed_;
    }
    [[nodiscard]] bool is_over() const {
        const std::lock_guard lock(mutex_);
        return closed_ && count_ == 0;
    }

private:
    mutable std::mutex mutex_;
    std::size_t count_ = 0;
    bool closed_ = false;
};

/// Lines from the caller: each but a notification is answered, also what is no request at all.
class Questions final : public protocol::LineFramer::Sink {
public:
    explicit Questions(Unanswered& unanswered) : unanswered_(unanswered) {}
    void on_line(std::string_view line) override {
        const auto request = protocol::parse_request(line);
        const auto* good = std::get_if<protocol::Request>(&request);
        if (good == nullptr || good->id) {
            unanswered_.add();
        }
    }
    void on_line_too_long() override { unanswered_.add(); }
    [[nodiscard]] bool wants_more() const override { return true; }

private:
    Unanswered& unanswered_;
};

/// Lines from mprd. One that is longer than a request may be can only be an answer.
class Answers final : public protocol::LineFramer::Sink {
public:
    explicit Answers(Unanswered& unanswered) : unanswered_(unanswered) {}
    void on_line(std::string_view line) override {
        const auto message = nlohmann::json::parse(line, nullptr, /*allow_exceptions=*/false);
        if (message.is_object() && !message.contains("method")) {
            unanswered_.remove();
        }
    }
    void on_line_too_long() override { unanswered_.remove(); }
    [[nodiscard]] bool wants_more() const override { return true; }

private:
    Unanswered& unanswered_;
};

/// What both threads share. The one that reads from the caller may wait for him for ever, and is
/// left behind.
struct Shared {
    std::unique_ptr<client::Channel> channel;
    Unanswered unanswered;
};

void take_input(const std::shared_ptr<Shared>& shared) {
    const HANDLE input = ::GetStdHandle(STD_INPUT_HANDLE);
    Questions questions(shared->unanswered);
    protocol::LineFramer framer;
    std::vector<char> buffer(kBuffer);
    DWORD got = 0;
    while (::ReadFile(input, buffer.data(), kBuffer, &got, nullptr) != FALSE && got > 0) {
        const std::string_view data(buffer.data(), got);
        framer.feed(data, questions);
        if (!shared->channel->send(data)) {
            return;  // its end comes from the other direction, after what it has still said
        }
    }
    shared->unanswered.close();
    if (shared->unanswered.is_over()) {
        shared->channel->shut_down();
    }
}

/// False: nobody reads any more.
bool give(std::string_view data) {
    const HANDLE output = ::GetStdHandle(STD_OUTPUT_HANDLE);
    while (!data.empty()) {
        DWORD done = 0;
        if (::WriteFile(output, data.data(), static_cast<DWORD>(data.size()), &done, nullptr) ==
            FALSE) {
            return false;
        }
        data.remove_prefix(done);
    }
    return true;
}

std::string give_output(Shared& shared) {
    Answers answers(shared.unanswered);
    protocol::LineFramer framer;
    std::vector<char> buffer(kBuffer);
    while (!shared.unanswered.is_over()) {
        const std::size_t got = shared.channel->receive(buffer.data(), buffer.size());
        if (got == 0) {
            return shared.unanswered.is_closed() ? "" : "mprd ended the connection";
        }
        const std::string_view data(buffer.data(), got);
        if (!give(data)) {
            return "";
        }
        framer.feed(data, answers);
    }
    return "";
}

}  // namespace

std::string run_proxy(const std::string& path) {
    auto channel = client::open_local_channel(path);
    if (!channel) {
        return channel.error().detail;
    }
    const auto shared = std::make_shared<Shared>();
    shared->channel = std::move(*channel);
    if (!shared->channel->send(kRemoteMark)) {
        return "mprd ended the connection";
    }
    std::thread([shared] { take_input(shared); }).detach();
    return give_output(*shared);
}

}  // namespace mprd::cli
