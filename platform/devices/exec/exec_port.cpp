// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/devices/exec/exec_port.hpp"

#include "platform/process/program_channel.hpp"

#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>

#include <optional>
#include <utility>

namespace mprd::platform::exec {

/// Completion handlers hold it weakly: when it is gone, the call that they belong to is over.
struct ExecPort::Session {
    Session(boost::asio::io_context& io, PortListener& who) : listener(&who), timer(io) {}

    PortListener* listener;
    std::unique_ptr<ChildProcess> program;
    std::unique_ptr<ProgramChannel> line;
    bool has_spoken = false;
    std::string last_line{};  ///< of its standard error
    std::optional<Errc> close_reason;
    std::optional<Error> failure;     ///< why we stop it
    std::optional<ProcessExit> exit;  ///< it has ended
    int drain_rounds = 0;
    boost::asio::steady_timer timer;
};

namespace {

/// The system does not tell when the program has read everything: ask this often.
constexpr std::chrono::milliseconds kDrainPoll{10};

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
            session_->line = std::make_unique<ProgramChannel>(
                io_,
                session_->program->take_channel(),
                ProgramChannel::Events{
                    [this](ByteSpan data) {
                        session_->has_spoken = true;
                        session_->listener->on_data(data);
                    },
                    [this] { on_output_end(); },
                    [this] {
                        if (!session_->close_reason) {
                            session_->listener->on_writable();
                        }
                    }}
            );
        } else {
            runs = program.error();
        }
    }
    boost::asio::post(io_, [this, weak = std::weak_ptr(session_), runs] {
        const auto session = weak.lock();
        if (!session) {
            return;
        }
        if (runs) {
            on_opened();
        } else {
            finish(
                session->close_reason ? make_error(*session->close_reason, "hung up") : runs.error()
            );
        }
    });
}

void ExecPort::on_opened() {
    const std::weak_ptr<Session> weak(session_);
    if (!session_->close_reason) {
        LinkInfo link;
        link.carries = options_.framing == Framing::Async ? LinkInfo::Carries::ByteStream
                                                          : LinkInfo::Carries::PppFrames;
        link.local_endpoint = options_.command.front();
        session_->listener->on_opened(link);
    }
    if (!weak.expired()) {
        session_->line->start_reading();
    }
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

void ExecPort::after(std::chrono::milliseconds time, void (ExecPort::*then)()) {
    session_->timer.expires_after(time);
    session_->timer.async_wait(
        [this, then, weak = std::weak_ptr(session_)](const boost::system::error_code& error) {
            if (!weak.expired() && !error) {
                (this->*then)();
            }
        }
    );
}

void ExecPort::on_output_end() {
    if (session_->exit) {
        finish_ended();
    } else if (!session_->close_reason) {  // else it is being stopped already
        // Mostly it is about to end, and then its status says why.
        after(kExitPatience, &ExecPort::stop_silent);
    }
}

void ExecPort::stop_silent() {
    session_->failure = make_error(
        Errc::RemoteDisconnection,
        options_.command.front() + " closed its standard output and went on running"
    );
    stop();
}

bool ExecPort::can_send() const {
    return session_ && session_->line && session_->line->can_send();
}

Port::SendResult ExecPort::send(ByteSpan data) {
    return can_send() && session_->line->send(data) ? SendResult::Taken : SendResult::Refused;
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
    if (session_->line->is_drained() || session_->drain_rounds-- <= 0) {
        stop();
    } else {
        after(kDrainPoll, &ExecPort::drain);
    }
}

void ExecPort::stop() {
    session_->line->end_input();
    session_->program->stop(options_.stop_patience);
}

void ExecPort::on_exit(ProcessExit exit) {
    session_->exit = exit;
    if (session_->close_reason || !session_->line->is_open()) {
        finish_ended();
    } else {
        // What it said last is on its way; one who fled from it may keep the other end for ever.
        after(kExitPatience, &ExecPort::finish_ended);
    }
}

void ExecPort::finish_ended() {
    finish(error_of(*session_->exit));
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

void ExecPort::finish(const Error& error) {
    const std::shared_ptr<Session> session = std::exchange(session_, nullptr);
    session->line.reset();
    if (log_ && !session->close_reason) {
        log_(error.detail);  // events tell codes; this is why
    }
    session->listener->on_closed(error);
}

}  // namespace mprd::platform::exec
