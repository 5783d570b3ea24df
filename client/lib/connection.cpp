// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "client/lib/connection.hpp"

#include "client/lib/explanation.hpp"
#include "client/lib/session_programs.hpp"
#include "client/protocol/json_rpc.hpp"
#include "core/base/errc.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>

namespace mprd::lib {
namespace {

/// The daemon refuses more of one connection (docs/api/README.md, limits).
constexpr std::size_t kMostInFlight = 64;
/// A longer answer is none of ours.
constexpr std::size_t kLongestLine = std::size_t{64} * 1024 * 1024;
constexpr std::uint32_t kProcNotFound = 127;
constexpr auto kDefaultPatience = std::chrono::seconds(30);

/// For slow lines and for tests.
[[nodiscard]] std::chrono::milliseconds configured_patience() {
    const long value = std::strtol(client::environment("MPRD_TIMEOUT_MS").c_str(), nullptr, 10);
    return value > 0 ? std::chrono::milliseconds(value) : kDefaultPatience;
}

[[nodiscard]] std::uint32_t code_of_rpc_error(const json& error) {
    const auto code = error.is_object() ? error.value("code", 0) : 0;
    if (code == static_cast<int>(protocol::RpcError::MethodNotFound)) {
        return kProcNotFound;  // the router is older than this library
    }
    if (code == static_cast<int>(protocol::RpcError::TooManyRequests)) {
        return to_code(Errc::NotEnoughMemory);
    }
    return to_code(Errc::InvalidParameter);
}

[[nodiscard]] Answer answer_of(json message) {
    if (const auto error = message.find("error"); error != message.end()) {
        return {code_of_rpc_error(*error), {}};
    }
    const auto result = message.find("result");
    if (result == message.end() || !result->is_object()) {
        return {to_code(Errc::InvalidData), {}};
    }
    const auto code = result->find("code");
    if (code == result->end() || !code->is_number_unsigned()) {
        return {to_code(Errc::InvalidData), {}};
    }
    const auto number = code->get<std::uint32_t>();
    return {number, std::move(*result)};
}

[[nodiscard]] std::uint64_t number_of(const json& object, const char* name) {
    const auto found = object.find(name);
    return found != object.end() && found->is_number_unsigned() ? found->get<std::uint64_t>() : 0;
}

}  // namespace

std::uint32_t Connection::open(
    const ServerAddress& address, std::shared_ptr<Connection>& connection
) {
    auto channel = client::open_channel(address, client::Asking::Never);
    if (!channel) {
        explain(channel.error());
        return to_code(channel.error().code);
    }
    auto opened = std::make_shared<Connection>(std::move(*channel), address.is_remote());
    // Whether the caller is one who may: the daemon tells with any call.
    if (const Answer answer = opened->call("mprd.GetVersion", json::object()); answer.code != 0) {
        return answer.code;
    }
    connection = std::move(opened);
    return 0;
}

std::uint32_t Connection::open_session(std::shared_ptr<Connection>& connection) {
    auto channel = client::open_config_session(
        session_programs(), client::environment("MPRD_CONFIG"), client::Asking::Never
    );
    if (!channel) {
        explain(channel.error());
        return to_code(channel.error().code);
    }
    auto opened = std::make_shared<Connection>(std::move(*channel), false);
    // Whether it lives. What is wrong with the store must not matter: a restore may mend it.
    const Answer answer = opened->call("mprd.ConfigCheck", json::object());
    if (answer.code == to_code(Errc::ServerUnavailable)) {
        return answer.code;
    }
    connection = std::move(opened);
    return 0;
}

Connection::Connection(std::unique_ptr<Channel> channel, bool remote)
    : channel_(std::move(channel)), remote_(remote), patience_(configured_patience()) {
    reader_ = std::thread([this] { read_all(); });
}

Connection::~Connection() {
    channel_->shut_down();
    reader_.join();
}

Answer Connection::call(const std::string& method, const json& params, Patience patience) {
    return exchange(method, params, patience, nullptr);
}

std::uint32_t Connection::call_with_event(
    const std::string& method, const json& params, std::shared_ptr<Event> event
) {
    return exchange(method, params, Patience::Bounded, std::move(event)).code;
}

std::uint32_t Connection::add_watcher(const std::shared_ptr<Event>& event) {
    const std::lock_guard one_at_a_time(watch_mutex_);
    // Before the call: a notification may be on the heels of its answer.
    {
        const std::lock_guard lock(mutex_);
        if (lost_) {
            return to_code(Errc::ServerUnavailable);
        }
        // The newer one: a caller may have closed the old one and got its handle again.
        const bool was_there = erase_watcher(*event);
        watchers_.push_back(event);
        if (was_there) {
            return 0;
        }
    }
    const Answer answer = call("MprAdminRegisterConnectionNotification", json::object());
    if (answer.code != 0) {
        const std::lock_guard lock(mutex_);
        static_cast<void>(erase_watcher(*event));
    }
    return answer.code;
}

std::uint32_t Connection::remove_watcher(const std::shared_ptr<Event>& event) {
    const std::lock_guard one_at_a_time(watch_mutex_);
    {
        const std::lock_guard lock(mutex_);
        if (lost_) {
            return to_code(Errc::ServerUnavailable);
        }
        const bool was_there = erase_watcher(*event);
        if (!watchers_.empty()) {
            return was_there ? 0U : to_code(Errc::InvalidParameter);
        }
    }
    // Also when there was none: the router knows whether 87 or something else is the reason.
    return call("MprAdminDeregisterConnectionNotification", json::object()).code;
}

bool Connection::erase_watcher(const Event& event) {
    return std::erase_if(watchers_, [&](const auto& each) { return each->is_same(event); }) != 0;
}

Answer Connection::exchange(
    const std::string& method, const json& params, Patience patience, std::shared_ptr<Event> event
) {
    const auto pending = std::make_shared<Pending>();
    pending->event = std::move(event);
    std::uint64_t id = 0;
    {
        std::unique_lock lock(mutex_);
        room_.wait(lock, [this] { return lost_ || pending_.size() < kMostInFlight; });
        if (lost_) {
            return {to_code(Errc::ServerUnavailable), {}};
        }
        id = ++last_id_;
        pending_.emplace(id, pending);
    }
    bool sent = false;
    try {
        const std::string line = protocol::request_line(id, method, params);
        const std::lock_guard lock(send_mutex_);
        sent = channel_->send(line);
    } catch (...) {
        const std::lock_guard lock(mutex_);
        pending_.erase(id);
        room_.notify_one();
        throw;
    }
    std::unique_lock lock(mutex_);
    // When sending failed the daemon may have said why before it closed; the reader finds out, if
    // it is told that this is the end.
    if (!sent) {
        channel_->shut_down();
    }
    const bool in_time = wait_for(lock, *pending, patience);
    pending_.erase(id);
    room_.notify_one();
    if (!in_time) {
        channel_->shut_down();  // it must not answer later what nobody waits for
    }
    if (!pending->answered) {
        return {to_code(Errc::ServerUnavailable), {}};
    }
    return answer_of(std::move(pending->answer));
}

bool Connection::wait_for(std::unique_lock<std::mutex>& lock, Pending& pending, Patience patience) {
    const auto over = [&] { return pending.answered || lost_; };
    while (!pending.changed.wait_for(lock, patience_, over)) {
        if (patience == Patience::Bounded) {
            return false;
        }
        // It may take long, but is the router still there?
        lock.unlock();
        const bool alive = is_alive();
        lock.lock();
        if (!alive) {
            return false;
        }
    }
    return true;
}

bool Connection::is_alive() {
    return call("mprd.GetVersion", json::object()).code != to_code(Errc::ServerUnavailable);
}

void Connection::read_all() {
    try {
        std::array<char, 65536> buffer{};
        std::string unread;
        std::size_t searched = 0;
        while (const std::size_t size = channel_->receive(buffer.data(), buffer.size())) {
            unread.append(buffer.data(), size);
            std::size_t begin = 0;
            for (std::size_t end = unread.find('\n', searched); end != std::string::npos;
                 end = unread.find('\n', begin)) {
                take_line(unread.substr(begin, end - begin));
                begin = end + 1;
            }
            unread.erase(0, begin);
            searched = unread.size();
            if (unread.size() > kLongestLine) {
                break;
            }
        }
    } catch (const std::exception&) {
        // Out of memory: the connection is of no use any more.
        channel_->shut_down();
    }
    lose();
}

void Connection::take_line(const std::string& line) {
    json message = json::parse(line, nullptr, /*allow_exceptions=*/false);
    if (!message.is_object()) {
        channel_->shut_down();  // another program's socket
        return;
    }
    if (message.contains("method")) {
        take_notification(message);
    } else if (const std::uint64_t id = number_of(message, "id"); id != 0) {
        take_answer(id, std::move(message));
    }
}

void Connection::take_answer(std::uint64_t id, json message) {
    const std::lock_guard lock(mutex_);
    const auto found = pending_.find(id);
    if (found == pending_.end()) {
        return;
    }
    Pending& pending = *found->second;
    pending.answer = std::move(message);
    pending.answered = true;
    if (pending.event) {
        const auto result = pending.answer.find("result");
        const bool accepted = result != pending.answer.end() && result->is_object() &&
                              number_of(*result, "code") == to_code(Errc::Pending);
        if (accepted && pending.completed) {
            pending.event->set();
        } else if (accepted) {
            completions_.emplace(id, pending.event);
        }
    }
    pending.changed.notify_one();
}

void Connection::take_notification(const json& message) {
    const auto method = message.find("method");
    const std::string name = method->is_string() ? method->get<std::string>() : "";
    const std::lock_guard lock(mutex_);
    if (name == "MprAdminConnectionNotification") {
        for (const auto& event : watchers_) {
            event->set();
        }
        return;
    }
    const auto params = message.find("params");
    if (params == message.end() || !params->is_object() || !name.ends_with("Completed")) {
        return;
    }
    const std::uint64_t id = number_of(*params, "request");
    if (const auto completion = completions_.find(id); completion != completions_.end()) {
        completion->second->set();
        completions_.erase(completion);
    } else if (const auto early = pending_.find(id); early != pending_.end()) {
        early->second->completed = true;
    }
}

void Connection::lose() {
    const std::lock_guard lock(mutex_);
    lost_ = true;
    for (const auto& [id, event] : completions_) {
        event->set();
    }
    completions_.clear();
    for (const auto& event : watchers_) {
        event->set();
    }
    watchers_.clear();
    for (const auto& [id, pending] : pending_) {
        pending->changed.notify_one();
    }
    room_.notify_all();
}

}  // namespace mprd::lib
