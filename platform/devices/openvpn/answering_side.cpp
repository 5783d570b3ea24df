// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/devices/openvpn/answering_side.hpp"

#include "platform/devices/openvpn/answering_port.hpp"
#include "platform/devices/openvpn/configuration.hpp"

#include <string>
#include <utility>

namespace mprd::platform::openvpn {

namespace messages = tunnel::openvpn;

AnsweringSide::AnsweringSide(const DeviceContext& context, Options options, Secret key_password)
    : context_(context),
      options_(std::move(options)),
      key_password_(std::move(key_password)),
      timer_(context.io),
      restart_timer_(context.io),
      linger_timer_(context.io) {}

AnsweringSide::~AnsweringSide() = default;

Result<void> AnsweringSide::check_device() const {
    return check_files(options_, options_.server_config);
}

std::vector<DeviceFact> AnsweringSide::status() const {
    if (!program_) {
        return {};
    }
    return {
        {"callers", std::to_string(calls_.size())},
        {"foreignPacketsReceived", std::to_string(foreign_received_)},
        {"foreignPacketsSent", std::to_string(foreign_sent_)}};
}

// ---- its ports

Result<void> AnsweringSide::wait(AnsweringPort& port) {
    if (!program_ && !is_restarting_) {
        if (auto started = start(); !started) {
            log(started.error().detail);
            return started;
        }
    }
    waiting_[port.index()] = &port;
    return {};
}

void AnsweringSide::leave(AnsweringPort& port, const std::optional<CallerId>& caller, Errc reason) {
    if (caller) {
        forget(*caller);
        handle(messages::DismissCaller{*caller, reason});
    } else {
        waiting_.erase(port.index());
    }
    stop_soon();
}

void AnsweringSide::forget(CallerId caller) {
    calls_.erase(caller);
    addresses_.remove(caller);
}

void AnsweringSide::admit(CallerId caller, const CallerTerms& terms) {
    messages::ServerTerms given;
    if (terms.ipv4) {
        given.ipv4 = {terms.ipv4->local, terms.ipv4->peer};
        addresses_.add(caller, {IpAddress::from(terms.ipv4->peer), 32});
    }
    if (terms.ipv6) {
        given.ipv6 = {terms.ipv6->local, terms.ipv6->peer};
        addresses_.add(caller, {IpAddress::from(terms.ipv6->peer), 128});
    }
    given.dns = terms.dns;
    given.networks = terms.networks;
    for (const IpPrefix& network : terms.networks) {
        addresses_.add(caller, network);
    }
    handle(messages::AdmitCaller{caller, std::move(given)});
}

bool AnsweringSide::send(CallerId caller, ByteSpan packet) {
    if (addresses_.receiver_of(packet) != caller) {
        // The program chooses the receiver by the address: it would go to another caller, or (a
        // multicast) to all.
        ++foreign_sent_;
        return true;
    }
    return program_ && program_->send(packet);
}

// ---- the program

Result<void> AnsweringSide::start() {
    if (auto checked = check_device(); !checked) {
        return checked;
    }
    if (auto checked = options_.server_config.empty()
                           ? options_.check_answering()
                           : check_file(options_.server_config, Side::Answering);
        !checked) {
        return checked;
    }
    auto program = ManagedProgram::start(
        context_.io,
        [this](const std::string& socket) { return server_command_line(options_, socket); },
        context_.log,
        *this
    );
    if (!program) {
        return program.error();
    }
    program_ = std::move(*program);
    is_listening_ = false;
    dialogue_.emplace(context_.clock(), tunnel::OpenvpnServerSettings{key_password_});
    arm();
    return {};
}

void AnsweringSide::start_after(Duration delay) {
    is_restarting_ = true;
    restart_timer_.expires_after(delay);
    restart_timer_.async_wait(
        [this, weak = std::weak_ptr(alive_)](const boost::system::error_code& error) {
            if (weak.expired() || error) {
                return;
            }
            is_restarting_ = false;
            if (waiting_.empty()) {
                return;
            }
            if (const auto started = start(); !started) {
                log(started.error().detail);
                end_waiting(started.error());
            }
        }
    );
}

void AnsweringSide::stop_soon() {
    if (!waiting_.empty() || !calls_.empty()) {
        return;
    }
    linger_timer_.expires_after(kLinger);
    linger_timer_.async_wait(
        [this, weak = std::weak_ptr(alive_)](const boost::system::error_code& error) {
            if (!weak.expired() && !error && waiting_.empty() && calls_.empty()) {
                handle(messages::HangUp{Errc::Ok, "nobody waits for calls"});
            }
        }
    );
}

void AnsweringSide::on_management_connected() {
    handle(messages::ManagementConnected{});
}

void AnsweringSide::on_management(ByteSpan bytes) {
    handle(messages::ManagementReceived{bytes});
}

void AnsweringSide::on_device_failed(const Error& error) {
    handle(messages::HangUp{error.code, error.detail});
}

void AnsweringSide::on_packet(ByteSpan packet) {
    const auto sender = addresses_.sender_of(packet);
    const auto call = sender ? calls_.find(*sender) : calls_.end();
    if (call == calls_.end()) {
        ++foreign_received_;
        return;
    }
    call->second->receive(packet);
}

void AnsweringSide::on_room() {
    std::vector<CallerId> callers;
    for (const auto& [caller, port] : calls_) {
        callers.push_back(caller);
    }
    for (const CallerId caller : callers) {  // each may end its call, or fill the socket again
        const auto call = calls_.find(caller);
        if (call != calls_.end()) {
            call->second->tell_room();
        }
    }
}

void AnsweringSide::on_ended(const std::string& how) {
    handle(messages::ProgramEnded{how});
}

// ---- the dialogue

void AnsweringSide::handle(const messages::ServerInput& input) {
    if (dialogue_) {
        dialogue_->handle(context_.clock(), input);
        drain();
    }
}

void AnsweringSide::drain() {
    if (std::exchange(is_draining_, true)) {
        return;  // the drain that is under way goes on until nothing is left
    }
    while (dialogue_) {
        const auto output = dialogue_->poll_output();
        if (!output) {
            break;
        }
        std::visit([this](const auto& message) { carry_out(message); }, *output);
    }
    is_draining_ = false;
    arm();
}

void AnsweringSide::arm() {
    const auto deadline = dialogue_ ? dialogue_->next_deadline() : std::nullopt;
    if (!deadline) {
        timer_.cancel();
        return;
    }
    timer_.expires_after(*deadline - context_.clock());
    timer_.async_wait([this, weak = std::weak_ptr(alive_)](const boost::system::error_code& error) {
        if (!weak.expired() && !error && dialogue_) {
            dialogue_->handle_timeout(context_.clock());
            drain();
        }
    });
}

void AnsweringSide::carry_out(const messages::Send& output) {
    program_->write(output.text);
}

void AnsweringSide::carry_out(const messages::Said& output) {
    log(output.text);
}

void AnsweringSide::carry_out(const messages::StopProgram&) {
    program_->stop(options_.stop_patience);
}

void AnsweringSide::carry_out(const messages::Listening&) {
    if (!program_->has_device()) {
        handle(messages::HangUp{Errc::FromDevice, "openvpn waits and has not opened a TUN device"});
        return;
    }
    is_listening_ = true;
    program_->start_packets();
}

void AnsweringSide::carry_out(const messages::Finished& output) {
    const bool has_worked = std::exchange(is_listening_, false);
    program_.reset();
    dialogue_.reset();
    if (output.error.code != Errc::Ok) {
        log(output.error.detail);  // events tell codes; this is why
    }
    if (waiting_.empty()) {
        return;
    }
    if (output.error.code == Errc::Ok) {
        start_after({});  // nobody needed it, and somebody does again
    } else if (has_worked) {
        start_after(kRestartDelay);
    } else {
        end_waiting(output.error);
    }
}

std::optional<CallerInfo> AnsweringSide::info_of(const messages::CallerAsks& caller) const {
    CallerInfo info{caller.user_name, caller.password, caller.remote};
    if (options_.callers_prove == CallersProve::Certificate) {
        info.user_name = caller.common_name;
        info.password.reset();
    }
    const bool lacks_certificate =
        options_.callers_prove != CallersProve::Password && caller.common_name.empty();
    return info.user_name.empty() || lacks_certificate ? std::nullopt : std::optional(info);
}

void AnsweringSide::carry_out(const messages::CallerAsks& output) {
    const auto info = info_of(output);
    if (!info || waiting_.empty()) {
        log((info ? "no port is free for the caller from "
                  : "refused, without name or certificate: the caller from ") +
            output.remote);
        handle(messages::DismissCaller{
            output.caller, info ? Errc::PortNotAvailable : Errc::RemoteAuthenticationFailure});
        return;
    }
    AnsweringPort* const port = waiting_.begin()->second;
    waiting_.erase(waiting_.begin());
    calls_[output.caller] = port;
    port->ask(output.caller, *info);
}

void AnsweringSide::carry_out(const messages::CallerCame& output) {
    if (const auto call = calls_.find(output.caller); call != calls_.end()) {
        call->second->come(output.mtu);
    }
}

void AnsweringSide::carry_out(const messages::CallerLeft& output) {
    const auto call = calls_.find(output.caller);
    if (call == calls_.end()) {
        return;
    }
    AnsweringPort* const port = call->second;
    forget(output.caller);
    if (output.error.code == Errc::NoIpAddresses) {
        log(output.error.detail);  // a matter of the configuration
    }
    port->end(output.error);
}

void AnsweringSide::end_waiting(const Error& error) {
    for (const auto& [index, port] : std::exchange(waiting_, {})) {
        port->end(error);
    }
}

void AnsweringSide::log(const std::string& text) const {
    if (context_.log) {
        context_.log(text);
    }
}

}  // namespace mprd::platform::openvpn
