// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/devices/openvpn/configuration.hpp"
#include "platform/devices/openvpn/openvpn_port.hpp"

#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>

#include <optional>
#include <utility>

namespace mprd::platform::openvpn {

using tunnel::OpenvpnManagement;

/// Completion handlers hold it weakly: when it is gone, the call that they belong to is over.
struct OpenvpnPort::Session {
    Session(boost::asio::io_context& io, PortListener& who) : listener(&who), timer(io) {}

    PortListener* listener;
    std::unique_ptr<ManagedProgram> program;
    std::optional<OpenvpnManagement> dialogue;
    std::optional<Errc> close_reason;
    bool is_open = false;  ///< on_opened() was called
    bool is_draining = false;
    boost::asio::steady_timer timer;
};

namespace {

LinkInfo link_info(const tunnel::openvpn::Opened& opened) {
    LinkInfo link;
    link.carries = LinkInfo::Carries::IpPackets;
    link.max_mru = opened.push.mtu.value_or(1500);
    link.local_endpoint = "openvpn";
    link.remote_endpoint = opened.remote;
    if (opened.push.ipv4) {
        link.ipv4 = Ipv4Link{
            *opened.push.ipv4, opened.push.ipv4_peer.value_or(Ipv4Address{}), opened.push.dns, {}};
    }
    if (opened.push.ipv6) {
        link.ipv6 = Ipv6Link{{}, {}, opened.push.ipv6};
    }
    return link;
}

}  // namespace

OpenvpnPort::OpenvpnPort(const DeviceContext& context, Options options, Secret key_password)
    : context_(context), options_(std::move(options)), key_password_(std::move(key_password)) {}

OpenvpnPort::~OpenvpnPort() = default;

Result<void> OpenvpnPort::check_device() const {
    return check_files(options_, options_.config);
}

void OpenvpnPort::open(const DialTarget& target, PortListener& listener) {
    session_ = std::make_shared<Session>(context_.io, listener);
    if (const auto started = start(target); !started) {
        fail_later(started.error());
        return;
    }
    arm();
}

void OpenvpnPort::listen(PortListener& listener) {
    session_ = std::make_shared<Session>(context_.io, listener);
    fail_later(make_error(Errc::NotSupported, "this port only calls"));
}

void OpenvpnPort::fail_later(const Error& error) {
    boost::asio::post(context_.io, [this, weak = std::weak_ptr(session_), error] {
        if (!weak.expired()) {
            const auto reason = session_->close_reason;
            finish(reason ? make_error(*reason, "hung up") : error);
        }
    });
}

Result<void> OpenvpnPort::start(const DialTarget& target) {
    const auto server = server_of(options_, target.number);
    if (!server) {
        return server.error();
    }
    if (options_.config.empty() && server->host.empty()) {
        return make_error(
            Errc::InvalidParameter,
            "there is no server to call: give the interface a number, or the device \"remote\""
        );
    }
    if (auto checked = check_device(); !checked) {
        return checked;
    }
    if (auto checked =
            options_.config.empty() ? Result<void>() : check_file(options_.config, Side::Calling);
        !checked) {
        return checked;
    }
    auto program = ManagedProgram::start(
        context_.io,
        [&](const std::string& socket) {
            return command_line(options_, *server, !target.user_name.empty(), socket);
        },
        context_.log,
        *this
    );
    if (!program) {
        return program.error();
    }
    session_->program = std::move(*program);
    tunnel::OpenvpnCall call;
    call.user_name = target.user_name;
    call.password = target.password;
    call.key_password = key_password_;
    call.host = options_.config.empty() ? std::string() : server->host;
    call.port = server->port;
    call.connect_limit = options_.connect_limit;
    session_->dialogue.emplace(context_.clock(), std::move(call));
    return {};
}

// ---- the program

void OpenvpnPort::on_management_connected() {
    handle(tunnel::openvpn::ManagementConnected{});
}

void OpenvpnPort::on_management(ByteSpan bytes) {
    handle(tunnel::openvpn::ManagementReceived{bytes});
}

void OpenvpnPort::on_device_failed(const Error& error) {
    handle(tunnel::openvpn::HangUp{error.code, error.detail});
}

void OpenvpnPort::on_packet(ByteSpan packet) {
    session_->listener->on_data(packet);
}

void OpenvpnPort::on_room() {
    session_->listener->on_writable();
}

void OpenvpnPort::on_ended(const std::string& how) {
    handle(tunnel::openvpn::ProgramEnded{how});
}

// ---- the dialogue

void OpenvpnPort::handle(const tunnel::openvpn::Input& input) {
    session_->dialogue->handle(context_.clock(), input);
    drain();
}

void OpenvpnPort::drain() {
    const std::shared_ptr<Session> session = session_;
    if (std::exchange(session->is_draining, true)) {
        return;  // the drain that is under way goes on until nothing is left
    }
    while (const auto output = session->dialogue->poll_output()) {
        std::visit([this](const auto& message) { carry_out(message); }, *output);
        if (session_ != session) {
            return;
        }
    }
    session->is_draining = false;
    arm();
}

void OpenvpnPort::arm() {
    const auto deadline = session_->dialogue->next_deadline();
    if (!deadline) {
        session_->timer.cancel();
        return;
    }
    session_->timer.expires_after(*deadline - context_.clock());
    session_->timer.async_wait(
        [this, weak = std::weak_ptr(session_)](const boost::system::error_code& error) {
            if (!weak.expired() && !error) {
                session_->dialogue->handle_timeout(context_.clock());
                drain();
            }
        }
    );
}

void OpenvpnPort::carry_out(const tunnel::openvpn::Send& output) {
    session_->program->write(output.text);
}

void OpenvpnPort::carry_out(const tunnel::openvpn::Opened& output) {
    if (!session_->program->has_device()) {
        handle(tunnel::openvpn::HangUp{
            Errc::FromDevice, "openvpn is connected and has not opened a TUN device"});
        return;
    }
    session_->is_open = true;
    session_->program->start_packets();
    session_->listener->on_opened(link_info(output));
}

void OpenvpnPort::carry_out(const tunnel::openvpn::Said& output) const {
    if (context_.log) {
        context_.log(output.text);
    }
}

void OpenvpnPort::carry_out(const tunnel::openvpn::StopProgram&) {
    session_->program->stop(options_.stop_patience);
}

void OpenvpnPort::carry_out(const tunnel::openvpn::Finished& output) {
    finish(output.error);
}

void OpenvpnPort::close(Errc reason) {
    if (!session_ || session_->close_reason) {
        return;
    }
    session_->close_reason = reason;
    if (session_->dialogue) {
        boost::asio::post(context_.io, [this, weak = std::weak_ptr(session_), reason] {
            if (!weak.expired()) {
                handle(tunnel::openvpn::HangUp{reason});
            }
        });
    }
}

// ---- packets

bool OpenvpnPort::can_send() const {
    return session_ && session_->is_open && !session_->close_reason &&
           !session_->program->is_full();
}

Port::SendResult OpenvpnPort::send(ByteSpan packet) {
    return can_send() && session_->program->send(packet) ? SendResult::Taken : SendResult::Refused;
}

void OpenvpnPort::finish(const Error& error) {
    const std::shared_ptr<Session> session = std::exchange(session_, nullptr);
    if (context_.log && !session->close_reason) {
        context_.log(error.detail);  // events tell codes; this is why
    }
    session->listener->on_closed(error);
}

}  // namespace mprd::platform::openvpn
