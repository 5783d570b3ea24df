// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/error.hpp"
#include "core/base/fifo.hpp"
#include "core/base/secret.hpp"
#include "core/base/time.hpp"
#include "core/tunnel/openvpn_messages.hpp"
#include "core/tunnel/openvpn_push.hpp"
#include "core/tunnel/openvpn_text.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace mprd::tunnel {

/// What a call of the openvpn program needs to know.
struct OpenvpnCall {
    /// For `Need 'Auth'`; empty: there are no credentials.
    std::string user_name;
    Secret password;
    /// For `Need 'Private Key'`.
    Secret key_password{};
    /// Replaces the host of the program's configuration when it asks (>REMOTE); empty: its own.
    std::string host{};
    std::uint16_t port = 1194;
    /// From the start of the program until the tunnel is up.
    Duration connect_limit = std::chrono::seconds{60};
};

namespace openvpn {

// ---- inputs
using Input = std::variant<ManagementConnected, ManagementReceived, ProgramEnded, HangUp>;

// ---- outputs
/// The tunnel carries packets.
struct Opened {
    OpenvpnPush push;
    std::string remote;  ///< address of the server
};
using Output = std::variant<Send, Opened, Said, StopProgram, Finished>;

}  // namespace openvpn

/// One call of the openvpn program through its management interface (OpenVPN 2.4 to 2.6,
/// doc/management-notes.txt): holds it until we are ready, gives it credentials, follows its
/// states, and makes RAS errors of its failures: 691 refused credentials, 676 none taken now, 678
/// no answer, 718 the server began and did not finish, 778 its certificate is not good, 868 no such
/// host, 629 the server ended it, 829 the link died, 651 all else. Sans-I/O: handle() or
/// handle_timeout(), then poll_output() until it is empty.
class OpenvpnManagement {
public:
    /// From the start of the program until it connects to us.
    static constexpr std::chrono::seconds kManagementLimit{10};

    /// The program was just started.
    OpenvpnManagement(TimePoint now, OpenvpnCall call);

    void handle(TimePoint now, const openvpn::Input& input);
    void handle_timeout(TimePoint now);
    [[nodiscard]] std::optional<openvpn::Output> poll_output();
    [[nodiscard]] std::optional<TimePoint> next_deadline() const { return deadline_; }

private:
    /// How far the call is; the words of the program's >STATE messages.
    enum class Progress {
        Starting,     ///< not connected to us
        Held,         ///< CONNECTING
        Resolving,    ///< RESOLVE
        Waiting,      ///< WAIT, TCP_CONNECT: nothing from the server yet
        Negotiating,  ///< AUTH: TLS
        Configuring,  ///< GET_CONFIG and later
        Up,           ///< CONNECTED
        Stopping,     ///< StopProgram was said
        Over,         ///< Finished was said
    };

    void on_input(const openvpn::ManagementConnected& input);
    void on_input(const openvpn::ManagementReceived& input);
    void on_input(const openvpn::ProgramEnded& input);
    void on_input(const openvpn::HangUp& input);
    void on_line(std::string_view line);
    /// One for each message of the program, without its ">NAME:".
    void on_state(std::string_view text);
    void on_password(std::string_view text);
    void on_remote();
    void on_log(std::string_view text);
    void on_connected(std::string_view rest);
    /// The program goes down, or says that it begins anew, with this reason.
    void on_going(std::string_view reason);
    void give_credentials();
    void give_key_password();
    /// The failure of an attempt that got this far.
    [[nodiscard]] Error no_answer(const std::string& detail) const;
    /// Remembers the cause and stops the program; the first cause counts.
    void fail(Error error);
    void stop();
    /// A command with arguments that need quoting.
    void command(std::string_view words, std::string_view quoted = {});
    void say(std::string text) { outputs_.push(openvpn::Said{std::move(text)}); }

    OpenvpnCall call_;
    Progress progress_ = Progress::Starting;
    /// Where the attempt was when it was stopped.
    Progress reached_ = Progress::Starting;
    OpenvpnPush push_;
    openvpn::Lines lines_;
    std::optional<Error> cause_;
    bool certificate_refused_ = false;
    std::optional<TimePoint> deadline_;
    TimePoint connect_until_{};
    Fifo<openvpn::Output> outputs_;
};

}  // namespace mprd::tunnel
