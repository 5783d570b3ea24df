// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/runtime/link_runner.hpp"

#include "daemon/runtime/net_runner.hpp"
#include "daemon/runtime/runtime.hpp"
#include "platform/pump/ip_pump.hpp"
#include "platform/pump/link_pump.hpp"

#include <utility>

namespace mprd::daemon {

LinkRunner::LinkRunner(Runtime& runtime, PortId id, std::unique_ptr<platform::Port> port)
    : runtime_(runtime), id_(id), port_(std::move(port)), device_timer_(runtime.io()) {}

LinkRunner::~LinkRunner() {
    unbind();
}

void LinkRunner::open(const DialTarget& target) {
    if (state_ == State::Listening) {
        call_after_listening_ = target;
        port_->close(Errc::Ok);
        return;
    }
    state_ = State::Calling;
    port_->open(target, *this);
}

void LinkRunner::listen() {
    state_ = State::Listening;
    port_->listen(*this);
}

void LinkRunner::close(Errc reason) {
    call_after_listening_.reset();
    port_->close(reason);
}

void LinkRunner::on_opened(const LinkInfo& link) {
    const bool incoming = state_ == State::Listening;
    if (incoming && call_after_listening_) {
        return;  // we are about to call ourselves: the far end's call ends with the waiting
    }
    state_ = State::InCall;
    framing_ = {};
    platform::ControlFrameSink& control = *this;
    if (link.carries == LinkInfo::Carries::IpPackets) {
        pump_ = std::make_unique<platform::IpPump>(*port_, link, control);
    } else {
        pump_ = std::make_unique<platform::LinkPump>(*port_, link, control);
    }
    carries_ = link.carries;
    update_tap();
    if (incoming) {
        runtime_.handle(router::IncomingCall{id_, link});
    } else {
        runtime_.handle(router::PortOpened{id_, link});
    }
}

void LinkRunner::on_caller(const CallerInfo& caller) {
    if (!call_after_listening_) {  // else he goes with the waiting
        runtime_.handle(router::CallerAsks{id_, caller});
    }
}

void LinkRunner::on_data(ByteSpan data) {
    // What still comes while the kernel has the call is the end of what began before.
    if (platform::Pump* const pump = set_up_pump_ ? set_up_pump_.get() : pump_.get()) {
        pump->receive(runtime_.now(), data);
    }
}

void LinkRunner::on_writable() {
    if (pump_) {
        pump_->writable();
    }
}

void LinkRunner::on_closed(const Error& error) {
    unbind();
    pump_.reset();
    tap_.reset();
    set_up_pump_.reset();
    state_ = State::Closed;
    if (call_after_listening_) {
        open(*std::exchange(call_after_listening_, std::nullopt));
        return;
    }
    runtime_.handle(router::PortClosed{id_, error});
    if (error.code != Errc::Ok) {
        check_device();
    }
}

void LinkRunner::check_device() {
    if (look_at_device() == Found::Missing) {
        runtime_.look_at_siblings(id_);
    }
}

LinkRunner::Found LinkRunner::look_at_device() {
    const auto there = port_->check_device();
    const bool is_new = there.has_value() == device_missing_;
    device_missing_ = !there;
    if (device_missing_) {
        look_again_later();
    }
    if (is_new) {
        runtime_.handle(router::PortStatus{
            id_, there ? std::nullopt : std::optional<Error>(there.error())});
    }
    return !is_new ? Found::Unchanged : there ? Found::Back : Found::Missing;
}

void LinkRunner::look_again_later() {
    device_timer_.expires_after(kDeviceRetry);
    device_timer_.async_wait([this](const boost::system::error_code& error) {
        if (!error) {
            check_device();
        }
    });
}

void LinkRunner::on_control_frame(std::uint16_t protocol, ByteSpan information) {
    runtime_.handle(router::ControlFrame{id_, protocol, information});
}

void LinkRunner::send(std::uint16_t protocol, ByteSpan information) {
    if (pump_) {
        pump_->send_control(protocol, information);
    }
}

void LinkRunner::set_framing(const wire::FramingOptions& options) {
    framing_ = options;
    if (pump_) {
        pump_->set_framing(options);
    }
}

void LinkRunner::watch_rip(bool wanted) {
    if (pump_) {
        pump_->watch_rip(wanted);
    }
}

void LinkRunner::update_tap() {
    if (!pump_) {
        return;
    }
    if (runtime_.captures().is_empty()) {
        pump_->set_tap(nullptr);
        tap_.reset();
        return;
    }
    tap_.emplace(runtime_.captures(), id_, carries_, [this] {
        return runtime_.router().owner_of(id_);
    });
    pump_->set_tap(&*tap_);
}

void LinkRunner::bind(NetRunner& net, platform::Families families, Sending sending) {
    if (!pump_ || net.device() == nullptr) {
        return;
    }
    if (net_ != nullptr && net_ != &net) {
        unbind();
    }
    if (!choose_pump(net)) {
        return;
    }
    net_ = &net;
    pump_->bind(*net.device(), families);
    net.attach(*this);
    if (sending == Sending::Allowed) {
        net.open(*pump_, families);
    }
}

bool LinkRunner::choose_pump(const NetRunner& net) {
    const bool is_in_kernel = set_up_pump_ != nullptr;
    if (is_in_kernel == net.is_in_kernel()) {
        return true;
    }
    Result<std::unique_ptr<platform::Pump>> taken =
        make_error(Errc::NotSupported, "a call in the kernel does not come back");
    if (net.is_in_kernel()) {
        taken = runtime_.kernel_path()->take(*port_, *this, pump_->counters());
    }
    if (!taken) {
        port_->close(taken.error().code);
        return false;
    }
    set_up_pump_ = std::exchange(pump_, std::move(*taken));
    set_up_pump_->set_tap(nullptr);
    pump_->set_framing(framing_);
    update_tap();
    return true;
}

void LinkRunner::unbind() {
    if (net_ != nullptr) {
        net_->detach();
        net_ = nullptr;
    }
    if (pump_) {
        pump_->unbind();
    }
}

}  // namespace mprd::daemon
