// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/devices/modem/modem_probe.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>

#include <algorithm>
#include <chrono>
#include <string_view>
#include <utility>
#include <variant>

namespace mprd::platform::modem {

using namespace mprd::modem;  // NOLINT(google-build-using-namespace): inputs and outputs of the
                              // engine

namespace {

/// Of a line where no modem answers. A PPP peer begins with a flag and the address and control
/// field of all stations, escaped or not (RFC 1662 section 3.1).
std::string_view kind_of(ByteSpan heard) {
    const std::string_view text = as_text(heard);
    if (text.find("~\xff}#") != std::string_view::npos ||
        text.find("~\xff\x03") != std::string_view::npos) {
        return "ppp";
    }
    return heard.empty() ? "nothing" : "text";
}

}  // namespace

ModemProbe::ModemProbe(const DeviceContext& context, Options options)
    : context_(context),
      options_(std::move(options)),
      line_(context.io, options_.line),
      timer_(context.io) {}

void ModemProbe::begin(Device::ProbeDone done) {
    const auto ready =
        session_ ? Result<void>(make_error(
                       Errc::PortNotAvailable, options_.line.path + " is being probed already"
                   ))
                 : line_.open();
    if (!ready) {
        boost::asio::post(context_.io, [done = std::move(done), ready] { done(ready.error()); });
        return;
    }
    session_ = std::make_shared<Session>(Session{
        AtEngine(options_.at, LineAbilities{}), std::move(done), {}, {}});
    line_.start(*this);
    session_->engine.handle(context_.clock(), Query{});
    drain_engine();
}

void ModemProbe::drain_engine() {
    while (auto output = session_->engine.poll_output()) {
        if (const auto* send = std::get_if<SendToModem>(&*output)) {
            static_cast<void>(line_.send(send->data));
        } else if (const auto* fact = std::get_if<FactLearned>(&*output)) {
            session_->facts.push_back({fact->name, fact->value});
        } else if (const auto* finished = std::get_if<Finished>(&*output)) {
            finish(found(finished->error.code == Errc::Ok));
            return;
        }
    }
    arm();
}

std::vector<DeviceFact> ModemProbe::found(bool is_modem) const {
    std::vector<DeviceFact> facts{
        {"answers", is_modem ? "modem" : std::string(kind_of(session_->heard))}};
    facts.insert(facts.end(), session_->facts.begin(), session_->facts.end());
    return facts;
}

void ModemProbe::arm() {
    const auto deadline = session_->engine.next_deadline();
    if (!deadline) {
        return;
    }
    timer_.expires_after(std::chrono::duration_cast<boost::asio::steady_timer::duration>(
        std::max(*deadline - context_.clock(), Duration::zero())
    ));
    timer_.async_wait([this,
                       weak = std::weak_ptr(session_)](const boost::system::error_code& error) {
        if (!weak.expired() && !error) {
            session_->engine.handle_timeout(context_.clock());
            drain_engine();
        }
    });
}

void ModemProbe::on_line_data(ByteSpan data) {
    const std::size_t room = kMaxHeard - session_->heard.size();
    const ByteSpan kept = data.first(std::min(room, data.size()));
    session_->heard.insert(session_->heard.end(), kept.begin(), kept.end());
    session_->engine.handle(context_.clock(), Received{data});
    drain_engine();
}

void ModemProbe::on_line_lost(const Error& error) {
    finish(error);
}

void ModemProbe::finish(Result<std::vector<DeviceFact>> result) {
    const std::shared_ptr<Session> session = std::exchange(session_, nullptr);
    timer_.cancel();
    line_.close();
    session->done(std::move(result));
}

}  // namespace mprd::platform::modem
