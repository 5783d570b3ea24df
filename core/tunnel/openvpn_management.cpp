// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/tunnel/openvpn_management.hpp"

#include "core/base/cut.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace mprd::tunnel {
namespace {

using namespace openvpn;  // NOLINT(google-build-using-namespace)

}  // namespace

OpenvpnManagement::OpenvpnManagement(TimePoint now, OpenvpnCall call)
    : call_(std::move(call)),
      deadline_(now + kManagementLimit),
      connect_until_(now + call_.connect_limit) {}

std::optional<Output> OpenvpnManagement::poll_output() {
    return outputs_.poll();
}

void OpenvpnManagement::handle(TimePoint /*now*/, const Input& input) {
    if (progress_ != Progress::Over) {
        std::visit([this](const auto& message) { on_input(message); }, input);
    }
}

void OpenvpnManagement::handle_timeout(TimePoint now) {
    if (!deadline_ || now < *deadline_) {
        return;
    }
    deadline_.reset();
    fail(no_answer("not connected in time"));
}

void OpenvpnManagement::on_input(const ManagementConnected&) {
    if (progress_ != Progress::Starting) {
        return;
    }
    progress_ = Progress::Held;
    deadline_ = connect_until_;
    command("state on");
    command("log on");
    command("hold release");
}

void OpenvpnManagement::on_input(const ManagementReceived& input) {
    lines_.take(input.bytes, [this](std::string_view line) { on_line(line); });
}

void OpenvpnManagement::on_input(const ProgramEnded& input) {
    if (!cause_) {
        cause_ = progress_ == Progress::Up
                     ? make_error(Errc::LinkFailure, "openvpn " + input.text + " during the call")
                     : no_answer("openvpn " + input.text);
    }
    progress_ = Progress::Over;
    deadline_.reset();
    outputs_.push(Finished{*cause_});
}

void OpenvpnManagement::on_input(const HangUp& input) {
    fail(make_error(input.reason, input.detail));
}

void OpenvpnManagement::on_line(std::string_view line) {
    const std::string_view name = starts_with(line, ">") ? cut(line, ':') : std::string_view{};
    if (name == ">STATE") {
        on_state(line);
    } else if (name == ">PASSWORD") {
        on_password(line);
    } else if (name == ">REMOTE") {
        on_remote();
    } else if (name == ">LOG") {
        on_log(line);
    } else if (name == ">HOLD") {
        command("hold release");
    } else if (name == ">FATAL") {
        fail(make_error(Errc::FromDevice, "openvpn: " + std::string(line)));
    } else if (name.empty() && starts_with(line, "ERROR:")) {
        say("openvpn refuses a command: " + std::string(line));
    }
}

void OpenvpnManagement::on_state(std::string_view text) {
    struct Row {
        std::string_view word;
        Progress progress;
    };
    static constexpr std::array kRows{
        Row{"RESOLVE", Progress::Resolving},
        Row{"TCP_CONNECT", Progress::Waiting},
        Row{"WAIT", Progress::Waiting},
        Row{"AUTH", Progress::Negotiating},
        Row{"GET_CONFIG", Progress::Configuring},
    };
    cut(text, ',');  // the time
    const std::string_view word = cut(text, ',');
    if (progress_ >= Progress::Stopping || progress_ == Progress::Starting) {
        return;
    }
    if (word == "CONNECTED") {
        on_connected(text);
    } else if (word == "RECONNECTING" || word == "EXITING") {
        on_going(cut(text, ','));
    } else if (progress_ != Progress::Up) {
        for (const Row& row : kRows) {
            progress_ = row.word == word ? row.progress : progress_;
        }
    }
}

void OpenvpnManagement::on_connected(std::string_view rest) {
    if (progress_ == Progress::Up) {
        return;
    }
    cut(rest, ',');  // SUCCESS, or a complaint about routes, which are not openvpn's here
    const auto local = Ipv4Address::parse(cut(rest, ','));
    if (!push_.ipv4 && local && local->is_usable_host()) {
        push_.ipv4 = local;  // of its configuration, not pushed
    }
    progress_ = Progress::Up;
    deadline_.reset();
    outputs_.push(Opened{push_, std::string(cut(rest, ','))});
}

void OpenvpnManagement::on_going(std::string_view reason) {
    const std::string text = "openvpn: " + std::string(reason);
    if (reason == "auth-failure") {
        fail(make_error(Errc::AuthenticationFailure, "the server refused the credentials"));
    } else if (contains(reason, "remote-exit") || contains(reason, "exit-notify") ||
               contains(reason, "server-pushed")) {
        fail(make_error(Errc::RemoteDisconnection, text));
    } else if (progress_ == Progress::Up) {
        fail(make_error(Errc::LinkFailure, text));
    } else {
        fail(no_answer(text));
    }
}

