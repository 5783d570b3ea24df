// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/error.hpp"
#include "core/base/time.hpp"
#include "daemon/runtime/admin_dll.hpp"
#include "platform/process/helper_process.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/streambuf.hpp>
#include <nlohmann/json_fwd.hpp>

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace mprd::daemon {

/// The process around the administration DLL: started with the daemon, and anew at the next
/// question after it has ended or was ended for hanging; with a growing wait when it fails again
/// and again, during which all questions fail at once. One thread, on the event loop; start() alone
/// blocks.
class AdminDllRunner final : public AdminDll {
public:
    static constexpr std::chrono::seconds kStartLimit{10};  ///< loading and initialization
    static constexpr std::chrono::seconds kStopLimit{2};    ///< MprAdminTerminateDll
    /// Waits after the second failure in a row, doubled with each further one up to the last.
    static constexpr std::chrono::seconds kFirstWait{1};
    static constexpr std::chrono::seconds kLongestWait{60};

    struct Parts {
        boost::asio::io_context& io;
        std::string program;  ///< mprd itself
        std::string path;     ///< of the object
        std::function<TimePoint()> clock;
        std::function<void(const router::AdminDllAnswered&)> answer;
        /// For the log: the process has ended.
        std::function<void(const std::string&)> complain;
    };

    explicit AdminDllRunner(Parts parts);
    /// Ends the process properly.
    ~AdminDllRunner() override;
    AdminDllRunner(const AdminDllRunner&) = delete;
    AdminDllRunner& operator=(const AdminDllRunner&) = delete;

    /// Whether the object at `path` can be loaded and has what it must; runs nothing of it but its
    /// constructors.
    [[nodiscard]] static Result<void> check(const std::string& program, const std::string& path);

    /// Loads and initializes the object. An error says what is wrong with it.
    [[nodiscard]] Result<void> start();
    void ask(const router::AskAdminDll& question) override;
    void give_up(const router::AdminDllLate& question) override;

private:
    /// A process and what is being read from it.
    struct Running {
        Running(platform::HelperProcess started, platform::LocalStream to_it);
        platform::HelperProcess process;
        platform::LocalStream socket;
        boost::asio::streambuf input;
    };

    /// A new process that was told to initialize the object.
    [[nodiscard]] Result<void> restart();
    [[nodiscard]] Result<void> run(platform::HelperProcess process);
    [[nodiscard]] bool send(const nlohmann::json& line);
    void read();
    void on_line(const std::string& text);
    /// Ends the process. The question that is under way fails with `why`.
    void fail(const std::string& why);
    void answer_failed(std::uint32_t number, const std::string& why) const;

    Parts parts_;
    std::shared_ptr<Running> running_;
    std::optional<std::uint32_t> asked_;  ///< the question that is under way
    std::uint32_t failures_ = 0;          ///< in a row
    TimePoint not_before_{};              ///< of the next process
};

}  // namespace mprd::daemon
