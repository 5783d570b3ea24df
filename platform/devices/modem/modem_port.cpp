// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/devices/modem/modem_port.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>

#include <algorithm>
#include <chrono>
#include <utility>

namespace mprd::platform::modem {

using namespace mprd::modem;  // NOLINT(google-build-using-namespace): inputs and outputs of the
                              // engine

ModemPort::ModemPort(
    const DeviceContext& context, Options options, std::shared_ptr<ModemState> state
)
    : context_(context),
      options_(std::move(options)),
      state_(std::move(state)),
      line_(context.io, options_.line),
      timer_(context.io) {}

void ModemPort::open(const DialTarget& target, PortListener& listener) {
    start(Dial{target.number}, listener);
}

void ModemPort::listen(PortListener& listener) {
    start(Wait{}, listener);
}

Result<void> ModemPort::make_ready() {
    if (state_->pin_refused) {
        return make_error(
            Errc::FromDevice,
            "the SIM has refused the PIN; it is not tried again, because a SIM blocks itself after "
            "three "
            "wrong ones: correct the secret \"pin\" of the device and start mprd anew"
        );
    }
    return line_.open();
}

void ModemPort::start(const AtInput& first, PortListener& listener) {
    const auto ready = make_ready();
    const bool has_lines = line_.has_modem_lines();
    const LineAbilities abilities{
        .has_dtr = has_lines, .has_carrier = has_lines && options_.carrier == CarrierDetect::Auto};
    session_ = std::make_shared<Session>(Session{
        &listener, AtEngine(options_.at, abilities), std::nullopt});
    boost::asio::post(context_.io, [this, weak = std::weak_ptr(session_), ready, first] {
        if (weak.expired()) {
            return;
        }
        if (!ready) {
            finish(ready.error());
            return;
        }
        line_.start(*this);
        feed(first);
    });
}

bool ModemPort::is_in_call() const {
    return session_ && session_->engine.is_online();
}

Port::SendResult ModemPort::send(ByteSpan data) {
    return is_in_call() ? line_.send(data) : SendResult::Refused;
}

Result<int> ModemPort::give_to_kernel() {
    if (!is_in_call() || session_->close_reason) {
        return make_error(Errc::PortDisconnected, "there is no call to give to the kernel");
    }
    return line_.give_to_kernel();
}

void ModemPort::close(Errc reason) {
    if (!session_ || session_->close_reason) {
        return;
    }
    session_->close_reason = reason;
    if (!line_.is_open()) {
        return;  // it could not be opened: that end is posted already
    }
    if (is_in_call()) {
        line_.drain([this] { stop(); });  // PPP's last word
        return;
    }
    boost::asio::post(context_.io, [this, weak = std::weak_ptr(session_)] {
        if (!weak.expired()) {
            stop();
        }
    });
}

void ModemPort::stop() {
    feed(Stop{*session_->close_reason});
}

// ---- the engine

void ModemPort::feed(const AtInput& input) {
    session_->engine.handle(context_.clock(), input);
    drain_engine();
}

void ModemPort::drain_engine() {
    const std::shared_ptr<Session> session = session_;
    while (auto output = session->engine.poll_output()) {
        std::visit([&](const auto& each) { take(each); }, *output);
        if (session_ != session) {
            return;  // it was the last
        }
    }
    arm();
}

void ModemPort::arm() {
    const auto deadline = session_->engine.next_deadline();
    if (!deadline) {
        timer_.cancel();
        return;
    }
    timer_.expires_after(std::chrono::duration_cast<boost::asio::steady_timer::duration>(
        std::max(*deadline - context_.clock(), Duration::zero())
    ));
    timer_.async_wait([this,
                       weak = std::weak_ptr(session_)](const boost::system::error_code& error) {
        if (weak.expired() || error) {
            return;
        }
        session_->engine.handle_timeout(context_.clock());
        drain_engine();
    });
}

void ModemPort::take(const SendToModem& output) {
    static_cast<void>(line_.send(output.data));
}

void ModemPort::take(const SetDtr& output) {
    line_.set_dtr(output.on);
}

void ModemPort::take(const Connected& output) {
    if (options_.carrier == CarrierDetect::Auto && line_.has_carrier()) {
        line_.require_carrier();
    } else {
        session_->engine.no_carrier_detect();
    }
    LinkInfo link;
    link.carries = LinkInfo::Carries::ByteStream;
    link.speed = output.speed != 0 ? output.speed : options_.line.speed;
    link.local_endpoint = options_.line.path;
    link.remote_endpoint = output.remote;
    const std::shared_ptr<Session> session = session_;
    session->listener->on_opened(link);
    if (session_ == session && !output.early.empty()) {
        session->listener->on_data(output.early);
    }
}

void ModemPort::take(const FactLearned& output) {
    state_->learn(output.name, output.value);
}

void ModemPort::take(const Told& output) const {
    if (options_.dialogue == Dialogue::Logged) {
        context_.log(output.text);
    }
}

void ModemPort::take(const PinRefused& /*output*/) {
    state_->pin_refused = true;
}

void ModemPort::take(const Finished& output) {
    finish(output.error);
}

// ---- the line

void ModemPort::on_line_data(ByteSpan data) {
    if (!session_->engine.is_online()) {
        feed(Received{data});
        return;
    }
    const std::shared_ptr<Session> session = session_;
    session->listener->on_data(data);
    if (session_ == session && session->engine.is_online()) {
        watch(data);
    }
}

void ModemPort::watch(ByteSpan data) {
    const auto before = session_->engine.next_deadline();
    session_->engine.watch(context_.clock(), data);
    if (session_->engine.next_deadline() != before) {
        arm();
    }
}

void ModemPort::on_line_room() {
    if (is_in_call() && !session_->close_reason) {
        session_->listener->on_writable();
    }
}

void ModemPort::on_line_lost(const Error& error) {
    const std::shared_ptr<Session> session = session_;
    // While we hang up, and where the modem drops DCD, that is what it should come to.
    session->engine.handle(context_.clock(), CarrierLost{});
    drain_engine();
    if (session_ == session) {
        finish(error);
    }
}

void ModemPort::finish(const Error& error) {
    const std::shared_ptr<Session> session = std::exchange(session_, nullptr);
    timer_.cancel();
    line_.close();
    if (error.code != Errc::Ok && !session->close_reason) {
        context_.log(error.detail);
    }
    session->listener->on_closed(error);
}

}  // namespace mprd::platform::modem
