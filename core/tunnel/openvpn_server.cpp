// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/tunnel/openvpn_server.hpp"

#include "core/base/cut.hpp"

#include <array>
#include <charconv>
#include <utility>

namespace mprd::tunnel {
namespace {

using namespace openvpn;  // NOLINT(google-build-using-namespace)

template <class Number>
std::optional<Number> to_number(std::string_view text) {
    Number number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool is_whole = error == std::errc{} && end == text.data() + text.size();
    return is_whole ? std::optional(number) : std::nullopt;
}

Ipv4Address netmask(unsigned bits) {
    return {bits == 0 ? 0 : ~std::uint32_t{0} << (32U - bits)};
}

/// The smallest subnet in which both are hosts: with the topology "subnet", the only one that every
/// system's openvpn knows, a caller reaches us as a neighbour.
std::optional<Ipv4Address> common_netmask(Ipv4Address a, Ipv4Address b) {
    for (unsigned bits = 30; bits >= OpenvpnServer::kMinSubnetBits; --bits) {
        const std::uint32_t mask = netmask(bits).value;
        const auto is_host = [mask](std::uint32_t address) {
            return (address & ~mask) != 0 && (address & ~mask) != ~mask;
        };
        if ((a.value & mask) == (b.value & mask) && is_host(a.value) && is_host(b.value)) {
            return Ipv4Address{mask};
        }
    }
    return std::nullopt;
}

std::string internal_route(const IpPrefix& network) {
    return network.address.is_v6 ? "iroute-ipv6 " + network.to_string() + '\n'
                                 : "iroute " + network.address.v4.to_string() + ' ' +
                                       netmask(network.length).to_string() + '\n';
}

/// The lines between client-auth and END.
std::string client_options(const ServerTerms& terms, std::optional<Ipv4Address> mask) {
    std::string text;
    if (terms.ipv4 && mask) {
        text += "ifconfig-push " + terms.ipv4->peer.to_string() + ' ' + mask->to_string() + '\n';
        text += "push \"topology subnet\"\n";
        text += "push \"route-gateway " + terms.ipv4->local.to_string() + "\"\n";
    }
    if (terms.ipv6) {
        text += "ifconfig-ipv6-push " + terms.ipv6->peer.to_string() + "/64 " +
                terms.ipv6->local.to_string() + '\n';
    }
    for (const Ipv4Address server : terms.dns) {
        text += "push \"dhcp-option DNS " + server.to_string() + "\"\n";
    }
    for (const IpPrefix& network : terms.networks) {
        text += internal_route(network);
    }
    return text;
}

/// What a refused caller is told; "TEMP" asks his program to try again (OpenVPN 2.6).
std::string text_for_caller(Errc reason) {
    if (reason == Errc::AuthenticationFailure || reason == Errc::RemoteAuthenticationFailure) {
        return "user name or password is wrong";
    }
    const bool is_for_now = reason == Errc::PortNotAvailable || reason == Errc::RouterStopped;
    return (is_for_now ? "TEMP:" : "") + std::string(symbol_of(reason));
}

}  // namespace

OpenvpnServer::OpenvpnServer(TimePoint now, OpenvpnServerSettings settings)
    : settings_(std::move(settings)), deadline_(now + kStartLimit), now_(now), say_since_(now) {}

std::optional<ServerOutput> OpenvpnServer::poll_output() {
    return outputs_.poll();
}

void OpenvpnServer::handle(TimePoint now, const ServerInput& input) {
    now_ = now;
    if (progress_ != Progress::Over) {
        std::visit([this](const auto& message) { on_input(message); }, input);
    }
}

void OpenvpnServer::handle_timeout(TimePoint now) {
    now_ = now;
    if (!deadline_ || now < *deadline_) {
        return;
    }
    deadline_.reset();
    fail(make_error(Errc::FromDevice, "openvpn does not wait for calls in time"));
}

void OpenvpnServer::on_input(const ManagementConnected&) {
    if (progress_ != Progress::Starting) {
        return;
    }
    progress_ = Progress::Opening;
    deadline_ = now_ + kStartLimit;
    command("state on\nlog on\nhold release\n");
}

void OpenvpnServer::on_input(const ManagementReceived& input) {
    lines_.take(input.bytes, [this](std::string_view line) { on_line(line); });
}

void OpenvpnServer::on_input(const ProgramEnded& input) {
    const Error error = cause_ ? *cause_ : make_error(Errc::FromDevice, "openvpn " + input.text);
    const Error for_callers =
        cause_ ? *cause_
               : make_error(Errc::LinkFailure, "openvpn " + input.text + " during the call");
    while (!callers_.empty()) {
        leave(callers_.begin()->first, for_callers);
    }
    progress_ = Progress::Over;
    deadline_.reset();
    outputs_.push(Finished{error});
}

void OpenvpnServer::on_input(const HangUp& input) {
    fail(make_error(input.reason, input.detail));
}

void OpenvpnServer::on_input(const AdmitCaller& input) {
    const auto found = callers_.find(input.caller);
    if (found == callers_.end() || found->second.stage != Stage::Asking) {
        return;
    }
    const auto mask = input.terms.ipv4
                          ? common_netmask(input.terms.ipv4->local, input.terms.ipv4->peer)
                          : std::nullopt;
    if (input.terms.ipv4 && !mask) {
        deny(input.caller, found->second.key, Errc::NoIpAddresses);
        leave(
            input.caller,
            make_error(
                Errc::NoIpAddresses,
                "the caller's address " + input.terms.ipv4->peer.to_string() +
                    " is in no subnet with ours: give answering.localAddress one in the same /" +
                    std::to_string(kMinSubnetBits) + " or a smaller one"
            )
        );
        return;
    }
    found->second.stage = Stage::Admitted;
    command(
        "client-auth " + std::to_string(input.caller) + ' ' + std::to_string(found->second.key) +
        '\n' + client_options(input.terms, mask) + "END\n"
    );
}

void OpenvpnServer::on_input(const DismissCaller& input) {
    const auto found = callers_.find(input.caller);
    if (found == callers_.end()) {
        return;
    }
    if (found->second.stage == Stage::Asking) {
        deny(input.caller, found->second.key, input.reason);
    } else {
        // Who is told to halt does not call again by himself; after a restart of ours he may.
        const bool comes_back = input.reason == Errc::RouterStopped;
        command(
            "client-kill " + std::to_string(input.caller) + (comes_back ? " RESTART\n" : " HALT\n")
        );
    }
    callers_.erase(found);
}

// ---- what the program says

void OpenvpnServer::on_line(std::string_view line) {
    const std::string_view name = starts_with(line, ">") ? cut(line, ':') : std::string_view{};
    if (name == ">CLIENT") {
        on_client(line);
    } else if (name == ">STATE") {
        on_state(line);
    } else if (name == ">PASSWORD") {
        on_password(line);
    } else if (name == ">LOG") {
        on_log(line);
    } else if (name == ">HOLD") {
        command("hold release\n");
    } else if (name == ">FATAL") {
        fail(make_error(Errc::FromDevice, "openvpn: " + std::string(line)));
    } else if (name.empty() && starts_with(line, "ERROR:")) {
        say("openvpn refuses a command: " + std::string(line));
    }
}

void OpenvpnServer::on_state(std::string_view text) {
    cut(text, ',');  // the time
    if (progress_ == Progress::Opening && cut(text, ',') == "CONNECTED") {
        progress_ = Progress::Listening;
        deadline_.reset();
        outputs_.push(Listening{});
    }
}

void OpenvpnServer::on_password(std::string_view text) {
    const std::string_view password = as_text(settings_.key_password.reveal());
    if (!starts_with(text, "Need 'Private Key'") || password.empty() || !fits_a_line(password)) {
        fail(make_error(
            Errc::FromDevice,
            "the private key is locked: give its password as \"keyPassword\" of the device in the "
            "secrets file"
        ));
        return;
    }
    std::string text_of_command = "password \"Private Key\" " + in_quotes(password) + '\n';
    command(text_of_command);
    wipe_memory(text_of_command.data(), text_of_command.size());
}

void OpenvpnServer::on_log(std::string_view text) {
    cut(text, ',');  // the time
    const std::string_view flags = cut(text, ',');
    // "192.0.2.7:1194 SIGTERM[soft,remote-exit] received, client-instance exiting", just before the
    // >CLIENT:DISCONNECT of the same caller.
    if (contains(text, " received, client-instance ")) {
        const std::size_t begin = text.find("[soft,");
        last_end_ = begin == std::string_view::npos
                        ? std::string()
                        : std::string(text.substr(begin + 6, text.find(']') - begin - 6));
    }
    if (flags.find_first_of("FNW") != std::string_view::npos) {  // fatal, non-fatal, warning
        say(std::string(text));
    }
}

void OpenvpnServer::on_client(std::string_view text) {
    struct Row {
        std::string_view word;
        Message::Kind kind;
    };
    static constexpr std::array kRows{
        Row{"CONNECT", Message::Kind::Connect},
        Row{"REAUTH", Message::Kind::Reauthenticate},
        Row{"ESTABLISHED", Message::Kind::Established},
        Row{"DISCONNECT", Message::Kind::Disconnect},
    };
    const std::string_view word = cut(text, ',');
    if (word == "ENV") {
        on_environment(text);
        return;
    }
    for (const Row& row : kRows) {
        const auto caller = to_number<CallerId>(text.substr(0, text.find(',')));
        if (row.word == word && caller) {
            cut(text, ',');
            message_ = Message();
            message_->kind = row.kind;
            message_->caller = *caller;
            message_->key = to_number<std::uint64_t>(text).value_or(0);
        }
    }
    // ADDRESS tells what the program has learned of a caller; it is what we said in client-auth.
}

void OpenvpnServer::on_environment(std::string_view text) {
    if (!message_) {
        return;
    }
    const std::string_view name = cut(text, '=');
    if (name == "username") {
        message_->user_name = text;
    } else if (name == "password") {
        message_->password = Secret(text);
    } else if (name == "common_name") {
        message_->common_name = text;
    } else if (name == "untrusted_ip" || name == "untrusted_ip6") {
        message_->address = text;
    } else if (name == "untrusted_port") {
        message_->port = text;
    } else if (name == "tun_mtu") {
        message_->mtu = to_number<std::uint16_t>(text).value_or(1500);
    } else if (name == "END") {
        Message message = std::move(*message_);
        message_.reset();
        switch (message.kind) {
            case Message::Kind::Connect:
                on_connect(std::move(message));
                break;
            case Message::Kind::Reauthenticate:
                on_reauthenticate(message);
                break;
            case Message::Kind::Established:
                on_established(message);
                break;
            case Message::Kind::Disconnect:
                on_disconnect(message);
                break;
        }
    }
}

// ---- callers

void OpenvpnServer::on_connect(Message message) {
    if (progress_ >= Progress::Stopping || callers_.size() >= kMaxCallers ||
        callers_.count(message.caller) != 0) {
        deny(message.caller, message.key, Errc::PortNotAvailable);
        return;
    }
    const bool is_v6 = contains(message.address, ":");
    const std::string remote =
        (is_v6 ? '[' + message.address + ']' : message.address) + ':' + message.port;
    Caller& caller = callers_[message.caller];
    caller.key = message.key;
    caller.user_name = message.user_name;
    caller.password = message.password;
    caller.common_name = message.common_name;
    outputs_.push(CallerAsks{
        message.caller,
        std::move(message.user_name),
        std::move(message.password),
        std::move(message.common_name),
        remote});
}

void OpenvpnServer::on_reauthenticate(const Message& message) {
    const auto found = callers_.find(message.caller);
    const bool is_same = found != callers_.end() && found->second.stage != Stage::Asking &&
                         found->second.user_name == message.user_name &&
                         found->second.common_name == message.common_name &&
                         found->second.password == message.password;
    if (is_same) {
        command(
            "client-auth-nt " + std::to_string(message.caller) + ' ' + std::to_string(message.key) +
            '\n'
        );
    } else {
        deny(message.caller, message.key, Errc::RemoteAuthenticationFailure);
    }
}

void OpenvpnServer::on_established(const Message& message) {
    const auto found = callers_.find(message.caller);
    if (found != callers_.end() && found->second.stage == Stage::Admitted) {
        found->second.stage = Stage::Up;
        outputs_.push(CallerCame{message.caller, message.mtu});
    }
}

void OpenvpnServer::on_disconnect(const Message& message) {
    const std::string end = std::exchange(last_end_, {});
    const auto found = callers_.find(message.caller);
    if (found == callers_.end()) {
        return;  // dismissed before
    }
    const std::string why = end.empty() ? "" : " (" + end + ")";
    if (found->second.stage != Stage::Up) {
        leave(message.caller, make_error(Errc::PppTimeout, "the caller gave up" + why));
    } else if (contains(end, "ping-restart") || contains(end, "ping-exit")) {
        leave(message.caller, make_error(Errc::LinkFailure, "the caller fell silent" + why));
    } else {
        leave(message.caller, make_error(Errc::RemoteDisconnection, "the caller hung up" + why));
    }
}

void OpenvpnServer::deny(CallerId caller, std::uint64_t key, Errc reason) {
    command(
        "client-deny " + std::to_string(caller) + ' ' + std::to_string(key) + ' ' +
        in_quotes(symbol_of(reason)) + ' ' + in_quotes(text_for_caller(reason)) + '\n'
    );
}

void OpenvpnServer::leave(CallerId caller, Error error) {
    callers_.erase(caller);
    outputs_.push(CallerLeft{caller, std::move(error)});
}

// ---- the end

void OpenvpnServer::fail(Error error) {
    if (progress_ >= Progress::Stopping) {
        return;
    }
    cause_ = std::move(error);
    const bool is_listening = progress_ != Progress::Starting;
    progress_ = Progress::Stopping;
    deadline_.reset();
    if (is_listening) {
        command("signal SIGTERM\n");
    }
    outputs_.push(StopProgram{});
}

void OpenvpnServer::command(const std::string& text) {
    outputs_.push(Send{Secret(text)});
}

void OpenvpnServer::say(std::string text) {
    if (now_ - say_since_ >= kSayInterval) {
        say_since_ = now_;
        said_ = 0;
    }
    if (++said_ <= kMaxSaid) {
        outputs_.push(Said{std::move(text)});
    }
}

}  // namespace mprd::tunnel
