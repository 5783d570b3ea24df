// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/devices/exec/exec_port.hpp"

#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>

#include <algorithm>
#include <array>
#include <cerrno>
#include <optional>
#include <utility>

#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

namespace mprd::platform::exec {

/// Completion handlers hold it weakly: when it is gone, the call that they belong to is over.
struct ExecPort::Session {
    Session(boost::asio::io_context& io, PortListener& who) : listener(&who), line(io), timer(io) {}

    PortListener* listener;
    std::unique_ptr<ChildProcess> program;
    boost::asio::posix::stream_descriptor line;
    /// What the kernel did not take yet: octets, or whole messages.
    std::deque<Bytes> queue;
    std::size_t queued = 0;  ///< octets in it
    bool write_waits = false;
    bool has_spoken = false;
    std::string last_line{};  ///< of its standard error
    std::optional<Errc> close_reason;
    std::optional<Error> failure;  ///< why we stop it
    int drain_rounds = 0;
    boost::asio::steady_timer timer;
};

namespace {

/// The kernel does not tell when the program has read everything: ask this often.
constexpr std::chrono::milliseconds kDrainPoll{10};
constexpr std::size_t kReadSize = 16384;
/// Reads after the program's end: what a socket or terminal can hold.
constexpr int kLastReads = 64;

/// `text` without each of the secrets.
std::string without(std::string text, const DeviceSecrets& secrets) {
    for (const auto& [name, secret] : secrets) {
        const std::string_view value = as_text(secret.reveal());
        for (std::size_t at = value.empty() ? std::string::npos : text.find(value);
             at != std::string::npos;
             at = text.find(value, at)) {
            text.replace(at, value.size(), "*");
            ++at;
        }
    }
    return text;
}

}  // namespace

ExecPort::ExecPort(
    boost::asio::io_context& io,
    Options options,
    DeviceSecrets secrets,
    std::function<void(const std::string&)> log
)
    : io_(io), options_(std::move(options)), secrets_(std::move(secrets)), log_(std::move(log)) {}

ExecPort::~ExecPort() = default;

Result<void> ExecPort::check_device() const {
    ProcessCommand command;
    command.environment = options_.environment;
    const auto program = find_program(options_.command.front(), search_path(command));
    return program ? Result<void>() : Result<void>(program.error());
}

void ExecPort::open(const DialTarget& target, PortListener& listener) {
    start(options_.command_for(target.number, secrets_), listener);
}

void ExecPort::listen(PortListener& listener) {
    start(
        make_error(
            Errc::NotSupported, "a device of kind \"exec\" only calls: give it \"role\": \"out\""
        ),
        listener
    );
}

void ExecPort::start(Result<ProcessCommand> command, PortListener& listener) {
    session_ = std::make_shared<Session>(io_, listener);
    Result<void> runs;
    if (!command) {
        runs = command.error();
    } else {
        auto program = ChildProcess::start(
            io_,
            *command,
            {[this](const std::string& line) { tell(line); },
             [this](ProcessExit exit) { on_exit(exit); }}
        );
        if (program) {
            session_->program = std::move(*program);
            session_->line.assign(session_->program->take_channel().release());
        } else {
            runs = program.error();
        }
    }
    boost::asio::post(io_, [this, weak = std::weak_ptr(session_), runs] {
        const auto session = weak.lock();
        if (!session) {
            return;
        }
        if (!runs) {
            finish(
                session->close_reason ? make_error(*session->close_reason, "hung up") : runs.error()
            );
            return;
        }
        if (!session->close_reason) {
            LinkInfo link;
            link.carries = options_.framing == Framing::Async ? LinkInfo::Carries::ByteStream
                                                              : LinkInfo::Carries::PppFrames;
            link.local_endpoint = options_.command.front();
            session->listener->on_opened(link);
        }
        if (session_ == session) {
            read_more();
        }
    });
}

void ExecPort::tell(const std::string& line) {
    const std::string harmless = without(line, secrets_);
    if (session_) {
        session_->last_line = harmless;
    }
    if (log_) {
        log_(harmless);
    }
}

void ExecPort::read_more() {
    session_->line.async_wait(
        boost::asio::posix::stream_descriptor::wait_read,
        [this, weak = std::weak_ptr(session_)](const boost::system::error_code& error) {
            if (weak.expired() || error) {
                return;
            }
            read_once();
            if (!weak.expired() && session_->line.is_open()) {
                read_more();
            }
        }
    );
}

bool ExecPort::read_once() {
    std::array<std::uint8_t, kReadSize>
        buffer;  // NOLINT(cppcoreguidelines-pro-type-member-init): filled by read
    const ssize_t size = ::read(session_->line.native_handle(), buffer.data(), buffer.size());
    if (size > 0) {
        const std::weak_ptr<Session> weak(session_);
        session_->has_spoken = true;
        session_->listener->on_data({buffer.data(), static_cast<std::size_t>(size)});
        return !weak.expired();
    }
    if (size == 0 || (errno != EAGAIN && errno != EINTR)) {
        on_output_end();  // EIO: nobody has the terminal open any more
    }
    return false;
}

void ExecPort::on_output_end() {
    boost::system::error_code ignored;
    session_->line.close(ignored);
    if (session_->close_reason) {
        return;  // it is being stopped already
    }
    // Mostly it is about to end, and then its status says why.
    session_->timer.expires_after(kExitPatience);
    session_->timer.async_wait(
        [this, weak = std::weak_ptr(session_)](const boost::system::error_code& error) {
            if (weak.expired() || error) {
                return;
            }
            session_->failure = make_error(
                Errc::RemoteDisconnection,
                options_.command.front() + " closed its standard output and went on running"
            );
            session_->program->stop(options_.stop_patience);
        }
    );
}

bool ExecPort::can_send() const {
    return session_ && session_->line.is_open() && session_->queued < kQueueLimit;
}

Port::SendResult ExecPort::send(ByteSpan data) {
    if (!can_send() || data.empty()) {
        return SendResult::Refused;
    }
    std::size_t done = 0;
    if (session_->queue.empty()) {
        const ssize_t size = ::write(session_->line.native_handle(), data.data(), data.size());
        done = size > 0 ? static_cast<std::size_t>(size) : 0;  // an error shows at its end
    }
    if (done < data.size()) {
        session_->queue.emplace_back(data.begin() + static_cast<std::ptrdiff_t>(done), data.end());
        session_->queued += data.size() - done;
        write_more();
    }
    return SendResult::Taken;
}

void ExecPort::write_more() {
    if (session_->write_waits) {
        return;
    }
    session_->write_waits = true;
    session_->line.async_wait(
        boost::asio::posix::stream_descriptor::wait_write,
        [this, weak = std::weak_ptr(session_)](const boost::system::error_code& error) {
            if (weak.expired() || error) {
                return;
            }
            session_->write_waits = false;
            write_queued();
        }
    );
}

void ExecPort::write_queued() {
    while (!session_->queue.empty()) {
        Bytes& front = session_->queue.front();
        const ssize_t size = ::write(session_->line.native_handle(), front.data(), front.size());
        if (size <= 0) {
            if (errno == EAGAIN || errno == EINTR) {
                write_more();
            }
            return;  // else: the program is gone, which shows at the read side
        }
        session_->queued -= static_cast<std::size_t>(size);
        front.erase(front.begin(), front.begin() + size);
        if (front.empty()) {
            session_->queue.pop_front();
        }
    }
    if (!session_->close_reason) {
        session_->listener->on_writable();
    }
}

void ExecPort::close(Errc reason) {
    if (!session_ || session_->close_reason) {
        return;
    }
    session_->close_reason = reason;
    session_->drain_rounds = static_cast<int>(kDrainLimit / kDrainPoll);
    boost::asio::post(io_, [this, weak = std::weak_ptr(session_)] {
        if (!weak.expired() && session_->program) {
            drain();
        }
    });
}

void ExecPort::drain() {
    int in_kernel = 0;
    if (session_->line.is_open()) {
        static_cast<void>(::ioctl(session_->line.native_handle(), TIOCOUTQ, &in_kernel));
    }
    const bool is_read = session_->queue.empty() && in_kernel == 0;
    if (is_read || !session_->line.is_open() || session_->drain_rounds-- <= 0) {
        session_->program->stop(options_.stop_patience);
        return;
    }
    session_->timer.expires_after(kDrainPoll);
    session_->timer.async_wait(
        [this, weak = std::weak_ptr(session_)](const boost::system::error_code& error) {
            if (!weak.expired() && !error) {
                drain();
            }
        }
    );
}

void ExecPort::on_exit(ProcessExit exit) {
    const std::weak_ptr<Session> weak(session_);
    for (int i = 0; i < kLastReads && session_->line.is_open() && read_once(); ++i) {
    }
    if (!weak.expired()) {
        finish(error_of(exit));
    }
}

Error ExecPort::error_of(ProcessExit exit) const {
    if (session_->close_reason) {
        return make_error(*session_->close_reason, "hung up");
    }
    if (session_->failure) {
        return *session_->failure;
    }
    const bool is_good = exit.status == 0;
    const Errc code = session_->has_spoken
                          ? (is_good ? Errc::RemoteDisconnection : Errc::LinkFailure)
                          : (is_good ? Errc::NoAnswer : Errc::FromDevice);
    std::string text = options_.command.front() + ' ' + exit.to_string();
    if (!session_->last_line.empty()) {
        text += "; it said: " + session_->last_line;
    }
    return make_error(code, std::move(text));
}

void ExecPort::finish(Error error) {
    const std::shared_ptr<Session> session = std::exchange(session_, nullptr);
    boost::system::error_code ignored;
    session->line.close(ignored);
    if (log_ && !session->close_reason) {
        log_(error.detail);  // events tell codes; this is why
    }
    session->listener->on_closed(error);
}

}  // namespace mprd::platform::exec
