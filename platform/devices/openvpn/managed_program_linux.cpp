// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/devices/openvpn/managed_program.hpp"
#include "platform/process/tun_tap.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/write.hpp>

#include <cerrno>
#include <utility>

#include <sys/socket.h>
#include <unistd.h>

namespace mprd::platform::openvpn {
namespace {

/// Largest packet of a TUN device.
constexpr std::size_t kMaxPacket = 65536;

}  // namespace

Result<std::unique_ptr<ManagedProgram>> ManagedProgram::start(
    boost::asio::io_context& io, const Words& words, Log log, ProgramListener& listener
) {
    std::unique_ptr<ManagedProgram> program(new ManagedProgram(io, std::move(log), listener));
    if (const auto started = program->start(words); !started) {
        return started.error();
    }
    return program;
}

ManagedProgram::ManagedProgram(boost::asio::io_context& io, Log log, ProgramListener& listener)
    : io_(io),
      log_(std::move(log)),
      listener_(listener),
      socket_(io),
      management_(io),
      tun_requests_(io),
      packets_(io) {}

Result<void> ManagedProgram::start(const Words& words) {
    if (auto listening = socket_.open(); !listening) {
        return listening;
    }
    ProcessCommand command;
    command.arguments = words(socket_.path());
    command.channel = ProcessChannel::Lines;
    command.traps_tun = true;
    auto program = ChildProcess::start(
        io_,
        command,
        {[this](const std::string& line) { on_line(line); },
         [this](ProcessExit exit) { on_exit(exit); }}
    );
    if (!program) {
        return program.error();
    }
    program_ = std::move(*program);
    tun_requests_.assign(program_->take_tun_trap().release());
    wait_for_management();
    wait_for_tun_request();
    return {};
}

// ---- the process

void ManagedProgram::wait_for_tun_request() {
    tun_requests_.async_wait(
        Wait::wait_read,
        [this, weak = std::weak_ptr(alive_)](const boost::system::error_code& error) {
            if (!weak.expired() && !error) {
                on_tun_request();
            }
        }
    );
}

void ManagedProgram::on_tun_request() {
    const int trap = tun_requests_.native_handle();
    if (packets_.is_open()) {
        // A script of the user's, perhaps: one device a program is ours.
        if (refuse_tun_request(trap) || may_request_tun(trap)) {
            wait_for_tun_request();
        }
        return;
    }
    auto tun = answer_tun_request(trap);
    if (!tun && tun.error().code == Errc::DeviceNotExist) {
        if (may_request_tun(trap)) {  // else it has ended, which is told elsewhere
            wait_for_tun_request();
        }
        return;
    }
    if (!tun) {
        listener_.on_device_failed(tun.error());
        return;
    }
    packets_.assign(tun->packets.release());
    wait_for_tun_request();
}

void ManagedProgram::on_line(const std::string& line) {
    last_line_ = line;
    if (!management_.is_open() && log_) {
        log_(line);
    }
}

void ManagedProgram::on_exit(ProcessExit exit) {
    // After the turn of a read that is done already: its end may be seen before its last words.
    boost::asio::post(io_, [this, exit, weak = std::weak_ptr(alive_)] {
        if (!weak.expired()) {
            end(exit);
        }
    });
}

void ManagedProgram::end(ProcessExit exit) {
    const std::weak_ptr<int> weak(alive_);
    boost::system::error_code error;
    management_.non_blocking(true, error);  // an error when it never connected
    while (!error) {
        const std::size_t size = management_.read_some(boost::asio::buffer(received_), error);
        if (size != 0) {
            listener_.on_management({received_.data(), size});
        }
        if (weak.expired()) {
            return;
        }
    }
    std::string how = exit.to_string();
    if (!last_line_.empty()) {
        how += "; it said: " + last_line_;
    }
    listener_.on_ended(how);
}

// ---- its management interface

void ManagedProgram::wait_for_management() {
    socket_.acceptor().async_accept([this, weak = std::weak_ptr(alive_)](
                                        const boost::system::error_code& error,
                                        PrivateSocket::Protocol::socket socket
                                    ) {
        if (weak.expired() || error) {
            return;
        }
        if (!is_from(socket, static_cast<pid_t>(program_->pid()))) {
            wait_for_management();  // not the program: somebody else of our user
            return;
        }
        management_ = std::move(socket);
        read_management();
        listener_.on_management_connected();
    });
}

void ManagedProgram::read_management() {
    management_.async_read_some(
        boost::asio::buffer(received_),
        [this,
         weak = std::weak_ptr(alive_)](const boost::system::error_code& error, std::size_t size) {
            if (weak.expired() || error) {
                return;  // its end shows as the end of the program
            }
            listener_.on_management({received_.data(), size});
            if (!weak.expired()) {
                read_management();
            }
        }
    );
}

void ManagedProgram::write(const Secret& text) {
    to_send_->push_back(text);
    if (to_send_->size() == 1) {
        write_queued();
    }
}

void ManagedProgram::write_queued() {
    const ByteSpan text = to_send_->front().reveal();
    boost::asio::async_write(
        management_,
        boost::asio::buffer(text.data(), text.size()),
        [this, queue = to_send_, weak = std::weak_ptr(alive_)](
            const boost::system::error_code& error, std::size_t /*size*/
        ) {
            queue->pop_front();
            if (!weak.expired() && !error && !queue->empty()) {
                write_queued();
            }
        }
    );
}

// ---- packets

bool ManagedProgram::send(ByteSpan packet) {
    if (is_full_) {
        return false;
    }
    const int fd = packets_.native_handle();
    if (::send(fd, packet.data(), packet.size(), MSG_NOSIGNAL) >= 0 || errno != EAGAIN) {
        return true;  // another error: the program is gone, which shows at its end
    }
    is_full_ = true;
    packets_.async_wait(
        Wait::wait_write,
        [this, weak = std::weak_ptr(alive_)](const boost::system::error_code& error) {
            if (!weak.expired() && !error) {
                is_full_ = false;
                listener_.on_room();
            }
        }
    );
    return false;
}

void ManagedProgram::wait_for_packets() {
    packets_.async_wait(
        Wait::wait_read,
        [this, weak = std::weak_ptr(alive_)](const boost::system::error_code& error) {
            if (!weak.expired() && !error) {
                read_packets();
            }
        }
    );
}

void ManagedProgram::read_packets() {
    const std::weak_ptr<int> weak(alive_);
    std::array<std::uint8_t, kMaxPacket>
        buffer{};  // NOLINT(cppcoreguidelines-pro-type-member-init): filled by read
    for (int i = 0; i < kBatch; ++i) {
        const ssize_t size = ::read(packets_.native_handle(), buffer.data(), buffer.size());
        if (size == 0 || (size < 0 && errno != EAGAIN && errno != EINTR)) {
            return;  // the program closed it: it is about to end
        }
        if (size < 0) {
            break;
        }
        listener_.on_packet({buffer.data(), static_cast<std::size_t>(size)});
        if (weak.expired()) {
            return;
        }
    }
    wait_for_packets();
}

}  // namespace mprd::platform::openvpn