void OpenvpnManagement::on_password(std::string_view text) {
    if (starts_with(text, "Verification Failed: 'Auth' ['TEMP")) {
        fail(make_error(Errc::LineBusy, "the server takes no call now: " + std::string(text)));
    } else if (starts_with(text, "Verification Failed")) {
        fail(make_error(Errc::AuthenticationFailure, "openvpn: " + std::string(text)));
    } else if (contains(text, " SC:")) {
        fail(make_error(
            Errc::AuthenticationFailure,
            "the server asks for a one-time code, which nobody can give"
        ));
    } else if (starts_with(text, "Need 'Auth'")) {
        give_credentials();
    } else if (starts_with(text, "Need 'Private Key'")) {
        give_key_password();
    } else if (starts_with(text, "Need ")) {
        fail(make_error(Errc::FromDevice, "openvpn: " + std::string(text)));
    }
}

void OpenvpnManagement::give_credentials() {
    const std::string_view password = as_text(call_.password.reveal());
    if (call_.user_name.empty()) {
        fail(make_error(
            Errc::NoInterfaceCredentialsSet,
            "the server wants user name and password, and there are none"
        ));
    } else if (!fits_a_line(call_.user_name) || !fits_a_line(password)) {
        fail(make_error(
            Errc::AuthenticationFailure, "openvpn takes no line end in user name and password"
        ));
    } else {
        command("username \"Auth\"", call_.user_name);
        command("password \"Auth\"", password);
    }
}

void OpenvpnManagement::give_key_password() {
    const std::string_view password = as_text(call_.key_password.reveal());
    if (password.empty() || !fits_a_line(password)) {
        fail(make_error(
            Errc::FromDevice,
            "the private key is locked: give its password as \"keyPassword\" of the device in the "
            "secrets file"
        ));
        return;
    }
    command("password \"Private Key\"", password);
}

void OpenvpnManagement::on_remote() {
    if (call_.host.empty()) {
        command("remote ACCEPT");
    } else if (!fits_a_line(call_.host)) {
        fail(make_error(Errc::InvalidParameter, "the number is no host name"));
    } else {
        command("remote MOD " + in_quotes(call_.host) + ' ' + std::to_string(call_.port));
    }
}

void OpenvpnManagement::on_log(std::string_view text) {
    constexpr std::string_view kPush = "PUSH: Received control message: '";
    cut(text, ',');  // the time
    const std::string_view flags = cut(text, ',');
    if (starts_with(text, kPush)) {
        text.remove_prefix(kPush.size());
        push_.add(text.substr(0, text.rfind('\'')));
        return;
    }
    certificate_refused_ = certificate_refused_ || starts_with(text, "VERIFY ERROR") ||
                           contains(text, "VERIFY X509NAME ERROR") ||
                           contains(text, "VERIFY EKU ERROR");
    // The latter is "Halt" or "Connection reset"; the program then says that it ends by itself.
    if (contains(text, "SIGTERM[soft,remote-exit]") ||
        contains(text, " command was pushed by server")) {
        fail(make_error(Errc::RemoteDisconnection, "the server ended the call"));
    }
    // F, N, W: fatal, non-fatal error, warning.
    if (flags.find_first_of("FNW") != std::string_view::npos) {
        say(std::string(text));
    }
}

Error OpenvpnManagement::no_answer(const std::string& detail) const {
    const Progress at = progress_ == Progress::Stopping ? reached_ : progress_;
    if (certificate_refused_) {
        return make_error(
            Errc::UnableToAuthenticateServer, "the server's certificate is not good; " + detail
        );
    }
    switch (at) {
        case Progress::Resolving:
            return make_error(
                Errc::NameNotResolved, "the server's name does not resolve; " + detail
            );
        case Progress::Waiting:
            return make_error(Errc::NoAnswer, "the server does not answer; " + detail);
        case Progress::Negotiating:
            return make_error(Errc::PppTimeout, "the server does not finish TLS; " + detail);
        case Progress::Configuring:
            return make_error(
                Errc::PppTimeout, "the server does not configure the tunnel; " + detail
            );
        case Progress::Starting:
        case Progress::Held:
        case Progress::Up:
        case Progress::Stopping:
        case Progress::Over:
            break;
    }
    return make_error(Errc::FromDevice, detail);
}

void OpenvpnManagement::fail(Error error) {
    if (!cause_) {
        cause_ = std::move(error);
    }
    stop();
}

void OpenvpnManagement::stop() {
    if (progress_ >= Progress::Stopping) {
        return;
    }
    const bool is_listening = progress_ != Progress::Starting;
    reached_ = std::exchange(progress_, Progress::Stopping);
    deadline_.reset();
    if (is_listening) {
        command("signal SIGTERM");  // it tells the server, where it is configured to
    }
    outputs_.push(StopProgram{});
}

void OpenvpnManagement::command(std::string_view words, std::string_view quoted) {
    std::string text(words);
    if (!quoted.empty()) {
        text += ' ' + in_quotes(quoted);
    }
    text += '\n';
    outputs_.push(Send{Secret(text)});
    wipe_memory(text.data(), text.size());
}

}  // namespace mprd::tunnel
