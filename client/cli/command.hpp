// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/cli/capture_options.hpp"
#include "client/cli/places.hpp"
#include "client/cli/rpc_client.hpp"

#include <functional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace mprd::cli {

/// Exit statuses of mprctl.
/// Done; for a query, answered.
inline constexpr int kOk = 0;
inline constexpr int kRefused = 1;  ///< mprd said no, or could not be reached
inline constexpr int kUsage = 2;    ///< the command line is wrong

/// Ends the command: printed to standard error, then this status. Thrown by commands, caught in
/// main only.
class CommandFailed : public std::runtime_error {
public:
    /// `exit_status` is one of the three above.
    CommandFailed(int exit_status, const std::string& message)
        : std::runtime_error(message), status_(exit_status) {}
    [[nodiscard]] int status() const { return status_; }

private:
    int status_;
};

/// One command line at work.
class Session {
public:
    struct Settings {
        /// Path of the control socket or pipe; empty: MPRD_SOCKET of the environment, or the
        /// default.
        std::string socket;
        /// Name of the server as in MprAdminServerConnect; empty: this host's.
        std::string server;
        /// mprd.json, for commands that work without a running mprd.
        std::string config = default_config_file();
        bool json = false;     ///< print what mprd answered, for programs
        bool runtime = false;  ///< change the running router only
        /// Wait for the end of what was started.
        bool wait = false;
        CaptureWords capture;  ///< of mprctl capture
    };
    explicit Session(Settings settings) : settings_(std::move(settings)) {}
    /// Over a channel that is open.
    Session(Settings settings, std::unique_ptr<client::Channel> channel);

    [[nodiscard]] const Settings& settings() const { return settings_; }
    /// Where --server and --socket lead; throws CommandFailed(kUsage).
    [[nodiscard]] client::ServerAddress address() const;
    /// Connects at the first use.
    [[nodiscard]] RpcClient& client();
    /// The method whose answer is the latest one; empty before the first call.
    [[nodiscard]] const std::string& last_method() const { return client_.last_method(); }
    /// From now on calls of the stored configuration work although no mprd runs.
    void allow_without_daemon() { without_daemon_ = true; }
    /// The result of a call; throws CommandFailed with the code's name and text when it failed.
    /// 234, 600 and 3011 are no failures.
    [[nodiscard]] json call(const std::string& method, const json& params = json::object());
    /// All entries of an enumeration, page after page.
    [[nodiscard]] json call_all(const std::string& method, json params = json::object());
    /// Handle of the interface of this name; the failure lists the names that there are.
    [[nodiscard]] std::uint32_t interface_handle(const std::string& name);
    /// Handle of the port of this name; the failure says which there may be.
    [[nodiscard]] std::uint32_t port_handle(const std::string& name);
    /// Adds "persist" unless --runtime was given.
    [[nodiscard]] json stored(json params) const;
    /// With --json the value, else the text.
    void print(const json& value, const std::string& text) const;

private:
    void connect();

    Settings settings_;
    RpcClient client_;
    bool connected_ = false;
    bool without_daemon_ = false;
};

/// The words after the verb: NAME, key=value, ... Options have been taken out.
/// In the order of the command line.
using Arguments = std::vector<std::string>;

struct Command {
    std::string_view noun;       ///< "interface"
    std::string_view verb;       ///< "show"; empty for a noun that is a command itself
    std::string_view arguments;  ///< "NAME", for the usage line
    std::string_view help;       ///< one line
    std::size_t least = 0;       ///< words after the verb
    /// More words than this are a usage error.
    std::size_t most = 0;
    /// Prints its result; throws CommandFailed, and what nlohmann/json throws (run_command()).
    void (*run)(Session& session, const Arguments& arguments);
};

/// All commands, family by family.
[[nodiscard]] std::vector<Command> commands();

/// Tables of the command families; each file of commands defines one.
std::span<const Command> interface_commands();
std::span<const Command> device_commands();
std::span<const Command> port_commands();
std::span<const Command> connection_commands();
std::span<const Command> route_commands();
std::span<const Command> rip_commands();
std::span<const Command> filter_commands();
std::span<const Command> credentials_commands();
std::span<const Command> user_commands();
std::span<const Command> mib_commands();
std::span<const Command> key_commands();
std::span<const Command> tunnel_commands();
std::span<const Command> service_commands();
std::span<const Command> config_commands();
std::span<const Command> watch_commands();
std::span<const Command> capture_commands();
std::span<const Command> tool_commands();

/// Finds the command for these words, or throws CommandFailed(kUsage) that says what to type
/// instead.
[[nodiscard]] Command find_command(const std::vector<std::string>& words);
/// Runs it. An answer that is not as the method's document says it ends in CommandFailed(kRefused):
/// commands take members with at() and get<>(), and need not look at each.
void run_command(const Command& command, Session& session, const Arguments& arguments);
/// Usage of all commands.
[[nodiscard]] std::string help_text();

/// "3 min 20 s", "12 s".
[[nodiscard]] std::string duration_text(const json& seconds);

}  // namespace mprd::cli
