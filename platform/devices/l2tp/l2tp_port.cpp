// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/devices/l2tp/l2tp_port.hpp"

#include "platform/devices/l2tp/target.hpp"

#include <utility>

namespace mprd::platform::l2tp {

L2tpPort::L2tpPort(std::shared_ptr<Exchange> exchange, std::uint16_t max_mru)
    : exchange_(std::move(exchange)), max_mru_(max_mru) {}

L2tpPort::~L2tpPort() {
    if (listener_ != nullptr) {
        exchange_->forget(call_);
    }
}

void L2tpPort::open(const DialTarget& target, PortListener& listener) {
    listener_ = &listener;
    number_ = target.number;
    CallSink& sink = *this;
    const auto whom = Target::parse(target.number);
    if (!whom) {
        call_ = exchange_->fail(whom.error(), sink);
        return;
    }
    call_ = exchange_->call(whom->host, whom->port, sink);
}

void L2tpPort::listen(PortListener& listener) {
    listener_ = &listener;
    number_.clear();
    CallSink& sink = *this;
    call_ = exchange_->listen(sink);
}

Port::SendResult L2tpPort::send(ByteSpan data) {
    if (!can_send()) {
        return SendResult::Refused;
    }
    is_full_ = !exchange_->send(*path_, data);
    return is_full_ ? SendResult::Refused : SendResult::Taken;
}

void L2tpPort::close(Errc reason) {
    path_ = nullptr;
    if (listener_ != nullptr) {
        exchange_->close(call_, reason);
    }
}

Result<int> L2tpPort::give_to_kernel() {
    if (path_ == nullptr) {
        return make_error(Errc::PortDisconnected, "there is no call to give to the kernel");
    }
    auto given = exchange_->give_to_kernel(*path_);
    is_given_ = given.has_value();
    return given;
}

Result<void> L2tpPort::check_device() const {
    return exchange_->check_address();
}

void L2tpPort::on_call_opened(const mprd::l2tp::CallOpened& call) {
    path_ = exchange_->path(call.route.local_session);
    is_full_ = false;
    is_given_ = false;
    LinkInfo link;
    link.carries = LinkInfo::Carries::PppFrames;
    link.max_mru = max_mru_;
    link.speed = call.speed;
    link.local_endpoint = exchange_->local_endpoint().to_string();
    link.remote_endpoint = call.route.peer.to_string();
    if (!call.calling_number.empty()) {
        link.remote_endpoint += ' ' + call.calling_number;
    }
    listener_->on_opened(link);
}

void L2tpPort::on_call_closed(const Error& error) {
    path_ = nullptr;
    std::exchange(listener_, nullptr)->on_closed(error);
}

void L2tpPort::on_frame(ByteSpan frame) {
    if (path_ != nullptr) {
        listener_->on_data(frame);
    }
}

void L2tpPort::on_room() {
    if (is_full_) {
        is_full_ = false;
        listener_->on_writable();
    }
}

}  // namespace mprd::platform::l2tp
