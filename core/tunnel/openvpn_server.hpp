// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/fifo.hpp"
#include "core/base/ip_address.hpp"
#include "core/base/time.hpp"
#include "core/tunnel/openvpn_messages.hpp"
#include "core/tunnel/openvpn_text.hpp"

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace mprd::tunnel {

/// What the server side of the openvpn program needs to know.
struct OpenvpnServerSettings {
    /// For `Need 'Private Key'`.
    Secret key_password{};
};

namespace openvpn {

/// The program's number of a caller (CID); it gives none twice.
using CallerId = std::uint64_t;

/// What a caller is let in with. At least one family is there.
struct ServerTerms {
    template <class Address>
    struct Ends {
        Address local;  ///< ours
        Address peer;   ///< his
    };
    std::optional<Ends<Ipv4Address>> ipv4{};
    /// Of one /64.
    std::optional<Ends<Ipv6Address>> ipv6{};
    std::vector<Ipv4Address> dns{};
    std::vector<IpPrefix> networks{};  ///< behind him
};

// ---- inputs, beside those of openvpn_messages.hpp
/// Lets a caller in who asks; CallerCame or CallerLeft follows.
struct AdmitCaller {
    CallerId caller = 0;
    ServerTerms terms;
};
/// Refuses a caller who asks, or hangs up; no CallerLeft follows, unless it is on its way already.
struct DismissCaller {
    CallerId caller = 0;
    Errc reason = Errc::Ok;
};
using ServerInput = std::variant<
    ManagementConnected,
    ManagementReceived,
    ProgramEnded,
    HangUp,
    AdmitCaller,
    DismissCaller>;

// ---- outputs, beside those of openvpn_messages.hpp
/// The program waits for callers.
struct Listening {};
/// Somebody calls; AdmitCaller or DismissCaller answers, unless CallerLeft comes first.
struct CallerAsks {
    CallerId caller = 0;
    std::string user_name;
    Secret password;
    /// In his certificate, which the program has checked; empty: he has none.
    std::string common_name;
    std::string remote;  ///< "address:port"
};
/// Packets of an admitted caller pass.
struct CallerCame {
    CallerId caller = 0;
    std::uint16_t mtu = 1500;  ///< octets of the largest packet
};
/// He has gone.
struct CallerLeft {
    CallerId caller = 0;
    Error error;
};
using ServerOutput =
    std::variant<Send, Said, StopProgram, Finished, Listening, CallerAsks, CallerCame, CallerLeft>;

}  // namespace openvpn

/// The openvpn program as a server, through its management interface (OpenVPN 2.5 and 2.6,
/// doc/management-notes.txt, `--management-client-auth`): holds it until we are ready, tells who
/// calls, lets callers in with the addresses that they are to have, or refuses them, and follows
/// them to their end. A caller who proves anew who he is, as TLS has it once an hour, must say what
/// he said at first. Sans-I/O: handle() or handle_timeout(), then poll_output() until it is empty.
class OpenvpnServer {
public:
    /// Callers at once, those who ask included; more are refused.
    static constexpr std::size_t kMaxCallers = 4096;
    /// From the start of the program until it connects to us, and from there until it waits for
    /// callers.
    static constexpr std::chrono::seconds kStartLimit{10};
    /// Lines of the program that the operator is told within kSayInterval; callers can cause them.
    static constexpr unsigned kMaxSaid = 20;
    static constexpr std::chrono::seconds kSayInterval{60};
    /// The subnet that a caller's address and ours share is no larger.
    static constexpr unsigned kMinSubnetBits = 8;

    /// The program was just started.
    OpenvpnServer(TimePoint now, OpenvpnServerSettings settings);

    void handle(TimePoint now, const openvpn::ServerInput& input);
    void handle_timeout(TimePoint now);
    [[nodiscard]] std::optional<openvpn::ServerOutput> poll_output();
    [[nodiscard]] std::optional<TimePoint> next_deadline() const { return deadline_; }

private:
    enum class Progress {
        Starting,  ///< not connected to us
        Opening,   ///< it opens its socket
        Listening,
        Stopping,  ///< StopProgram was said
        Over,      ///< Finished was said
    };
    enum class Stage {
        Asking,
        Admitted,  ///< the program tells him his addresses
        Up,
    };
    struct Caller {
        std::uint64_t key = 0;  ///< KID of the question
        Stage stage = Stage::Asking;
        std::string user_name;
        Secret password;
        std::string common_name;
    };
    /// A >CLIENT message whose environment is being read.
    struct Message {
        enum class Kind {
            Connect,
            Reauthenticate,
            Established,
            Disconnect,
        };
        Kind kind = Kind::Connect;
        openvpn::CallerId caller = 0;
        std::uint64_t key = 0;
        std::string user_name;
        Secret password;
        std::string common_name;
        std::string address;
        std::string port;
        std::uint16_t mtu = 1500;
    };

    void on_input(const openvpn::ManagementConnected& input);
    void on_input(const openvpn::ManagementReceived& input);
    void on_input(const openvpn::ProgramEnded& input);
    void on_input(const openvpn::HangUp& input);
    void on_input(const openvpn::AdmitCaller& input);
    void on_input(const openvpn::DismissCaller& input);
    void on_line(std::string_view line);
    /// One for each message of the program, without its ">NAME:".
    void on_state(std::string_view text);
    void on_password(std::string_view text);
    void on_log(std::string_view text);
    void on_client(std::string_view text);
    void on_environment(std::string_view text);
    /// A >CLIENT message with all of its environment.
    void on_connect(Message message);
    void on_reauthenticate(const Message& message);
    void on_established(const Message& message);
    void on_disconnect(const Message& message);
    void deny(openvpn::CallerId caller, std::uint64_t key, Errc reason);
    void leave(openvpn::CallerId caller, Error error);
    void fail(Error error);
    void command(const std::string& text);
    void say(std::string text);

    OpenvpnServerSettings settings_;
    Progress progress_ = Progress::Starting;
    openvpn::Lines lines_;
    std::optional<Message> message_;
    std::map<openvpn::CallerId, Caller> callers_;
    std::string last_end_;  ///< why the program ended a caller's session, as it logged last
    std::optional<Error> cause_;
    std::optional<TimePoint> deadline_;
    TimePoint now_;
    TimePoint say_since_;
    unsigned said_ = 0;
    Fifo<openvpn::ServerOutput> outputs_;
};

}  // namespace mprd::tunnel
