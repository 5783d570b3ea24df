// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/devices/openvpn/openvpn_port.hpp"
#include "platform/devices/openvpn/private_socket.hpp"
#include "platform/process/tun_tap.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/write.hpp>

#include <array>
#include <cerrno>
#include <deque>
#include <fstream>
#include <optional>
#include <utility>

#include <sys/socket.h>
#include <unistd.h>

namespace mprd::platform::openvpn {

using tunnel::OpenvpnManagement;
using Wait = boost::asio::posix::stream_descriptor;

/// Completion handlers hold it weakly: when it is gone, the call that they belong to is over.
struct OpenvpnPort::Session {
    Session(boost::asio::io_context& io, PortListener& who)
        : listener(&who), socket(io), management(io), tun_requests(io), packets(io), timer(io) {}

    PortListener* listener;
    PrivateSocket socket;
    PrivateSocket::Protocol::socket management;
    std::array<std::uint8_t, 4096> received{};
    std::deque<Secret> to_send{};  ///< the first is being written
    std::unique_ptr<ChildProcess> program;
    Wait tun_requests;
    /// The program's "TUN device", when it has asked for one.
    Wait packets;
    std::optional<OpenvpnManagement> dialogue;
    std::optional<Errc> close_reason;
    bool is_open = false;  ///< on_opened() was called
    bool is_full = false;  ///< packets did not take one
    bool is_draining = false;
    std::string last_line{};
    boost::asio::steady_timer timer;
};

namespace {

/// A configuration of openvpn is read up to this many octets.
constexpr std::size_t kMaxConfiguration = std::size_t{1} << 20U;
/// Largest packet of a TUN device.
constexpr std::size_t kMaxPacket = 65536;

Error unreadable(const std::string& path) {
    return make_error(Errc::DeviceNotReady, "cannot read the configuration of openvpn " + path);
}

/// A device that is there may be configured wrongly: that is told when it is used.
Result<void> check_file(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    std::string text(kMaxConfiguration, '\0');
    if (!file || !file.read(text.data(), static_cast<std::streamsize>(text.size())).eof()) {
        return unreadable(path);
    }
    text.resize(static_cast<std::size_t>(file.gcount()));
    const auto checked = check_configuration(text);
    return checked
               ? checked
               : Result<void>(make_error(checked.error().code, path + ": " + checked.error().detail)
                 );
}

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
    ProcessCommand command;
    if (const auto program = find_program(options_.program, search_path(command)); !program) {
        return program.error();
    }
    return options_.config.empty() || ::access(options_.config.c_str(), R_OK) == 0
               ? Result<void>()
               : unreadable(options_.config);
}

void OpenvpnPort::open(const DialTarget& target, PortListener& listener) {
    session_ = std::make_shared<Session>(context_.io, listener);
    if (const auto started = start(target); !started) {
        fail_later(started.error());
        return;
    }
    wait_for_management();
    wait_for_tun_request();
    arm();
}

void OpenvpnPort::listen(PortListener& listener) {
    session_ = std::make_shared<Session>(context_.io, listener);
    fail_later(make_error(
        Errc::NotSupported, "a device of kind \"openvpn\" only calls: give it \"role\": \"out\""
    ));
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
    if (auto checked = options_.config.empty() ? Result<void>() : check_file(options_.config);
        !checked) {
        return checked;
    }
    if (auto listening = session_->socket.open(); !listening) {
        return listening;
    }
    ProcessCommand command;
    command.arguments =
        command_line(options_, *server, !target.user_name.empty(), session_->socket.path());
    command.channel = ProcessChannel::Lines;
    command.traps_tun = true;
    auto program = ChildProcess::start(
        context_.io,
        command,
        {[this](const std::string& line) { on_line(line); },
         [this](ProcessExit exit) { on_exit(exit); }}
    );
    if (!program) {
        return program.error();
    }
    session_->program = std::move(*program);
    session_->tun_requests.assign(session_->program->take_tun_trap().release());
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

void OpenvpnPort::wait_for_tun_request() {
    session_->tun_requests.async_wait(
        Wait::wait_read,
        [this, weak = std::weak_ptr(session_)](const boost::system::error_code& error) {
            if (!weak.expired() && !error) {
                on_tun_request();
            }
        }
    );
}

void OpenvpnPort::on_tun_request() {
    const int trap = session_->tun_requests.native_handle();
    if (session_->packets.is_open()) {
        if (refuse_tun_request(trap
            )) {  // a script of the user's, perhaps: one device a call is ours
            wait_for_tun_request();
        }
        return;
    }
    auto tun = answer_tun_request(trap);
    if (!tun && tun.error().code == Errc::DeviceNotExist) {
        return;  // it has ended, which is told elsewhere
    }
    if (!tun) {
        handle(tunnel::openvpn::HangUp{tun.error().code, tun.error().detail});
        return;
    }
    session_->packets.assign(tun->packets.release());
    wait_for_tun_request();
}

void OpenvpnPort::on_line(const std::string& line) {
    session_->last_line = line;
    if (!session_->management.is_open() && context_.log) {
        context_.log(line);  // later it tells what matters through its management interface
    }
}

void OpenvpnPort::read_last_words() {
    const std::shared_ptr<Session> session = session_;
    boost::system::error_code error;
    session->management.non_blocking(true, error);  // an error when it never connected
    while (session_ == session && !error) {
        const std::size_t size =
            session->management.read_some(boost::asio::buffer(session->received), error);
        if (size != 0) {
            handle(tunnel::openvpn::ManagementReceived{{session->received.data(), size}});
        }
    }
}

void OpenvpnPort::on_exit(ProcessExit exit) {
    // After the turn of a read that is done already: its end may be seen before its last words.
    boost::asio::post(context_.io, [this, exit, weak = std::weak_ptr(session_)] {
        const std::shared_ptr<Session> session = weak.lock();
        if (session == nullptr || session_ != session) {
            return;
        }
        read_last_words();
        if (session_ == session) {
            end_program(exit);
        }
    });
}

void OpenvpnPort::end_program(ProcessExit exit) {
    std::string text = exit.to_string();
    if (!session_->last_line.empty()) {
        text += "; it said: " + session_->last_line;
    }
    handle(tunnel::openvpn::ProgramEnded{std::move(text)});
}

// ---- its management interface

void OpenvpnPort::wait_for_management() {
    session_->socket.acceptor().async_accept([this, weak = std::weak_ptr(session_)](
                                                 const boost::system::error_code& error,
                                                 PrivateSocket::Protocol::socket socket
                                             ) {
        if (weak.expired() || error) {
            return;
        }
        if (!is_from(socket, session_->program->pid())) {
            wait_for_management();  // not the program: somebody else of our user
            return;
        }
        session_->management = std::move(socket);
        read_management();
        handle(tunnel::openvpn::ManagementConnected{});
    });
}

void OpenvpnPort::read_management() {
    session_->management.async_read_some(
        boost::asio::buffer(session_->received),
        [this, session = session_](const boost::system::error_code& error, std::size_t size) {
            if (session_ != session || error) {
                return;  // its end shows as the end of the program
            }
            handle(tunnel::openvpn::ManagementReceived{{session->received.data(), size}});
            if (session_ == session) {
                read_management();
            }
        }
    );
}

void OpenvpnPort::write_management(const Secret& text) {
    session_->to_send.push_back(text);
    if (session_->to_send.size() == 1) {
        write_queued();
    }
}

void OpenvpnPort::write_queued() {
    const ByteSpan text = session_->to_send.front().reveal();
    boost::asio::async_write(
        session_->management,
        boost::asio::buffer(text.data(), text.size()),
        [this, session = session_](const boost::system::error_code& error, std::size_t /*size*/) {
            session->to_send.pop_front();
            if (session_ == session && !error && !session->to_send.empty()) {
                write_queued();
            }
        }
    );
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

void OpenvpnPort::carry_out(const tunnel::openvpn::Opened& output) {
    if (!session_->packets.is_open()) {
        handle(tunnel::openvpn::HangUp{
            Errc::FromDevice, "openvpn is connected and has not opened a TUN device"});
        return;
    }
    session_->is_open = true;
    wait_for_packets();
    session_->listener->on_opened(link_info(output));
}

void OpenvpnPort::carry_out(const tunnel::openvpn::Said& output) {
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
    return session_ && session_->is_open && !session_->close_reason && !session_->is_full;
}

Port::SendResult OpenvpnPort::send(ByteSpan packet) {
    if (!can_send()) {
        return SendResult::Refused;
    }
    const int fd = session_->packets.native_handle();
    if (::send(fd, packet.data(), packet.size(), MSG_NOSIGNAL) >= 0 || errno != EAGAIN) {
        return SendResult::Taken;  // another error: the program is gone, which shows at its end
    }
    session_->is_full = true;
    session_->packets.async_wait(
        Wait::wait_write,
        [this, weak = std::weak_ptr(session_)](const boost::system::error_code& error) {
            if (!weak.expired() && !error) {
                session_->is_full = false;
                session_->listener->on_writable();
            }
        }
    );
    return SendResult::Refused;
}

void OpenvpnPort::wait_for_packets() {
    session_->packets.async_wait(
        Wait::wait_read,
        [this, weak = std::weak_ptr(session_)](const boost::system::error_code& error) {
            if (!weak.expired() && !error) {
                read_packets();
            }
        }
    );
}

void OpenvpnPort::read_packets() {
    const std::weak_ptr<Session> weak(session_);
    std::array<std::uint8_t, kMaxPacket>
        buffer;  // NOLINT(cppcoreguidelines-pro-type-member-init): filled by read
    for (int i = 0; i < kBatch; ++i) {
        const ssize_t size =
            ::read(session_->packets.native_handle(), buffer.data(), buffer.size());
        if (size == 0 || (size < 0 && errno != EAGAIN && errno != EINTR)) {
            return;  // the program closed it: it is about to end
        }
        if (size < 0) {
            break;
        }
        session_->listener->on_data({buffer.data(), static_cast<std::size_t>(size)});
        if (weak.expired()) {
            return;
        }
    }
    wait_for_packets();
}

void OpenvpnPort::finish(const Error& error) {
    const std::shared_ptr<Session> session = std::exchange(session_, nullptr);
    boost::system::error_code ignored;
    session->management.close(ignored);
    session->packets.close(ignored);
    session->tun_requests.close(ignored);
    if (context_.log && !session->close_reason) {
        context_.log(error.detail);  // events tell codes; this is why
    }
    session->listener->on_closed(error);
}

}  // namespace mprd::platform::openvpn
