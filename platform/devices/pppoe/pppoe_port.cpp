// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/devices/pppoe/pppoe_port.hpp"

#include "platform/devices/pppoe/pppoe_attempt.hpp"
#include "platform/devices/pppoe/pppoe_device.hpp"

#include <boost/asio/post.hpp>

#include <algorithm>
#include <utility>

namespace mprd::platform::pppoe {

using tunnel::PppoeClient;
using tunnel::PppoeConcentrator;

PppoePort::PppoePort(PppoeDevice& device, std::uint32_t index) : device_(device), index_(index) {}

PppoePort::~PppoePort() {
    if (attempt_) {
        attempt_->listener = nullptr;  // nobody to be told
        finish(make_error(Errc::Ok, ""));
    }
}

// ---- starting

void PppoePort::open(const DialTarget& target, PortListener& listener) {
    if (begin(Mode::Calling, listener)) {
        start_client(target.number.empty() ? device_.options().service_name : target.number);
    }
}

void PppoePort::listen(PortListener& listener) {
    if (begin(Mode::Waiting, listener)) {
        device_.add_listener(*this);
    }
}

bool PppoePort::begin(Mode mode, PortListener& listener) {
    attempt_ = std::make_shared<Attempt>(*this, device_.context().io, listener);
    attempt_->mode = mode;
    const auto ready = device_.begin_use(attempt_);
    if (!ready) {
        finish_soon(ready.error());
    }
    return ready.has_value();
}

void PppoePort::start_client(const std::string& service) {
    const Options& options = device_.options();
    RandomSource& random = device_.context().random;
    Bytes uniq(options.host_uniq.begin(), options.host_uniq.end());
    if (uniq.empty()) {
        ByteWriter(uniq).u32(random.next_u32()).u32(random.next_u32());
    }
    if (service.size() > Options::kMaxName || !device_.add_caller(uniq, *this)) {
        finish_soon(make_error(
            Errc::PortNotAvailable,
            service.size() > Options::kMaxName
                ? "a Service-Name has at most " + std::to_string(Options::kMaxName) + " octets"
                : std::string("another call with the same hostUniq is being set up")
        ));
        return;
    }
    attempt_->host_uniq = uniq;
    attempt_->client.emplace(
        device_.context().clock(),
        PppoeClient::Settings{service, options.ac_name, device_.max_payload(), std::move(uniq)},
        random
    );
    drain_client();
}

// ---- the call that we make

void PppoePort::on_discovery(wire::MacAddress from, ByteSpan packet) {
    attempt_->client->handle(device_.context().clock(), PppoeClient::Received{from, packet});
    drain_client();
}

void PppoePort::drain_client() {
    // What is told to the listener may end this attempt and begin another.
    const std::shared_ptr<Attempt> attempt = attempt_;
    while (auto output = attempt->client->poll_output()) {
        if (const auto* send = std::get_if<PppoeClient::Send>(&*output)) {
            device_.send_discovery(*send);
        } else if (const auto* opened = std::get_if<PppoeClient::Opened>(&*output)) {
            on_opened(opened->session);
        } else {
            finish(std::get<PppoeClient::Ended>(*output).error);
        }
        if (attempt_ != attempt) {
            return;
        }
    }
    arm_timer();
}

void PppoePort::arm_timer() {
    const auto deadline = attempt_->client->next_deadline();
    if (deadline == attempt_->armed_for) {
        return;
    }
    attempt_->armed_for = deadline;
    if (!deadline) {
        attempt_->timer.cancel();
        return;
    }
    const Duration wait = *deadline - device_.context().clock();
    attempt_->timer.expires_after(std::max(wait, Duration::zero()));
    attempt_->timer.async_wait([weak = std::weak_ptr(attempt_
                                )](const boost::system::error_code& error) {
        const auto attempt = weak.lock();
        if (error || !attempt) {
            return;
        }
        PppoePort& port = *attempt->port;
        attempt->armed_for.reset();
        attempt->client->handle_timeout(port.device_.context().clock());
        port.drain_client();
    });
}

// ---- the session

void PppoePort::on_call(const tunnel::PppoeSession& session) {
    device_.remove_listener(*this);
    attempt_->is_answered = true;
    on_opened(session);
}

void PppoePort::on_opened(const tunnel::PppoeSession& session) {
    attempt_->session = session;
    if (!device_.add_session(session, *this)) {
        // Of all ids both access concentrators took the same one for calls between the same two
        // stations: their frames could not be told apart.
        hang_up(Errc::LineBusy);
        return;
    }
    if (!device_.options().host_uniq.empty()) {
        device_.remove_caller(attempt_->host_uniq, *this);  // the next call may use it
    }
    attempt_->mode = Mode::InCall;
    device_.choose_frames();
    device_.context().log(
        (attempt_->is_answered ? "call from " : "access concentrator \"" + session.ac_name + "\" "
        ) +
        session.peer.to_string() + ", session " + std::to_string(session.id) + ", service \"" +
        session.service + '"'
    );
    if (attempt_->listener != nullptr) {
        attempt_->listener->on_opened(link_info());
    }
}

LinkInfo PppoePort::link_info() const {
    LinkInfo link;
    link.carries = LinkInfo::Carries::PppFrames;
    link.max_mru = std::min(attempt_->session.max_payload, device_.max_payload());
    link.local_endpoint = device_.ethernet().address.to_string();
    link.remote_endpoint = attempt_->session.peer.to_string();
    return link;
}

Result<int> PppoePort::give_to_kernel() {
    if (!attempt_ || attempt_->mode != Mode::InCall) {
        return make_error(Errc::PortDisconnected, "there is no call to give to the kernel");
    }
    device_.flush_frames();  // what waits goes before what the kernel sends
    auto session = KernelSession::open(device_.ethernet().name, attempt_->session);
    if (!session) {
        return session.error();
    }
    attempt_->kernel = std::move(*session);
    device_.choose_frames();
    return attempt_->kernel->fd();
}

void PppoePort::on_frame(ByteSpan frame) {
    if (attempt_->kernel) {
        return;  // a copy of what the kernel has
    }
    if (attempt_->is_answered && !attempt_->has_frames) {
        attempt_->has_frames = true;
        device_.handle_concentrator(PppoeConcentrator::FirstFrame{attempt_->session.id});
    }
    attempt_->listener->on_data(frame);
}

Port::SendResult PppoePort::send(ByteSpan data) {
    if (!attempt_ || attempt_->mode != Mode::InCall || attempt_->kernel) {
        return SendResult::Refused;
    }
    const SendResult result = device_.send_frame(attempt_->session, data);
    if (result == SendResult::Refused) {
        device_.wait_for_room(attempt_);
    }
    return result;
}

bool PppoePort::can_send() const {
    if (!attempt_ || attempt_->mode != Mode::InCall || attempt_->kernel) {
        return false;
    }
    const bool has_room = device_.can_send();
    if (!has_room) {
        device_.wait_for_room(attempt_);  // who hears no waits for on_writable()
    }
    return has_room;
}

void PppoePort::on_room() {
    attempt_->listener->on_writable();
}

Result<void> PppoePort::check_device() const {
    const auto interface = device_.look();
    return interface ? Result<void>() : Result<void>(interface.error());
}

// ---- ending

void PppoePort::close(Errc reason) {
    if (!attempt_ || attempt_->is_closing) {
        return;
    }
    attempt_->is_closing = true;
    boost::asio::post(device_.context().io, [weak = std::weak_ptr(attempt_), reason] {
        if (const auto attempt = weak.lock()) {
            attempt->port->hang_up(reason);
        }
    });
}

void PppoePort::hang_up(Errc reason) {
    const Error cause = make_error(reason, "hung up");
    device_.flush_frames();  // a Terminate-Request, mostly: it goes before PADT
    if (attempt_->client) {
        attempt_->client->handle(device_.context().clock(), PppoeClient::HangUp{cause});
        drain_client();
        return;
    }
    finish(cause);
}

void PppoePort::on_ended(const Error& error) {
    attempt_->is_answered = false;  // the access concentrator knows
    finish(error);
}

void PppoePort::finish(const Error& error) {
    const std::shared_ptr<Attempt> attempt = std::exchange(attempt_, nullptr);
    if (attempt->is_answered) {
        device_.handle_concentrator(PppoeConcentrator::HangUp{attempt->session.id});
    }
    device_.remove_session(attempt->session, *this);
    device_.remove_caller(attempt->host_uniq, *this);
    device_.remove_listener(*this);
    device_.end_use(attempt);
    attempt->timer.cancel();
    if (PortListener* listener = std::exchange(attempt->listener, nullptr)) {
        listener->on_closed(error);
    }
}

void PppoePort::finish_soon(const Error& error) {
    boost::asio::post(device_.context().io, [weak = std::weak_ptr(attempt_), error] {
        if (const auto attempt = weak.lock()) {
            attempt->port->finish(error);
        }
    });
}

}  // namespace mprd::platform::pppoe
