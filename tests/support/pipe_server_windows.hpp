// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace mprd::test {

/// One client of a PipeServer. By one thread at a time: such a handle does one thing after another.
class PipeClient {
public:
    explicit PipeClient(void* pipe) : pipe_(pipe) {}

    /// False: the client is gone.
    bool send(std::string_view data);
    /// The next line without its end; nullopt: the client is gone.
    [[nodiscard]] std::optional<std::string> line();
    /// Ends the connection; what was sent before is delivered.
    void hang_up();

private:
    void* pipe_;
    std::string unread_;
};

/// A named pipe of a test's own. Each client is served in a thread; when `serve` returns, it is
/// hung up on.
class PipeServer {
public:
    using Serve = std::function<void(PipeClient&)>;

    /// The pipe is there when this returns. Throws std::runtime_error if it cannot be made.
    /// `most_clients` at a time; more find it busy.
    PipeServer(std::string name, Serve serve, unsigned most_clients = 255);
    /// Clients must have ended, or end soon.
    ~PipeServer();
    PipeServer(const PipeServer&) = delete;
    PipeServer& operator=(const PipeServer&) = delete;

    [[nodiscard]] const std::string& name() const { return name_; }

private:
    [[nodiscard]] void* make_instance() const;
    void accept_all(void* pipe);

    std::string name_;
    Serve serve_;
    unsigned most_clients_;
    std::atomic<bool> stopping_ = false;
    std::atomic<bool> stopped_ = false;  ///< nobody is accepted any more
    std::vector<std::thread> serving_;
    std::thread accepting_;
};

/// Name of a pipe that no other test uses.
[[nodiscard]] std::string fresh_pipe_name();

}  // namespace mprd::test
