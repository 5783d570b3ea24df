// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/channel/channel.hpp"
#include "client/lib/event.hpp"
#include "client/lib/library_reference.hpp"

#include <nlohmann/json.hpp>

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <unordered_map>
#include <vector>

namespace mprd::lib {

using client::Channel;
using client::ServerAddress;
using nlohmann::json;

/// What a call came to: the API's code, and the result object of the answer (null without one).
struct Answer {
    std::uint32_t code = 0;
    json body;
};

/// How long a call may take.
enum class Patience {
    Bounded,  ///< as long as a router that is well needs
    Endless,  ///< until the router answers or is gone (a synchronous connect)
};

/// One connection to a router. A thread of its own reads and gives each answer to the caller that
/// waits for it, each notification to the event that waits for it. When the connection ends,
/// everybody who waits is told: calls end with 1722, events are signalled. It does not come back to
/// life. Thread-safe.
class Connection {
public:
    /// 0 and a connection whose caller may read, or the documented code of MprAdminServerConnect.
    [[nodiscard]] static std::uint32_t open(
        const ServerAddress& address, std::shared_ptr<Connection>& connection
    );
    /// A program of our own that serves the stored configuration while no router runs
    /// (`mprd --config-session`). 1717: there is no such program; 1722: it ended at once.
    [[nodiscard]] static std::uint32_t open_session(std::shared_ptr<Connection>& connection);
    explicit Connection(std::unique_ptr<Channel> channel, bool remote);
    ~Connection();
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    [[nodiscard]] Answer call(
        const std::string& method, const json& params, Patience patience = Patience::Bounded
    );
    /// MprAdminInterfaceConnect and the like, whose accepted request (600) ends later: `event` is
    /// signalled then, exactly once, also when the connection ends before.
    [[nodiscard]] std::uint32_t call_with_event(
        const std::string& method, const json& params, std::shared_ptr<Event> event
    );
    /// Connection notifications: from now on until remove_watcher().
    [[nodiscard]] std::uint32_t add_watcher(const std::shared_ptr<Event>& event);
    /// 87 when it was not added.
    [[nodiscard]] std::uint32_t remove_watcher(const std::shared_ptr<Event>& event);

    /// Ends it for everybody who uses it.
    void close() { channel_->shut_down(); }
    [[nodiscard]] bool is_remote() const { return remote_; }

private:
    /// A request without its answer yet.
    struct Pending {
        std::shared_ptr<Event> event;  ///< of call_with_event()
        bool completed = false;        ///< its completion has come before its answer
        bool answered = false;
        json answer;
        std::condition_variable changed;  ///< one for each: an answer wakes its caller only
    };

    [[nodiscard]] Answer exchange(
        const std::string& method,
        const json& params,
        Patience patience,
        std::shared_ptr<Event> event
    );
    [[nodiscard]] bool wait_for(
        std::unique_lock<std::mutex>& lock, Pending& pending, Patience patience
    );
    [[nodiscard]] bool is_alive();
    /// False: it was not there. Under the lock.
    [[nodiscard]] bool erase_watcher(const Event& event);
    void read_all();
    void take_line(const std::string& line);
    void take_answer(std::uint64_t id, json message);
    void take_notification(const json& message);
    void lose();

    const LibraryReference library_;  ///< outlives the thread
    const std::unique_ptr<Channel> channel_;
    const bool remote_;
    const std::chrono::milliseconds patience_;
    std::mutex send_mutex_;
    std::mutex watch_mutex_;  ///< one change of the registration at a time

    std::mutex mutex_;              ///< all that follows
    std::condition_variable room_;  ///< there may be one more request in flight
    bool lost_ = false;
    std::uint64_t last_id_ = 0;
    std::unordered_map<std::uint64_t, std::shared_ptr<Pending>> pending_;
    /// By the id of the request that was accepted.
    std::unordered_map<std::uint64_t, std::shared_ptr<Event>> completions_;
    std::vector<std::shared_ptr<Event>> watchers_;

    std::thread reader_;
};

}  // namespace mprd::lib
