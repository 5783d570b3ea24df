// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/devices/serial/serial_port.hpp"

#include <boost/asio/post.hpp>

#include <utility>

namespace mprd::platform::serial {

SerialPort::SerialPort(boost::asio::io_context& io, Options options)
    : io_(io), line_(io, std::move(options)) {}

void SerialPort::open(const DialTarget& /*a line has no number*/, PortListener& listener) {
    start(Mode::Calling, listener);
}

void SerialPort::listen(PortListener& listener) {
    start(Mode::Waiting, listener);
}

void SerialPort::start(Mode mode, PortListener& listener) {
    session_ = std::make_shared<Session>(Session{mode, &listener, std::nullopt});
    boost::asio::post(io_, [this, weak = std::weak_ptr(session_), ready = line_.open()] {
        if (weak.expired()) {
            return;
        }
        if (!ready) {
            finish(ready.error());
            return;
        }
        if (session_->mode == Mode::Calling) {
            session_->mode = Mode::InCall;
            session_->listener->on_opened(link_info());
        }
        if (!weak.expired()) {
            line_.start(*this);
        }
    });
}

LinkInfo SerialPort::link_info() const {
    LinkInfo link;
    link.carries = LinkInfo::Carries::ByteStream;
    link.speed = line_.options().speed;
    link.local_endpoint = line_.options().path;
    return link;
}

void SerialPort::on_line_data(ByteSpan data) {
    const std::shared_ptr<Session> session = session_;
    if (session->mode == Mode::Waiting) {
        session->mode = Mode::InCall;
        session->listener->on_opened(link_info());
    }
    if (session_ == session) {
        session->listener->on_data(data);
    }
}

void SerialPort::on_line_room() {
    if (!session_->close_reason) {
        session_->listener->on_writable();
    }
}

void SerialPort::on_line_lost(const Error& error) {
    finish(error);
}

void SerialPort::close(Errc reason) {
    if (!session_ || session_->close_reason) {
        return;
    }
    session_->close_reason = reason;
    if (!line_.is_open()) {
        return;  // it could not be opened: that end is posted already
    }
    line_.drain([this] { finish(make_error(*session_->close_reason, "hung up")); });
}

void SerialPort::finish(const Error& error) {
    const std::shared_ptr<Session> session = std::exchange(session_, nullptr);
    line_.close();
    session->listener->on_closed(error);
}

}  // namespace mprd::platform::serial
